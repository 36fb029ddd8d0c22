import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, type Lang, pick, type Text } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  KeyFacts,
  Note,
  Page,
  Select,
  Table,
  Tag,
  type TagState,
  TextInput,
} from '../../../../ui/index.ts';
import { systemTitles } from '../../look-up.ts';
import { withdraw } from '../actions.ts';
import { testConnection, type Tried } from '../connection.ts';
import { gatewayStates } from '../entities.ts';
import { announcementPath, directoryPath, gatewayPath } from '../path.ts';
import { gatewayView, type GatewayView } from '../reading.ts';
import { nothingChosen } from '../refusals.ts';
import type { CertificateRow, KeyRow } from '../store.ts';
import { t } from '../text/index.ts';
import { Fingerprint, Systems } from './parts.tsx';

/** A gateway with every certificate and key that it ever had. */
export const gatewayRoute = route({
  method: 'GET',
  path: gatewayPath(':id'),
  access: 'exchange.openDirectory',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

export const testRoute = route({
  method: 'POST',
  path: `${gatewayPath(':id')}/baglanti`,
  access: 'exchange.testConnection',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    return page(await drawn(request, id, { tried: await testConnection(request, id) }));
  },
});

export const withdrawRoute = route({
  method: 'POST',
  path: `${gatewayPath(':id')}/geri`,
  access: 'exchange.withdrawTrust',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const what = formValue(request.body, 'what').slice(0, 100);
    const reason = formValue(request.body, 'reason').slice(0, 500);
    const [, kind, name] = /^(certificate|kid):([\w.-]+)$/.exec(what) ?? [];
    const given = { gateway: id, reason, ...(kind === undefined ? {} : { [kind]: name }) };
    const isChosen = kind !== undefined || what === 'gateway';
    const refused = isChosen ? await refusedBy(() => withdraw(request, given), [409, 422]) : nothingChosen();
    return refused
      ? page(await drawn(request, id, { refused, what, reason }), refused.status)
      : redirect(gatewayPath(id));
  },
});

interface Done {
  readonly tried?: Tried;
  readonly refused?: Refusal;
  readonly what?: string;
  readonly reason?: string;
}

const wrongField = ({ refused }: Done) => (refused?.code === nothingChosen.code ? 'what' : 'reason');

async function drawn(request: Request, id: string, done: Done = {}): Promise<VNode> {
  const view = await gatewayView(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { gateway } = view;
  const error = done.refused && pick(done.refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'titleGateway', { id: gateway.name })} error={error !== undefined}>
      <Back href={frame.href(directoryPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{gateway.name}</h1>
          <Alarm
            errors={error === undefined ? [] : [{ name: wrongField(done), text: error }]}
            title={t(lang, 'notDone')}
          />
          {done.tried ? <Outcome lang={lang} tried={done.tried} /> : null}
          <Facts lang={lang} view={view} titleOf={await systemTitles(request, view.serves)} />
          <Certificates frame={frame} view={view} now={request.vahid.now()} />
          <Keys frame={frame} view={view} />
        </div>
        <div class="stack">
          {view.mayTest && gateway.state === 'in_use' ? <Testing frame={frame} id={id} /> : null}
          <Withdrawing frame={frame} view={view} done={done} error={error} now={request.vahid.now()} />
        </div>
      </div>
    </Page>
  );
}

function Outcome({ lang, tried }: { readonly lang: Lang; readonly tried: Tried }): VNode {
  const { outcome, milliseconds: ms, fingerprint } = tried;
  return (
    <Note>
      <p>
        <b>{t(lang, 'tested')}</b>
      </p>
      <p>{t(lang, `test_${outcome}`, { ms })}</p>
      {fingerprint ? (
        <p>
          {t(lang, 'shown')}: <Fingerprint of={fingerprint} />
        </p>
      ) : null}
    </Note>
  );
}

interface FactsProps {
  readonly lang: Lang;
  readonly view: GatewayView;
  readonly titleOf: (id: string) => Text;
}

function Facts({ lang, view: { gateway, institution, serves }, titleOf }: FactsProps): VNode {
  return (
    <KeyFacts
      facts={[
        { term: t(lang, 'state'), value: pick(gatewayStates[gateway.state], lang) },
        { term: t(lang, 'run'), value: institution ? pick(institution.name, lang) : gateway.institution },
        { term: t(lang, 'address'), value: gateway.address },
        { term: t(lang, 'systems'), value: <Systems lang={lang} ids={serves} titleOf={titleOf} /> },
      ]}
    />
  );
}

function stateOf(one: CertificateRow, now: Date, lang: Lang): readonly [TagState, string] {
  if (one.withdrawnAt) return ['late', t(lang, 'stateWithdrawn', { reason: one.reason ?? '' })];
  if (one.validTo <= now) return ['none', t(lang, 'stateEnded')];
  return one.validFrom > now ? ['wait', t(lang, 'stateFuture')] : ['done', t(lang, 'stateInForce')];
}

interface ListProps {
  readonly frame: Frame;
  readonly view: GatewayView;
}

/** When something was approved; for whoever may read it, with a link to the announcement. */
function Approved({ frame: { lang, href }, view, of }: ListProps & { readonly of: CertificateRow | KeyRow }): VNode {
  const day = formatDate(of.at, lang);
  return view.readsAnnouncements ? <a href={href(announcementPath(of.announcement))}>{day}</a> : <>{day}</>;
}

function Certificates({ frame, view, now }: ListProps & { readonly now: Date }): VNode {
  const { lang } = frame;
  const { every } = view;
  const title = t(lang, 'certificates');
  return (
    <>
      <h2>{title}</h2>
      {every.length === 0 ? (
        <EmptyState>{t(lang, 'noCertificate')}</EmptyState>
      ) : (
        <Table
          caption={title}
          quiet
          columns={[
            { label: t(lang, 'fingerprint') },
            { label: t(lang, 'whose'), onPhone: t(lang, 'whose') },
            { label: t(lang, 'valid'), onPhone: t(lang, 'valid') },
            { label: t(lang, 'state') },
            { label: t(lang, 'approvedAt'), onPhone: t(lang, 'approvedAt') },
          ]}
          rows={every.map((one) => {
            const [state, said] = stateOf(one, now, lang);
            return [
              <Fingerprint of={one.fingerprint} />,
              one.client ?? t(lang, 'own'),
              `${formatDate(one.validFrom, lang)} – ${formatDate(one.validTo, lang)}`,
              <Tag state={state}>{said}</Tag>,
              <Approved frame={frame} view={view} of={one} />,
            ];
          })}
        />
      )}
    </>
  );
}

function Keys({ frame, view }: ListProps): VNode {
  const { lang } = frame;
  const title = t(lang, 'keys');
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'key') },
          { label: t(lang, 'state') },
          { label: t(lang, 'approvedAt'), onPhone: t(lang, 'approvedAt') },
        ]}
        rows={view.keys.map((one) => [
          one.kid,
          one.withdrawnAt ? (
            <Tag state="late">{t(lang, 'stateWithdrawn', { reason: one.reason ?? '' })}</Tag>
          ) : (
            <Tag state="done">{t(lang, 'stateInForce')}</Tag>
          ),
          <Approved frame={frame} view={view} of={one} />,
        ])}
      />
    </>
  );
}

