import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type Lang, langs } from '../../../language/index.ts';
import { bound, type Frame, renderPage } from '../../../ui/index.ts';
import { sampleFrame } from '../../../ui/samples.tsx';
import { AppealPage } from './appeal.tsx';
import { articleName } from './article.tsx';
import { CasePage } from './case.tsx';
import { CasesPage } from './cases.tsx';
import { CheckPage, SentPage } from './check.tsx';
import { DeskCasePage } from './desk-case.tsx';
import { QueuePage } from './desk-queue.tsx';
import { HomePage } from './home.tsx';
import { LeavePage } from './leaving.tsx';
import { QuestionPage } from './question.tsx';
import * as a from './sample-views.ts';
import { ServicePage } from './service.tsx';
import { ServicesPage, servicesFor } from './services.tsx';
import { texts } from './text/index.ts';

const portal = (lang: Lang = 'az'): Frame => sampleFrame(lang, { brand: 'biznes' });
const desk = (lang: Lang = 'az'): Frame => sampleFrame(lang, { brand: 'desk' });
const { events } = a.home();
const lookUp = {
  id: '1',
  at: new Date('2026-11-20T05:14:00Z'),
  operation: 'read',
  institution: a.text('Sınaq Nazirliyi'),
  what: [a.text('Ad'), a.text('Ünvan')],
  purpose: null,
  act: null,
  reference: null,
  outcome: 'granted',
  reason: null,
  own: false,
  consumer: 'rinn',
  system: null,
  service: null,
  provider: null,
  endpoint: null,
  requestId: null,
  gateway: null,
  purposeCode: '',
  hiddenUntil: null,
} as const;

const group = {
  name: 'staff',
  kind: 'group',
  label: a.text('İşçilər'),
  item: a.text('İşçi'),
  min: 1,
  max: 2,
  items: [[{ name: 'staff.0.wage', kind: 'decimal', label: a.text('Məbləğ'), optional: false, value: '1234.50' }]],
} as const;

const pages: Readonly<Record<string, (lang: Lang) => VNode>> = {
  home: (lang) => (
    <HomePage
      frame={sampleFrame(lang)}
      view={a.home({ cases: [a.card({ waits: true, status: 'waiting_for_applicant' }), a.card()] })}
      seen={{ lookUps: [lookUp], lastMonth: 3, ownLastMonth: 1 }}
    />
  ),
  stranger: (lang) => <HomePage frame={portal(lang)} view={a.home({ front: 'biznes', events: [] })} seen={undefined} />,
  services: (lang) => <ServicesPage frame={portal(lang)} services={[a.service()]} q="park" event={undefined} />,
  nothing: (lang) => <ServicesPage frame={portal(lang)} services={[]} q="xyz" event={events[0]} />,
  service: (lang) => (
    <ServicePage
      frame={portal(lang)}
      view={{ service: a.service(), applicant: { kind: 'business', name: '“Sınaq” MMC' }, facts: [a.fact()] }}
      event={events[0]}
    />
  ),
  locked: (lang) => (
    <ServicePage
      frame={portal(lang)}
      view={{ service: a.service(), obstacle: 'choose_company', facts: [] }}
      event={undefined}
    />
  ),
  question: (lang) => <QuestionPage frame={portal(lang)} view={a.question()} />,
  group: (lang) => <QuestionPage frame={portal(lang)} view={a.question({ fields: [group], note: 'Düzəldin' })} />,
  check: (lang) => <CheckPage frame={portal(lang)} view={a.check()} />,
  sent: (lang) => <SentPage frame={portal(lang)} view={a.caseOf()} service={a.service()} answered={false} />,
  cases: (lang) => <CasesPage frame={portal(lang)} list={a.ownCases([a.card()])} />,
  noCases: (lang) => <CasesPage frame={portal(lang)} list={a.ownCases([])} />,
  case: (lang) => <CasePage frame={portal(lang)} view={a.caseOf()} />,
  returned: (lang) => <CasePage frame={portal(lang)} view={returned} />,
  refused: (lang) => <CasePage frame={portal(lang)} view={refused} />,
  appeal: (lang) => <AppealPage frame={portal(lang)} view={refused} decision={a.decision()} />,
  leave: (lang) => <LeavePage frame={portal(lang)} view={a.caseOf()} />,
  queue: (lang) => <QueuePage frame={desk(lang)} list={a.worklist()} />,
  noQueue: (lang) => <QueuePage frame={desk(lang)} list={a.worklist({ items: [], total: 0 })} />,
  desk: (lang) => <DeskCasePage frame={desk(lang)} view={a.deskCase()} list={a.worklist()} />,
};

