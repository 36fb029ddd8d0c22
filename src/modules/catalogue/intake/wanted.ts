import type { TSchema } from 'typebox';
import { inAll, type Text } from '../../../language/index.ts';

/** What a pattern asks for, by something that fits it: nobody else has to read patterns. */
const examples: readonly (readonly [example: string, said: Text])[] = [
  ['2.5', inAll('12.50')],
  [
    'a-1',
    {
      az: 'kiçik latın hərfləri, rəqəm və tire, məsələn elmi-arxiv',
      en: 'small Latin letters, digits and hyphens, as elmi-arxiv',
      ru: 'строчные латинские буквы, цифры и дефис, например elmi-arxiv',
    },
  ],
  [
    'aB_1',
    {
      az: 'latın hərfləri və rəqəmlər, məsələn qeydTarixi',
      en: 'Latin letters and digits, as qeydTarixi',
      ru: 'латинские буквы и цифры, например qeydTarixi',
    },
  ],
  ['https://a.az', inAll('https://qurum.gov.az')],
  ['a@a.az', inAll('sobe@qurum.gov.az')],
  ['+994 1', inAll('+994 12 000 00 00')],
];

/** What a column takes, in words. */
export function wantedOf(schema: TSchema, heading: Text): string | Text {
  const { maxLength, minimum, maximum, pattern, enum: values } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(values)) return values.join(', ');
  if (minimum !== undefined || maximum !== undefined) return `${String(minimum ?? '')}–${String(maximum ?? '')}`;
  if (typeof pattern === 'string')
    return examples.find(([example]) => new RegExp(pattern).test(example))?.[1] ?? heading;
  return maxLength === undefined ? heading : `≤ ${String(maxLength)}`;
}
