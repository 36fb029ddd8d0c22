import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { Actions, Back, Button, Form, type Frame, KeyFacts, Page, Table, Tag, Time } from '../../../ui/index.ts';
import { decideStatement } from '../actions/confirming.ts';
import { type Fault, faults, formats } from '../entities.ts';
import { paymentsPath, statementPath } from '../path.ts';
import { type StatementView, statementView } from '../reading.ts';
import { grouped, referenceBorne } from '../rules.ts';
import { statementName } from '../statement.ts';
import { t } from '../text/index.ts';
import { sumOf } from './parts.tsx';

const mostShown = 200;

interface StatementProps {
  readonly frame: Frame;
  readonly view: StatementView;
}

/** A statement that does not prove itself: why, what it tells, and the second official's decision. */
function StatementPage({ frame, view }: StatementProps): VNode {
  const { lang, href } = frame;
  const { row, content, may } = view;
  const title = t(lang, 'statement', { number: statementName(row, lang) });
  return (
    <Page frame={frame} title={title}>
      <Back href={href(paymentsPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <p>
            <Tag state={row.stage === 'counts' ? 'done' : row.stage === 'waiting' ? 'wait' : 'none'}>
              {t(lang, `statement_${row.stage}`)}
            </Tag>
          </p>
          {row.faults.length > 0 ? (
            <>
              <h2>{t(lang, 'faults')}</h2>
              <ul>
                {row.faults.map((fault) => (
                  <li>{pick(faults[fault as Fault], lang)}</li>
                ))}
              </ul>
            </>
          ) : null}
          {row.stage === 'waiting' ? <p>{t(lang, may ? 'statementLead' : 'statementOthers')}</p> : null}
          {may ? <Decide frame={frame} view={view} /> : null}
          {content ? <Entries frame={frame} content={content} /> : null}
        </div>
        <StatementFacts frame={frame} view={view} />
      </div>
    </Page>
  );
}

function Decide({ frame: { lang, href }, view: { row } }: StatementProps): VNode {
  return (
    <Form action={href(statementPath(row.id))}>
      <Actions>
        <Button name="do" value="confirm">
          {t(lang, 'confirm')}
        </Button>{' '}
        <Button kind="grave" name="do" value="reject">
          {t(lang, 'reject')}
        </Button>
      </Actions>
    </Form>
  );
}

function StatementFacts({ frame: { lang }, view: { row } }: StatementProps): VNode {
  const balance = (term: 'opening' | 'expected' | 'closing') => {
    const sum = row[term];
    return { term: t(lang, term), value: sum === null ? t(lang, 'notTold') : sumOf(sum, 'AZN', lang) };
  };
  return (
    <KeyFacts
      facts={[
        { term: 'IBAN', value: grouped(row.iban) },
        { term: t(lang, 'format'), value: pick(formats[row.format], lang) },
        { term: t(lang, 'readAt'), value: <Time at={row.imported_at} /> },
        balance('expected'),
        balance('opening'),
        balance('closing'),
        { term: t(lang, 'entries'), value: String(row.entries) },
      ]}
    />
  );
}

function Entries({
  frame: { lang },
  content: { entries },
}: {
  readonly frame: Frame;
  readonly content: NonNullable<StatementView['content']>;
}): VNode {
  const label = (key: 'amount' | 'booked' | 'payer' | 'remittance' | 'reference') => ({
    label: t(lang, key),
    onPhone: t(lang, key),
  });
  return (
    <>
      <h2>{t(lang, 'entries')}</h2>
      <Table
        caption={t(lang, 'entries')}
        quiet
        columns={[label('amount'), label('booked'), label('reference'), label('payer'), label('remittance')]}
        rows={entries.slice(0, mostShown).map((entry) => {
          const reference = referenceBorne(entry);
          return [
            `${entry.credit ? '' : '−'}${sumOf(entry.amount, entry.currency, lang)}`,
            formatDate(entry.bookedOn, lang),
            reference === undefined ? t(lang, 'none') : grouped(reference),
            [entry.payerName, entry.payerIban && grouped(entry.payerIban)].filter(Boolean).join(', ') ||
              t(lang, 'notTold'),
            entry.remittance ?? t(lang, 'notTold'),
          ];
        })}
      />
      {entries.length > mostShown ? (
        <p class="small">{t(lang, 'entriesMore', { shown: mostShown, total: entries.length })}</p>
      ) : null}
    </>
  );
}

export const statementRoute = route({
  method: 'GET',
  path: statementPath(':id'),
  access: 'payments.readPayments',
  params: idParam,
  async handler(request) {
    const view = await statementView(request, request.params.id);
    return page(<StatementPage frame={frameOf(request as Request, 'desk')} view={view} />);
  },
});

export const decideStatementRoute = route({
  method: 'POST',
  path: statementPath(':id'),
  access: 'payments.confirmStatement',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    await decideStatement(request, { statement: id, confirm: formValue(request.body, 'do') === 'confirm' });
    return redirect(statementPath(id));
  },
});
