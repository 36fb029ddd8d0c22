import type { BrowserContext, Page } from 'playwright-core';
import { askOwner } from './agreements.ts';
import { applyAsGuardian, askMinistry } from './inquiries.ts';
import { noticeConstruction } from './opinions.ts';
import type { Portal } from './portal.ts';
import { found, readStatement } from './pay.ts';
import { applyForHours, reportUse } from './quota.ts';
import { applyForGrant, drawnExpert } from './reviews.ts';
import * as walk from './walk.ts';

type PlanRecord = 'judging' | 'returned' | 'dates' | 'competence' | 'risk' | 'publicRisk' | 'spending' | 'deciding';

/** People with the portal open, each signed in and, where they head one, acting for their company. */
export interface Stage {
  readonly stranger: BrowserContext;
  readonly head: BrowserContext;
  /** Head of a company that owes taxes. */
  readonly debtor: BrowserContext;
  /** Head of a company that is a resident already. */
  readonly resident: BrowserContext;
  readonly officer: BrowserContext;
  readonly approver: BrowserContext;
  readonly registrar: BrowserContext;
  readonly auditor: BrowserContext;
  /** Of the centre that follows the plan. */
  readonly office: BrowserContext;
  /** Deputy head who reports of measures. */
  readonly deputy: BrowserContext;
  /** Those of a small institution: who asks for spending, and who signs for it. */
  readonly asker: BrowserContext;
  readonly signer: BrowserContext;
  /** Who builds a house, an inspector who is asked about it, and an official of the city that decides. */
  readonly builder: BrowserContext;
  readonly inspector: BrowserContext;
  readonly city: BrowserContext;
  /** Who asks to be named guardian, and an official of the ministry that the city asks about it. */
  readonly aunt: BrowserContext;
  readonly ministry: BrowserContext;
  /** Who founds a company and owes the fee, and who keeps the ministry’s bills. */
  readonly founder: BrowserContext;
  readonly cashier: BrowserContext;
  /** Paths of money that fits no bill, and of a bill. */
  readonly payments: Awaited<ReturnType<typeof readStatement>>;
  /** Who measures the use of quotas; a quota of the head's company: its case, its pages. */
  readonly operator: BrowserContext;
  readonly quota: Readonly<Record<'id' | 'own' | 'desk', string>>;
  /** An expert who was drawn to review the grant of the head's company. */
  readonly expert: BrowserContext;
  /** A citizen with land, and a clerk of a service centre. */
  readonly farmer: BrowserContext;
  readonly clerk: BrowserContext;
  /** The builder moves in with the inspector: id of the draft, and path of the inspector’s agreement. */
  readonly moving: { readonly id: string; readonly agreement: string };
  /** Id of the farmer’s draft, with a file. */
  readonly farm: string;
  /** Paths of the plan’s records at the desk, by how they stand. */
  readonly plan: Readonly<Record<PlanRecord, string>>;
  /** Ids of cases, by how they stand. */
  readonly cases: Readonly<
    Record<
      | 'draft'
      | 'issued'
      | 'refused'
      | 'returned'
      | 'waiting'
      | 'proposed'
      | 'noticed'
      | 'toPay'
      | 'reviewed'
      | 'inquired',
      string
    >
  >;
  /** Path of the certificate. */
  readonly certificate: string;
}