function Testing({ frame: { lang, href }, id }: { readonly frame: Frame; readonly id: string }): VNode {
  return (
    <Card title={t(lang, 'tested')}>
      <div class="stack">
        <p class="soft">{t(lang, 'testLead')}</p>
        <Form action={href(`${gatewayPath(id)}/baglanti`)} enhance={false}>
          <Actions>
            <Button kind="second">{t(lang, 'test')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

interface WithdrawingProps {
  readonly frame: Frame;
  readonly view: GatewayView;
  readonly done: Done;
  readonly error: string | undefined;
  readonly now: Date;
}

function Withdrawing({ frame, view, done, error, now }: WithdrawingProps): VNode | null {
  const { lang } = frame;
  const options = withdrawable(view, now, lang);
  if (options.length === 0) return null;
  return (
    <Card title={t(lang, 'withdrawTitle')}>
      <div class="stack">
        <p class="soft">{t(lang, 'withdrawLead')}</p>
        <Form action={frame.href(`${gatewayPath(view.gateway.id)}/geri`)}>
          <Select
            name="what"
            label={t(lang, 'withdrawWhat')}
            options={options}
            value={done.what}
            error={wrongField(done) === 'what' ? error : undefined}
          />
          <TextInput
            name="reason"
            label={t(lang, 'reason')}
            hint={t(lang, 'reasonHint')}
            max={500}
            value={done.reason}
            error={wrongField(done) === 'reason' ? error : undefined}
          />
          <Actions>
            <Button kind="grave">{t(lang, 'withdraw')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

/** What is in force and the actor may end. */
function withdrawable({ every, keys, gateway, mayWithdraw }: GatewayView, now: Date, lang: Lang) {
  const certificates = every
    .filter((one) => !one.withdrawnAt && one.validTo > now && mayWithdraw(one.client))
    .map(({ fingerprint, validTo, client }) => ({
      value: `certificate:${fingerprint}`,
      label: t(lang, 'withdrawCertificate', {
        fingerprint: fingerprint.slice(0, 8),
        until: formatDate(validTo, lang),
        whose: client ?? t(lang, 'own'),
      }),
    }));
  if (gateway.state === 'retired' || !mayWithdraw(null)) return certificates;
  const own = keys
    .filter(({ withdrawnAt }) => !withdrawnAt)
    .map(({ kid }) => ({ value: `kid:${kid}`, label: t(lang, 'withdrawKey', { kid }) }));
  return [...certificates, ...own, { value: 'gateway', label: t(lang, 'withdrawAll') }];
}
