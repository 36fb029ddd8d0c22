import type { Program } from '../../../feel/index.ts';
import type { Text } from '../../../language/index.ts';
import { conditionIn } from '../present/conditions.ts';
import type { RuleCells, TableInput } from '../rules/trying.ts';
import { conditionWords, type ConditionWords } from '../text/conditions.ts';
import { all, expression, quoted } from './words.ts';

const other = (form: (name: string) => string) => (label: string) => form(`${quoted(label)} göstəricisi`);

// Each part is followed by “olduqda” or “olmadıqda”, and reads on with either.
const words: ConditionWords = {
  ...conditionWords.az,
  none: 'boş',
  and: (parts) => (parts.length < 2 ? parts.join('') : `həm ${parts.join(', həm də ')}`),
  except: (part) => part,
  number: { ...conditionWords.az.number, '!=': (value) => `${value} qiymətindən fərqli` },
  date: { ...conditionWords.az.date, '!=': (value) => `${value} tarixindən fərqli` },
  between: (from, to) => `ən azı ${from}, ən çoxu ${to}`,
  other: {
    '<': other((name) => `${name}ndən az`),
    '<=': other((name) => `ən çoxu ${name} qədər`),
    '>': other((name) => `${name}ndən çox`),
    '>=': other((name) => `ən azı ${name} qədər`),
    '=': other((name) => `${name} ilə eyni`),
    '!=': other((name) => `${name}ndən fərqli`),
  },
  starts: (text) => `${text} ilə başlayan mətn`,
  ends: (text) => `${text} ilə bitən mətn`,
  holds: (text) => `tərkibində ${text} olan qiymət`,
  named: quoted,
};

/**
 * What a rule asks of one input, as a clause of a sentence: “Vergi borcu” göstəricisi 0,00 ₼-dan çox olduqda. Total:
 * where a form has no words the expression itself stands in «».
 */
export function conditionClause(cell: Program, input: TableInput, labelOf: (name: string) => Text | undefined): string {
  const name = `${quoted(input.label.az)} göstəricisi`;
  const said = conditionIn('az', words, cell, input, labelOf);
  if (said === undefined) return `${name} ${expression(cell.source.trim())} ifadəsinə uyğun olduqda`;
  const isNegated = cell.node.kind === 'tests' && cell.node.negated;
  return `${name} ${said} ${isNegated ? 'olmadıqda' : 'olduqda'}`;
}

/** All that a rule asks, up to where its outcome begins; a rule that asks nothing takes what the rules above it left. */
export function ruleClause(cells: RuleCells, inputs: readonly TableInput[]): string {
  const labelOf = (name: string) => inputs.find((input) => input.name === name)?.label;
  const clauses = inputs.flatMap((input) => {
    const cell = cells.get(input.name);
    return cell ? [conditionClause(cell, input, labelOf)] : [];
  });
  return clauses.length === 0 ? 'Qalan bütün hallarda' : `${all(clauses)},`;
}