/** Brings about, by what people press, a case in every state that a page shows. */
export async function setStage(portal: Portal): Promise<Stage> {
  const visit = () => portal.visit({ viewport: { width: 1280, height: 900 } });
  const [stranger, head, debtor, resident] = [await visit(), await visit(), await visit(), await visit()];
  const [officer, approver, registrar, auditor] = [await visit(), await visit(), await visit(), await visit()];
  const [office, deputy, asker, signer] = [await visit(), await visit(), await visit(), await visit()];
  const [farmer, clerk] = [await visit(), await visit()];
  const [builder, inspector, city] = [await visit(), await visit(), await visit()];
  const [founder, cashier] = [await visit(), await visit()];
  const [aunt, ministry] = [await visit(), await visit()];
  await signedIn(founder, 'Tofiq Bədəlov', '/muracietler');
  await signedIn(cashier, 'Türkan Babayeva', '/masa/odenisler');
  const toPay = await onPage(founder, found);
  const payments = await onPage(cashier, readStatement);
  const desks = { officer, approver, registrar, auditor, office, deputy, asker, signer };
  await signAllIn({ ...desks, inspector, city, ministry, farmer, clerk });
  const [applied, owing, again, noticed] = await Promise.all([
    asApplicant(head, 'Nərmin Abbaslı', async (page) => (await walk.apply(page)).id),
    asApplicant(debtor, 'Kənan Şükürlü', async (page) => [(await walk.apply(page)).id, (await walk.apply(page)).id]),
    asApplicant(resident, 'Aynur Qocayeva', async (page) => [(await walk.apply(page)).id, (await walk.apply(page)).id]),
    onPage(builder, (page) => noticeConstruction(page, 'Tofiq Bədəlov')),
  ]);
  const inquired = await inquire(aunt, city);
  const [refused = '', waiting = ''] = owing;
  const [returned = '', proposed = ''] = again;
  await decideAll({ officer, approver }, { applied, refused, returned, proposed });
  const farm = await onPage(farmer, startFarming);
  const [draft, certificate] = await Promise.all([
    onPage(head, startDraft),
    onPage(head, (page) => certificateOf(page, applied)),
  ]);
  const { reviewed, ...ofCompany } = await companyStage(head, visit);
  const cases = { draft, issued: applied, refused, returned, waiting, proposed, noticed, toPay, reviewed, inquired };
  const ofNotice = { builder, inspector, city, aunt, ministry, moving: await move(builder, inspector) };
  const officials = { founder, cashier, ...desks };
  const plan = await planRecords({ stranger, office, deputy, asker, approver });
  return {
    stranger,
    head,
    debtor,
    resident,
    farmer,
    clerk,
    farm,
    ...ofNotice,
    ...officials,
    payments,
    ...ofCompany,
    plan,
    cases,
    certificate,
  };
}

