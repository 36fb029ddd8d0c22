import type { ComponentChildren, VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { type Lang, pick } from '../../../../language/index.ts';
import {
  Act,
  Actions,
  Alarm,
  Back,
  Button,
  Checkbox,
  EmptyState,
  Form,
  type Frame,
  KeyFacts,
  Note,
  Page,
  Table,
  Time,
} from '../../../../ui/index.ts';
import { cite } from '../../../catalogue/index.ts';
import { purposeTitle, systemTitles } from '../../look-up.ts';
import { changeKeyAtDesk, redeliverAll, subscriptionAtDesk, type SubscriptionAtDesk } from '../desk.ts';
import { modes } from '../entities.ts';
import { eventsDesk } from '../path.ts';
import { t } from '../text/index.ts';
import { formerUntil, publicKeys, usualDays } from '../webhook-key.ts';
import { counted } from './desk.tsx';
import { State } from './parts.tsx';

/** One subscription, for the register's side and the subscriber's: how far it is, and what could not be delivered. */
export const subscriptionPage = route({
  method: 'GET',
  path: `${eventsDesk}/:id`,
  access: 'exchange.watchEvents',
  params: idParam,
  handler: async (request) => page(await drawn(request as Request, request.params.id)),
});

/** Another key signs from now on; a secret is shown in the answer and nowhere else. */
export const changeKeyRoute = route({
  method: 'POST',
  path: `${eventsDesk}/:id/acar`,
  access: 'exchange.changeWebhookKey',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    let key = '';
    const days = formValue(request.body, 'overlap') === 'none' ? 0 : usualDays;
    const refused = await refusedBy(async () => {
      key = await changeKeyAtDesk(request, id, days);
    }, [409, 422]);
    return page(await drawn(request as Request, id, refused ? { refused } : { key }), refused?.status);
  },
});

interface Changed {
  readonly refused?: Refusal;
  readonly key?: string;
}

