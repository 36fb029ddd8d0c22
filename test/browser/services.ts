import type { Page } from 'playwright-core';
import { camt } from '../../src/modules/payments/test-statement.ts';
import { act, type Answers } from './service-walk.ts';

/* Five services as those walk them who ask and who decide; see services.test.ts. */

export interface Journey {
  readonly service: string;
  readonly applicant: string;
  readonly answers: Answers;
  /** What others do until the decision is taken. */
  decide(stage: Stage): Promise<void>;
}

export interface Stage {
  /** Id of the application, and the applicant's page, which shows it. */
  readonly id: string;
  readonly applicant: Page;
  /** Path in the language of the journey. */
  at(path: string): string;
  /** Somebody at a device of their own. */
  as(name: string, path: string, work: (page: Page) => Promise<void>): Promise<void>;
}

/** Officer and approver of one institution. */
type Pair = readonly [string, string];

async function twoDecide({ id, at, as }: Stage, [officer, approver]: Pair): Promise<void> {
  const path = at(`/masa/is/${id}`);
  await as(officer, at('/masa'), (page) => act(page, path, 'recommend', 'Yoxlanıldı, uyğundur.'));
  await as(approver, at('/masa'), (page) => act(page, path, 'approve', ''));
}

/** Pays what the case says that is owed, by a bank's statement that one of the payee's reads and another confirms. */
async function pay({ applicant, id, at, as }: Stage, [cashier, approver]: Pair): Promise<void> {
  await applicant.goto(at(`/muracietler/${id}`));
  const rf = /RF\d{2}(?:\s?[0-9A-Z]{1,4})+/
    .exec(await applicant.getByRole('main').innerText())?.[0]
    .replaceAll(/\s/g, '');
  if (rf === undefined) throw new Error('the case does not say how to pay');
  const buffer = Buffer.from(camt([{ ref: `B-${rf}`, rf }]));
  let path = '';
  await as(cashier, at('/masa/odenisler'), async (page) => {
    const field = page.locator('input[type=file]');
    await field.setInputFiles({ name: 'statement.xml', mimeType: 'text/xml', buffer });
    await page.locator('form:has(input[type=file]) button').first().click();
    await page.waitForURL(/\/cixaris\//);
    path = new URL(page.url()).pathname;
  });
  await as(approver, path, async (page) => {
    await page.locator('main form button[value=confirm]').click();
    await page.locator('main form button[value=confirm]').waitFor({ state: 'detached' });
  });
}

/** An officer of an institution that was asked agrees, an approver confirms. */
async function agree({ at, as }: Stage, [officer, approver]: Pair, condition = ''): Promise<void> {
  const acts = [
    [officer, condition === '' ? 'agree' : 'agree-with-conditions', condition],
    [approver, 'confirm', ''],
  ] as const;
  for (const [name, action, note] of acts)
    await as(name, at('/masa'), async (page) => {
      const path = await page.locator('main a[href*="/masa/rey/"]').first().getAttribute('href');
      await act(page, path ?? '', action, note);
    });
}

const address = 'Bakı şəhəri, Xəzər rayonu, Sınaq küçəsi 7';

export const journeys: readonly Journey[] = [
  {
    service: 'residence-change',
    applicant: 'Tofiq Bədəlov',
    answers: { ground: 0, newAddress: address },
    decide: (stage) => twoDecide(stage, ['Tural Məmmədzadə', 'Səadət Vahabzadə']),
  },
  {
    service: 'company-registration',
    applicant: 'Tofiq Bədəlov',
    answers: {
      charter: 'own',
      charterText: 'Hesabat ildə iki dəfə verilir.',
      companyName: 'Sınaq Yol',
      activity: 0,
      seat: address,
    },
    async decide(stage) {
      await pay(stage, ['Türkan Babayeva', 'İlham Məmmədzadə']);
      await twoDecide(stage, ['Türkan Babayeva', 'İlham Məmmədzadə']);
    },
  },
  {
    service: 'construction-notice',
    applicant: 'Tofiq Bədəlov',
    answers: {
      site: address,
      kind: 0,
      storeys: '2',
      floorArea: '180',
      treesCut: 'no',
      project: 'Daş divarlar, qaz istiliyi, yoldan altı metr aralı.',
    },
    async decide(stage) {
      await agree(stage, ['Samir Məlikov', 'Ülviyyə Əskərova'], 'Hər mərtəbəyə bir odsöndürən qoyulmalıdır.');
      await agree(stage, ['Aytən Babayeva', 'Rauf Quliyev']);
      await agree(stage, ['Fidan Salmanlı', 'Nicat Ağayev']);
      await twoDecide(stage, ['Emin Tağıyev', 'Nərgiz Sadıqova']);
    },
  },
  {
    service: 'farm-subsidy',
    applicant: 'Tofiq Bədəlov',
    answers: { crop: 'wheat', sownArea: '300', receipt: { file: 'qəbz.pdf' } },
    decide: (stage) => twoDecide(stage, ['Ülviyyə Məmmədzadə', 'Samir Bağırov']),
  },
  {
    service: 'kindergarten-place',
    applicant: 'Fidan Sultanova',
    answers: { child: 1, kindergarten: 1, startsOn: '01.02.2027' },
    decide: () => Promise.resolve(),
  },
];