/** The builder moves in with the inspector, who is asked to agree. */
async function move(builder: BrowserContext, inspector: BrowserContext): Promise<Stage['moving']> {
  const id = await onPage(builder, askOwner);
  return { id, agreement: await linkOn(inspector, '/muracietler', /\/raziliq\//) };
}

/** The city asks the ministry about who asks to be named guardian. */
async function inquire(aunt: BrowserContext, city: BrowserContext): Promise<string> {
  const id = await onPage(aunt, (page) => applyAsGuardian(page, 'Ruhəngiz Talıbova'));
  await onPage(city, (page) => askMinistry(page, id));
  return id;
}

/** What else the company has: a quota, and a project that experts score. */
async function companyStage(head: BrowserContext, visit: () => Promise<BrowserContext>) {
  const ofQuota = await quotaOf(head, await visit());
  const reviewed = await onPage(head, applyForGrant);
  return { ...ofQuota, reviewed, expert: await drawnExpert(visit) };
}

/** A quota of the company, of which its operator has booked the most. */
async function quotaOf(head: BrowserContext, operator: BrowserContext): Promise<Pick<Stage, 'operator' | 'quota'>> {
  const id = await onPage(head, applyForHours);
  await signedIn(operator, 'Orxan Səmədzadə', '/masa/kvotalar');
  const desk = await onPage(operator, reportUse);
  return { operator, quota: { id, desk, own: desk.replace('/masa', '') } };
}

/** Officials do what brings the cases to where pages show them. */
async function decideAll(
  { officer, approver }: Record<'officer' | 'approver', BrowserContext>,
  { applied, refused, returned, proposed }: Record<'applied' | 'refused' | 'returned' | 'proposed', string>,
): Promise<void> {
  await onPage(officer, async (page) => {
    await atDesk(page, applied, 'Təsdiqə göndər', 'Təsdiq gözlənilir', 'Şərtlər ödənilir.');
    await atDesk(page, refused, 'İmtina təklif et', 'İmtina təklif olunub', 'Vergi borcu ödənilməyib.');
    await atDesk(page, proposed, 'İmtina təklif et', 'İmtina təklif olunub', 'Şirkət artıq rezidentdir.');
    await page.goto(`/masa/is/${returned}`);
    await page.getByRole('checkbox', { name: walk.asked.project }).check();
    await walk.decide(page, 'İzahat üçün qaytar', 'Müraciətçidən izahat gözlənilir', 'Layihəni ətraflı yazın.');
  });
  await onPage(approver, async (page) => {
    await atDesk(page, applied, 'Təsdiq et', walk.approved);
    await atDesk(page, refused, 'İmtina et', 'İmtina edilib');
  });
}

/** What the demonstration wrote of the plan, and a request for dates that the deputy head begins. */
async function planRecords(
  who: Readonly<Record<'stranger' | 'office' | 'deputy' | 'asker' | 'approver', BrowserContext>>,
): Promise<Stage['plan']> {
  const work = '/masa/plan';
  const publicRisk = await linkOn(who.stranger, '/plan/riskler', /^\/plan\/risk\//);
  return {
    judging: await linkOn(who.office, work, /\/hesabat\//),
    returned: await linkOn(who.deputy, work, /\/hesabat\//),
    dates: await onPage(who.deputy, startDates),
    competence: await linkOn(who.office, '/masa/plan/selahiyyet', /\/selahiyyet\/./),
    publicRisk,
    risk: publicRisk.replace('/plan/', '/masa/plan/'),
    spending: await linkOn(who.asker, '/masa/plan/xerc', /\/xerc\/[0-9a-f]{8}-/),
    deciding: await linkOn(who.approver, '/masa/plan/xerc', /\/xerc\/[0-9a-f]{8}-/),
  };
}

/** The first link of a page to an address of this kind. */
function linkOn(context: BrowserContext, path: string, kind: RegExp): Promise<string> {
  return onPage(context, async (page) => {
    await page.goto(path);
    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    const found = links.find((link) => kind.test(link));
    if (found === undefined) throw new Error(`${path} leads to nothing like ${kind.source}`);
    return found;
  });
}

async function startDates(page: Page): Promise<string> {
  await page.goto('/masa/plan');
  await page.getByRole('button', { name: 'Tarixləri dəyiş' }).first().click();
  await page.waitForURL(/\/masa\/plan\/tarixler\//);
  return new URL(page.url()).pathname;
}

async function onPage<T>(context: BrowserContext, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Who signs in before anything happens, and where to. */
const seats = {
  inspector: ['Samir Məlikov', '/masa'],
  city: ['Emin Tağıyev', '/masa'],
  ministry: ['Tural Məmmədzadə', '/masa'],
  officer: ['Elçin Nəbiyev', '/masa'],
  approver: ['Sevda Rüstəmova', '/masa'],
  registrar: ['Günel İsgəndərli', '/masa/reyestrler'],
  auditor: ['Lalə Ağazadə', '/sessiyalar'],
  office: ['Vüsal Həmidov', '/masa/plan/lovhe'],
  deputy: ['Fərid Qasımlı', '/masa/plan'],
  asker: ['Səbinə Mehdiyeva', '/masa/plan/xerc'],
  signer: ['Rəşad Novruzov', '/masa/plan'],
  farmer: ['Tofiq Bədəlov', '/xidmetler/farm-subsidy'],
  clerk: ['Günay Hacıyeva', '/masa/merkez'],
} as const;
type Seat = keyof typeof seats;

/** Three at a time: where all begin at once none comes to an end in its time. */
async function signAllIn(people: Readonly<Record<Seat, BrowserContext>>): Promise<void> {
  const waiting = Object.keys(seats) as Seat[];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await signedIn(people[next], seats[next][0], seats[next][1]);
  };
  await Promise.all([lane(), lane(), lane()]);
}

function signedIn(context: BrowserContext, name: string, path: string): Promise<void> {
  return onPage(context, (page) => walk.signIn(page, name, path));
}

function asApplicant<T>(context: BrowserContext, name: string, work: (page: Page) => Promise<T>): Promise<T> {
  return onPage(context, async (page) => {
    await walk.beginAs(page, name);
    return work(page);
  });
}

async function atDesk(page: Page, id: string, action: string, state: string | RegExp, note?: string): Promise<void> {
  await page.goto(`/masa/is/${id}`);
  await walk.decide(page, action, state, note);
}

/** Every question answered, nothing sent. */
async function startDraft(page: Page): Promise<string> {
  await page.goto(walk.passport);
  await walk.fillIn(page);
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** A draft of the crop subsidy with a receipt. */
async function startFarming(page: Page): Promise<string> {
  await page.goto('/xidmetler/farm-subsidy');
  await walk.go(page, walk.button(page, 'Müraciətə başla'), 'Bu il nə əkirsiniz?');
  await page.getByRole('radio', { name: 'Buğda' }).check();
  await walk.go(page, walk.button(page, 'Davam et'), 'Neçə sot əkirsiniz?');
  await page.getByRole('textbox').fill('300');
  await walk.go(page, walk.button(page, 'Davam et'), /alış qəbzini/);
  const buffer = Buffer.from('%PDF-1.7');
  await page.locator('input[type=file]').setInputFiles({ name: 'qəbz.pdf', mimeType: 'application/pdf', buffer });
  await walk.button(page, 'Faylı əlavə et').click();
  await walk.link(page, 'qəbz.pdf').waitFor();
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

async function certificateOf(page: Page, id: string): Promise<string> {
  const open = walk.link(page, 'Sənədi aç');
  await walk.reloadUntil(page, `/muracietler/${id}`, open);
  return (await open.getAttribute('href')) ?? '';
}
