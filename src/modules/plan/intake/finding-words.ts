import { fill } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/index.ts';

export const text = (az: string, en: string, ru: string): Text => ({ az, en, ru });

/** What is wrong in a file, and what to do. */
export type Said = readonly [message: Text, remedy: Text];

export const notWeight: Said = [
  text('“{value}” çəki deyil.', '“{value}” is no weight.', '«{value}» не вес.'),
  text('Sıfırdan böyük ədəd yazın.', 'Write a number above zero.', 'Напишите число больше нуля.'),
];

/** The words with what stands in the file; of a long text its beginning. */
export function told([message, remedy]: Said, { value = '', wanted = '' }: { value?: string; wanted?: string }) {
  const filled = { value: value.length > 80 ? `${value.slice(0, 80)}…` : value, wanted };
  return { message: fill(message, filled), remedy: fill(remedy, filled) };
}
