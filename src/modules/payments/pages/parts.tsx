import type { VNode } from 'preact';
import type { FormBody } from '../../../kernel/http/route.ts';
import { formValue } from '../../../kernel/http/route.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { formatMoney, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { type FieldError, type Frame, Tag, type TagState, TextArea, TextInput } from '../../../ui/index.ts';
import { type BillState, billStates } from '../entities.ts';
import type { PaymentsView } from '../reading.ts';
import * as refusals from '../refusals.ts';
import { t } from '../text/index.ts';

/** A sum as a bank tells it, in whatever currency. */
export function sumOf(amount: string, currency: string, lang: Lang): string {
  const exact = amount.replace(/(\.\d\d)0+$/, '$1');
  return currency === 'AZN' && !/\.\d{3}/.test(exact)
    ? formatMoney(exact, lang)
    : `${formatNumber(exact, lang, exact.split('.')[1]?.length ?? 0)}\u00a0${currency}`;
}

/** A part of the page of an institution’s payments. */
export interface PartProps {
  readonly view: PaymentsView;
  readonly frame: Frame;
}

export const billTags: Readonly<Record<BillState, TagState>> = {
  open: 'wait',
  paid: 'done',
  refunded: 'none',
  void: 'none',
};

export function BillTag({ state, lang }: { readonly state: BillState; readonly lang: Lang }): VNode {
  return <Tag state={billTags[state]}>{pick(billStates[state], lang)}</Tag>;
}

/** What was typed into a form of these pages, and at which field it was refused. */
export interface Typed {
  readonly form: 'match' | 'refund' | 'aside';
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

const fields: Readonly<Record<string, string>> = {
  [refusals.noteNeeded.code]: 'note',
  [refusals.noteTooLong.code]: 'note',
  [refusals.billUnknown.code]: 'reference',
  [refusals.billClosed.code]: 'reference',
  [refusals.amountWrong.code]: 'amount',
  [refusals.ibanWrong.code]: 'iban',
  [refusals.holderNeeded.code]: 'holder',
};

const names = ['reference', 'amount', 'iban', 'holder', 'note'] as const;

export function typedIn(form: Typed['form'], body: FormBody, refused: Refusal, lang: Lang): Typed {
  const values = Object.fromEntries(names.map((name) => [name, formValue(body, name)]));
  const name = `${form}-${fields[refused.code] ?? 'note'}`;
  return { form, values, errors: [{ name, text: pick(refused.text, lang) }] };
}

interface FieldsProps {
  readonly lang: Lang;
  readonly form: Typed['form'];
  readonly typed: Typed | undefined;
}

/** How one field of a form stands: what was typed, else what is known; and what is wrong with it. */
export function stand({ form, typed }: Omit<FieldsProps, 'lang'>, name: string, known = '') {
  const own = typed?.form === form ? typed : undefined;
  const field = `${form}-${name}`;
  return { name: field, value: own?.values[name] ?? known, error: own?.errors.find((one) => one.name === field)?.text };
}

export function Ground({ lang, ...of }: FieldsProps): VNode {
  return <TextArea {...stand(of, 'note')} label={t(lang, 'ground')} hint={t(lang, 'groundHint')} max={1000} rows={3} />;
}

export function Recipient({
  lang,
  known,
  ...of
}: FieldsProps & { readonly known: { readonly iban: string | null; readonly holder: string | null } }): VNode {
  return (
    <>
      <TextInput {...stand(of, 'iban', known.iban ?? '')} label={t(lang, 'refundIban')} max={40} />
      <TextInput {...stand(of, 'holder', known.holder ?? '')} label={t(lang, 'refundHolder')} max={200} />
    </>
  );
}

/** Fields of a form bear its name, so that two forms of a page do not share one. */
export const valuesOf = (form: Typed['form'], body: FormBody): FormBody =>
  Object.fromEntries(names.map((name) => [name, formValue(body, `${form}-${name}`)]));
