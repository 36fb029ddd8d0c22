import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { idParam, page, type Request, route } from '../../../kernel/http/route.ts';
import { formatDateTime, pick } from '../../../language/index.ts';
import { Back, type Frame, type KeyFact, KeyFacts, Note, NoWrap, Page, SampleMark, Time } from '../../../ui/index.ts';
import { type Institution, institution } from '../../identity/index.ts';
import { lookUpAbout, ownerOf, type WholeLookUp } from '../actions.ts';
import { outcomes, reasons } from '../entities.ts';
import { hidingAct, type LookUp } from '../look-up.ts';
import { Basis, lookUpPath, LookUpTable, Purpose, What } from './look-up-parts.tsx';
import { lookUpsPath } from './look-ups.tsx';
import { t } from './text/index.ts';

/** One look-up: who, through what, why, under which act, and what its subject can do about it. */
export const lookUpPage = route({
  method: 'GET',
  path: lookUpPath(':id'),
  access: 'exchange.readLookUps',
  params: idParam,
  async handler(request) {
    const lookUp = await lookUpAbout(request, ownerOf(request), request.params.id);
    const asker = await institution(request, lookUp.consumer);
    const hiding = lookUp.hiddenUntil ? await hidingAct(request, lookUp) : null;
    return page(<Entry request={request} lookUp={lookUp} asker={asker} hiding={hiding} />);
  },
});

interface Props {
  readonly request: Request;
  readonly lookUp: WholeLookUp;
  /** Absent for a member of the exchange that is no institution. */
  readonly asker: Institution | undefined;
  /** By which it was hidden. */
  readonly hiding: LookUp['act'];
}

function Entry({ request, lookUp, asker, hiding }: Props): VNode {
  const { lang, actor } = request;
  const company = actor.organisation !== undefined;
  const frame = frameOf(request, ownFront(request));
  const title = t(lang, company ? 'entryTitleOrganisation' : 'entryTitle');
  return (
    <Page frame={frame} title={title}>
      <Back href={frame.href(lookUpsPath)}>{t(lang, company ? 'titleOrganisation' : 'title')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">
            {pick(lookUp.institution, lang)}, <Time at={lookUp.at} />
          </p>
          <Late lookUp={lookUp} request={request} hiding={hiding} />
        </div>
        <KeyFacts facts={keyFactsOf(request, lookUp)} />
        <div class="stack rest">
          <h2>{t(lang, 'what')}</h2>
          <p>
            <What lang={lang} lookUp={{ ...lookUp, hiddenUntil: null }} />
          </p>
          <h2>{t(lang, 'purpose')}</h2>
          <p>
            <Purpose lang={lang} lookUp={lookUp} />
          </p>
          <h2>{t(lang, 'basis')}</h2>
          <p>
            <Basis lang={lang} act={lookUp.act} />
          </p>
          <Told frame={frame} told={lookUp.told} />
          <WhatNow frame={frame} lookUp={lookUp} asker={asker} />
        </div>
      </div>
    </Page>
  );
}

type LateProps = Pick<Props, 'lookUp' | 'request' | 'hiding'>;

function Late({ lookUp: { hiddenUntil }, request: { lang }, hiding }: LateProps): VNode | null {
  if (!hiddenUntil) return null;
  return (
    <Note>
      <p>
        <strong>{t(lang, 'lateTitle')}</strong>
      </p>
      <p>
        {t(lang, 'lateText', { until: formatDateTime(hiddenUntil, lang) })} <Basis lang={lang} act={hiding} />.
      </p>
    </Note>
  );
}

function keyFactsOf({ lang }: Request, lookUp: LookUp): KeyFact[] {
  const { institution: asker, system, service, provider, endpoint, outcome, reason, own } = lookUp;
  const fact = (term: Parameters<typeof t>[1], value: KeyFact['value'], note?: string): KeyFact[] =>
    value === null || value === undefined ? [] : [{ term: t(lang, term), value, ...(note ? { note } : {}) }];
  return [
    ...fact('institution', pick(asker, lang), own ? t(lang, 'own') : undefined),
    ...fact('system', system ? pick(system.title, lang) : t(lang, 'throughPlatform')),
    ...fact('provider', provider && pick(provider, lang)),
    ...fact('service', service && pick(service.title, lang), endpoint ?? undefined),
    ...fact('outcome', pick(outcomes[outcome], lang)),
    ...fact('reason', reason && pick(reasons[reason], lang)),
    ...fact('caseTerm', lookUp.reference),
    ...fact('number', lookUp.id),
    ...fact('request', lookUp.requestId),
    ...fact('gateway', lookUp.gateway),
  ];
}

/** What the other side says of the same look-up. */
function Told({ frame, told }: { readonly frame: Frame; readonly told: readonly LookUp[] }): VNode | null {
  const { lang } = frame;
  if (told.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'toldTitle')}</h2>
      <p>{t(lang, 'toldText')}</p>
      <LookUpTable frame={frame} lookUps={told} caption={t(lang, 'toldTitle')} />
    </>
  );
}

/** Ways open to whoever does not agree. */
function WhatNow({ frame, lookUp, asker }: { frame: Frame } & Pick<Props, 'lookUp' | 'asker'>): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'whatNow')}</h2>
      <h3>{t(lang, 'askTitle')}</h3>
      <p>{t(lang, 'askText', { number: lookUp.id })}</p>
      {asker ? <Contact frame={frame} asker={asker} /> : null}
      <h3>{t(lang, 'complainTitle')}</h3>
      <p>{t(lang, 'complainText')}</p>
      <h3>{t(lang, 'proofTitle')}</h3>
      <p>{t(lang, 'proofText')}</p>
      <p>
        <a href={frame.href(`${lookUpPath(lookUp.id)}/subut`)}>{t(lang, 'proofFile')}</a>
      </p>
    </>
  );
}

function Contact({ frame, asker: { code, contact } }: { frame: Frame; asker: Institution }): VNode {
  const ways = [
    ...(contact?.phone ? [<NoWrap>{contact.phone}</NoWrap>] : []),
    ...(contact?.email ? [<a href={`mailto:${contact.email}`}>{contact.email}</a>] : []),
  ];
  return (
    <>
      {ways.length > 0 ? (
        <p>
          {ways.map((way, index) => [index > 0 ? ', ' : '', way])} {contact?.sample ? <SampleMark /> : null}
        </p>
      ) : null}
      <p>
        <a href={frame.href(`/kataloq/qurum/${code}`)}>{t(frame.lang, 'askPage')}</a>
      </p>
    </>
  );
}
