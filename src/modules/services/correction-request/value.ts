import type { Context } from '../../../kernel/context.ts';
import { plainText } from '../../../kernel/text.ts';
import type { Lang } from '../../../language/index.ts';
import { readDate, readNumber } from '../../../ui/index.ts';
import type { CompiledConcept, CompiledRegister } from '../../catalogue/index.ts';
import { enteringTerms, ownData, type Terms } from '../../exchange/index.ts';

export const correctionPurpose = 'correction-request';

const typed = ['text', 'date', 'number', 'decimal', 'choice'] as const;
type Typed = (typeof typed)[number];
const longest = 300;

/** Where in its register a fact stands, where one field of the record of whom it is about holds it. */
export interface Place {
  /** Field that holds their number. */
  readonly key: string;
  readonly field: string;
  readonly type: Typed;
}

export function placeOf({ provides, record }: CompiledRegister, concept: string): Place | undefined {
  const provision = provides.find(({ name }) => name === concept);
  if (provision?.kind !== 'take' || provision.sums || provision.by !== record.key) return undefined;
  const field = record.fields[provision.take];
  const type = typed.find((one) => one === field?.type);
  if (!type || field?.many || provision.take === record.key) return undefined;
  return { key: record.key, field: provision.take, type };
}

/** What was typed, as the register keeps it; undefined where it is no such value. */
export function valueIn(
  given: string,
  { type }: Place,
  { choices }: Pick<CompiledConcept, 'choices'>,
  lang: Lang,
): string | number | undefined {
  const text = plainText(given);
  if (text === '' || text.length > longest) return undefined;
  if (type === 'date') return readDate(text);
  if (type === 'choice') return choices && Object.hasOwn(choices, text) ? text : undefined;
  if (type === 'text') return text;
  const number = readNumber(text, lang);
  if (number === undefined) return undefined;
  if (type === 'decimal') return decimalIn(number);
  return /^\d{1,9}$/.test(number) ? Number(number) : undefined;
}

/** Only what a register takes in: agreed to and refused there, the person would be told of a correction that is none. */
function decimalIn(number: string): string | undefined {
  const short = number.replace(/^(-?)0+(?=\d)/, '$1');
  return /^-?\d{1,16}(\.\d{1,10})?$/.test(short) ? short : undefined;
}

/**
 * Can Vahid itself enter the correction once the owner agrees: it keeps the register, the owner has the right to enter
 * corrections there, and the register has a record of the reader. Else the owner corrects its register and says so.
 */
export async function entersItself(ctx: Context, register: CompiledRegister, concept: string): Promise<boolean> {
  if (!entryTerms(ctx, register)) return false;
  const held = (await ownData(ctx)).flatMap(({ facts }) => facts);
  return held.some(({ name, fact }) => name === concept && fact.state === 'value');
}

export function entryTerms({ vahid }: Pick<Context, 'vahid'>, register: CompiledRegister): Terms | undefined {
  const { owner: consumer, name, hosted } = register;
  if (!hosted) return undefined;
  return enteringTerms(vahid.releases, { consumer, purpose: correctionPurpose, register: name });
}
