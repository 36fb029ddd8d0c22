import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { fileRules } from '../../../kernel/http/upload.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, Card, EmptyState, FileInput, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { Note, Page, Pagination, Table, TaskList, TextInput, Time } from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { importUsage, type Reported } from '../actions/booking.ts';
import { issueKey, withdrawKey } from '../actions/systems.ts';
import { quotaStates } from '../entities.ts';
import { deskQuotaPath, quotasPath } from '../path.ts';
import { type QuotasView, quotasView } from '../reading.ts';
import { t } from '../text/index.ts';
import { reportColumns } from '../usage-file.ts';
import { standingOf, tagOf } from './parts.tsx';

const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' });
const query = Type.Object({
  ...pageQuery.properties,
  qurum: Type.Optional(code),
  axtar: Type.Optional(Type.String({ maxLength: 40 })),
});
type Asked = { readonly qurum?: string; readonly axtar?: string; readonly s?: string };

/** What a form of this page came to. */
interface Outcome {
  readonly reported?: Reported;
  /** A key, shown this once. */
  readonly token?: string;
  readonly refused?: { readonly field: 'report' | 'name'; readonly refusal: Refusal; readonly typed: string };
}

const files = { report: { accepts: ['csv', 'json'], most: 4 * 1024 ** 2 } } as const;
const mostShown = 100;

const at = (institution: string, rest: Readonly<Record<string, string>> = {}): string =>
  `${quotasPath}?${new URLSearchParams({ qurum: institution, ...rest })}`;

interface PartProps {
  readonly view: QuotasView;
  readonly frame: Frame;
  readonly outcome: Outcome;
}

