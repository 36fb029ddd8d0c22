import { type Comparator, compile, FeelError, type FeelValue, type Node, type Program } from '../../../feel/index.ts';
import type { NodeOf, TestNode, TestsNode } from '../../../feel/index.ts';
import { type Lang, langs, type Text } from '../../../language/index.ts';
import type { CompiledField } from '../definition/compiled.ts';
import { shownValue } from '../rules/showing.ts';
import { type ConditionWords, conditionWords } from '../text/conditions.ts';

/** A condition for people; undefined where only the expression itself says it. */
export function conditionText(
  cell: Program,
  field: CompiledField,
  labelOf: (name: string) => Text | undefined,
): Text | undefined {
  if (cell.node.kind !== 'tests') return undefined;
  const [az, en, ru] = langs.map((lang) => conditionIn(lang, conditionWords[lang], cell, field, labelOf));
  return az === undefined || en === undefined || ru === undefined ? undefined : { az, en, ru };
}

/** A condition in one language and in the given words; undefined where only the expression itself says it. */
export function conditionIn(
  lang: Lang,
  words: ConditionWords,
  { node, source }: Program,
  field: CompiledField,
  labelOf: (name: string) => Text | undefined,
): string | undefined {
  return node.kind === 'tests' ? new Speaker(source, field, lang, labelOf, words).tests(node) : undefined;
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

type Said = string | undefined;

/** Says the tests of one cell in one language. */
class Speaker {
  readonly #source: string;
  readonly #field: CompiledField;
  readonly #lang: Lang;
  readonly #labelOf: (name: string) => Text | undefined;
  readonly #words: ConditionWords;

  constructor(
    source: string,
    field: CompiledField,
    lang: Lang,
    labelOf: (name: string) => Text | undefined,
    words: ConditionWords,
  ) {
    this.#source = source;
    this.#field = field;
    this.#lang = lang;
    this.#labelOf = labelOf;
    this.#words = words;
  }

  tests({ tests, negated }: TestsNode): Said {
    const said = allSaid(tests.map((test) => this.#test(test)));
    if (said === undefined) return undefined;
    const any = this.#words.or(said);
    return negated ? this.#words.except(any) : any;
  }

  #test(test: TestNode): Said {
    return test.kind === 'compare' ? this.#compared(test.comparator, test.value) : this.#matched(test.value);
  }

  /** What the value has to be, be among, or make true. */
  #matched(node: Node): Said {
    if (node.kind === 'range') return this.#range(node);
    if (node.kind === 'list') return this.#list(node);
    return this.#value(node) ?? this.#other('=', node) ?? this.#verdict(node);
  }

  #list({ items }: NodeOf<'list'>): Said {
    const said = allSaid(items.map((item) => this.#matched(item)));
    return said && this.#words.or(said);
  }

  #range({ start, end, startIncluded, endIncluded, sign }: NodeOf<'range'>): Said {
    if (sign !== null) return start ? this.#compared(sign, start) : undefined;
    if (start && end && startIncluded && endIncluded) {
      const [from, to] = [this.#value(start), this.#value(end)];
      return from === undefined || to === undefined ? undefined : this.#words.between(from, to);
    }
    const said = allSaid([
      ...(start ? [this.#compared(startIncluded ? '>=' : '>', start)] : []),
      ...(end ? [this.#compared(endIncluded ? '<=' : '<', end)] : []),
    ]);
    return said && this.#words.and(said);
  }

  #compared(comparator: Comparator, node: Node): Said {
    const value = this.#value(node);
    if (value === undefined) return this.#other(comparator, node);
    const isDate = this.#field.source !== 'group' && this.#field.type === 'date';
    return this.#words[isDate ? 'date' : 'number'][comparator](value);
  }

  /** Compared with another input. */
  #other(comparator: Comparator, node: Node): Said {
    if (node.kind !== 'name' || node.name === '?') return undefined;
    const label = this.#labelOf(node.name)?.[this.#lang];
    return label === undefined ? undefined : this.#words.other[comparator](label);
  }

  /** A condition that speaks of the value itself: `? > 5 and ? < 10`. */
  #verdict(node: Node): Said {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const said = allSaid([this.#verdict(node.left), this.#verdict(node.right)]);
        return said && this.#words[node.kind](said);
      }
      case 'compare':
        if (isTested(node.left)) return this.#compared(node.comparator, node.right);
        return isTested(node.right) ? this.#compared(mirrored[node.comparator], node.left) : undefined;
      case 'call':
        return this.#called(node);
      default:
        return undefined;
    }
  }

  #called({ target, args }: NodeOf<'call'>): Said {
    const [tested, part] = args.map(({ value }) => value);
    if (target.kind !== 'name' || args.length !== 2 || !tested || !part || !isTested(tested)) return undefined;
    const said = this.#value(part);
    if (said === undefined) return undefined;
    if (target.name === 'starts with') return this.#words.starts(said);
    if (target.name === 'ends with') return this.#words.ends(said);
    return target.name === 'contains' || target.name === 'list contains' ? this.#words.holds(said) : undefined;
  }

  /** A value written out, as people read it. */
  #value(node: Node): Said {
    const value = constantOf(this.#source.slice(node.from, node.to));
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
    if (value === null) return node.kind === 'null' ? this.#words.none : undefined;
    const shown = shownValue(this.#field, value)?.[this.#lang] ?? String(value);
    if (shown === value) return this.#words.quoted(shown);
    const isNamed = typeof value === 'boolean' || (this.#field.source !== 'group' && this.#field.type === 'choice');
    return isNamed ? this.#words.named(shown) : shown;
  }
}

const isTested = (node: Node): boolean => node.kind === 'name' && node.name === '?';

function allSaid(parts: readonly Said[]): readonly string[] | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === parts.length ? said : undefined;
}

/** The value of an expression that looks at nothing; undefined for any other. */
function constantOf(source: string): FeelValue | undefined {
  try {
    return compile(source, {}).evaluate({});
  } catch (error) {
    if (error instanceof FeelError) return undefined;
    throw error;
  }
}
