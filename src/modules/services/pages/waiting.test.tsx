import { describe, expect, test } from 'vitest';
import { renderPage } from '../../../ui/index.ts';
import { sampleFrame } from '../../../ui/samples.tsx';
import { CasesPage } from './cases.tsx';
import { SentPage } from './check.tsx';
import { HomePage } from './home.tsx';
import * as a from './sample-views.ts';
import { texts } from './text/index.ts';

describe('the page after sending', () => {
  test('says what happens now, not what depends on conditions that are settled, and a term of payment only once', () => {
    const html = (over: Partial<Parameters<typeof SentPage>[0]['view']>) =>
      renderPage(<SentPage frame={sampleFrame('az')} view={a.caseOf(over)} service={a.service()} answered={false} />);
    const inReview = html({ status: 'in_review' });
    expect([inReview.includes('Sizdən heç nə tələb olunmur'), inReview.includes('Müraciətə baxılır.')]).toEqual([
      true,
      false,
    ]);
    expect(inReview).toContain('İmtina olunarsa');
    const dueAt = new Date('2026-12-07T14:00:00Z');
    const money = { amount: '25.00', received: '0', returning: '0', returned: '0' };
    const account = {
      institution: 'rinn',
      iban: 'AZ05NUMU00000000000000004101',
      bank: a.text('Sınaq Bank'),
      sample: true,
    };
    const bill = { id: 'b', state: 'open', reference: 'RF7520260000001', dueAt, ...money, ...account } as const;
    const payment = { state: 'due', payee: a.caseOf().institution, bill, article: a.article() } as const;
    const toPay = html({ status: 'waiting_for_applicant', toPay: true, payment, clock: a.clock({ due: dueAt }) });
    expect(toPay.match(/ondan sonra baxılacaq|ödəniləndən sonra baxılacaq/g)).toHaveLength(1);
    expect(toPay).not.toContain('Müddət');
  });
});

describe('what waits for somebody', () => {
  test('stands on the first page, also what others ask of them and what they conduct for others', () => {
    const asked = {
      id: 'x',
      title: a.text('Vizaya razılıq'),
      reference: 'RP-2',
      state: a.text('Soruşulub'),
      awaited: true,
    };
    const represented = { items: [{ ...a.card({ status: 'draft' }), ward: 'Nigar Aslanova' }], more: true };
    const html = renderPage(
      <HomePage frame={sampleFrame('az')} view={a.home({ agreements: [asked], represented })} seen={undefined} />,
    );
    for (const said of ['Vizaya razılıq', 'Nigar Aslanova', 'Son 1 müraciət göstərilir']) expect(html).toContain(said);
  });

  test('says of a draft how it stands with those who have to agree', () => {
    const html = (agreement: 'given' | 'awaited') =>
      renderPage(<CasesPage frame={sampleFrame('az')} list={a.ownCases([a.card({ status: 'draft', agreement })])} />);
    expect(html('awaited')).toContain('Razılıq gözlənilir');
    expect(html('given')).toContain('Hamı razıdır, göndərə bilərsiniz');
  });

  test('leads to reviews only whom it was drawn for', () => {
    const html = (reviews: boolean) =>
      renderPage(<CasesPage frame={sampleFrame('az')} list={a.ownCases([])} reviews={reviews} />);
    expect([html(true).includes('Ekspert rəylərim'), html(false).includes('Ekspert rəylərim')]).toEqual([true, false]);
  });

  test('is counted as applications: one may wait for a payment', () => {
    const waiting = a.card({ waits: true, status: 'waiting_for_applicant', toPay: true });
    const view = a.home({ cases: [waiting] });
    const html = renderPage(<HomePage frame={sampleFrame('az')} view={view} seen={undefined} />);
    expect([html.includes('1 müraciət sizi gözləyir'), html.includes('cavab gözlənilir')]).toEqual([true, false]);
    expect([1, 2, 5].map((n) => texts.ru.awaited(n).replace('\u00a0', ' '))).toEqual([
      '1 заявление ждёт вас',
      '2 заявления ждут вас',
      '5 заявлений ждут вас',
    ]);
  });
});
