import { type Frame, renderPage } from '../../../ui/index.ts';
import { describe, expect, test } from 'vitest';
import { sampleFrame } from '../../../ui/samples.tsx';
import { CasePage } from './case.tsx';
import { CasesPage } from './cases.tsx';
import { ownReasonIncomplete, ownReasonTooLong } from '../refusals.ts';
import { DeskCasePage, errorsIn } from './desk-case.tsx';
import { actionKeys, writingKeys } from './desk-keys.ts';
import { QueuePage } from './desk-queue.tsx';
import * as a from './sample-views.ts';
import { servicesFor } from './services.tsx';
import { type Lang, langs } from '../../../language/index.ts';

const portal = (lang: Lang = 'az'): Frame => sampleFrame(lang, { brand: 'biznes' });
const desk = (lang: Lang = 'az'): Frame => sampleFrame(lang, { brand: 'desk' });

describe('a list of cases', () => {
  const row = (over: Parameters<typeof a.card>[0]) =>
    renderPage(<CasesPage frame={sampleFrame('az', { brand: 'biznes' })} list={a.ownCases([a.card(over)])} />);

  test('shows a refused one in its colour', () => {
    expect(row({ status: 'decided', outcome: 'refused', state: a.text('İmtina edilib') })).toContain(
      '<span class="tag late">İmtina edilib',
    );
    expect(row({ status: 'decided', outcome: 'approved' })).toContain('<span class="tag done">');
  });

  test('says what to do with a returned one', () => {
    expect(row({ status: 'waiting_for_applicant' })).toMatch(/İzahat verin, <span class="nowrap">25\.11\.2026-dək/);
  });
});

describe('the queue', () => {
  const row = (over: Partial<ReturnType<typeof a.worklist>['items'][number]>, all = false) => {
    const items = a.worklist().items.map((item) => ({ ...item, ...over }));
    const html = renderPage(
      <QueuePage frame={sampleFrame('az', { brand: 'desk' })} list={a.worklist({ items })} all={all} />,
    );
    return /<ol>.*<\/ol>/s.exec(html)?.[0] ?? '';
  };

  test('says in each row what is to be done, beside how urgent it is', () => {
    const rows = ['Təsdiq gözlənilir', 'İmtina təklif olunub', 'Səhvin düzəldilməsi təklif olunub'].map((state) =>
      row({ state: a.text(state) }),
    );
    expect(rows.map((html) => /sınaq xidməti, ([^<,]+)/.exec(html)?.[1])).toEqual([
      'təsdiq gözlənilir',
      'imtina təklif olunub',
      'səhvin düzəldilməsi təklif olunub',
    ]);
    expect(row({})).toContain('class="tag');
  });

  test('says the state of an opinion whose case has no name once, and of any case in the list of all', () => {
    const { applicant: _, ...unnamed } = a.worklist().items[0] ?? {};
    const opinion = { ...unnamed, applicant: undefined as never, asked: '/masa/rey/1' };
    expect(row(opinion).match(/əməkdaş baxır/giu)).toHaveLength(1);
    expect(row({}, true)).toContain('əməkdaş baxır');
    expect(row({}, true)).not.toContain('class="tag');
  });
});

