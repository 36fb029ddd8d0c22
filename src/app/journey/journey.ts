import { type Text, upper } from '../../language/index.ts';
import { type VisitedPage, Visitor } from './visitor.ts';

/** A step that went wrong: which, and what was there instead. */
export class WrongStep extends Error {}

/** Told after each step: its title and what was seen. */
export type Tell = (title: Text, seen: string) => void;

const service = '/xidmetler/technopark-residency';

/**
 * The journey of a company that becomes a resident of the technology park, walked over HTTP by three people without
 * scripts: from the passport of the service to the verified certificate. Then others apply, and the next day the plan's
 * indicator tells of all of them: of fewer than five, or of a day that is not over, it tells nothing.
 */
export async function walkJourney(base: string, tell: Tell, nextDay: () => void): Promise<void> {
  const before = await indicator(base);
  const head = await signIn(base, 'Nərmin Abbaslı', service);
  tell(steps.signedIn, 'Nərmin Abbaslı');
  const passport = await chooseCompany(head, 'Göyçay Proqram');
  const known = ['2007311431', 'Nərmin Elman qızı Abbaslı', 'Hüquqi şəxslərin dövlət reyestri'];
  expectText(passport, [...known, 'Sizdən 3 sual soruşulacaq', 'Müraciətə başla']);
  tell(steps.saw, known.join(', '));
  const sent = await apply(head, passport);
  tell(steps.answered, '3');
  const id = /muracietler\/([0-9a-f-]{36})/.exec(sent.url)?.[1] ?? '';
  const number = /RP-\d{4}-\d{5}/.exec(sent.text)?.[0] ?? '';
  if (!id || !number) throw new WrongStep(`no case number on ${sent.url}`);
  tell(steps.submitted, number);
  await decide(base, id, tell);
  const code = await receive(base, head, id, number, tell);
  await verify(base, code, number, tell);
  await follow(head, id, number, tell);
  tell(steps.others, await othersApply(base));
  nextDay();
  const after = await waitFor(
    () => indicator(base),
    ({ denominator }) => (denominator ?? 0) > 0,
  );
  tell(steps.moved, `${show(before)} → ${show(after)}`);
}

/** Heads of two more companies apply, each twice. Answers the numbers. */
async function othersApply(base: string): Promise<string> {
  const numbers: string[] = [];
  for (const [name, company] of others) {
    const head = await signIn(base, name, service);
    for (let times = 0; times < 2; times += 1) {
      const sent = await apply(head, await chooseCompany(head, company));
      numbers.push(/RP-\d{4}-\d{5}/.exec(sent.text)?.[0] ?? '');
    }
  }
  return numbers.join(', ');
}

const others = [
  ['Kənan Şükürlü', 'MMC'],
  ['Aynur Qocayeva', 'MMC'],
] as const;

/** She answers three questions, checks what she wrote, and sends it. */
async function apply(head: Visitor, passport: VisitedPage): Promise<VisitedPage> {
  let page = await head.submit(passport, '/basla');
  for (const answer of [
    { area: 'software' },
    { newJobs: '6' },
    { project: 'Kənd təsərrüfatı üçün peyk şəkillərini oxuyan proqram.' },
  ]) {
    const form = page.forms.find((one) => one.action.includes('/sual/'));
    if (!form) throw new WrongStep(`no question on ${page.url}`);
    page = await head.submit(page, form.action, answer);
  }
  expectText(page, ['Cavablarınızı yoxlayın', 'Proqram təminatının hazırlanması']);
  return head.submit(page, '/gonder');
}

/** An officer proposes, another person confirms: nobody decides alone. */
async function decide(base: string, id: string, tell: Tell): Promise<void> {
  const officer = await signIn(base, 'Elçin Nəbiyev', '/masa');
  expectText(await officer.open('/masa'), ['“Göyçay Proqram” MMC']);
  const file = await officer.open(`/masa/is/${id}`);
  expectText(file, ['Hüquqi şəxslərin dövlət reyestri', 'Vergi borcu yoxdur', 'iş günü qalır']);
  tell(steps.seenByOfficer, 'Elçin Nəbiyev');
  const proposed = await officer.submit(file, `/masa/is/${id}`, { do: 'recommend', note: 'Şərtlər ödənilir.' });
  if (proposed.forms.some((form) => form.buttons.some(({ value }) => value === 'approve')))
    throw new WrongStep('who proposed may also approve');
  const approver = await signIn(base, 'Sevda Rüstəmova', '/masa');
  await approver.submit(await approver.open(`/masa/is/${id}`), `/masa/is/${id}`, { do: 'approve' });
  tell(steps.approved, 'Sevda Rüstəmova');
}

/** The certificate arrives with a notification; answers its code. */
async function receive(base: string, head: Visitor, id: string, number: string, tell: Tell): Promise<string> {
  const issued = await waitFor(
    () => head.open(`/muracietler/${id}`),
    ({ html }) => html.includes('/y/'),
  );
  expectText(issued, ['təsdiq edilib', 'Vergi borcu yoxdur', 'bənd']);
  expectText(await head.open('/bildirisler'), [number]);
  expectText(await head.open('/muracietler'), [number]);
  const documents = await head.open('/senedler');
  expectText(documents, [number, 'etibarlıdır']);
  const code = /href="\/y\/([0-9A-Z-]+)"/.exec(documents.html)?.[1];
  if (!code) throw new WrongStep(`no document on ${base}/senedler`);
  tell(steps.received, number);
  return code;
}

