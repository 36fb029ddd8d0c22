import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  file,
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
import { formatDate, formatMoney, pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, Card, EmptyState, FileInput, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { KeyFacts, Note, Page, Pagination, SampleMark, Table, TaskList, TextInput, Time } from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { importStatement } from '../actions/importing.ts';
import { decideRefund, markSent } from '../actions/refunding.ts';
import { billStates, problems } from '../entities.ts';
import { billPath, entryPath, paymentsPath } from '../path.ts';
import { type PaymentsView, paymentsView, refundsToSend } from '../reading.ts';
import { refundFile } from '../refund-file.ts';
import { grouped } from '../rules.ts';
import { csvColumns } from '../statement.ts';
import type { RefundWithStage } from '../store.ts';
import { t } from '../text/index.ts';
import { billTags, sumOf } from './parts.tsx';

const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' });
const query = Type.Object({
  ...pageQuery.properties,
  qurum: Type.Optional(code),
  axtar: Type.Optional(Type.String({ maxLength: 40 })),
  oxundu: Type.Optional(Type.String({ pattern: '^\\d{1,6}(-\\d{1,6}){3}$' })),
});
type Asked = { readonly qurum?: string; readonly axtar?: string; readonly s?: string; readonly oxundu?: string };

const files = { statement: { accepts: ['xml', 'csv'], most: 16 * 1024 ** 2 } } as const;

const at = (institution: string, rest: Readonly<Record<string, string>> = {}): string =>
  `${paymentsPath}?${new URLSearchParams({ qurum: institution, ...rest })}`;

async function drawn(request: Request, asked: Asked, refused?: Refusal): Promise<VNode> {
  const view = await paymentsView(request, {
    institution: asked.qurum,
    search: asked.axtar ?? '',
    page: Number(asked.s ?? '1'),
  });
  const frame = frameOf(request, 'desk');
  const { lang, href } = frame;
  const names = await institutionsByCode(request);
  const nameOf = (institution: string) => names.get(institution)?.name[lang] ?? institution;
  const error = refused && pick(refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'title')} error={refused !== undefined}>
      <div class="split">
        <div class="stack">
          <Alarm errors={error === undefined ? [] : [{ name: 'statement', text: error }]} title={t(lang, 'notDone')} />
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{nameOf(view.institution)}</p>
          <ImportDone asked={asked} frame={frame} />
          <Unmatched view={view} frame={frame} />
          <Refunds view={view} frame={frame} />
          <Bills view={view} frame={frame} search={asked.axtar ?? ''} page={Number(asked.s ?? '1')} />
        </div>
        <div class="stack">
          <AccountFacts view={view} frame={frame} />
          {view.may.import && view.account ? <Import view={view} frame={frame} error={error} /> : null}
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

interface PartProps {
  readonly view: PaymentsView;
  readonly frame: Frame;
}

function ImportDone({
  asked: { oxundu },
  frame: { lang },
}: {
  readonly asked: Asked;
  readonly frame: Frame;
}): VNode | null {
  if (oxundu === undefined) return null;
  const [matched = '', unmatched = '', known = '', passed = ''] = oxundu.split('-');
  return (
    <Note>
      <h2>{t(lang, 'importDone')}</h2>
      <p>{t(lang, 'imported', { matched, unmatched, known, passed })}</p>
    </Note>
  );
}

function AccountFacts({ view: { account, statements }, frame: { lang } }: PartProps): VNode {
  if (!account) return <p>{t(lang, 'noAccount')}</p>;
  const [last] = statements;
  const iban = (
    <>
      {grouped(account.iban)} {account.sample ? <SampleMark /> : null}
    </>
  );
  return (
    <KeyFacts
      title={t(lang, 'account')}
      facts={[
        { term: 'IBAN', value: iban },
        { term: t(lang, 'bank'), value: pick(account.bank, lang) },
        ...(last ? [{ term: t(lang, 'lastStatement'), value: <Time at={last.imported_at} />, note: last.number }] : []),
      ]}
    />
  );
}

function Import({ view, frame: { lang, href }, error }: PartProps & { readonly error: string | undefined }): VNode {
  return (
    <Card title={t(lang, 'import')}>
      <div class="stack">
        <p class="small">{t(lang, 'importLead', { columns: csvColumns.join(', ') })}</p>
        <Form action={href(`${paymentsPath}/cixaris`)} files>
          <Hidden name="qurum" value={view.institution} />
          <FileInput name="statement" label={t(lang, 'importFile')} error={error} {...fileRules(files.statement)} />
          <Actions>
            <Button kind="second">{t(lang, 'importButton')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

function Unmatched({ view: { unmatched }, frame: { lang, href } }: PartProps): VNode {
  const { items, total } = unmatched;
  return (
    <>
      <h2>{t(lang, 'unmatched')}</h2>
      {items.length === 0 ? <EmptyState>{t(lang, 'unmatchedNone')}</EmptyState> : <p>{t(lang, 'unmatchedLead')}</p>}
      {items.length === 0 ? null : (
        <TaskList
          tasks={items.map((row) => ({
            href: href(entryPath(row.id)),
            title: sumOf(row.amount, row.currency, lang),
            about: `${formatDate(row.booked_on, lang)}, ${row.reference === null ? row.key.slice(row.iban.length + 1) : grouped(row.reference)}`,
            state: 'late' as const,
            tag: row.problem && pick(problems[row.problem], lang),
          }))}
        />
      )}
      {items.length < total ? <p class="small">{t(lang, 'unmatchedMore', { shown: items.length, total })}</p> : null}
    </>
  );
}

function Refunds({ view, frame }: PartProps): VNode {
  const { lang, href } = frame;
  const { ordered, confirmed, may, institution } = view;
  return (
    <>
      <h2>{t(lang, 'refunds')}</h2>
      {ordered.length + confirmed.length === 0 ? <p class="soft">{t(lang, 'refundsNone')}</p> : null}
      {ordered.length > 0 ? (
        <>
          <h3>{t(lang, 'refundsToConfirm')}</h3>
          <RefundTable
            refunds={ordered}
            frame={frame}
            decide={may.confirm ? ({ id }) => <Decide id={id} frame={frame} /> : undefined}
          />
        </>
      ) : null}
      {confirmed.length > 0 ? (
        <>
          <h3>{t(lang, 'refundsToSend')}</h3>
          <RefundTable refunds={confirmed} frame={frame} />
          {may.send ? (
            <Form action={href(`${paymentsPath}/gonderildi`)}>
              <Hidden name="qurum" value={institution} />
              {confirmed.map(({ id }) => (
                <Hidden name="refund" value={id} />
              ))}
              <p>
                <a href={href(`${paymentsPath}/qaytarmalar.csv?qurum=${institution}`)}>{t(lang, 'file')}</a>
              </p>
              <p class="small">{t(lang, 'sentLead')}</p>
              <Actions>
                <Button kind="second">{t(lang, 'sent')}</Button>
              </Actions>
            </Form>
          ) : null}
        </>
      ) : null}
    </>
  );
}

interface RefundTableProps {
  readonly refunds: readonly RefundWithStage[];
  readonly frame: Frame;
  readonly decide?: ((refund: RefundWithStage) => VNode) | undefined;
}

function RefundTable({ refunds, frame: { lang, href }, decide }: RefundTableProps): VNode {
  const label = (key: 'amount' | 'where' | 'ground' | 'orderedBy') => ({ label: t(lang, key), onPhone: t(lang, key) });
  const end = { label: `${t(lang, 'confirm')}, ${t(lang, 'reject').toLowerCase()}` };
  return (
    <Table
      caption={t(lang, 'refunds')}
      quiet
      columns={[
        { label: t(lang, 'refundColumns') },
        label('where'),
        label('ground'),
        label('orderedBy'),
        ...(decide ? [end] : []),
      ]}
      rows={refunds.map((one) => [
        <a href={href(one.bill === null ? entryPath(one.bank_entry ?? '') : billPath(one.bill))}>
          {formatMoney(one.amount, lang)}
        </a>,
        one.iban === null ? t(lang, 'notTold') : `${one.holder ?? ''}, ${grouped(one.iban)}`,
        one.note,
        <>
          <Time at={one.ordered_at} show="short" />
          {one.person === null ? `, ${t(lang, 'byProgram')}` : null}
        </>,
        ...(decide ? [decide(one)] : []),
      ])}
    />
  );
}

function Decide({ id, frame: { lang, href } }: { readonly id: string; readonly frame: Frame }): VNode {
  return (
    <Form action={href(`${paymentsPath}/qaytarma/${id}`)}>
      <Actions>
        <Button kind="second" name="do" value="confirm">
          {t(lang, 'confirm')}
        </Button>{' '}
        <Button kind="grave" name="do" value="reject">
          {t(lang, 'reject')}
        </Button>
      </Actions>
    </Form>
  );
}

function Bills({
  view,
  frame,
  search,
  page: current,
}: PartProps & { readonly search: string; readonly page: number }): VNode {
  const { lang, href } = frame;
  const { bills, institution, pages } = view;
  return (
    <>
      <h2>{t(lang, 'bills')}</h2>
      <Form action={href(paymentsPath)} method="get">
        <Hidden name="qurum" value={institution} />
        <TextInput name="axtar" label={t(lang, 'search')} value={search} max={40} />
        <Actions>
          <Button kind="second">{t(lang, 'searchButton')}</Button>
        </Actions>
      </Form>
      {bills.length === 0 ? (
        <EmptyState>{t(lang, search === '' ? 'billsNone' : 'billsNotFound')}</EmptyState>
      ) : (
        <TaskList
          tasks={bills.map((bill) => ({
            href: href(billPath(bill.id)),
            title: grouped(bill.reference),
            about: `${pick(bill.title, lang)}, ${formatMoney(bill.amount, lang)}, ${t(lang, 'due').toLowerCase()} ${formatDate(bill.due_at, lang)}`,
            state: billTags[bill.state],
            tag: pick(billStates[bill.state], lang),
          }))}
        />
      )}
      <Pagination page={current} pages={pages} href={(s) => href(at(institution, { axtar: search, s: String(s) }))} />
    </>
  );
}

export const paymentsRoute = route({
  method: 'GET',
  path: paymentsPath,
  access: 'payments.readPayments',
  query,
  handler: async (request) => page(await drawn(request as Request, request.query)),
});

export const importRoute = route({
  method: 'POST',
  path: `${paymentsPath}/cixaris`,
  access: 'payments.importStatement',
  body: formBody,
  files,
  async handler(request) {
    const qurum = formValue(request.body, 'qurum');
    const { taken, refused: wrongFile } = request.files.statement ?? {};
    let oxundu = '';
    const refused =
      wrongFile ??
      (await refusedBy(async () => {
        const bytes = taken ? await taken.file.read(0, taken.file.size) : new Uint8Array();
        const format = taken?.kind === 'csv' ? 'csv' : 'camt053';
        const text = Buffer.from(bytes).toString('utf8');
        const done = await importStatement(request, { format, text, institution: qurum });
        oxundu = [done.matched, done.unmatched, done.known, done.passed].join('-');
      }));
    if (!refused) return redirect(at(qurum, { oxundu }));
    return page(await drawn(request as Request, { qurum }, refused), refused.status);
  },
});

export const refundRoute = route({
  method: 'POST',
  path: `${paymentsPath}/qaytarma/:id`,
  access: 'payments.confirmRefund',
  params: idParam,
  body: formBody,
  async handler(request) {
    const confirm = formValue(request.body, 'do') === 'confirm';
    await decideRefund(request, { refund: request.params.id, confirm });
    return redirect(paymentsPath);
  },
});

export const refundFileRoute = route({
  method: 'GET',
  path: `${paymentsPath}/qaytarmalar.csv`,
  access: 'payments.sendRefunds',
  query: Type.Object({ qurum: code }),
  async handler(request) {
    const refunds = await refundsToSend(request, request.query.qurum);
    return file(refundFile(refunds), 'text/csv; charset=utf-8', 'qaytarmalar.csv');
  },
});

export const sentRoute = route({
  method: 'POST',
  path: `${paymentsPath}/gonderildi`,
  access: 'payments.sendRefunds',
  body: formBody,
  async handler(request) {
    const { refund = [] } = request.body;
    const refunds = (Array.isArray(refund) ? refund : [refund]).filter((id) => /^[0-9a-f-]{36}$/.test(id));
    await markSent(request, { refunds });
    return redirect(paymentsPath);
  },
});
