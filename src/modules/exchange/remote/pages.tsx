import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, page, redirect, route } from '../../../kernel/http/route.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { Back, Button, EmptyState, Form, type Frame, Page, Table, Tag, Time } from '../../../ui/index.ts';
import { directoryPath } from '../directory/path.ts';
import { type OpenDispatch, resendDispatch } from '../dispatch/desk.ts';
import { dispatchStates } from '../dispatch/entities.ts';
import { type AskedInPlace, type OpenEntry, remoteDesk, resendEntry } from './desk.ts';
import { entryStates } from './entities.ts';
import { t } from './text/index.ts';

export const remotePath = '/masa/mubadile/reyestrler';

/** At the desk: entries that no register has acknowledged, and what was asked in place of silent ones. */
export const remotePage = route({
  method: 'GET',
  path: remotePath,
  access: 'exchange.watchRemote',
  query: Type.Object({}),
  async handler(request) {
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const { entries, fallbacks, dispatches } = await remoteDesk(request);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href(directoryPath)}>{t(lang, 'exchange')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <h2>{t(lang, 'entries')}</h2>
          {entries.length === 0 ? (
            <EmptyState>{t(lang, 'entriesNone')}</EmptyState>
          ) : (
            <Entries {...{ frame, entries }} />
          )}
          <h2>{t(lang, 'dispatches')}</h2>
          <p>{t(lang, 'dispatchesLead')}</p>
          {dispatches.length === 0 ? (
            <EmptyState>{t(lang, 'dispatchesNone')}</EmptyState>
          ) : (
            <Dispatches {...{ frame, dispatches }} />
          )}
          <h2>{t(lang, 'fallbacks')}</h2>
          <p>{t(lang, 'fallbacksLead')}</p>
          {fallbacks.length === 0 ? (
            <EmptyState>{t(lang, 'fallbacksNone')}</EmptyState>
          ) : (
            <Fallbacks {...{ frame, fallbacks }} />
          )}
        </div>
      </Page>,
    );
  },
});

export const resendDoor = route({
  method: 'POST',
  path: `${remotePath}/:id/yeniden`,
  access: 'exchange.resendEntry',
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  body: formBody,
  async handler(request) {
    await resendEntry(request, request.params.id);
    return redirect(frameOf(request, 'desk').href(remotePath));
  },
});

export const resendDispatchDoor = route({
  method: 'POST',
  path: `${remotePath}/gonderis/:id/yeniden`,
  access: 'exchange.resendEntry',
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  body: formBody,
  async handler(request) {
    await resendDispatch(request, request.params.id);
    return redirect(frameOf(request, 'desk').href(remotePath));
  },
});

function Dispatches({
  frame,
  dispatches,
}: {
  readonly frame: Frame;
  readonly dispatches: readonly OpenDispatch[];
}): VNode {
  const { lang } = frame;
  const none = <span class="soft">{t(lang, 'none')}</span>;
  return (
    <Table
      caption={t(lang, 'dispatches')}
      quiet
      columns={[
        { label: t(lang, 'system') },
        { label: t(lang, 'case'), onPhone: t(lang, 'case') },
        { label: t(lang, 'state') },
        { label: t(lang, 'tries'), num: true, onPhone: t(lang, 'tries') },
        { label: t(lang, 'lastTry'), onPhone: t(lang, 'lastTry') },
        { label: t(lang, 'problem'), onPhone: t(lang, 'problem') },
      ]}
      rows={dispatches.map((one) => [
        pick(one.title, lang),
        one.reference,
        <>
          <Tag state={one.state === 'refused' ? 'late' : 'wait'}>{pick(dispatchStates[one.state], lang)}</Tag>
          {one.maySend ? <Again {...{ frame, at: `gonderis/${one.id}`, reference: one.reference }} /> : null}
        </>,
        formatNumber(one.attempts, lang),
        one.tried_at ? <Time at={one.tried_at} /> : none,
        one.problem ?? none,
      ])}
    />
  );
}

interface AgainProps {
  readonly frame: Frame;
  readonly at: string;
  readonly reference: string;
}

const Again = ({ frame: { lang, href }, at, reference }: AgainProps): VNode => (
  <Form action={href(`${remotePath}/${at}/yeniden`)} fields={[]}>
    <Button kind="second">{t(lang, 'again', { reference })}</Button>
  </Form>
);

function Entries({ frame, entries }: { readonly frame: Frame; readonly entries: readonly OpenEntry[] }): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'entries')}
      quiet
      columns={[
        { label: t(lang, 'register') },
        { label: t(lang, 'case'), onPhone: t(lang, 'case') },
        { label: t(lang, 'state') },
        { label: t(lang, 'tries'), num: true, onPhone: t(lang, 'tries') },
        { label: t(lang, 'lastTry'), onPhone: t(lang, 'lastTry') },
        { label: t(lang, 'problem'), onPhone: t(lang, 'problem') },
      ]}
      rows={entries.map((one) => [
        pick(one.title, lang),
        one.reference ?? <span class="soft">{t(lang, 'none')}</span>,
        <StateOf {...{ frame, one }} />,
        formatNumber(one.attempts, lang),
        one.tried_at ? <Time at={one.tried_at} /> : <span class="soft">{t(lang, 'none')}</span>,
        one.problem ?? <span class="soft">{t(lang, 'none')}</span>,
      ])}
    />
  );
}

function StateOf({ frame, one }: { readonly frame: Frame; readonly one: OpenEntry }): VNode {
  const { lang } = frame;
  const tag = <Tag state={one.state === 'refused' ? 'late' : 'wait'}>{pick(entryStates[one.state], lang)}</Tag>;
  if (!one.maySend) return tag;
  return (
    <>
      {tag}
      <Again {...{ frame, at: one.id, reference: one.reference ?? one.id }} />
    </>
  );
}

function Fallbacks({
  frame: { lang },
  fallbacks,
}: {
  readonly frame: Frame;
  readonly fallbacks: readonly AskedInPlace[];
}): VNode {
  return (
    <Table
      caption={t(lang, 'fallbacks')}
      quiet
      columns={[
        { label: t(lang, 'register') },
        { label: t(lang, 'concept'), onPhone: t(lang, 'concept') },
        { label: t(lang, 'institution'), onPhone: t(lang, 'institution') },
        { label: t(lang, 'case'), onPhone: t(lang, 'case') },
        { label: t(lang, 'at'), onPhone: t(lang, 'at') },
      ]}
      rows={fallbacks.map((one) => [
        pick(one.register, lang),
        pick(one.concept, lang),
        pick(one.institution, lang),
        one.reference,
        <Time at={one.at} />,
      ])}
    />
  );
}
