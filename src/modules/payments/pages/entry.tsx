import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Form,
  type Frame,
  KeyFacts,
  Page,
  Tag,
  TextInput,
} from '../../../ui/index.ts';
import { matchEntry, setAside } from '../actions/matching.ts';
import { refundEntry } from '../actions/refunding.ts';
import { problems } from '../entities.ts';
import { billPath, entryPath, paymentsPath } from '../path.ts';
import { type EntryView, entryView } from '../reading.ts';
import { grouped } from '../rules.ts';
import { t } from '../text/index.ts';
import { Ground, Recipient, stand, sumOf, type Typed, typedIn, valuesOf } from './parts.tsx';

interface EntryProps {
  readonly frame: Frame;
  readonly view: EntryView;
  readonly typed: Typed | undefined;
}

/** Money that fits no bill: what is known of it, what to do, and the forms that do it. */
function EntryPage({ frame, view, typed }: EntryProps): VNode {
  const { lang, href } = frame;
  const { row, open, may } = view;
  const title = sumOf(row.amount, row.currency, lang);
  const isMoney = row.currency === 'AZN' && row.problem !== 'reversed';
  return (
    <Page frame={frame} title={title} error={typed !== undefined}>
      <Back href={href(paymentsPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <Alarm errors={typed?.errors ?? []} title={t(lang, 'notDone')} />
          <h1>{title}</h1>
          {row.problem ? (
            <p>
              <Tag state="late">{pick(problems[row.problem], lang)}</Tag>
            </p>
          ) : null}
          {open && row.problem ? (
            <>
              <h2>{t(lang, 'remedy')}</h2>
              <p>{t(lang, `remedy_${row.problem}`)}</p>
            </>
          ) : (
            <p>{t(lang, 'settled')}</p>
          )}
          {open && may ? (
            <>
              {isMoney ? <MatchForm frame={frame} view={view} typed={typed} /> : null}
              {isMoney ? <RefundForm frame={frame} view={view} typed={typed} /> : null}
              <AsideForm frame={frame} view={view} typed={typed} />
            </>
          ) : null}
        </div>
        <EntryFacts frame={frame} view={view} />
      </div>
    </Page>
  );
}

function EntryFacts({ frame: { lang, href }, view: { row, bill } }: Omit<EntryProps, 'typed'>): VNode {
  const told = (value: string | null) => value ?? t(lang, 'notTold');
  return (
    <KeyFacts
      facts={[
        { term: t(lang, 'booked'), value: formatDate(row.booked_on, lang) },
        { term: t(lang, 'payer'), value: told(row.payer_name) },
        { term: t(lang, 'payerAccount'), value: row.payer_iban === null ? told(null) : grouped(row.payer_iban) },
        { term: t(lang, 'remittance'), value: told(row.remittance) },
        {
          term: t(lang, 'reference'),
          value:
            bill === undefined ? (
              row.reference === null ? (
                t(lang, 'none')
              ) : (
                grouped(row.reference)
              )
            ) : (
              <a href={href(billPath(bill.id))}>{grouped(bill.reference)}</a>
            ),
          note: bill && sumOf(bill.amount, bill.currency, lang),
        },
        { term: t(lang, 'entryKey'), value: row.key.slice(row.iban.length + 1) },
      ]}
    />
  );
}

function MatchForm({ frame: { lang, href }, view: { row, bill }, typed }: EntryProps): VNode {
  const of = { form: 'match', typed } as const;
  return (
    <Card title={t(lang, 'match')}>
      <Form action={href(`${entryPath(row.id)}/hesaba`)}>
        <TextInput
          {...stand(of, 'reference', bill?.reference)}
          label={t(lang, 'matchReference')}
          hint={t(lang, 'matchReferenceHint')}
          max={40}
        />
        <Ground lang={lang} {...of} />
        <Actions>
          <Button>{t(lang, 'match')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function RefundForm({ frame: { lang, href }, view: { row }, typed }: EntryProps): VNode {
  const of = { form: 'refund', typed } as const;
  return (
    <Card title={t(lang, 'refund')}>
      <Form action={href(`${entryPath(row.id)}/qaytar`)}>
        <p class="small">{t(lang, 'refundLead')}</p>
        <Recipient lang={lang} {...of} known={{ iban: row.payer_iban, holder: row.payer_name }} />
        <Ground lang={lang} {...of} />
        <Actions>
          <Button kind="second">{t(lang, 'refund')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function AsideForm({ frame: { lang, href }, view: { row }, typed }: EntryProps): VNode {
  return (
    <Card title={t(lang, 'setAside')}>
      <Form action={href(`${entryPath(row.id)}/kenara`)}>
        <p class="small">{t(lang, 'setAsideLead')}</p>
        <Ground lang={lang} form="aside" typed={typed} />
        <Actions>
          <Button kind="second">{t(lang, 'setAside')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

async function drawn(request: Request, id: string, typed?: Typed): Promise<VNode> {
  const view = await entryView(request, id);
  return <EntryPage frame={frameOf(request, 'desk')} view={view} typed={typed} />;
}

export const entryRoute = route({
  method: 'GET',
  path: entryPath(':id'),
  access: 'payments.readPayments',
  params: idParam,
  handler: async (request) => page(await drawn(request as Request, request.params.id)),
});

const done = (
  form: Typed['form'],
  word: string,
  access: string,
  act: (request: Request, id: string) => Promise<void>,
) =>
  route({
    method: 'POST',
    path: `${entryPath(':id')}/${word}`,
    access,
    params: idParam,
    body: formBody,
    async handler(request) {
      const { id } = request.params;
      const body = valuesOf(form, request.body);
      const refused = await refusedBy(() => act({ ...request, body }, id), [409, 422]);
      if (!refused) return redirect(paymentsPath);
      return page(await drawn(request as Request, id, typedIn(form, body, refused, request.lang)), refused.status);
    },
  });

const said = (request: Request, name: string): string => formValue(request.body as Record<string, string>, name);

export const entryRoutes = [
  entryRoute,
  done('match', 'hesaba', 'payments.matchEntry', (request, entry) =>
    matchEntry(request, { entry, reference: said(request, 'reference'), note: said(request, 'note') }),
  ),
  done('refund', 'qaytar', 'payments.orderRefund', (request, entry) =>
    refundEntry(request, {
      entry,
      iban: said(request, 'iban'),
      holder: said(request, 'holder'),
      note: said(request, 'note'),
    }),
  ),
  done('aside', 'kenara', 'payments.matchEntry', (request, entry) =>
    setAside(request, { entry, note: said(request, 'note') }),
  ),
];
