import type { Text } from '../../../language/lang.ts';
import type { QuestionName } from './questions.ts';

/** What was typed as the answer to a question, trimmed; empty where nothing was, or nothing is asked. */
export type Say = (name: QuestionName) => string;

export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** NaN for what is no number. */
export const numberIn = (typed: string): number =>
  /^\d{1,10}([.,]\d{1,3})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;

/** `az | en | ru`; a language left out is filled with the Azerbaijani text. */
export function textOf(typed: string): Text {
  const [az = '', en = '', ru = ''] = typed.split('|').map((part) => part.trim());
  return { az, en: en === '' ? az : en, ru: ru === '' ? az : ru };
}
