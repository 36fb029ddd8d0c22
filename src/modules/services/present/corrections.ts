import { beforeOf, lastAsked } from '../actions/correcting.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CorrectionRow } from '../entities.ts';
import { fieldOf, pageOf } from '../rules/answers.ts';
import { shownValue } from '../rules/showing.ts';
import type { AnswerView, JournalView } from '../views.ts';

/** Remarks of the last return, by page. */
export function remarksOf(rows: readonly CorrectionRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(lastAsked(rows).flatMap(({ page, remark }) => (remark === null ? [] : [[page, remark]])));
}

/** The journal with what was asked to be corrected, and which answers changed then: names, no values. */
export function withCorrections(
  service: CompiledService,
  rows: readonly CorrectionRow[],
  journal: readonly JournalView[],
): readonly JournalView[] {
  return journal.map((entry) => {
    const own = rows.filter(({ seq }) => seq === entry.seq);
    const asked = own.flatMap(({ kind, page, remark }) => {
      const question = pageOf(service, page)?.question;
      return kind === 'asked' && question ? [{ question, ...(remark === null ? {} : { remark }) }] : [];
    });
    const answered = own.filter(({ kind }) => kind === 'answered');
    const changed = answered.flatMap((row) => row.changed.flatMap((name) => fieldOf(service, name)?.label ?? []));
    return {
      ...entry,
      ...(asked.length > 0 ? { asked } : {}),
      ...(answered.length > 0 ? { changed } : {}),
    };
  });
}

/** Answers that were corrected last, with what they said before. */
export function withEarlier(
  service: CompiledService,
  rows: readonly CorrectionRow[],
  answers: readonly AnswerView[],
): readonly AnswerView[] {
  const last = rows.findLast(({ kind }) => kind === 'answered')?.seq;
  const changed = new Set(rows.flatMap((row) => (row.seq === last && row.kind === 'answered' ? row.changed : [])));
  const asked = lastAsked(rows);
  return answers.map((answer) => {
    const field = service.fields.find(({ name }) => name === answer.field);
    const row = asked.find(({ page }) => page === answer.page);
    if (!field || !row || !changed.has(answer.field) || service.keptFrom?.has(answer.field)) return answer;
    const earlier = shownValue(field, beforeOf(row.before, answer.field));
    return earlier ? { ...answer, earlier } : answer;
  });
}