async function drawn(request: Request, asked: Asked, outcome: Outcome = {}): Promise<VNode> {
  const current = Number(asked.s ?? '1');
  const view = await quotasView(request, { institution: asked.qurum, search: asked.axtar ?? '', page: current });
  const frame = frameOf(request, 'desk');
  const { lang, href } = frame;
  const names = await institutionsByCode(request);
  const nameOf = (institution: string) => names.get(institution)?.name[lang] ?? institution;
  const { refused } = outcome;
  const errors = refused ? [{ name: refused.field, text: pick(refused.refusal.text, lang) }] : [];
  return (
    <Page frame={frame} title={t(lang, 'title')} error={refused !== undefined}>
      <div class="split">
        <div class="stack">
          <Alarm errors={errors} title={t(lang, 'notDone')} />
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{nameOf(view.institution)}</p>
          <ReportDone view={view} frame={frame} outcome={outcome} />
          <KeyIssued view={view} frame={frame} outcome={outcome} />
          <Awaiting view={view} frame={frame} outcome={outcome} />
          <Quotas view={view} frame={frame} search={asked.axtar ?? ''} current={current} />
        </div>
        <div class="stack">
          {view.may.import ? <Import view={view} frame={frame} outcome={outcome} /> : null}
          {view.may.keys ? <Keys view={view} frame={frame} outcome={outcome} /> : null}
          {view.others.length > 0 ? (
            <Card title={t(lang, 'institution')}>
              <TaskList tasks={view.others.map((one) => ({ href: href(at(one)), title: nameOf(one) }))} />
            </Card>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function ReportDone({ frame: { lang }, outcome: { reported } }: PartProps): VNode | null {
  if (!reported) return null;
  const { booked, known, refused } = reported;
  const column = (key: 'key' | 'reason') => ({ label: t(lang, key), onPhone: t(lang, key) });
  return (
    <>
      <Note>
        <h2>{t(lang, 'importDone')}</h2>
        <p>{t(lang, 'imported', { booked, known, refused: refused.length })}</p>
      </Note>
      {refused.length === 0 ? null : (
        <>
          <h2>{t(lang, 'refusedLines')}</h2>
          <p>{t(lang, 'refusedLead')}</p>
          {refused.length > mostShown ? <p class="small">{t(lang, 'refusedShown', { count: mostShown })}</p> : null}
          <Table
            caption={t(lang, 'refusedLines')}
            quiet
            columns={[{ label: t(lang, 'line') }, column('key'), column('reason')]}
            rows={refused
              .slice(0, mostShown)
              .map(({ line, key, text }) => [line, key === '' ? '–' : key, pick(text, lang)])}
          />
        </>
      )}
    </>
  );
}

function KeyIssued({ frame: { lang }, outcome: { token } }: PartProps): VNode | null {
  if (token === undefined) return null;
  return (
    <Note>
      <h2>{t(lang, 'keyIssued')}</h2>
      <p>{t(lang, 'keyShown')}</p>
      <p>
        <code>{token}</code>
      </p>
    </Note>
  );
}

function Awaiting({ view: { awaiting }, frame: { lang, href } }: PartProps): VNode | null {
  if (awaiting.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'toConfirm')}</h2>
      <TaskList
        tasks={awaiting.map(({ id, number, count }) => ({
          href: href(deskQuotaPath(id)),
          title: number,
          about: t(lang, 'toConfirmCount', { count }),
          state: 'wait' as const,
        }))}
      />
    </>
  );
}

interface QuotasProps extends Omit<PartProps, 'outcome'> {
  readonly search: string;
  readonly current: number;
}

function Quotas({ view: { quotas, institution, pages }, frame, search, current }: QuotasProps): VNode {
  const { lang, href } = frame;
  return (
    <>
      <h2>{t(lang, 'quotas')}</h2>
      <Form action={href(quotasPath)} method="get">
        <Hidden name="qurum" value={institution} />
        <TextInput name="axtar" label={t(lang, 'search')} value={search} max={40} />
        <Actions>
          <Button kind="second">{t(lang, 'searchButton')}</Button>
        </Actions>
      </Form>
      {quotas.length === 0 ? (
        <EmptyState>{t(lang, search === '' ? 'none' : 'notFound')}</EmptyState>
      ) : (
        <TaskList
          tasks={quotas.map((one) => ({
            href: href(deskQuotaPath(one.id)),
            title: one.number,
            about: `${pick(one.title, lang)}. ${standingOf(one, lang)}`,
            state: tagOf(one.state),
            tag: pick(quotaStates[one.state], lang),
          }))}
        />
      )}
      <Pagination page={current} pages={pages} href={(s) => href(at(institution, { axtar: search, s: String(s) }))} />
    </>
  );
}

function Import({ view: { institution, lastReport }, frame: { lang, href }, outcome: { refused } }: PartProps): VNode {
  const error = refused?.field === 'report' ? pick(refused.refusal.text, lang) : undefined;
  return (
    <Card title={t(lang, 'import')}>
      <div class="stack">
        <p class="small">{t(lang, 'importLead', { columns: reportColumns.join(', ') })}</p>
        {lastReport ? (
          <p class="small">
            {t(lang, 'lastReport')}: <Time at={lastReport.reported_at} />
          </p>
        ) : null}
        <Form action={href(`${quotasPath}/hesabat`)} files>
          <Hidden name="qurum" value={institution} />
          <FileInput name="report" label={t(lang, 'importFile')} error={error} {...fileRules(files.report)} />
          <Actions>
            <Button kind="second">{t(lang, 'importButton')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

function Keys({ view: { institution, keys }, frame: { lang, href }, outcome: { refused } }: PartProps): VNode {
  const wrong = refused?.field === 'name' ? refused : undefined;
  return (
    <Card title={t(lang, 'keys')}>
      <div class="stack">
        <p class="small">{t(lang, 'keysLead')}</p>
        {keys.length === 0 ? <p class="soft">{t(lang, 'keysNone')}</p> : null}
        {keys.map(({ id, name, issued_at }) => (
          <Form action={href(`${quotasPath}/acar/${id}/legv`)}>
            <p>
              {name}, <Time at={issued_at} show="short" />
            </p>
            <Actions>
              <Button kind="grave">{t(lang, 'keyWithdraw')}</Button>
            </Actions>
          </Form>
        ))}
        <Form action={href(`${quotasPath}/acar`)}>
          <Hidden name="qurum" value={institution} />
          <TextInput
            name="name"
            label={t(lang, 'keyName')}
            value={wrong?.typed ?? ''}
            error={wrong && pick(wrong.refusal.text, lang)}
            max={100}
          />
          <Actions>
            <Button kind="second">{t(lang, 'keyIssue')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

const listRoute = route({
  method: 'GET',
  path: quotasPath,
  access: 'quotas.readQuotas',
  query,
  handler: async (request) => page(await drawn(request as Request, request.query)),
});

const importRoute = route({
  method: 'POST',
  path: `${quotasPath}/hesabat`,
  access: 'quotas.importUsage',
  body: formBody,
  files,
  async handler(request) {
    const qurum = formValue(request.body, 'qurum');
    const { taken, refused: wrongFile } = request.files.report ?? {};
    let reported: Reported | undefined;
    const refused =
      wrongFile ??
      (await refusedBy(async () => {
        const bytes = taken ? await taken.file.read(0, taken.file.size) : new Uint8Array();
        const format = taken?.kind === 'json' ? 'json' : 'csv';
        reported = await importUsage(request, { operator: qurum, format, text: Buffer.from(bytes).toString('utf8') });
      }));
    const wrong = refused && { field: 'report' as const, refusal: refused, typed: '' };
    const outcome = { ...(reported ? { reported } : {}), ...(wrong ? { refused: wrong } : {}) };
    return page(await drawn(request as Request, { qurum }, outcome), refused?.status ?? 200);
  },
});

const keyRoute = route({
  method: 'POST',
  path: `${quotasPath}/acar`,
  access: 'quotas.manageKeys',
  body: formBody,
  async handler(request) {
    const [qurum, name] = [formValue(request.body, 'qurum'), formValue(request.body, 'name')];
    let token = '';
    const refused = await refusedBy(async () => {
      token = await issueKey(request, { operator: qurum, name });
    });
    const outcome = refused ? { refused: { field: 'name' as const, refusal: refused, typed: name } } : { token };
    return page(await drawn(request as Request, { qurum }, outcome), refused?.status ?? 200);
  },
});

const withdrawRoute = route({
  method: 'POST',
  path: `${quotasPath}/acar/:id/legv`,
  access: 'quotas.manageKeys',
  params: idParam,
  body: formBody,
  handler: async (request) => redirect(at(await withdrawKey(request, request.params))),
});

export const deskRoutes = [listRoute, importRoute, keyRoute, withdrawRoute];
