import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, formatMoney, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Form,
  type Frame,
  Journal,
  KeyFacts,
  NumberInput,
} from '../../../ui/index.ts';
import { Page, readNumber, Time } from '../../../ui/index.ts';
import { refundBill } from '../actions/refunding.ts';
import { entryKinds } from '../entities.ts';
import { billPath, paymentsPath } from '../path.ts';
import { type BillDeskView, billDeskView } from '../reading.ts';
import { grouped } from '../rules.ts';
import { t } from '../text/index.ts';
import { BillTag, Ground, Recipient, stand, type Typed, typedIn, valuesOf } from './parts.tsx';

interface BillProps {
  readonly frame: Frame;
  readonly view: BillDeskView;
  readonly typed: Typed | undefined;
}

/** A bill: how it stands, what has happened to it, and what of it can go back. */
function BillPage({ frame, view, typed }: BillProps): VNode {
  const { lang, href } = frame;
  const { row, ledger } = view;
  const title = grouped(row.reference);
  return (
    <Page frame={frame} title={title} error={typed !== undefined}>
      <Back href={href(paymentsPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <Alarm errors={typed?.errors ?? []} title={t(lang, 'notDone')} />
          <h1>{title}</h1>
          <p class="lead">{pick(row.title, lang)}</p>
          <h2>{t(lang, 'ledger')}</h2>
          <Journal
            entries={ledger.toReversed().map((one) => ({
              at: <Time at={one.at} show="short" />,
              who: one.person === null ? t(lang, 'program') : t(lang, 'official'),
              what: `${pick(entryKinds[one.kind], lang)}: ${formatMoney(one.amount, lang)}${
                one.bookedOn === null ? '' : `, ${t(lang, 'booked').toLowerCase()} ${formatDate(one.bookedOn, lang)}`
              }${one.note === null ? '' : `. ${one.note}`}`,
            }))}
          />
          {view.may && Number(view.most) > 0 ? <RefundForm frame={frame} view={view} typed={typed} /> : null}
        </div>
        <KeyFacts
          facts={[
            { term: t(lang, 'state'), value: <BillTag state={view.state} lang={lang} /> },
            { term: t(lang, 'amount'), value: formatMoney(row.amount, lang) },
            { term: t(lang, 'received'), value: formatMoney(row.received, lang) },
            ...(Number(row.ordered) > 0 ? [{ term: t(lang, 'returning'), value: formatMoney(row.ordered, lang) }] : []),
            { term: t(lang, 'issued'), value: <Time at={row.issued_at} /> },
            { term: t(lang, 'due'), value: formatDate(row.due_at, lang) },
            { term: t(lang, 'account'), value: grouped(row.iban), note: pick(row.bank, lang) },
          ]}
        />
      </div>
    </Page>
  );
}

function RefundForm({ frame: { lang, href }, view: { row, most, from }, typed }: BillProps): VNode {
  const of = { form: 'refund', typed } as const;
  return (
    <Card title={t(lang, 'refund')}>
      <Form action={href(`${billPath(row.id)}/qaytar`)}>
        <p class="small">{t(lang, 'refundLead')}</p>
        <NumberInput
          {...stand(of, 'amount')}
          label={t(lang, 'refundAmount')}
          hint={t(lang, 'refundAmountHint', { most: formatMoney(most, lang) })}
          unit="₼"
        />
        <Recipient lang={lang} {...of} known={{ iban: from?.payer_iban ?? null, holder: from?.payer_name ?? null }} />
        <Ground lang={lang} {...of} />
        <Actions>
          <Button kind="second">{t(lang, 'refund')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

async function drawn(request: Request, id: string, typed?: Typed): Promise<VNode> {
  const view = await billDeskView(request, id);
  return <BillPage frame={frameOf(request, 'desk')} view={view} typed={typed} />;
}

export const billRoute = route({
  method: 'GET',
  path: billPath(':id'),
  access: 'payments.readPayments',
  params: idParam,
  handler: async (request) => page(await drawn(request as Request, request.params.id)),
});

export const refundBillRoute = route({
  method: 'POST',
  path: `${billPath(':id')}/qaytar`,
  access: 'payments.orderRefund',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { lang, params } = request;
    const body = valuesOf('refund', request.body);
    const given = { iban: formValue(body, 'iban'), holder: formValue(body, 'holder'), note: formValue(body, 'note') };
    const amount = readNumber(formValue(body, 'amount'), lang) ?? '';
    const refused = await refusedBy(() => refundBill(request, { bill: params.id, amount, ...given }), [409, 422]);
    if (!refused) return redirect(billPath(params.id));
    return page(await drawn(request as Request, params.id, typedIn('refund', body, refused, lang)), refused.status);
  },
});