describe('the desk', () => {
  const drawn = (over: Parameters<typeof a.deskCase>[0]) =>
    renderPage(
      <DeskCasePage frame={sampleFrame('az', { brand: 'desk' })} view={a.deskCase(over)} list={a.worklist()} />,
    );

  test('shows an appeal before what can be decided on it', () => {
    const html = drawn({ status: 'appealed', grounds: 'Borc ödənilib.' });
    expect(html.indexOf('Şikayətin əsasları')).toBeGreaterThan(0);
    expect(html.indexOf('Borc ödənilib.')).toBeLessThan(html.indexOf('name="note"'));
  });

  test('names the applicant’s clock as theirs, and says that the decision’s stands still', () => {
    const html = drawn({ status: 'waiting_for_applicant', actions: [], clock: a.clock({ name: 'answer' }) });
    expect(html).toContain('<h2>Müraciətçinin cavab müddəti</h2>');
    expect(html).toContain('Qərarın müddəti dayandırılıb.');
    expect(html).not.toContain('href="#decide"');
    expect(drawn({})).toContain('href="#decide"');
  });

  test('shows the time that runs after a decision, and none that has stopped', () => {
    const correction = a.clock({ name: 'correction' });
    expect(drawn({ status: 'issued', clock: correction })).toContain('<section class="card clock">');
    expect(drawn({ status: 'issued', clock: { ...correction, stopped: true } })).not.toContain('card clock');
    expect(drawn({ status: 'waiting_for_applicant', clock: { ...correction, stopped: true } })).toContain('card clock');
  });

  test('says what is wrong with a reason of one’s own at its own field, and leads there', () => {
    const reasons = { lists: [], articles: [{ name: 'rules 2.1', article: a.article() }] };
    const wrongWith = (refused: Parameters<typeof errorsIn>[0]) => {
      const errors = errorsIn(refused, 'az');
      const wrong = { action: 'refuse', note: '', pages: [], remarks: {}, errors };
      const view = a.deskCase({ reasons });
      const html = renderPage(
        <DeskCasePage frame={sampleFrame('az', { brand: 'desk' })} view={view} list={a.worklist()} wrong={wrong} />,
      );
      const [, id] = /<a href="#([^"]+)">[^<]*səbəbi/iu.exec(html) ?? [];
      return [
        errors[0]?.field,
        new RegExp(`id="${id}"[^>]*name="own-`).test(html),
        html.split('class="error"').length - 1,
      ];
    };
    expect(wrongWith(ownReasonIncomplete({ missing: 'words' }))).toEqual(['own-words', true, 1]);
    expect(wrongWith(ownReasonIncomplete({ missing: 'article' }))).toEqual(['own-article', true, 1]);
    expect(wrongWith(ownReasonTooLong({ max: 2000 }))).toEqual(['own-words', true, 1]);
  });

  test('says where a case is worked on, what came there, and offers nothing', () => {
    const at = new Date('2026-11-23T06:00:00Z');
    const sent = (state: 'waiting' | 'delivered' | 'refused', problem: string | null) =>
      [{ at, state, title: a.text(state), attempts: 3, problem }] as const;
    const system = a.text('Parkın sistemi');
    const html = drawn({ actions: [], elsewhere: { system, sent: sent('waiting', 'status 503') } });
    expect(html).toContain('Parkın sistemi');
    expect(html).toContain('status 503');
    expect(html).toContain('Sistem cavab vermir');
    expect(html).not.toContain('name="do"');
    expect(html).not.toContain('/yenile');
    expect(drawn({ actions: [], elsewhere: { system, sent: sent('refused', 'status 422') } })).toContain(
      'yenidən göndərin',
    );
    expect(drawn({ actions: [], elsewhere: { system, sent: sent('delivered', null) } })).not.toContain('cavab vermir');
  });

  test('a refused decision keeps what was typed', () => {
    const wrong = {
      action: 'return',
      note: 'Büdcə',
      pages: ['sahe'],
      remarks: {},
      errors: [{ field: 'note', text: 'İzahat yazın' }],
    } as const;
    const html = renderPage(
      <DeskCasePage
        frame={sampleFrame('az', { brand: 'desk' })}
        view={a.deskCase()}
        list={a.worklist()}
        wrong={wrong}
      />,
    );
    expect(html).toContain('<a href="#note">İzahat yazın</a>');
    expect(html).toMatch(/<textarea[^>]*>Büdcə<\/textarea>/);
    expect(html).toMatch(/value="sahe" checked/);
    expect(html).toContain('name="version" value="4"');
  });

  test('writes the decision as a sentence, and in words what is done', () => {
    const html = drawn({
      decision: a.decision(),
      follows: { outcome: 'refused', effects: [{ name: 'x', text: a.text('Bildiriş'), done: true }] },
    });
    expect(html).toContain('<b>İmtina edilib</b>');
    expect(html).toContain('yerinə yetirilib</');
  });
});

describe('search', () => {
  test('knows the words by which people look for a service', () => {
    const keywords = { az: 'işçi, vergi, texnopark', en: 'tax', ru: 'налог' };
    const by = (q: string, lang: Lang) => servicesFor([a.service({ keywords })], [], { q }, lang).length;
    expect([
      by('ISCI', 'az'),
      by('VERGİ', 'az'),
      by('texnopark', 'ru'),
      by('налог', 'ru'),
      by('pasport', 'az'),
    ]).toEqual([1, 1, 1, 1, 0]);
  });
});

