import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type FileFinding, fileFinding, type Spot } from './file-finding.ts';
import { type FieldName, type FileContent, type FileLine, type PlanFact, placesOf } from './file-lines.ts';
import type { PlanMap, PlanPlaces, YamlLevel } from './map.ts';

// Enough for a plan that a person writes; references that multiply each other exceed it at once.
const mostAliases = 100;

/** Reads a plan from hierarchical YAML as a map says. */
export function readYaml(text: string, { yaml }: PlanMap): FileContent {
  const none = { plan: new Map(), lines: [] };
  if (!yaml) return { ...none, findings: [fileFinding({ line: 1, place: '' }, 'noForm', 'yaml')] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error)
    return {
      ...none,
      findings: [fileFinding({ line: lines.linePos(error.pos[0]).line, place: '' }, 'unreadable', error.code)],
    };
  try {
    document.toJS({ maxAliasCount: mostAliases });
  } catch {
    return { ...none, findings: [fileFinding({ line: 1, place: '' }, 'unreadable', 'aliases')] };
  }
  const walker = new Walker(lines, yaml.levels);
  walker.walk(document.contents, 0, '');
  return { plan: factsOf(yaml.plan, document.contents), lines: walker.found, findings: walker.findings };
}

function factsOf(plan: PlanPlaces, top: unknown): ReadonlyMap<PlanFact, string> {
  const facts = Object.entries(plan) as [PlanFact, PlanPlaces[PlanFact]][];
  return new Map(
    facts.flatMap(([name, fact]) => {
      const value = typeof fact === 'object' ? textOf(below(top, fact.at)) : fact;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** What stands at keys with dots. */
function below(node: unknown, keys: string): unknown {
  return keys.split('.').reduce<unknown>((at, key) => {
    if (!isMap(at)) return undefined;
    return at.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.value ?? undefined;
  }, node);
}

/** The text of a scalar as it is written: 1.10 stays 1.10. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return (typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))).trim();
}

interface Entry {
  readonly node: unknown;
  readonly key?: string | undefined;
}

class Walker {
  readonly found: FileLine[] = [];
  readonly findings: FileFinding[] = [];
  readonly #lines: LineCounter;
  readonly #levels: readonly YamlLevel[];

  constructor(lines: LineCounter, levels: readonly YamlLevel[]) {
    this.#lines = lines;
    this.#levels = levels;
  }

  walk(above: unknown, at: number, path: string): void {
    const level = this.#levels[at];
    if (!level) return;
    const node = below(above, level.list);
    const place = path === '' ? level.list : `${path}.${level.list}`;
    const entries = entriesIn(node, level.keyed === true);
    if (!entries) {
      // A measure may well have no milestones, and a group none of its own; a plan without its first level is none.
      if (node !== undefined || at === 0)
        this.findings.push(fileFinding(this.#spot(node ?? above, place), 'noList', level.list));
      return;
    }
    entries.forEach((entry, index) => {
      const here = `${place}[${entry.key ?? index + 1}]`;
      this.found.push(this.#line(entry, at, level, here));
      this.walk(entry.node, at + 1, here);
    });
  }

  #spot(node: unknown, place: string): Spot {
    const offset = isNode(node) ? (node as Node).range?.[0] : undefined;
    return { line: offset === undefined ? 1 : this.#lines.linePos(offset).line, place };
  }

  #line({ node, key }: Entry, at: number, level: YamlLevel, here: string): FileLine {
    const places = new Map(placesOf(level));
    const values = new Map<FieldName, string | readonly string[]>();
    if (key !== undefined) values.set('number', key);
    for (const [field, keys] of places) {
      const value = below(node, keys);
      const read = isSeq(value) ? value.items.flatMap((item) => textOf(item) ?? []) : textOf(value);
      if (read === undefined && value !== undefined && !isScalar(value))
        this.findings.push(fileFinding(this.#spot(value, `${here}.${keys}`), 'badValue'));
      if (read !== undefined && read !== '') values.set(field, read);
    }
    return {
      level: at,
      kind: level.kind,
      numbered: level.keyed === true || level.number !== undefined,
      values,
      spot: (field) => {
        const keys = places.get(field);
        return this.#spot(
          keys === undefined ? node : (below(node, keys) ?? node),
          keys === undefined ? here : `${here}.${keys}`,
        );
      },
    };
  }
}

/** The entries of a list, or of a map by its keys; undefined where there is no such list. */
function entriesIn(node: unknown, keyed: boolean): readonly Entry[] | undefined {
  if (!keyed) return isSeq(node) ? node.items.map((item) => ({ node: item })) : undefined;
  if (!isMap(node)) return undefined;
  return node.items.flatMap((pair) =>
    isPair(pair) && isScalar(pair.key) ? [{ node: pair.value, key: textOf(pair.key) ?? '' }] : [],
  );
}