/** Anybody checks the certificate, and what is not one is not taken for it. */
async function verify(base: string, code: string, number: string, tell: Tell): Promise<void> {
  const stranger = new Visitor(base);
  expectText(await stranger.open(`/y/${code}`), ['Sənəd etibarlıdır', number, '“Göyçay Proqram” MMC']);
  const { status } = await stranger.open(`/y/${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
  if (status !== 404) throw new WrongStep(`an invented code answers ${status}`);
  tell(steps.verified, `${base}/y/${code}`);
}

/** She rates the service and sees who looked at the company's data. */
async function follow(head: Visitor, id: string, number: string, tell: Tell): Promise<void> {
  const rated = await head.submit(await head.open(`/muracietler/${id}`), '/qiymet', { score: '5', comment: '' });
  if (rated.status !== 200) throw new WrongStep(`rating answers ${rated.status}`);
  tell(steps.rated, '5');
  expectText(await head.open('/baxislar'), ['Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi', 'Vergi borcu', number]);
  tell(steps.lookedAt, '/baxislar');
}

async function signIn(base: string, name: string, next: string): Promise<Visitor> {
  const visitor = new Visitor(base);
  const page = await visitor.open(`/giris?davam=${encodeURIComponent(next)}`);
  const form = page.forms.find((one) => one.buttons.some(({ label }) => label.includes(name)));
  const button = form?.buttons.find(({ label }) => label.includes(name));
  if (!form || !button) throw new WrongStep(`sign-in does not offer ${name}`);
  await visitor.submit(page, form.action, { [button.name]: button.value });
  return visitor;
}

async function chooseCompany(head: Visitor, name: string): Promise<VisitedPage> {
  const page = await head.open(`/kimin-adindan?davam=${encodeURIComponent(service)}`);
  const form = page.forms.find((one) => one.choices.some(({ label }) => label.includes(name)));
  const choice = form?.choices.find(({ label }) => label.includes(name));
  if (!form || !choice) throw new WrongStep(`${page.url} does not offer ${name}`);
  return head.submit(page, form.action, { [choice.name]: choice.value });
}

function expectText({ url, status, text }: VisitedPage, wanted: readonly string[]): void {
  if (status !== 200) throw new WrongStep(`${url} answers ${status}: ${text.slice(0, 200)}`);
  // A label may stand at the beginning of a line or within it.
  for (const words of wanted)
    if (!upper(text).includes(upper(words))) throw new WrongStep(`${url} does not say “${words}”`);
}

interface Share {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Instead of figures: fewer cases than these stand behind them. */
  readonly fewerThan?: number;
  readonly measuredAt: string | null;
}

/** The share of fields filled from registers, as the plan's API gives it. */
async function indicator(base: string): Promise<Share> {
  const { indicators } = await new Visitor(base).json<{ indicators: (Share & { code: string })[] }>(
    '/api/v1/plan/indicators',
  );
  const found = indicators.find(({ code }) => code === 'once-only');
  if (!found) throw new WrongStep('the plan has no indicator once-only');
  return found;
}

const show = ({ numerator, denominator, fewerThan }: Share) =>
  fewerThan === undefined ? `${numerator ?? 0}/${denominator ?? 0}` : `n < ${fewerThan}`;

/** Effects and measurements come a moment later; twenty seconds is more than they take. */
async function waitFor<T>(look: () => Promise<T>, enough: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 80; tries += 1) {
    const seen = await look();
    if (enough(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new WrongStep('waited in vain for what should follow');
}

const steps = {
  signedIn: {
    az: 'Şirkətin rəhbəri daxil oldu',
    en: 'The head of a company signed in',
    ru: 'Руководитель компании вошла',
  },
  saw: {
    az: 'Reyestrlərdən nə götürüldüyünü gördü',
    en: 'She saw what registers know',
    ru: 'Увидела, что известно из реестров',
  },
  answered: {
    az: 'Qalan sualları cavablandırdı',
    en: 'She answered the remaining questions',
    ru: 'Ответила на оставшиеся вопросы',
  },
  submitted: { az: 'Müraciəti göndərdi', en: 'She submitted the application', ru: 'Подала заявление' },
  seenByOfficer: {
    az: 'Əməkdaş işi faktlarla gördü',
    en: 'The officer saw the case with its facts',
    ru: 'Сотрудник увидел дело с фактами',
  },
  approved: { az: 'İkinci şəxs təsdiq etdi', en: 'A second person approved', ru: 'Второе лицо утвердило' },
  received: {
    az: 'Şəhadətnamə və bildiriş gəldi',
    en: 'Certificate and notification arrived',
    ru: 'Пришли свидетельство и уведомление',
  },
  verified: {
    az: 'Şəhadətnamə yoxlanıldı: etibarlıdır',
    en: 'The certificate was verified: valid',
    ru: 'Свидетельство проверено: действительно',
  },
  rated: { az: 'Xidməti qiymətləndirdi', en: 'She rated the service', ru: 'Оценила услугу' },
  lookedAt: {
    az: 'Məlumata kimin baxdığını gördü',
    en: 'She saw who looked at the data',
    ru: 'Увидела, кто смотрел данные',
  },
  others: {
    az: 'Başqa şirkətlər də müraciət etdi',
    en: 'Other companies applied too',
    ru: 'Обратились и другие компании',
  },
  moved: {
    az: 'Ertəsi gün planın göstəricisi dəyişdi',
    en: 'The next day the plan’s indicator moved',
    ru: 'На следующий день показатель плана изменился',
  },
} as const satisfies Record<string, Text>;