describe('the desk', () => {
  test('keys do not collide, and are those of the verbs', () => {
    const keys = (lang: Lang) => [...actionKeys(a.deskCase().actions, lang)];
    expect(keys('az')).toEqual([
      ['recommend', 'T'],
      ['refuse', 'İ'],
      ['return', 'Q'],
    ]);
    for (const lang of langs) expect(new Set(keys(lang).map(([, key]) => key)).size).toBe(3);
  });

  test('the notes have keys of their own, whatever the actions have taken', () => {
    const keys = (lang: Lang, note: string) => Object.values(writingKeys(a.deskCase().actions, lang, note));
    expect(keys('az', 'İzahat')).toEqual(['Z', 'Y']);
    for (const lang of langs) {
      const actions = [...actionKeys(a.deskCase().actions, lang).values()];
      expect(new Set([...actions, ...keys(lang, 'İzahat')]).size).toBe(actions.length + 2);
    }
    const view = a.deskCase({ notes: [] });
    const html = renderPage(<DeskCasePage frame={desk()} view={view} list={undefined} />);
    for (const [name, key] of [
      ['note', 'Z'],
      ['words', 'Y'],
    ])
      expect(html).toMatch(
        new RegExp(`<kbd aria-hidden="true">${key}</kbd>[^]*<textarea [^>]*name="${name}"[^>]*data-key="${key}"`),
      );
  });

  test('a letter that not every keyboard has is taken last', () => {
    const back = a.deskAction({ action: 'back', title: a.text('Əməkdaşa qaytar'), weight: 'second' });
    expect(actionKeys([back], 'az').get('back')).toBe('Q');
  });

  test('an auditor, who has no queue, reads the file in two columns', () => {
    const { mine, ...view } = a.deskCase({ actions: [] });
    expect(mine).toBe(false);
    const html = renderPage(<DeskCasePage frame={desk()} view={view} list={undefined} />);
    expect(html).toContain('class="split"');
    expect(html).not.toMatch(/class="queue|\/yenile"|\/gotur"/);
  });

  test('under appeal the clock runs and the registers may be asked again', () => {
    const appealed = a.deskCase({ status: 'appealed', decision: a.decision() });
    const html = (view: typeof appealed) => renderPage(<DeskCasePage frame={desk()} view={view} list={a.worklist()} />);
    expect(html(appealed)).toContain('2 iş günü qalır');
    expect(html(appealed)).toContain('/yenile"');
    expect(html({ ...appealed, status: 'closed' })).not.toMatch(/2 iş günü qalır|\/yenile"/);
  });

  test('what could not be renewed stands with its time, and says so with the time of the next try', () => {
    const kept = { readAt: new Date('2026-11-23T05:42:00Z'), retryAt: new Date('2026-11-23T06:30:00Z') };
    const html = (fact: ReturnType<typeof a.fact>) =>
      renderPage(<DeskCasePage frame={desk()} view={a.deskCase({ facts: [fact] })} list={a.worklist()} />);
    expect(html(a.fact(kept))).toMatch(
      /<strong>12<\/strong> <span class="tag wait">.*?yenisi alınmayıb<\/span>.*?>23\.11, 09:42<.*?yenidən <time[^>]*>10:30/s,
    );
    expect(html(a.fact({ ...kept, state: 'none' }))).toMatch(/<strong>yoxdur<\/strong> <span class="tag wait">/);
    expect(html(a.fact())).not.toMatch(/yenisi alınmayıb|yenidən <time/);
    const silent = a.fact({ ...kept, state: 'unavailable' });
    const closed = (fact: typeof silent) =>
      renderPage(<CasePage frame={portal()} view={a.caseOf({ status: 'closed', facts: [fact] })} />);
    expect(closed(silent)).toContain('alınmayıb');
    expect(closed(silent) + closed(a.fact(kept))).not.toContain('yenidən <time');
    expect(renderPage(<CasePage frame={portal()} view={a.caseOf({ facts: [silent] })} />)).toContain('yenidən <time');
  });

  test('what follows is named by the outcome after which it comes', () => {
    const html = (over: Partial<ReturnType<typeof a.deskCase>>) =>
      renderPage(<DeskCasePage frame={desk()} view={a.deskCase(over)} list={a.worklist()} />);
    const effects = [{ name: 'notify-refused', text: a.text('Bildiriş göndərilir'), done: true }];
    expect(html({})).toContain('<h2>Təsdiqdən sonra</h2>');
    expect(html({ follows: { outcome: 'refused', effects } })).toMatch(
      /<h2>İmtinadan sonra<\/h2>.*Bildiriş göndərilir/s,
    );
    expect(html({ follows: undefined })).not.toMatch(/dən sonra<\/h2>|dan sonra<\/h2>/);
  });

  test('what may not be done has no button, but a reason', () => {
    const blocked = a.deskAction({ blocked: { code: 'process.four_eyes', text: a.text('Başqası etməlidir') } });
    const html = renderPage(<DeskCasePage frame={desk()} view={a.deskCase({ actions: [blocked] })} list={undefined} />);
    expect(html).not.toContain('name="do"');
    expect(html).toContain('“Təsdiqə göndər”: Başqası etməlidir');
  });

  test('the case is marked in the queue and can be taken', () => {
    const html = renderPage(<DeskCasePage frame={desk()} view={a.deskCase()} list={a.worklist()} />);
    expect(html).toMatch(/href="[^"]*\/masa\/is\/[^"]*" aria-current="page"><strong>“Sınaq” MMC/);
    expect(html).toContain('/gotur"');
  });
});
