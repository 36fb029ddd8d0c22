import type { ComponentChildren, VNode } from 'preact';
import { formatDate, formatDateTime, pick, type Text } from '../../../../language/index.ts';
import { Table } from '../../../../ui/index.ts';
import { directions, frequencies, kinds, type Sheet, units } from '../sheet.ts';
import { t } from '../text/index.ts';
import { figureText } from './figure.tsx';
import { type DetailProps, sectionText } from './figures.tsx';

/** The sheet in force: what had to be agreed before the figure was shown. */
export function SheetFacts({
  frame,
  details,
  names,
  measurement,
}: DetailProps & { measurement?: string | undefined }): VNode {
  const { lang } = frame;
  const { indicator } = details.view;
  const owner = names.get(indicator.owner)?.name;
  const say = (text: Text | undefined) => text && pick(text, lang);
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [t(lang, 'kind'), pick(kinds[indicator.kind], lang)],
    ...(measurement === undefined ? [] : [[t(lang, 'measurement'), measurement] as const]),
    ...(indicator.formula === undefined ? [] : [[t(lang, 'formula'), <code>{indicator.formula}</code>] as const]),
    ...(indicator.publication
      ? [[t(lang, 'publication'), <a href={indicator.publication.url}>{say(indicator.publication.title)}</a>] as const]
      : []),
    [t(lang, 'numerator'), say(indicator.numerator)],
    [t(lang, 'denominator'), say(indicator.denominator)],
    [t(lang, 'unit'), pick(units[indicator.unit], lang)],
    [t(lang, 'better'), pick(directions[indicator.better], lang)],
    [t(lang, 'frequency'), pick(frequencies[indicator.frequency], lang)],
    [t(lang, 'owner'), owner ? pick(owner, lang) : indicator.owner],
    [t(lang, 'baseline'), baselineText(indicator, lang)],
    ...(indicator.sampled ? [[t(lang, 'sampled'), t(lang, 'sampledYes')] as const] : []),
    ...(indicator.breaks ?? []).map(
      ({ on, note }) => [t(lang, 'breaks'), `${formatDate(on, lang)}: ${pick(note, lang)}`] as const,
    ),
    [t(lang, 'query'), <code>{details.view.sheet.query.split('#').at(-1)}</code>],
  ];
  return (
    <>
      <h2>{t(lang, 'sheet')}</h2>
      <Table
        caption={t(lang, 'sheet')}
        quiet
        columns={[{ label: t(lang, 'sheet') }, { label: t(lang, 'value') }]}
        rows={rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))}
      />
    </>
  );
}

function baselineText(sheet: Sheet, lang: DetailProps['frame']['lang']): string {
  const { baseline } = sheet;
  if (!baseline) return t(lang, 'noneGiven');
  const value = figureText(sheet, baseline.value, lang);
  const said = t(lang, 'onDay', { value, date: formatDate(baseline.asOf, lang) });
  return baseline.section === undefined ? said : `${said}, ${sectionText(baseline.section, lang)}`;
}

/** Every version of the sheet, with how and when it was approved. */
export function Versions({ frame: { lang }, details: { versions } }: DetailProps): VNode {
  return (
    <>
      <h2>{t(lang, 'versions')}</h2>
      <Table
        caption={t(lang, 'versions')}
        quiet
        columns={[
          { label: t(lang, 'version') },
          { label: t(lang, 'approved'), onPhone: t(lang, 'approved') },
          { label: t(lang, 'approvedBy'), onPhone: t(lang, 'approvedBy') },
        ]}
        rows={versions.map(({ version, approvedAt, release }) => [
          String(version),
          formatDateTime(approvedAt, lang),
          release === null ? t(lang, 'byProcess') : t(lang, 'byRelease', { number: release }),
        ])}
      />
    </>
  );
}