async function drawn(request: Request, id: string, changed: Changed = {}): Promise<VNode> {
  const seen = await subscriptionAtDesk(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { subscription, type } = seen;
  const title = type ? pick(type.event.title, lang) : subscription.type;
  const system = (await systemTitles(request, [subscription.client]))(subscription.client);
  const error = changed.refused && pick(changed.refused.text, lang);
  return (
    <Page frame={frame} title={title} error={error !== undefined}>
      <Back href={frame.href(eventsDesk)}>{t(lang, 'back')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <Alarm errors={error === undefined ? [] : [{ name: 'overlap', text: error }]} title={t(lang, 'notDone')} />
          {changed.key === undefined ? null : <NewKey lang={lang} of={changed.key} />}
          <p class="lead">
            {pick(system, lang)} <State lang={lang} of={subscription} />
          </p>
        </div>
        <KeyFacts facts={facts(request, seen)} />
        <div class="rest stack">
          <Standing lang={lang} seen={seen} />
          <h2>{t(lang, 'deadLetters')}</h2>
          <Dead frame={frame} seen={seen} />
          {seen.mayChangeKey ? <ChangeKey frame={frame} id={subscription.id} /> : null}
        </div>
      </div>
    </Page>
  );
}

function NewKey({ lang, of }: { readonly lang: Lang; readonly of: string }): VNode {
  return (
    <Note>
      <p>
        <b>{t(lang, 'keyChanged')}</b>
      </p>
      <p>
        <code>{of}</code>
      </p>
      <p>{t(lang, of.startsWith('whsec_') ? 'keySecret' : 'keyPublic')}</p>
    </Note>
  );
}

function ChangeKey({ frame: { lang, href }, id }: { readonly frame: Frame; readonly id: string }): VNode {
  return (
    <>
      <h2>{t(lang, 'keyChange')}</h2>
      <p class="soft">{t(lang, 'keyLead', { days: usualDays })}</p>
      <Form action={href(`${eventsDesk}/${id}/acar`)}>
        <Checkbox name="overlap" value="none" label={t(lang, 'keyNone')} />
        <Actions>
          <Button kind="grave">{t(lang, 'keyChange')}</Button>
        </Actions>
      </Form>
    </>
  );
}

export const redeliverRoute = route({
  method: 'POST',
  path: `${eventsDesk}/:id`,
  access: 'exchange.redeliverEvents',
  params: idParam,
  body: formBody,
  async handler(request) {
    await redeliverAll(request, request.params.id);
    return redirect(`${eventsDesk}/${request.params.id}`);
  },
});

function facts(request: Request, { subscription: one }: SubscriptionAtDesk) {
  const { lang, vahid } = request;
  const [key, former] = publicKeys(request, one);
  const until = formerUntil(request, one);
  const act = cite(vahid.releases, { act: one.act, article: one.article });
  const purpose = purposeTitle(request, one.purpose);
  const said = (term: Parameters<typeof t>[1], value: ComponentChildren) =>
    value === null || value === undefined ? [] : [{ term: t(lang, term), value }];
  return [
    { term: t(lang, 'subscriber'), value: <code>{one.client}</code> },
    { term: t(lang, 'mode'), value: pick(modes[one.mode], lang) },
    ...said('address', one.address && <code>{one.address.split('?')[0]}</code>),
    ...said('publicKey', key && <code>{key}</code>),
    ...said('formerKey', former && <code>{former}</code>),
    ...said('formerUntil', until && <Time at={until} />),
    ...said('filter', one.filter && <code>{one.filter}</code>),
    ...said('purpose', purpose && pick(purpose, lang)),
    { term: t(lang, 'ground'), value: <Act sample={act.sample}>{pick(act.cited, lang)}</Act> },
    { term: t(lang, 'confirmed'), value: <Time at={one.confirmed_at} /> },
    ...said('failingSince', one.failing_since && <Time at={one.failing_since} />),
    ...said('failure', one.failure && <code>{one.failure}</code>),
    { term: t(lang, 'createdAt'), value: <Time at={one.created_at} /> },
  ];
}

function Standing({ lang, seen: { standing } }: { readonly lang: Lang; readonly seen: SubscriptionAtDesk }): VNode {
  const row = (term: 'behind' | 'waiting' | 'dead' | 'acknowledged' | 'expired') => [
    t(lang, term),
    counted(standing?.[term] ?? 0, lang),
  ];
  return (
    <Table
      caption={t(lang, 'standingTitle')}
      columns={[{ label: t(lang, 'state') }, { label: t(lang, 'count'), num: true }]}
      rows={[
        row('behind'),
        row('waiting'),
        row('dead'),
        [t(lang, 'oldest'), standing?.oldest ? <Time at={standing.oldest} /> : t(lang, 'missing')],
        row('acknowledged'),
        row('expired'),
      ]}
    />
  );
}

function Dead({ frame, seen }: { readonly frame: Frame; readonly seen: SubscriptionAtDesk }): VNode {
  const { lang, href } = frame;
  const { dead, mayRedeliver, subscription } = seen;
  if (dead.length === 0) return <EmptyState>{t(lang, 'deadNone')}</EmptyState>;
  return (
    <>
      <p>
        {t(lang, 'deadLead')} <span class="soft">{t(lang, 'notPersonal')}</span>
      </p>
      <Table
        caption={t(lang, 'deadLetters')}
        quiet
        columns={[
          { label: t(lang, 'published') },
          { label: 'id' },
          { label: t(lang, 'attempts'), num: true, onPhone: t(lang, 'attempts') },
          { label: t(lang, 'failure'), onPhone: t(lang, 'failure') },
        ]}
        rows={dead.map(({ at, id, attempts, failure }) => [
          <Time at={at} />,
          <code>{id}</code>,
          attempts,
          failure ?? t(lang, 'missing'),
        ])}
      />
      {mayRedeliver ? (
        <Form action={href(`${eventsDesk}/${subscription.id}`)}>
          <Actions>
            <Button>{t(lang, 'redeliver')}</Button>
          </Actions>
        </Form>
      ) : null}
    </>
  );
}
