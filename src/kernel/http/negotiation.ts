import { refusal } from '../refusal.ts';

/** Nothing that was asked for can be had at this address. */
export const notAcceptable = refusal('kernel.not_acceptable', 406, {
  az: 'Bu ünvan belə formatda cavab vermir. Accept başlığında bunlardan birini göstərin: {formats}.',
  en: 'This address does not answer in that format. Name one of these in the header Accept: {formats}.',
  ru: 'Этот адрес не отвечает в таком формате. Укажите в заголовке Accept один из них: {formats}.',
});

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * The media type among `offered` that the header Accept likes best (RFC 9110, section 12.5.1): the most exact range
 * that fits a type gives its quality, and of equals the first offered wins. Without a header it is the first.
 * @throws notAcceptable
 */
export function negotiate<T extends string>(accept: string, offered: readonly T[]): T {
  const ranges = accept.split(',').flatMap(rangeOf);
  let best: { readonly type: T; readonly quality: number } | undefined;
  for (const type of offered) {
    const quality = ranges.length === 0 ? 1 : qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  if (!best) throw notAcceptable({ formats: offered.join(', ') });
  return best.type;
}

function rangeOf(given: string): Range[] {
  const [type = '', ...parameters] = given.split(';').map((part) => part.trim().toLowerCase());
  if (type === '') return [];
  const weight = parameters.find((one) => /^q\s*=/.test(one))?.replace(/^q\s*=\s*/, '');
  const quality = weight === undefined ? 1 : Number(weight);
  return [{ type, quality: quality >= 0 && quality <= 1 ? quality : 0 }];
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const [group = ''] = type.split('/');
  for (const wanted of [type, `${group}/*`, '*/*']) {
    const fitting = ranges.filter((range) => range.type === wanted);
    if (fitting.length > 0) return Math.max(...fitting.map(({ quality }) => quality));
  }
  return 0;
}
