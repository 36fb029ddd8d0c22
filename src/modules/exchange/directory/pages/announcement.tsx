import { X509Certificate, createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, idParam, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, type Lang, pick } from '../../../../language/index.ts';
import { type KeyFact, KeyFacts, Note, Tag } from '../../../../ui/index.ts';
import { ActionCard, type Instance, InstancePage, pressedIn } from '../../../process/index.ts';
import { actOnAnnouncement } from '../actions.ts';
import type { GatewayStatement } from '../announcement.ts';
import { announcementPath, directoryPath, gatewayPath } from '../path.ts';
import { type AnnouncementView, announcementView } from '../reading.ts';
import { t } from '../text/index.ts';
import { Fingerprint } from './parts.tsx';

/** What was announced, for who announced it and who decides. */
export const announcementRoute = route({
  method: 'GET',
  path: announcementPath(':id'),
  access: 'exchange.openDirectory',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

export const actOnAnnouncementRoute = route({
  method: 'POST',
  path: `${announcementPath(':id')}/emel`,
  access: 'exchange.openDirectory',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const pressed = pressedIn(request.body);
    const { note } = pressed;
    const refused = await refusedBy(() => actOnAnnouncement(request, { id, ...pressed }), [409, 422]);
    return refused ? page(await drawn(request, id, { refused, note }), refused.status) : redirect(announcementPath(id));
  },
});

interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view = await announcementView(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { of } = view;
  return (
    <InstancePage
      frame={frame}
      back={{ path: directoryPath, title: t(lang, 'title') }}
      title={pick(of.title, lang)}
      about={
        <>
          {of.reference} <Tag state={tagOf(of)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={wrong ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : []}
      progress={view}
      aside={
        <ActionCard
          lang={lang}
          title={t(lang, 'decision')}
          action={frame.href(`${announcementPath(id)}/emel`)}
          actions={view.actions}
          version={of.version}
          formKey={newId(request.vahid.now().getTime())}
          note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
        />
      }
    >
      <h2>{t(lang, 'content')}</h2>
      <KeyFacts facts={factsOf(view, lang, frame.href)} />
      {of.state === 'review' && view.row.content.certificate !== undefined ? (
        <Note>
          <p>{t(lang, 'askFingerprint')}</p>
        </Note>
      ) : null}
    </InstancePage>
  );
}

const tagOf = ({ state }: Instance) => (state === 'review' ? 'pace' : state === 'approved' ? 'done' : 'none');

function factsOf(view: AnnouncementView, lang: Lang, href: (path: string) => string): readonly KeyFact[] {
  const { row, before } = view;
  const { content } = row;
  const name = before ? <a href={href(gatewayPath(before.gateway.id))}>{content.gateway}</a> : content.gateway;
  const certificate = content.certificate === undefined ? [] : certificateFacts(content.certificate, lang);
  if (content.kind === 'client')
    return [
      { term: t(lang, 'client'), value: `${content.client}${elsewhere(view, content.client, lang)}` },
      { term: t(lang, 'through'), value: name },
      ...certificate,
    ];
  return [
    { term: t(lang, 'gateway'), value: name },
    { term: t(lang, 'address'), value: addressOf(view, content, lang) },
    { term: t(lang, 'systems'), value: <Systems view={view} content={content} lang={lang} /> },
    ...certificate,
    ...(content.key ? [{ term: t(lang, 'key'), value: content.key.kid }] : []),
  ];
}

/** Where a system takes part until this is approved, if that is through another gateway. */
function elsewhere({ row, throughNow }: AnnouncementView, id: string, lang: Lang): string {
  const now = throughNow.get(id);
  return row.open && now !== undefined && now !== row.content.gateway ? ` (${t(lang, 'before', { value: now })})` : '';
}

function addressOf({ row, before }: AnnouncementView, { address }: GatewayStatement, lang: Lang): string {
  const now = before?.gateway.address;
  if (address === undefined || address === now) return `${now ?? ''} (${t(lang, 'same')})`;
  return now === undefined || !row.open ? address : `${address} (${t(lang, 'before', { value: now })})`;
}

interface SystemsProps {
  readonly view: AnnouncementView;
  readonly content: GatewayStatement;
  readonly lang: Lang;
}

/** The systems that are announced, beside those that the gateway serves now. */
function Systems({ view, content: { serves }, lang }: SystemsProps): VNode {
  const { row, before } = view;
  const now = before?.serves ?? [];
  if (serves === undefined) return <>{t(lang, 'same')}</>;
  const lines = [...new Set([...serves, ...(row.open ? now : [])])].map((id) => {
    const change = !row.open || !before ? '' : !now.includes(id) ? 'added' : !serves.includes(id) ? 'dropped' : '';
    return `${change === '' ? id : `${id} (${t(lang, change)})`}${elsewhere(view, id, lang)}`;
  });
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

function certificateFacts(pem: string, lang: Lang): readonly KeyFact[] {
  const { raw, validFromDate, validToDate } = new X509Certificate(pem);
  const fingerprint = createHash('sha256').update(raw).digest('hex');
  return [
    { term: t(lang, 'fingerprint'), value: <Fingerprint of={fingerprint} /> },
    { term: t(lang, 'valid'), value: `${formatDate(validFromDate, lang)} – ${formatDate(validToDate, lang)}` },
  ];
}
