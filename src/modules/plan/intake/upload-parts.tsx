import type { VNode } from 'preact';
import { formatNumber, type Lang, pick } from '../../../language/index.ts';
import { NoWrap, Table } from '../../../ui/index.ts';
import { titleIn } from '../measures/index.ts';
import { changeText } from '../overview/index.ts';
import type { FormFinding } from './form-finding.ts';
import type { UploadView } from './upload.ts';
import { t } from './upload-text.ts';

/** As many as a person mends in one go. */
const most = 200;

export function Findings({
  lang,
  findings,
  caption,
}: {
  readonly lang: Lang;
  readonly findings: readonly FormFinding[];
  readonly caption: string;
}): VNode | null {
  if (findings.length === 0) return null;
  return (
    <>
      {findings.length > most ? <p class="soft">{t(lang, 'first', { count: formatNumber(most, lang) })}</p> : null}
      <Table
        caption={caption}
        columns={[
          { label: t(lang, 'cell') },
          { label: t(lang, 'wrong') },
          { label: t(lang, 'remedy'), onPhone: t(lang, 'remedy') },
        ]}
        rows={findings
          .slice(0, most)
          .map(({ sheet, cell, message, remedy }) => [
            <NoWrap>{`${sheet} ${cell}`}</NoWrap>,
            pick(message, lang),
            pick(remedy, lang),
          ])}
      />
    </>
  );
}

/** What entering the form would change, and of which measures. */
export function Would({
  lang,
  would,
}: {
  readonly lang: Lang;
  readonly would: NonNullable<UploadView['would']>;
}): VNode {
  const counts = (['items', 'parties', 'schedules', 'responsible'] as const).filter((name) => would[name] > 0);
  if (counts.length === 0) return <p>{t(lang, 'nothing')}</p>;
  const { changes } = would;
  return (
    <>
      <Table
        caption={t(lang, 'would')}
        columns={[{ label: t(lang, 'what') }, { label: t(lang, 'count'), num: true, onPhone: t(lang, 'count') }]}
        rows={counts.map((name) => [t(lang, name), formatNumber(would[name], lang)])}
      />
      {changes.length > most ? <p class="soft">{t(lang, 'first', { count: formatNumber(most, lang) })}</p> : null}
      {changes.length === 0 ? null : (
        <Table
          caption={t(lang, 'byItem')}
          columns={[{ label: t(lang, 'item') }, { label: t(lang, 'what') }]}
          rows={changes
            .slice(0, most)
            .map(({ number, title, what }) => [
              `${number} ${titleIn(title, lang)}`,
              what.map((one) => changeText(one, lang)).join('; '),
            ])}
        />
      )}
    </>
  );
}
