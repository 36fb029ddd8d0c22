import { type FormBody, formValue } from '../../kernel/http/route.ts';
import type { Json } from '../../kernel/job.ts';
import type { Lang } from '../../language/lang.ts';
import { readDate, readNumber } from '../../ui/entry.ts';
import type { AskedField, CompiledPage, CompiledService, GroupField } from './definition/compiled.ts';
import { fieldsOfPage } from './rules/answers.ts';

export interface ReadForm {
  readonly values: Readonly<Record<string, Json>>;
  /** A button of a group asked for one item more or less: the page is drawn again, nothing is checked. */
  readonly resize: boolean;
}

/** Turns what a page's form sends into values. What cannot be read stays as typed: the check then says what to write. */
export function readForm(service: CompiledService, page: CompiledPage, body: FormBody, lang: Lang): ReadForm {
  // Files do not come as values: they are kept as they come.
  const fields = fieldsOfPage(service, page).filter((field) => field.source !== 'file');
  const values = Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.source === 'group' ? readGroup(field, body, lang) : readField(field, formValue(body, field.name), lang),
    ]),
  );
  const resize = fields.some(
    ({ name }) => formValue(body, `add-${name}`) !== '' || formValue(body, `remove-${name}`) !== '',
  );
  return { values, resize };
}

export function readField({ type }: Pick<AskedField, 'type'>, typed: string, lang: Lang): Json {
  if (typed === '') return null;
  switch (type) {
    case 'number': {
      const number = readNumber(typed, lang);
      return number !== undefined && /^-?\d{1,15}$/.test(number) ? Number(number) : typed;
    }
    case 'decimal':
      return readNumber(typed, lang) ?? typed;
    case 'date':
      return readDate(typed) ?? typed;
    case 'yesno':
      return typed === 'yes' ? true : typed === 'no' ? false : typed;
    case 'text':
    case 'choice':
      return typed;
  }
}

function readGroup(field: GroupField, body: FormBody, lang: Lang): Json {
  const { name, max, fields } = field;
  const sent = Array.from({ length: max }, (_, index) => index).filter((index) =>
    fields.some((inner) => `${name}.${index}.${inner.name}` in body),
  );
  const items = sent.map((index) =>
    Object.fromEntries(
      fields.map((inner) => [inner.name, readField(inner, formValue(body, `${name}.${index}.${inner.name}`), lang)]),
    ),
  );
  const removed = formValue(body, `remove-${name}`);
  if (removed !== '') return items.filter((_, index) => String(index) !== removed);
  const more = formValue(body, `add-${name}`) !== '' && items.length < max;
  return more ? [...items, {}] : items;
}
