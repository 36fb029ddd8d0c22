import type { Json } from '../../../kernel/job.ts';
import type { AskedField, CompiledPage, CompiledService, FileField, GroupField } from '../definition/compiled.ts';
import { fieldOf, fieldsOfPage, isOpen } from '../rules/answers.ts';
import { evidenceIn } from '../rules/evidence.ts';
import { shownValue } from '../rules/showing.ts';
import type { AnswerRow } from '../entities.ts';
import type { Answers } from '../rules/values.ts';
import type { AnswerChoice, AnswerField, AnswerFiles, AnswerGroup, AnswerKind } from '../views.ts';
import type { AnswerView, QuestionView } from '../views.ts';
import type { Guide } from './guide.ts';
import { longAnswer } from './service.ts';

/** The fields of a page, ready to be drawn. `values`: kept answers, or what was typed. */
export function fieldViews(service: CompiledService, page: CompiledPage, values: Answers): QuestionView['fields'] {
  return page.fields.flatMap((name): QuestionView['fields'][number][] => {
    const field = fieldOf(service, name);
    if (!field) return [];
    if (field.source === 'file') return [filesView(field, values[name])];
    return field.source === 'group'
      ? [groupView(service, field, values[name] ?? null)]
      : [fieldView(service, field, name, values[name], values)];
  });
}

function fieldView(
  service: CompiledService,
  field: AskedField,
  name: string,
  value: Json | undefined,
  values: Answers,
): AnswerField {
  const { label, hint, optional, maxLength, min, max, choices } = field;
  return {
    name,
    kind: kindOf(field),
    label,
    ...(hint ? { hint } : {}),
    optional,
    ...(value === undefined || value === null ? {} : { value }),
    ...(field.type === 'text' ? { maxLength } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(choices
      ? {
          choices: choices.map(
            (choice): AnswerChoice => ({ ...choice, opens: openedViews(service, choice.opens, values) }),
          ),
        }
      : {}),
  };
}

function openedViews(service: CompiledService, names: readonly string[], values: Answers): AnswerField[] {
  return names.flatMap((name) => {
    const field = fieldOf(service, name);
    return field?.source === 'applicant' ? [fieldView(service, field, name, values[name], values)] : [];
  });
}

const kindOf = ({ type, maxLength }: AskedField): AnswerKind =>
  type === 'text' && maxLength > longAnswer ? 'longtext' : type;

function filesView(field: FileField, value: Json | undefined): AnswerFiles {
  const { name, label, hint, optional, accepts, mostBytes, mostFiles } = field;
  const asked = { name, label, ...(hint ? { hint } : {}), optional, accepts, mostBytes, mostFiles };
  return { ...asked, kind: 'files', files: evidenceIn(value) };
}

/** A group shows what is there, at least its minimum, and one empty item to begin with. */
function groupView(service: CompiledService, field: GroupField, value: Json): AnswerGroup {
  const { name, label, hint, item, min, max, fields } = field;
  const given = Array.isArray(value) ? (value as readonly Json[]) : [];
  const count = Math.min(max, Math.max(min, given.length, 1));
  const items = Array.from({ length: count }, (_, index) => {
    const one = given[index];
    const members =
      typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as Readonly<Record<string, Json>>) : {};
    return fields.map((inner) => fieldView(service, inner, `${name}.${index}.${inner.name}`, members[inner.name], {}));
  });
  return { name, kind: 'group', label, ...(hint ? { hint } : {}), item, min, max, items };
}

/** Why the questions of a page are asked: each reason once. */
export function whyViews(service: CompiledService, page: CompiledPage, guide: Guide): QuestionView['why'] {
  const fields = page.fields.flatMap((name) => fieldOf(service, name) ?? []);
  return fields.flatMap((field) => {
    const article = guide.article(field.article);
    const differs = field.source === 'applicant' ? field.differsFrom : undefined;
    return [{ text: field.why, article }, ...(differs ? [{ text: differs.reason, article }] : [])];
  });
}

/** Answers as officials read them: under the short name of the field, not as a question to somebody else. */
export const answerFacts = (service: CompiledService, answers: readonly AnswerRow[]): readonly AnswerView[] =>
  answerViews(service, answers, () => false).map((view) => {
    const label = fieldOf(service, view.field)?.label;
    return label ? { ...view, question: label } : view;
  });

/** Every question that is asked, with its answer, in the order of the pages. */
export function answerViews(
  service: CompiledService,
  answers: readonly AnswerRow[],
  changeable: (page: string) => boolean,
): readonly AnswerView[] {
  const values = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  return service.pages.flatMap((page) => {
    const fields = fieldsOfPage(service, page).filter((field) => isOpen(service, field, values));
    return fields.map((field, index): AnswerView => {
      const row = answers.find((one) => one.field === field.name);
      const given = row && shownValue(field, row.value);
      const withheld = given !== undefined && service.keptFrom?.has(field.name) === true;
      const shown = withheld ? undefined : given;
      const files = field.source === 'file' && !withheld ? evidenceIn(row?.value) : [];
      const forgottenAt = row ? undefined : service.forgotten?.get(field.name);
      return {
        page: page.page,
        field: field.name,
        question: index === 0 && page.fields.length === 1 ? page.question : field.label,
        ...(shown ? { shown } : {}),
        ...(files.length > 0 ? { files } : {}),
        ...(withheld ? { withheld } : {}),
        ...(forgottenAt ? { forgottenAt } : {}),
        changeable: changeable(page.page),
        ...(row ? { answeredAt: row.answered_at } : {}),
        ...(row?.changed_at ? { changedAt: row.changed_at } : {}),
      };
    });
  });
}
