import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, pageQuery, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { fileRules } from '../../../kernel/http/upload.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, formatMoney, pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, Card, EmptyState, FileInput, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { KeyFacts, Note, Page, Pagination, SampleMark, TaskList, TextInput, Time } from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { importStatement } from '../actions/importing.ts';
import { billStates, type Fault, faults, problems } from '../entities.ts';
import { billPath, entryPath, paymentsPath, statementPath } from '../path.ts';
import { paymentsView } from '../reading.ts';
import { grouped } from '../rules.ts';
import { csvColumns, statementName } from '../statement.ts';
import { t } from '../text/index.ts';
import { billTags, type PartProps, sumOf } from './parts.tsx';
import { Refunds } from './refunds.tsx';

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
          <Waiting view={view} frame={frame} />
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

function AccountFacts({ view: { account, last }, frame: { lang } }: PartProps): VNode {
  if (!account) return <p>{t(lang, 'noAccount')}</p>;
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
        ...(last
          ? [{ term: t(lang, 'lastStatement'), value: <Time at={last.imported_at} />, note: statementName(last, lang) }]
          : []),
        ...(last?.closing ? [{ term: t(lang, 'closing'), value: sumOf(last.closing, 'AZN', lang) }] : []),
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

function Waiting({ view: { waiting }, frame: { lang, href } }: PartProps): VNode | null {
  if (waiting.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'statementsWaiting')}</h2>
      <p>{t(lang, 'statementsWaitingLead')}</p>
      <TaskList
        tasks={waiting.map((row) => ({
          href: href(statementPath(row.id)),
          title: t(lang, 'statement', { number: statementName(row, lang) }),
          about: row.faults.map((fault) => pick(faults[fault as Fault], lang)).join('. '),
          state: 'wait' as const,
          tag: t(lang, 'statement_waiting'),
        }))}
      />
    </>
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
    let next = at(qurum);
    const refused =
      wrongFile ??
      (await refusedBy(async () => {
        const bytes = taken ? await taken.file.read(0, taken.file.size) : new Uint8Array();
        const format = taken?.kind === 'csv' ? 'csv' : 'camt053';
        const text = Buffer.from(bytes).toString('utf8');
        const done = await importStatement(request, { format, text, institution: qurum });
        const [waiting] = done.waiting;
        const oxundu = [done.matched, done.unmatched, done.known, done.passed].join('-');
        next = waiting === undefined ? at(qurum, { oxundu }) : statementPath(waiting);
      }));
    if (!refused) return redirect(next);
    return page(await drawn(request as Request, { qurum }, refused), refused.status);
  },
});
