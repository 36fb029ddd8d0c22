import type { AxeResults } from 'axe-core';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lang, langs } from '../../src/language/index.ts';
import { allPages, publicPages, type SeenPage } from './pages.ts';
import { openPortal, type Portal } from './portal.ts';
import { axeSource, standards } from './sound.ts';
import { setStage, type Stage } from './stage.ts';
import { whole } from './whole.ts';

/*
 * Every page as the person sees it who has business there: found in order by axe in each language, light on a desktop,
 * dark and light on the narrowest phone; not wider than that phone; and, where it is public, light to load. Looked at
 * whole by `npm run proof -- looks`.
 */

let portal: Portal;
let stage: Stage;

beforeAll(async () => {
  portal = await openPortal();
  stage = await setStage(portal);
}, 300_000);

afterAll(async () => {
  await portal?.close();
});

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

/** Opens a page in a language and brings it to how it is named. */
async function open(page: Page, one: SeenPage, lang: Lang): Promise<void> {
  const path = one.path(stage);
  const answer = await page.goto(lang === 'az' ? path : `/${lang}${path === '/' ? '' : path}`);
  expect(answer?.status()).toBe(one.status ?? 200);
  await one.press?.(page);
}

/** What axe finds, as “rule: element”. */
async function findings(page: Page, without: readonly string[] = []): Promise<string[]> {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const options = { runOnly: standards, rules, resultTypes: ['violations'] };
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What sticks out over the right edge of the page, if the page can be scrolled sideways. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > edge + 1);
    return wide.map((one) => one.outerHTML.slice(0, 120)).concat('the page');
  });
}

/**
 * At what width, in what light, and with how much of axe a page is looked at; contrast does not change with words.
 * Usually every second page is opened in Azerbaijani on a dark phone, and a sixteenth of them in the other languages.
 */
const views: Readonly<Record<Lang, readonly View[]>> = {
  az: [...(whole ? [{ size: desktop }] : []), { size: phone, colorScheme: 'dark' }],
  en: [{ size: phone, without: ['color-contrast'] }],
  // The longest words, on pages as those without scripts get them.
  ru: [{ size: phone }],
};

interface View {
  readonly size: typeof phone;
  readonly colorScheme?: 'dark';
  readonly without?: readonly string[];
}

describe.each(langs)('in %s', (lang) => {
  const chosen = allPages.filter((_, index) => whole || index % (lang === 'az' ? 2 : 16) === 0);
  test.concurrent.each(chosen.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const page = await stage[one.who].newPage();
    try {
      if (lang === 'ru') await page.route('**/*.js', (route) => route.abort('aborted'));
      await page.setViewportSize(desktop);
      await open(page, one, lang);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      expect(await page.locator('h1').count()).toBe(1);
      // axe takes four times as long as to open a page: usually it looks at a fourth of them.
      const looks = whole || allPages.indexOf(one) % 4 === 0;
      for (const { size, colorScheme, without } of views[lang]) {
        await page.setViewportSize(size);
        if (colorScheme) await page.emulateMedia({ colorScheme });
        // A busy machine gives the page its new width a moment later.
        await page.waitForFunction((width) => innerWidth === width, size.width);
        expect(await sticksOut(page)).toEqual([]);
        expect(looks ? await findings(page, without) : []).toEqual([]);
      }
    } finally {
      await page.close();
    }
  });
});

describe('bytes on the line', () => {
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);

  // All of them are measured by `npm run proof -- bytes`.
  const chosen = publicPages.filter((_, index) => whole || index % 4 === 0);
  test.concurrent.each(chosen.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const context = await portal.visit({ viewport: desktop });
    const loaded: Request[] = [];
    context.on('requestfinished', (request) => void loaded.push(request));
    try {
      const page = await context.newPage();
      await open(page, one, 'az');
      await page.waitForLoadState('networkidle');
      const bytes = async (kinds: RegExp) => {
        const chosen = loaded.filter((request) => kinds.test(request.resourceType()));
        return sum(await Promise.all(chosen.map(async (request) => (await request.sizes()).responseBodySize)));
      };
      const script = await bytes(/^script$/);
      const all = await bytes(/^(?!font)/);
      expect(script).toBeGreaterThan(0);
      expect(script).toBeLessThanOrEqual(20_000);
      expect(all).toBeGreaterThan(script);
      expect(all).toBeLessThanOrEqual(60_000);
    } finally {
      await context.close();
    }
  });
});

// Answers from 400 up are asked for above, page by page.
test('no page broke its own policy, nor asked for what is not there', () => {
  expect(portal.faults().filter((fault) => !/^(403|404|422) |^400 \w+ (\/en|\/ru)?\/imza\//.test(fault))).toEqual([]);
});
