import type { ComponentChildren, VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { formatMoney, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { type Frame, type KeyFact, SampleMark } from '../../../ui/index.ts';
import { dictionary, lifeEvents } from '../definition/reference.ts';
import { own } from '../definition/own.ts';
import { choiceTexts, labels } from '../intake/labels.ts';
import { type Spec, specs } from '../kinds.ts';
import { searchPath } from '../path.ts';
import type { EntryRow } from '../store/entries.ts';
import { t } from '../text/index.ts';
import { ConceptName } from './concept-name.tsx';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly entry: EntryRow;
}

/** What an entry says besides that which every entry says, in words; what is long stands in the text of the page. */
export function specFactsOf({ request, frame, entry }: Props): KeyFact[] {
  const { lang } = request;
  if ('audience' in entry.spec) return serviceFacts(request, frame, entry.spec);
  const said: Readonly<Record<string, unknown>> = { ...entry.spec };
  return Object.keys(specs[entry.kind].properties).flatMap((key): KeyFact[] => {
    const label = labels[`spec.${key}`];
    const value = said[key];
    return !label || value === undefined ? [] : [{ term: pick(label, lang), value: valueOf(key, value, lang) }];
  });
}

function valueOf(key: string, value: unknown, lang: Request['lang']): ComponentChildren {
  if (typeof value === 'number') return formatNumber(value, lang);
  const said = String(value);
  const choice = own(choiceTexts, `spec.${key}.${said}`);
  if (choice) return pick(choice, lang);
  return key === 'address' || key === 'description' ? <WebAddress href={said} /> : said;
}

/** The address itself, that it can be read on paper too. */
function WebAddress({ href }: { href: string }): VNode {
  return <a href={href}>{href}</a>;
}

function serviceFacts(request: Request, frame: Frame, spec: Spec<'service'>): KeyFact[] {
  const { lang } = request;
  const { audience, output, channels = [], workingDays } = spec;
  const fact = (key: string, value: ComponentChildren): KeyFact => {
    const label = labels[`spec.${key}`];
    return { term: label ? pick(label, lang) : key, value };
  };
  return [
    fact('audience', t(lang, `audience_${audience}`)),
    ...lifeEventFacts(request, frame, spec),
    ...(output ? [fact('output', pick(output, lang))] : []),
    ...costShown(spec, lang),
    ...(channels.length === 0
      ? []
      : [fact('channels', channels.map((channel) => valueOf('channels', channel, lang)).join('; '))]),
    ...(workingDays === undefined
      ? []
      : [fact('workingDays', workingDays === 0 ? t(lang, 'onTheSpot') : formatNumber(workingDays, lang))]),
    ...applicantsContact(request, spec),
  ];
}

function costShown({ cost, costDiffers }: Spec<'service'>, lang: Lang): KeyFact[] {
  const term = t(lang, 'fee');
  if (costDiffers) return [{ term, value: pick(costDiffers, lang) }];
  if (!cost) return [];
  return [{ term, value: Number(cost.amount) === 0 ? t(lang, 'free') : formatMoney(cost.amount, lang) }];
}

function lifeEventFacts({ lang, vahid }: Request, frame: Frame, spec: Spec<'service'>): KeyFact[] {
  const found = lifeEvents(vahid.releases).filter(({ code }) => spec.lifeEvents.includes(code));
  if (found.length === 0) return [];
  const links = found.map(({ code, title }, index) => (
    <>
      {index === 0 ? null : ', '}
      <a href={frame.href(searchPath({ nov: 'xidmet', hadise: code }))}>{pick(title, lang)}</a>
    </>
  ));
  return [{ term: t(lang, 'lifeEvents'), value: <>{links}</> }];
}

function applicantsContact({ lang }: Request, { contact }: Spec<'service'>): KeyFact[] {
  if (!contact) return [];
  const { phone, email, page, sample } = contact;
  const parts: VNode[] = [
    ...(phone ? [<>{phone}</>] : []),
    ...(email ? [<a href={`mailto:${email}`}>{email}</a>] : []),
    ...(page ? [<WebAddress href={page} />] : []),
    ...(sample ? [<SampleMark />] : []),
  ];
  const value = parts.map((part, index) => (
    <>
      {index > 0 ? ' ' : ''}
      {part}
    </>
  ));
  return [{ term: t(lang, 'applicants'), value }];
}

/** What a service asks of who applies: concepts of the dictionary with the way to each, and what it calls otherwise. */
export function Asks({ request, frame, entry }: Props): VNode | null {
  const asks = 'audience' in entry.spec ? (entry.spec.asks ?? []) : [];
  if (asks.length === 0) return null;
  const { concepts } = dictionary(request.vahid.releases);
  return (
    <>
      <h2>{t(request.lang, 'asks')}</h2>
      <ul>
        {asks.map((asked) => (
          <li>{own(concepts, asked) ? <ConceptName request={request} frame={frame} name={asked} /> : asked}</li>
        ))}
      </ul>
    </>
  );
}
