import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { bound, type Frame, type KeyFact, Knot, Time } from '../../../ui/index.ts';
import type { Institution } from '../../identity/index.ts';
import { cite } from '../definition/citation.ts';
import { own } from '../definition/own.ts';
import { acts, readReference, register, systems } from '../definition/reference.ts';
import { criticalities, entryStates, type ServiceLevel } from '../kinds.ts';
import { entryPath, historyPath, searchPath } from '../path.ts';
import type { EntryRow } from '../store/entries.ts';
import { t as findingWords } from '../findings/text/index.ts';
import { t } from '../text/index.ts';
import { versionIn } from './difference.ts';
import { specFactsOf } from './spec-facts.tsx';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly entry: EntryRow;
  readonly owner: Institution | undefined;
}

/** What stands beside an entry: whose, on which act, how dependable, where it comes from, since when. */
export function keyFactsOf(props: Props): KeyFact[] {
  const { request, frame, entry } = props;
  const { lang } = request;
  return [
    ...ownerFact(props),
    ...(entry.kind === 'institution' ? [] : [{ term: t(lang, 'state'), value: pick(entryStates[entry.state], lang) }]),
    ...(entry.criticality
      ? [{ term: t(lang, 'criticality'), value: pick(criticalities[entry.criticality], lang) }]
      : []),
    ...actFacts(props),
    ...specFactsOf(props),
    ...registerFacts(props),
    ...(entry.serviceLevel
      ? [{ term: t(lang, 'serviceLevel'), value: <Level lang={lang} level={entry.serviceLevel} /> }]
      : []),
    ...contactFacts(props),
    { term: t(lang, 'origin'), value: <Origin entry={entry} lang={lang} /> },
    ...(entry.confirmedAt
      ? [{ term: findingWords(lang, 'confirmedOn'), value: <Time at={entry.confirmedAt} show="date" /> }]
      : []),
    {
      term: t(lang, 'changed'),
      value: <Time at={entry.updatedAt} show="date" />,
      note: (
        <a href={frame.href(historyPath(entry.kind, entry.code))}>
          {t(lang, 'versionLink', { version: versionIn(entry.version, lang) })}
        </a>
      ),
    },
  ];
}

function ownerFact({ request: { lang }, frame, entry, owner }: Props): KeyFact[] {
  if (!owner || entry.kind === 'institution') return [];
  const value = <a href={frame.href(entryPath('institution', owner.code))}>{pick(owner.name, lang)}</a>;
  return [{ term: t(lang, 'owner'), value }];
}

function actFacts({ request: { lang, vahid }, frame, entry }: Props): KeyFact[] {
  return entry.acts.map((reference, index) => {
    const act = cite(vahid.releases, readReference(reference));
    const cited = bound(pick(act.cited, lang));
    const isListed = own(acts(vahid.releases), act.act) !== undefined;
    return {
      term: index === 0 ? t(lang, 'basis') : '',
      value: isListed ? <a href={frame.href(searchPath({ akt: act.act }))}>{cited}</a> : cited,
      law: act.sample ? ('sample' as const) : ('act' as const),
    };
  });
}

/** Of a register that a definition describes: the system that holds it, and where it lies. */
function registerFacts({ request: { lang, vahid }, frame, entry }: Props): KeyFact[] {
  const found = entry.kind === 'register' ? register(vahid.releases, entry.code) : undefined;
  if (!found) return [];
  const system = found.system ? systems(vahid.releases)[found.system] : undefined;
  return [
    ...(found.system && system
      ? [
          {
            term: t(lang, 'system'),
            value: <a href={frame.href(entryPath('system', found.system))}>{pick(system.title, lang)}</a>,
          },
        ]
      : []),
    { term: t(lang, 'place'), value: t(lang, found.hosted ? 'hosted' : 'remote') },
  ];
}

function Level({ lang, level }: { lang: Request['lang']; level: ServiceLevel }): VNode {
  const parts = [
    ...(level.hours ? [t(lang, `hours_${level.hours}`)] : []),
    ...(level.availability === undefined
      ? []
      : [t(lang, 'availability', { share: formatNumber(level.availability, lang) })]),
    ...(level.restoreHours === undefined
      ? []
      : [t(lang, 'restoreHours', { hours: formatNumber(level.restoreHours, lang) })]),
  ];
  return <>{parts.join(', ')}</>;
}

function contactFacts({ request: { lang }, entry: { contact } }: Props): KeyFact[] {
  const parts = [contact?.unit, contact?.email, contact?.phone].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [{ term: t(lang, 'contact'), value: parts.join(', ') }];
}

/** The one source of what stands here. */
function Origin({ entry, lang }: { entry: EntryRow; lang: Request['lang'] }): VNode {
  return (
    <>
      <Knot sign="known" /> {t(lang, `origin_${entry.origin}`, { source: entry.source })}
    </>
  );
}
