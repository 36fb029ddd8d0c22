import type { Json } from '../../../kernel/job.ts';
import { checkPage } from '../rules/answers.ts';
import { namesOn, splitPages } from '../rules/asked-pages.ts';
import { unfulfilled } from '../rules/field-checks.ts';
import { evidenceValue } from '../rules/evidence.ts';
import { withCandidates } from '../rules/relation-choice.ts';
import type { Facts } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';

type Given = Readonly<Record<string, Json>>;

/** What a scenario answers; of a field that asks for files, `file` or a list of them stands for what is uploaded. */
export function answersOf({ fields }: CompiledService, given: Given): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const field = fields.find((one) => one.name === name);
      if (field?.source !== 'file') return [name, value];
      const files = [value].flat().filter((one) => one === 'file');
      const kind = field.accepts[0] ?? 'pdf';
      return [name, evidenceValue(files.map((_, index) => ({ id: `${index}`, name: 'file', kind, size: 1 })))];
    }),
  );
}

/** Why a case cannot be sent with these answers: one is missing or wrong, or its question is not put to this applicant. */
export function answersFault(service: CompiledService, facts: Facts, answers: Given, day: string): string | undefined {
  const given = withCandidates(service, facts);
  const { asked, skipped } = splitPages(given, facts, answers);
  const [wrong] = asked.flatMap((page) => [
    ...checkPage(given, page, answers).errors,
    ...unfulfilled(given, page, answers, day),
  ]);
  if (wrong) return `answer ${wrong.field}`;
  const page = skipped.find((one) => [...namesOn(given, [one])].some((name) => (answers[name] ?? null) !== null));
  return page && `not asked: pages.${page.page}, when: ${page.when ?? ''}`;
}

/** The answers after a correction: what it has closed is gone, unless the correction itself answers it. */
export function corrected(service: CompiledService, facts: Facts, before: Given, given: Given): Record<string, Json> {
  const after = { ...before, ...given };
  const closed = namesOn(service, splitPages(service, facts, after).skipped);
  return Object.fromEntries(Object.entries(after).filter(([name]) => !closed.has(name) || Object.hasOwn(given, name)));
}
