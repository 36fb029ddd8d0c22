import { renderPage } from '../../../ui/index.ts';
import { describe, expect, test } from 'vitest';
import { sampleFrame } from '../../../ui/samples.tsx';
import { CasesPage } from './cases.tsx';
import { ownReasonIncomplete, ownReasonTooLong } from '../refusals.ts';
import { DeskCasePage, errorsIn } from './desk-case.tsx';
import { QueuePage } from './desk-queue.tsx';
import * as a from './sample-views.ts';
import { servicesFor } from './services.tsx';
import type { Lang } from '../../../language/index.ts';

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
    const opinion = { ...unnamed, applicant: undefined as never, opinion: true as const };
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
