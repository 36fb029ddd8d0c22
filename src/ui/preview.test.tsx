import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type Lang, langs } from '../language/index.ts';
import * as ui from './index.ts';
import { sampleFields, sampleFrame, samples } from './samples.tsx';

function inside(part: VNode, lang: Lang = 'az'): string {
  return renderToString(
    <ui.Within lang={lang} csrf="token">
      {part}
    </ui.Within>,
  );
}

function all(pattern: RegExp, html: string): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? '');
}

const loud = /role="img" aria-label="[^"]+"|aria-hidden="true"|^ class="(done|pace|late|wait|none)"$/;

/** What no page may hold, whatever it shows. */
function faultsOf(html: string): string[] {
  const ids = all(/ id="([^"]*)"/g, html);
  const needed = all(/ (?:for|aria-labelledby|aria-describedby)="([^"]*)"/g, html).flatMap((list) => list.split(' '));
  return [
    ...all(/( style=|<style|<script(?! type="module" src="[^"]+">)| on[a-z]+=)/g, html),
    ...all(/(undefined|NaN|\[object|Invalid)/g, html),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`),
    ...needed.filter((id) => !ids.includes(id)).map((id) => `no such id: ${id}`),
    ...all(/<svg([^>]*)>/g, html).filter((attributes) => !loud.test(attributes)),
  ];
}

describe('every component', () => {
  const { parts, pages } = samples;

  test('has a sample', () => {
    const components = Object.entries(ui).filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function');
    expect(Object.keys({ ...parts, ...pages }).sort()).toEqual(components.map(([name]) => name).sort());
  });

  describe.each(langs)('in %s', (lang) => {
    test.each(Object.entries(parts))('%s', (_, part) => {
      expect(faultsOf(inside(part(lang), lang))).toEqual([]);
    });
    test.each(Object.entries(pages))('%s', (_, page) => {
      const html = ui.renderPage(page(lang));
      expect(faultsOf(html)).toEqual([]);
      expect(html.startsWith(`<!doctype html><html lang="${lang}">`)).toBe(true);
    });
  });
});

describe('texts', () => {
  /** All texts as path and value; functions are called with a number, a title, or what charts and a clock give. */
  function written(value: unknown, path: string): [string, string][] {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') {
      const sample = {
        total: 12,
        spent: 3,
        now: 1,
        left: 7,
        halt: 2,
        base: '2',
        target: '5',
        end: 'x',
        last: '3',
        month: 'm',
        how: 'h',
        required: '4',
        rows: 5,
        from: 'x',
        to: 'y',
        done: 2,
        late: 1,
      };
      const first = /sentence/.test(path) ? sample : /progress|tableOf/.test(path) ? 'T' : 3;
      return written((value as (...given: unknown[]) => unknown)(first, 1, 3), path);
    }
    return Object.entries(value as object).flatMap(([key, inner]) => written(inner, `${path}.${key}`));
  }
  const [az, en, ru] = langs.map((lang) => written(ui.texts[lang], ''));

  test('are the same set in all languages, none empty but the name of the plain portal', () => {
    const keys = (list: [string, string][] | undefined) => list?.map(([key]) => key).sort();
    expect(keys(en)).toEqual(keys(az));
    expect(keys(ru)).toEqual(keys(az));
    const empty = [az, en, ru].flatMap((list) => list?.filter(([, text]) => text.trim() === '') ?? []);
    expect(empty.map(([key]) => key)).toEqual(['.brands.mygov', '.brands.mygov', '.brands.mygov']);
  });

  test('are written in their own letters', () => {
    expect(en?.filter(([, text]) => /[əğıöüçşİ\p{Script=Cyrillic}]/u.test(text))).toEqual([]);
    expect(az?.filter(([, text]) => /[w"']|\p{Script=Cyrillic}/u.test(text))).toEqual([]);
    const latin = ru?.filter(([, text]) => !/\p{Script=Cyrillic}/u.test(text)).map(([key]) => key);
    expect(latin).toEqual(['.brands.mygov', '.progress.text']);
  });

  test('carry Azerbaijani endings by the number', () => {
    expect(ui.texts.az.progress('T', 3, 4)).toEqual({ text: 'T:', place: '4 sualdan 3-cüsü' });
    expect(ui.texts.az.clock.sentence({ total: 10, spent: 7, now: 1, left: 2, halt: 2 })).toBe(
      '10 iş günündən 7-si keçib, bu gün 8-cidir, 2 gün qalır. Müddət 2 gün dayandırılıb.',
    );
  });

  test('carry Russian forms by the number', () => {
    expect([1, 2, 5].map(ui.texts.ru.alarm)).toEqual([
      'Чтобы продолжить, исправьте один ответ',
      'Чтобы продолжить, исправьте 2 ответа',
      'Чтобы продолжить, исправьте 5 ответов',
    ]);
    expect(ui.texts.ru.clock.left(1)).toBe('Остался 1 рабочий день');
  });
});

describe('page', () => {
  const page = (over: Partial<ui.Frame> = {}, props: Partial<ui.PageProps> = {}) =>
    ui.renderPage(
      <ui.Page frame={sampleFrame('az', over)} title="Sənəd <b>&</b>" {...props}>
        <ui.Knot sign="late" label="Gecikir" />
      </ui.Page>,
    );

  test('stands in the order of the frame', () => {
    const html = page();
    const order = [
      '<title>',
      'rel="stylesheet"',
      'id="hasiye"',
      'class="skip" href="#main"',
      '<header class="head">',
      'class="band"',
      '<main id="main" class="wrap" tabindex="-1">',
      '<footer class="foot">',
    ];
    const places = order.map((part) => html.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('escapes what it shows', () => {
    expect(page()).toContain('<title>Sənəd &lt;b>&amp;&lt;/b> – Mygov</title>');
    expect(inside(<ui.TextInput name="x" label={'<i>"'} value={'"><script>'} />)).toContain(
      'value="&quot;>&lt;script>"',
    );
  });

  test('draws only the signs it uses', () => {
    expect(all(/<symbol id="(\w+)"/g, page())).toEqual(['late']);
  });

  test('says in its title that there are errors', () => {
    expect(page({}, { error: true })).toContain('<title>Səhv: Sənəd');
  });

  test('names the brand, after a comma where the platform itself speaks', () => {
    const title = (brand: ui.Brand) => all(/<title>(.*)<\/title>/g, page({ brand }, { title: 'A' }))[0];
    expect([title('biznes'), title('desk'), title('plan')]).toEqual([
      'A – Mygov Biznes',
      'A – Vahid, iş masası',
      'A – Vahid, milli plan',
    ]);
  });

  test('marks the current place and offers the two other languages', () => {
    const html = page();
    expect(html).toContain('<a href="/1" aria-current="page">One</a>');
    expect(html).toContain('<a href="/ru/a" lang="ru" hreflang="ru" aria-label="RU, русский">RU</a>');
    expect(html).not.toContain('lang="az" hreflang');
  });

  test('says that it is a demo only where it is one', () => {
    expect(page()).toContain(ui.texts.az.demo);
    expect(page({ demo: false })).not.toContain(ui.texts.az.demo);
  });

  test('is dense at the desk, with half the band and the switch of the keys', () => {
    const html = page({ brand: 'desk' }, { layout: 'panes' });
    expect(html).toContain('<body class="desk">');
    expect(html).toContain('<pattern id="hasiye" width="20" height="9"');
    expect(html).toContain('<main id="main" tabindex="-1">');
    expect(html).toMatch(/<button type="button" class="plain" data-keys(="")? [^>]*hidden>/);
    expect(page()).not.toContain('data-keys');
  });

  test('shows a fault without words of its own as a fault, not as the visitor’s mistake', () => {
    const html = (status: number) => ui.renderPage(<ui.StatusPage frame={sampleFrame('az')} status={status} />);
    expect(html(502)).toContain(`<h1>${ui.texts.az.status[500].title}</h1>`);
    expect(html(404)).toContain('<h1>Səhifə tapılmadı</h1>');
  });
});

describe('form', () => {
  test('puts label, hint, error and input in this order and ties them together', () => {
    const html = inside(
      <ui.TextInput name="other" label="Sahənin adı" hint="Qısa yazın" error="Adı yazın" max={120} />,
    );
    expect(html).toBe(
      '<div class="field wrong"><label for="other">Sahənin adı</label><p class="hint" id="other-hint">Qısa yazın</p>' +
        '<p class="error" id="other-error"><span class="hidden">Səhv: </span>Adı yazın</p>' +
        '<input class="input" id="other" aria-describedby="other-hint other-error" name="other" aria-invalid="true" autocomplete="off" maxlength="120"/></div>',
    );
  });

  test('keeps the ids of fields away from those of the page', () => {
    expect(ui.fieldId('late')).toBe('late-field');
    expect(ui.fieldId('name')).toBe('name');
  });

  test('lists errors in the order of the page, those of unopened fields left out', () => {
    expect(ui.errorsOf(sampleFields).map(({ name }) => name)).toEqual(['t', 'inner', 'y']);
    const closed = sampleFields.map((field) => (field.name === 'c' ? { ...field, value: 'a' } : field));
    expect(ui.errorsOf(closed).map(({ name }) => name)).toEqual(['t', 'y']);
  });

  test('leads from the summary to a field that exists', () => {
    const html = inside(
      <>
        <ui.Alarm errors={ui.errorsOf(sampleFields)} />
        <ui.Form action="/x" fields={sampleFields} />
      </>,
    );
    for (const target of all(/<a href="#([^"]+)"/g, html)) expect(html).toContain(` id="${target}"`);
    expect(html).toContain('role="alert" aria-labelledby="alarm" tabindex="-1"');
  });

  test('opens a field right below the choice that needs it', () => {
    const html = inside(<ui.Form action="/x" fields={sampleFields} />);
    expect(html).toMatch(
      /value="b" checked data-reveals(="")?\/>.*?<\/label><div class="reveal stack"><div class="field wrong"><label for="inner">/,
    );
  });

  test('carries the token when it is posted, not when it is a search', () => {
    expect(inside(<ui.Form action="/x" />)).toContain('<input type="hidden" name="csrf" value="token"/>');
    expect(inside(<ui.Form action="/x" method="get" />)).not.toContain('csrf');
  });

  test('makes a single question the heading, errors first', () => {
    const html = ui.renderPage(samples.pages['QuestionPage']?.('az') ?? <></>);
    expect(html).toContain('<title>Səhv: How many – Mygov Biznes</title>');
    expect(html).toContain('<h1><label for="jobs">How many</label></h1>');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.indexOf('class="alarm"')).toBeLessThan(html.indexOf('class="thread"'));
    expect(html).toContain('<button class="button second" name="later" value="1">Saxla və çıx</button>');
  });

  test('gives several questions a heading of their own', () => {
    const html = ui.renderPage(
      <ui.QuestionPage frame={sampleFrame('en')} title="Where" fields={sampleFields.slice(0, 2)} action="/x" />,
    );
    expect(html).toContain('<h1>Where</h1>');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  test('writes a stored date as it is typed, and typed text back as it was', () => {
    expect(inside(<ui.DayInput name="d" label="D" value="2026-11-22" />, 'en')).toContain('value="22.11.2026"');
    expect(inside(<ui.DayInput name="d" label="D" value="31.2.26" />)).toContain('value="31.2.26"');
  });

  test('says the limit of a long text in its language', () => {
    expect(inside(<ui.TextArea name="l" label="L" max={1500} />)).toContain('Ən çoxu 1.500 simvol.');
    expect(inside(<ui.TextArea name="l" label="L" max={1500} />)).not.toContain('maxlength');
  });

  test('has no removing button that Enter would press', () => {
    const buttons = all(/(<button[^>]*>)/g, inside(samples.parts['RepeatGroup']?.('az') ?? <></>));
    expect(buttons[0]).toBe('<button class="hidden" tabindex="-1" aria-hidden="true">');
    expect(buttons.slice(1)).toEqual([
      '<button class="button grave" name="remove-group" value="0">',
      '<button class="button second" name="add-group" value="1">',
    ]);
  });
});

describe('facts', () => {
  const html = inside(samples.parts['FactsTable']?.('az') ?? <></>);

  test('have words where there is no value, and a knot only where somebody states one', () => {
    const rows = all(/<tr><th scope="row">(.*?)<\/tr>/g, html);
    expect(rows[0]).toContain(
      '<strong>1</strong></td><td><svg class="knot" role="img" aria-label="Reyestrdən"><use href="#known">',
    );
    expect(rows[1]).toContain('<strong>yoxdur</strong>');
    expect(rows[2]).toContain(
      '<span class="tag wait"><svg class="knot" aria-hidden="true"><use href="#nodata"></use></svg>alınmayıb</span>',
    );
    expect(rows[2]).toContain('yenidən <time datetime="2026-11-22T05:14:00.000Z">09:14</time>');
    expect(rows[3]).toContain('məlumatı almağa hüquq yoxdur');
    expect(rows[4]).toContain('aria-label="Müraciətçi bildirib"><use href="#said">');
    expect(rows[5]).toContain('məlum deyil');
    expect(html).not.toMatch(/<td[^>]*><\/td>/);
  });

  test('have a column of times only if there is a time', () => {
    expect(html.match(/<th scope="col"/g)).toHaveLength(4);
    expect(inside(<ui.FactsTable facts={[{ name: 'A', value: '1' }]} />).match(/<th scope="col"/g)).toHaveLength(3);
  });
});

describe('time', () => {
  const time = (props: Parameters<typeof ui.Time>[0], lang: Lang = 'az') =>
    all(/>(.*)<\/time>/g, inside(<ui.Time {...props} />, lang))[0];
  const at = new Date('2026-11-22T21:30:00Z');

  test('is shown in Baku', () => {
    expect(time({ at })).toBe('23.11.2026, 01:30');
    expect(time({ at, show: 'date' })).toBe('23.11.2026');
    expect(time({ at, show: 'short' })).toBe('23.11, 01:30');
    expect(time({ at, show: 'clock' })).toBe('01:30');
    expect(time({ at: '2026-11-22' })).toBe('22.11.2026');
    expect(time({ at: '2026-11-22' }, 'en')).toBe('22 Nov 2026');
  });
});

describe('desk', () => {
  test('draws one knot a working day and says the same', () => {
    const days = ['spent', 'spent', 'halt', 'now', 'left', 'left'] as const;
    const html = inside(<ui.Clock days={days} due={new Date('2026-11-25T14:00:00Z')} />);
    expect(all(/<path transform="[^"]*" class="(\w+)"/g, html)).toEqual([...days]);
    expect(html).toContain('<b>2 iş günü qalır</b>');
    expect(html).toContain(
      'aria-label="5 iş günündən 2-si keçib, bu gün 3-cüdür, 2 gün qalır. Müddət 1 gün dayandırılıb."',
    );
    expect(html).toContain('25.11.2026, 18:00');
    expect(html).toContain('viewBox="0 0 117 7"');
  });

  test('breaks a long clock into rows and tells late and stopped apart', () => {
    const long = Array.from({ length: 31 }, () => 'left' as const);
    expect(inside(<ui.Clock days={long} />)).toContain('viewBox="0 0 147 27"');
    expect(inside(<ui.Clock days={['spent']} late={3} />)).toContain('<b>3 iş günü gecikir</b>');
    expect(inside(<ui.Clock days={['spent', 'left']} stopped />)).toContain('<b>Müddət dayandırılıb</b>');
    expect(inside(<ui.Clock days={['spent', 'now']} />)).toContain('<b>Bu gün son gündür</b>');
    const late = { days: [{ mark: 'spent' as const }], overdue: true, stopped: false };
    expect(inside(<ui.ClockCard clock={late} />)).toContain('<b>1 iş günü gecikir</b>');
    expect(inside(<ui.ClockCard clock={{ ...late, overdue: false, late: 3 }} />)).toContain('<b>Bu gün son gündür</b>');
  });

  test('colours a deadline by what is left', () => {
    const tag = (deadline: ui.Deadline) => inside(<ui.DeadlineTag {...deadline} />);
    expect(tag({ late: 1 })).toBe('<span class="tag late">gecikir</span>');
    expect(tag({ left: 0 })).toBe('<span class="tag late">bu gün</span>');
    expect(tag({ left: 2 })).toBe('<span class="tag wait">2 iş günü</span>');
    expect(tag({ left: 3 })).toBe('<span class="tag">3 iş günü</span>');
    expect(tag({ left: 3, stopped: true })).toBe('<span class="tag pace">dayanıb</span>');
  });
});

describe('lists', () => {
  test('name their pages, with gaps, and mark the current one', () => {
    const html = inside(<ui.Pagination page={4} pages={9} href={(page) => `?p=${page}`} />);
    expect(all(/<li[^>]*>(?:<a[^>]*>)?([^<]*)/g, html)).toEqual(['1', '…', '3', '4', '5', '…', '9']);
    expect(html).toContain('aria-label="4-cü səhifə" aria-current="page"');
    expect(html).toContain('rel="prev"');
    expect(inside(<ui.Pagination page={1} pages={1} href={() => ''} />)).toBe('');
  });

  test('sum up the measures of a direction', () => {
    const html = inside(samples.parts['Directions']?.('az') ?? <></>);
    expect(html).toContain('<td class="num"><strong>10</strong></td>');
    expect(html.match(/<use href="#none"/g)).toHaveLength(3);
    expect(html).not.toContain('<b>0</b>');
  });
});