const returned = a.caseOf({
  status: 'waiting_for_applicant',
  answers: [a.answer(), a.answer({ page: 'layihe', field: 'project', question: a.text('Layihəniz nədir?') })],
  returned: { note: 'Büdcəni yazın', pages: ['layihe'], remarks: {} },
  may: { continue: true, answer: true, withdraw: true, appeal: false, rate: false },
});

const refused = a.caseOf({
  status: 'decided',
  decision: a.decision(),
  may: { continue: false, answer: false, withdraw: false, appeal: true, rate: true },
});

function all(pattern: RegExp, html: string): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** What no page may hold, whatever it shows. */
function faultsOf(html: string): string[] {
  const ids = all(/ id="([^"]*)"/g, html);
  const needed = all(/ (?:for|aria-labelledby|aria-describedby)="([^"]*)"/g, html).flatMap((list) => list.split(' '));
  return [
    ...all(/( style=|<style| on[a-z]+=)/g, html),
    ...all(/(undefined|NaN|\[object|Invalid Date)/g, html),
    ...all(/(<(?:td|th|dd|dt)[^>]*><\/)/g, html),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`),
    ...needed.filter((id) => !ids.includes(id)).map((id) => `no such id: ${id}`),
    ...(all(/(<h1)/g, html).length === 1 ? [] : ['not one heading']),
  ];
}

describe.each(langs)('in %s', (lang) => {
  test.each(Object.entries(pages))('%s', (_, draw) => {
    expect(faultsOf(renderPage(draw(lang)))).toEqual([]);
  });
});

describe('articles', () => {
  test('an invented act is marked, a real one is not', () => {
    const html = (sample: boolean) => renderPage(<CheckPageWith sample={sample} />).match(/<abbr/g)?.length ?? 0;
    expect([html(true), html(false)]).toEqual([1, 0]);
  });

  test('several clauses are named in the plural, and a number keeps its ending', () => {
    const html = (lang: Lang, article: string) => renderToString(<>{articleName(a.article({ article }), lang)}</>);
    expect(html('az', '4.1–4.6')).toBe('Sınaq Qaydalarının <span class="nowrap">4.1–4.6-cı</span> bəndləri');
    expect(html('en', '4.1–4.6')).toContain('clauses 4.1–4.6');
    expect(html('ru', '4.3')).toContain('пункт 4.3');
    expect(renderToString(<>{bound('RP-2026-00418, 25.11.2026-dək')}</>)).toBe(
      'RP-2026-00418, <span class="nowrap">25.11.2026-dək</span>',
    );
  });
});

function CheckPageWith({ sample }: { sample: boolean }): VNode {
  return (
    <QuestionPage
      frame={portal()}
      view={a.question({ why: [{ text: a.text('x'), article: a.article({ sample }) }] })}
    />
  );
}

describe('search', () => {
  const found = (q: string, event?: string, lang: Lang = 'en') =>
    servicesFor(
      [a.service({ title: { az: 'Şəxsiyyət vəsiqəsi', en: 'Identity card', ru: 'Удостоверение' } })],
      events,
      { q, event },
      lang,
    );

  test('understands what is typed without ə and ı, in Azerbaijani on every page', () => {
    expect(
      [found('sexsiyyet'), found('identity'), found('basla', undefined, 'az')].map(({ length }) => length),
    ).toEqual([1, 1, 1]);
    expect(found('удостоверение')).toEqual([]);
  });

  test('finds any form of a word', () => {
    for (const typed of ['sexsiyyet vesiqesi', 'ŞƏXSİYYƏT VƏSİQƏSİNİ', 'vəsiqə', 'vesiqelerimizden'])
      expect(found(typed)).toHaveLength(1);
    expect(found('vəsiqəsizlik')).toEqual([]);
  });

  test('is narrowed by a life event', () => {
    expect([found('', 'starting-business').length, found('', 'retiring').length]).toEqual([1, 0]);
  });
});

describe('a service', () => {
  const html = (over: Partial<Parameters<typeof ServicePage>[0]['view']>) =>
    renderPage(<ServicePage frame={portal()} view={{ service: a.service(), facts: [], ...over }} event={undefined} />);

  test('says what is deleted before the file, and what not everybody reads', () => {
    const label = a.text('Pasportun surəti');
    const kept = { keptLess: [{ label, term: a.text('90 gün') }], seenOnly: [{ label, by: [a.text('Auditor')] }] };
    const shown = html({ service: { ...a.service(), ...kept } });
    expect(shown).toContain('Daha qısa müddət saxlanılır: Pasportun surəti – 90 gün.');
    expect(shown).toContain('Bunları yalnız göstərilən vəzifəli şəxslər görür: Pasportun surəti – auditor.');
    expect(html({})).not.toContain('Daha qısa müddət saxlanılır');
  });

  test('is started by a form only where nothing stands in the way', () => {
    expect(html({})).toContain('action="/az/xidmetler/trial/basla"');
    expect(html({ obstacle: 'sign_in' })).not.toContain('/basla');
    expect(html({ obstacle: 'sign_in' })).toContain('href="/az/giris?davam=%2Fxidmetler%2Ftrial"');
    expect(html({ obstacle: 'choose_company' })).toContain('href="/az/kimin-adindan?davam=%2Fxidmetler%2Ftrial"');
  });

  test('a register that is silent is said so, with the time of the next try', () => {
    const silent = a.fact({ field: 'name', state: 'unavailable', retryAt: new Date('2026-11-23T06:30:00Z') });
    expect(html({ facts: [silent] })).toMatch(/alınmayıb.*reyestr cavab vermir.*yenidən <time[^>]*>10:30/s);
    expect(html({ facts: [silent, a.fact()] })).not.toContain('məlum deyil');
    expect(html({ facts: [a.fact()] })).not.toContain('<time');
  });

  test('shows what registers say only to the applicant', () => {
    expect(html({ facts: [a.fact()] })).toContain('<strong>12</strong>');
    expect(html({ obstacle: 'sign_in' })).toContain('Şirkətlər reyestri');
    expect(html({ obstacle: 'sign_in' })).not.toContain('<strong>12</strong>');
  });
});

describe('a question', () => {
  const wrong = a.question({
    fields: [
      {
        name: 'jobs',
        kind: 'number',
        label: a.text('Yeni iş yerləri'),
        optional: false,
        value: 'çox',
      },
    ],
    errors: [{ field: 'jobs', text: a.text('Tam ədəd yazın') }],
  });

  test('shows the error in the title, above and at the field, and keeps what was typed', () => {
    const html = renderPage(<QuestionPage frame={portal()} view={wrong} />);
    expect(html).toContain('<title>Səhv: ');
    expect(html).toContain('<a href="#jobs">Tam ədəd yazın</a>');
    expect(html).toMatch(/<input class="input short" id="jobs"[^>]*value="çox"[^>]*aria-invalid="true"/);
  });

  test('the only field is the heading; its choice opens another', () => {
    const html = renderPage(<QuestionPage frame={portal()} view={a.question()} />);
    expect(html).toContain('<legend><h1>Hansı sahədə işləyəcəksiniz?</h1></legend>');
    expect(html).toMatch(/value="other"[^>]*data-reveals/);
    expect(html).toContain('name="areaOther"');
  });

  test('a sum is written as the language writes it', () => {
    const html = (lang: Lang) =>
      renderPage(<QuestionPage frame={portal(lang)} view={a.question({ fields: [group] })} />);
    expect(html('az')).toContain('value="1.234,5"');
    expect(html('en')).toContain('value="1,234.5"');
    expect(html('az')).toContain('name="add-staff"');
  });

  test('what a number may be is told before it is typed, unless the definition tells more', () => {
    const jobs = { name: 'jobs', kind: 'number' as const, label: a.text('İş yerləri'), optional: false };
    const html = (over: object, lang: Lang = 'az') =>
      renderPage(<QuestionPage frame={portal(lang)} view={a.question({ fields: [{ ...jobs, ...over }] })} />);
    expect(html({ min: 1, max: 1200 })).toContain('Ən azı 1, ən çoxu 1.200.');
    expect(html({ max: 1200 }, 'en')).toContain('At most 1,200.');
    expect(html({ min: 0 }, 'ru')).toContain('Не меньше 0.');
    expect(html({ min: 1, hint: a.text('Tam ştatla') })).not.toContain('Ən azı');
    expect(html({})).not.toContain('Ən ');
  });

  test('changed from the check, it goes back there', () => {
    const html = renderPage(<QuestionPage frame={portal()} view={a.question()} checking />);
    expect(html).toMatch(/<form[^>]*action="[^"]*\/sual\/sahe\?qayit=yoxlama"/);
    expect(html).toMatch(/class="back" href="[^"]*\/yoxlama"/);
  });
});

describe('the check', () => {
  const html = (view: ReturnType<typeof a.check>) => renderPage(<CheckPage frame={portal()} view={view} />);

  test('sends the key that was made with the page', () => {
    expect(html(a.check())).toContain('<input type="hidden" name="key" value="the-key"/>');
    expect(html(a.check())).toContain('/sual/sahe?qayit=yoxlama"');
  });

  test('names the fee and the term before the button that sends', () => {
    const pays = { days: 10, from: 'sending' } as const;
    const due = { state: 'due', cost: a.text('25,00 ₼'), pays, article: a.article(), decidedIn: 2 } as const;
    const shown = html(a.check({ expected: due }));
    const said = 'Rüsum: 25,00 ₼. Göndərəndən sonra 10 iş günü ərzində ödənilir.';
    expect(shown).toContain(said);
    expect(shown.indexOf(said)).toBeLessThan(shown.indexOf('Müraciəti göndər<'));
    expect(shown).toContain('Qərar rüsum ödəniləndən sonra ən çoxu 2 iş günü ərzində verilir.');
    const free = { state: 'waived', cost: a.text(''), reason: a.text('Övladdır'), article: a.article(), decidedIn: 2 };
    expect(html(a.check({ expected: { ...free, state: 'waived' } }))).toContain('Rüsum tutulmur. Övladdır.');
  });

  test('cannot be sent while an answer is missing, and offers no change where there is none', () => {
    const missing = html(a.check({ missing: 'layihe', answers: [a.answer({ changeable: false })] }));
    expect(missing).not.toContain('name="key"');
    expect(missing).toContain('/sual/layihe"');
    expect(missing).not.toContain('qayit=');
  });
});

describe('the only question', () => {
  test('is not counted', () => {
    const html = (of: number) => renderPage(<QuestionPage frame={portal()} view={a.question({ of })} />);
    expect([html(3).includes('3 sualdan 1-cisi'), html(1).includes('sualdan')]).toEqual([true, false]);
    expect(texts.az.remain(4)).toBe('Sizdən 4 sual soruşulacaq');
  });
});

describe('a case', () => {
  const html = (view: ReturnType<typeof a.caseOf>) => renderPage(<CasePage frame={portal()} view={view} />);

  test('returned, shows the note and only the answers to correct', () => {
    expect(html(returned)).toContain('Büdcəni yazın');
    expect(all(/(\/sual\/[a-z]+\?qayit=yoxlama">Lay)/g, html(returned))).toHaveLength(1);
    expect(html(returned)).toMatch(/href="[^"]*\/yoxlama">Yoxla və göndər/);
  });

  test('that somebody conducts for another says for whom above what is asked and sent, and who conducts it', () => {
    const ward = 'Hikmət Mürsəl oğlu İlyasov';
    const asked = renderPage(<QuestionPage frame={portal()} view={a.question({ ward })} />);
    const checked = renderPage(<CheckPage frame={portal()} view={a.check({ ward })} />);
    for (const page of [asked, checked]) expect(page).toContain('<b>Hikmət Mürsəl oğlu İlyasov üçün</b>');
    expect(asked.indexOf('İlyasov üçün')).toBeLessThan(asked.indexOf('<form'));
    const representation = { basis: { az: 'Uşağın qəyyumu', en: '', ru: '' }, name: 'Sürəyya İlyasova', ended: false };
    expect(html(a.caseOf({ ward, representation }))).toContain('Sürəyya İlyasova, uşağın qəyyumu');
  });

  test('whose document is being corrected says so, by when, and what is asked or proposed', () => {
    const document = { code: 'A', title: a.text('Şəhadətnamə'), number: 'SX-1', replaced: [] };
    const issued = { ...a.caseOf({ status: 'issued', document, decision: a.decision({ outcome: 'approved' }) }) };
    const asked = html({ ...issued, correcting: { stage: 'asked', asked: 'Ünvan səhvdir.' } });
    expect(asked).toMatch(/istəmisiniz, cavab <span class="nowrap">25\.11\.2026-dək<\/span> veriləcək\./);
    expect([asked.includes('“Ünvan səhvdir.”'), asked.includes('2 iş günü qalır')]).toEqual([true, true]);
    const change = { label: a.text('Ünvan'), before: a.text('Bakı'), after: a.text('Gəncə') };
    const proposed = { at: new Date('2026-11-23T05:42:00Z'), changes: [change], article: a.article() };
    const shown = html({ ...issued, correcting: { stage: 'proposed', proposed } });
    expect(shown).toMatch(/Təklif olunan düzəliş.*Bakı.*Gəncə/s);
    const { clock: _, ...rest } = issued;
    const carried = html({ ...rest, amendments: [proposed], correcting: { stage: 'carried_out', proposed } });
    expect([carried.includes('Düzəldilən səhv'), carried.includes('Düzəldilmiş səhvlər')]).toEqual([true, false]);
    expect(carried).toContain('Sənəddəki səhv düzəldilir: yeni sənəd veriləcək, indiki qüvvədən düşəcək.');
    expect([carried.includes('sənəd verilib.'), carried.includes('İndiki sənədi aç')]).toEqual([false, true]);
  });

  test('refused, names the reason with its article and the way to appeal', () => {
    expect(html(refused)).toMatch(/Vergi borcu var.*4\.4\.1-ci.*<abbr/s);
    expect(html(refused)).toContain('/sikayet"');
    expect(html({ ...refused, may: { ...refused.may, appeal: false } })).not.toContain('/sikayet"');
  });

  test('shows what was written in the lines in which it was written', () => {
    const view = a.caseOf({ answers: [a.answer({ shown: a.text('Bir\nİki') })] });
    expect(html(view)).toContain('Bir<br/>İki');
  });

  test('says what is expected and by when', () => {
    expect(html(a.caseOf())).toContain('qərar <span class="nowrap">25.11.2026-dək</span> veriləcək');
    expect(html(a.caseOf({ clock: a.clock({ overdue: true, late: 3 }) }))).toContain('3 iş günü gecikir');
  });
});
