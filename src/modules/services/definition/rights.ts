import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import { takesChildren } from './applicants.ts';
import type { CompiledField } from './compiled.ts';
import { unknown, withoutRight } from './finding.ts';
import { childConcepts, guardianConcepts } from './guardians.ts';
import { readArticle } from './lookup.ts';
import { readForReviews } from './review.ts';
import type { ServiceSource } from './schema.ts';

/** What the service needs to know of the rights of exchange. */
interface Rights {
  readonly purposes: Readonly<Record<string, unknown>>;
  readonly rights: readonly {
    readonly consumer: string;
    readonly purpose: string;
    readonly act: string;
    readonly reads: readonly string[];
    readonly enters: readonly string[];
  }[];
}

/** Everything that is read, and the register that is written, is covered by a right of the institution. */
export function checkRights(source: ServiceSource, fields: readonly CompiledField[], scope: Scope): Finding[] {
  const known = scope.get<Rights>('rights', 'rights') ?? { purposes: {}, rights: [] };
  const { institution, purpose, entry, reviews } = source;
  if (!Object.hasOwn(known.purposes, purpose))
    return [unknown('purpose', ['purpose'], purpose, Object.keys(known.purposes))];
  const { act } = readArticle(source.basis);
  const held = known.rights.filter(
    (right) => right.consumer === institution && right.purpose === purpose && right.act === act,
  );
  const reads = new Set(held.flatMap((right) => right.reads));
  const missing = (path: Path, name: string) =>
    reads.has(name) ? [] : [withoutRight(path, name, institution, purpose)];
  const findings = fields.flatMap((field) =>
    field.source === 'register'
      ? [
          ...missing(['data', field.name, 'concept'], field.concept),
          ...field.path.flatMap((step) => missing(['data', field.name, 'for'], step)),
        ]
      : field.source === 'applicant' && field.chosenFrom
        ? [
            ...missing(['data', field.name, 'choices', 'from'], field.chosenFrom.relation),
            ...missing(['data', field.name, 'choices', 'label'], field.chosenFrom.shown),
          ]
        : [],
  );
  if (takesChildren(source)) findings.push(...childConcepts.flatMap((name) => missing(['applicants'], name)));
  const { guardians } = source;
  if (guardians) findings.push(...guardianConcepts(guardians).flatMap((name) => missing(['guardians'], name)));
  if (reviews) findings.push(...readForReviews(reviews).flatMap((name) => missing(['reviews', 'pool'], name)));
  if (entry && !held.some(({ enters }) => enters.includes(entry.register))) {
    findings.push(withoutRight(['entry', 'register'], entry.register, institution, purpose));
  }
  return findings;
}
