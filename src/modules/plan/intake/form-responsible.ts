import type { Title } from '../measures/index.ts';
import { type FormFinding, formFinding, type FormPlace } from './form-finding.ts';
import type { FormLine } from './form-lines.ts';
import type { Owners } from './owners.ts';

/** Who answers for an institution, and from when to when: half-open, `to` is the first day no longer in force. */
export interface FormResponsible {
  readonly institution: string;
  readonly name: string;
  readonly post: Title;
  readonly from: string;
  readonly to: string | null;
  readonly act: string | null;
}

/** The same term: what else differs is a correction of it. */
export const termKey = ({ institution, name, from }: FormResponsible): string => [institution, name, from].join('\n');

/**
 * Terms of the form. Who is not on it and still holds the post ends on the first day of the next; other terms that
 * overlap are an error.
 */
export function readResponsible(
  lines: readonly FormLine[],
  standing: readonly FormResponsible[],
  owners: Owners,
  findings: FormFinding[],
): readonly FormResponsible[] {
  const given = new Map<string, { readonly term: FormResponsible; readonly place: FormPlace }>();
  for (const line of lines) {
    const term = termOf(line, owners, findings);
    if (!term) continue;
    const key = termKey(term);
    if (given.has(key)) findings.push(formFinding(line.place('name'), 'twice', { value: term.name }));
    else given.set(key, { term, place: line.place('from') });
  }
  const named = new Set([...given.values()].map(({ term }) => term.institution));
  const ended: FormResponsible[] = [];
  for (const institution of named) {
    const terms = [...given.values()].filter(({ term }) => term.institution === institution);
    const others = standing.filter((one) => one.institution === institution && !given.has(termKey(one)));
    ended.push(...checkTerms(terms, others, findings));
  }
  return [...ended, ...[...given.values()].map(({ term }) => term)];
}

function termOf(line: FormLine, owners: Owners, findings: FormFinding[]): FormResponsible | undefined {
  const text = (path: string) => line.texts.get(path);
  const written = text('institution') ?? '';
  const institution = owners.find(written);
  const [az, en, ru] = [text('post.az') ?? '', text('post.en'), text('post.ru')];
  const [from, to] = [text('from') ?? '', text('to') ?? null];
  if (line.faulty.has('institution')) return undefined;
  if (institution === undefined) {
    const wanted = owners.meant(written);
    const problem = wanted === undefined ? 'institution' : 'nearest';
    findings.push(formFinding(line.place('institution'), problem, { value: written, wanted: wanted ?? '' }));
    return undefined;
  }
  if (line.faulty.size > 0) return undefined;
  if (to !== null && to <= from) {
    findings.push(formFinding(line.place('to'), 'order'));
    return undefined;
  }
  const post = { az, ...(en === undefined ? {} : { en }), ...(ru === undefined ? {} : { ru }) };
  return { institution, name: text('name') ?? '', post, from, to, act: text('act') ?? null };
}

type Placed = { readonly term: FormResponsible; readonly place: FormPlace };

/** Answers the terms that end because another begins. */
function checkTerms(
  given: readonly Placed[],
  others: readonly FormResponsible[],
  findings: FormFinding[],
): readonly FormResponsible[] {
  const firstAfter = (one: FormResponsible) =>
    given
      .map(({ term }) => term.from)
      .filter((from) => from > one.from)
      .toSorted()[0];
  const ended = others.flatMap((one) => {
    const next = one.to === null ? firstAfter(one) : undefined;
    return next === undefined ? [] : [{ ...one, to: next }];
  });
  const all: { readonly term: FormResponsible; readonly place?: FormPlace }[] = [
    ...given,
    ...others.map((one) => ({ term: ended.find((other) => termKey(other) === termKey(one)) ?? one })),
  ].toSorted((a, b) => (a.term.from < b.term.from ? -1 : 1));
  const wrong = all.flatMap(({ term, place }, index) => {
    const before = all[index - 1];
    const fits = !before || (before.term.to !== null && before.term.to <= term.from);
    return fits ? [] : [place ?? before.place ?? given[0]?.place];
  });
  if (wrong[0]) findings.push(formFinding(wrong[0], 'overlap'));
  return ended;
}
