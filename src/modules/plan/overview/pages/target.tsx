import type { VNode } from 'preact';
import { formatDate, formatPercent, type Lang, suffixed } from '../../../../language/index.ts';
import { NoWrap } from '../../../../ui/index.ts';
import type { NumberedTarget } from '../definition.ts';
import { t } from '../text/index.ts';

/** A target with every reading of its date. */
export function TargetText({ target: { value, due }, lang }: { target: NumberedTarget; lang: Lang }): VNode {
  return (
    <>
      <strong>{formatPercent(value / 100, lang)}</strong>
      {due.map((one) => (
        <span class="soft small">
          <br />
          <ReadingText due={one} lang={lang} />
        </span>
      ))}
    </>
  );
}

/** One reading of a target's date, with the section of the plan that it is read from. */
export function ReadingText({ due, lang }: { due: NumberedTarget['due'][number]; lang: Lang }): VNode {
  const { reading, date, section } = due;
  const key = reading === 'decade' ? 'readDecade' : 'readPlan';
  const place = section.split('.').length > 2 ? 'itemOf' : 'section';
  const number = lang === 'az' ? suffixed(section, 'ordinal') : section;
  return (
    <>
      {t(lang, key, { date: formatDate(date, lang) })} (<NoWrap>{t(lang, place, { section: number })}</NoWrap>)
    </>
  );
}
