import type { VNode } from 'preact';
import { formatDate, formatMoney, type Lang, pick } from '../../../language/index.ts';
import { bound, type Frame, type KeyFact, SampleMark, Table } from '../../../ui/index.ts';
import { type BillView, grouped } from '../../payments/index.ts';
import type { ExpectedView, PaymentView } from '../fee-views.ts';
import { Article } from './article.tsx';
import { type PaymentWords, paymentTexts } from './text/payment.ts';

interface PaymentProps {
  readonly frame: Frame;
  readonly payment: PaymentView | undefined;
  /** The case waits for it. */
  readonly open: boolean;
}

/** What is to be paid, and with which details: for as long as the case waits for it. */
export function PaymentPart({ frame: { lang }, payment, open }: PaymentProps): VNode | null {
  const bill = payment?.bill;
  if (!open || !payment || bill?.state !== 'open') return null;
  const words = paymentTexts[lang];
  const account = (
    <>
      <Copied text={bill.iban} />
      {bill.sample ? (
        <>
          {' '}
          <SampleMark />
        </>
      ) : null}
    </>
  );
  return (
    <section class="stack" aria-labelledby="pay">
      <h2 id="pay">{words.pay}</h2>
      <p>{bound(words.lead(formatMoney(bill.amount, lang), bill.dueAt))}</p>
      <Table
        caption={words.pay}
        quiet
        columns={[{ label: words.detail }, { label: words.value }]}
        rows={[
          [words.amount, formatMoney(bill.amount, lang)],
          [words.payee, pick(payment.payee.name, lang)],
          [words.account, account],
          [words.bank, pick(bill.bank, lang)],
          [
            words.reference,
            <>
              <Copied text={bill.reference} />
              <br />
              <small>{words.referenceNote}</small>
            </>,
          ],
          [words.by, formatDate(bill.dueAt, lang)],
        ]}
      />
      <p class="small soft">
        {words.copy} {words.noCard}
      </p>
      {Number(bill.received) > 0 ? <p>{words.part(formatMoney(bill.received, lang))}</p> : null}
      <p class="small">{words.wait}</p>
    </section>
  );
}

/** Selected whole by one touch, with no script; read out sign by sign in its groups. */
function Copied({ text }: { text: string }): VNode {
  return <code class="pick">{grouped(text)}</code>;
}

/** How the fee stands, among the key facts of a case. */
export function paymentFacts(payment: PaymentView | undefined, lang: Lang): readonly KeyFact[] {
  if (!payment) return [];
  return [
    { term: paymentTexts[lang].title, value: feeLine(payment, lang), note: <Ground payment={payment} lang={lang} /> },
  ];
}

interface LineProps {
  readonly payment: PaymentView;
  readonly lang: Lang;
}

/** The same in a card of its own, at the desk. */
export function PaymentLine({ payment, lang }: LineProps): VNode {
  return (
    <p>
      {feeLine(payment, lang)}
      <br />
      <span class="small soft">
        <Ground payment={payment} lang={lang} />
      </span>
    </p>
  );
}

function feeLine({ bill, before = [] }: PaymentView, lang: Lang): string {
  const words = paymentTexts[lang];
  if (!bill) return words.waived;
  const lines = before.map((one) => billLine(one, words, lang));
  const last = billLine(bill, words, lang);
  return [...lines, lines.length > 0 ? words.further(last) : last].join(' ');
}

/** Why nothing is paid, and the article. */
function Ground({ payment: { reason, article }, lang }: LineProps): VNode {
  return (
    <>
      {reason ? `${pick(reason, lang)}. ` : null}
      <Article article={article} lang={lang} />
    </>
  );
}

function billLine(bill: BillView, words: PaymentWords, lang: Lang): string {
  const money = (sum: string) => formatMoney(sum, lang);
  if (Number(bill.returned) > 0) return words.returned(money(bill.returned));
  if (Number(bill.returning) > 0) return words.returning(money(bill.returning));
  if (bill.state === 'void') return words.closed;
  if (bill.paidAt) return words.paid(money(bill.amount), bill.paidAt);
  return `${money(bill.amount)}, ${words.by.toLowerCase()} ${formatDate(bill.dueAt, lang)}`;
}

/** Before it is sent: what will have to be paid and by when, and how long the decision may take. */
export function Expected({ expected, lang }: { readonly expected: ExpectedView; readonly lang: Lang }): VNode {
  const words = paymentTexts[lang];
  const { state, cost, pays, reason, article, decidedIn } = expected;
  const first = pays?.from === 'sending';
  return (
    <>
      <h2>{words.expected}</h2>
      <p>
        {bound(words.willCost[state](pick(cost, lang)))} {pays ? words.paidWithin[pays.from](pays.days) : null}
        {reason ? `${pick(reason, lang)}.` : null}
        {article ? (
          <>
            <br />
            <span class="small soft">
              <Article article={article} lang={lang} />
            </span>
          </>
        ) : null}
      </p>
      {decidedIn > 0 ? <p>{first ? words.decidedOncePaid(decidedIn) : words.decidedWithin(decidedIn)}</p> : null}
    </>
  );
}
