import type { ComponentChildren, VNode } from 'preact';
import { type Lang, listed, pick, small } from '../../../language/index.ts';
import { Act, type Frame, NoWrap, Table, Tag, Time } from '../../../ui/index.ts';
import type { LookUp } from '../look-up.ts';
import { t } from './text/index.ts';

export const lookUpPath = (id: string): string => `/baxislar/${id}`;

interface LookUpTableProps {
  readonly frame: Frame;
  readonly lookUps: readonly LookUp[];
  readonly caption: string;
}

/** Look-ups as their subject reads them, each leading to a page of its own. */
export function LookUpTable({ frame, lookUps, caption }: LookUpTableProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={caption}
      columns={[
        { label: t(lang, 'at') },
        { label: t(lang, 'institution') },
        { label: t(lang, 'what') },
        { label: t(lang, 'purpose') },
        { label: t(lang, 'basis') },
      ]}
      rows={lookUps.map((one) => [
        <a href={frame.href(lookUpPath(one.id))}>
          <Time at={one.at} />
        </a>,
        <Who lang={lang} lookUp={one} />,
        <What lang={lang} lookUp={one} />,
        <Purpose lang={lang} lookUp={one} />,
        <Basis lang={lang} act={one.act} />,
      ])}
    />
  );
}

function Who({ lang, lookUp: { institution, system, own } }: { lang: Lang; lookUp: LookUp }): VNode {
  return (
    <>
      {pick(institution, lang)}
      {system ? <span class="soft small">, {pick(system.title, lang)}</span> : null}
      {own ? <span class="soft small">, {t(lang, 'own')}</span> : null}
    </>
  );
}

export function Purpose({ lang, lookUp: { purpose, reference } }: { lang: Lang; lookUp: LookUp }): VNode {
  return (
    <>
      {purpose ? pick(purpose, lang) : t(lang, 'noPurpose')}
      {reference ? (
        <span class="soft small breaks">
          , {isCase(reference) ? <NoWrap>{t(lang, 'case', { reference })}</NoWrap> : t(lang, 'ground', { reference })}
        </span>
      ) : null}
    </>
  );
}

/** A registrar may also name the letter by which they were asked to look. */
function isCase(reference: string): boolean {
  return /^[A-Z]{1,6}-\d{4}-\d+$/.test(reference);
}

const told = { entry: 'entered', case: 'caseOpened', exchange: 'exchanged' } as const;

export function What({ lang, lookUp }: { lang: Lang; lookUp: LookUp }): VNode {
  const { operation, outcome, hiddenUntil } = lookUp;
  const labels = lookUp.what.map((label) => pick(label, lang));
  const what =
    operation === 'read' || operation === 'exchange'
      ? listed(labels, lang, '; ')
      : labels.map((one) => small(one, lang)).join('; ');
  const text: ComponentChildren = operation === 'read' ? what : t(lang, told[operation], { what });
  return (
    <>
      {text}
      {outcome === 'granted' ? null : (
        <>
          {' '}
          <Tag state={outcome === 'refused' ? 'late' : 'wait'}>
            {t(lang, outcome === 'refused' ? 'refused' : 'unavailable')}
          </Tag>
        </>
      )}
      {hiddenUntil ? (
        <>
          {' '}
          <Tag state="wait">{t(lang, 'late')}</Tag>
        </>
      ) : null}
    </>
  );
}

export function Basis({ lang, act }: { lang: Lang; act: LookUp['act'] }): VNode {
  if (!act) return <span class="soft">{t(lang, 'noBasis')}</span>;
  return <Act sample={act.sample}>{pick(act.cited, lang)}</Act>;
}
