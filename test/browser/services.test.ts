import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import { answerAll, press, signInTo } from './service-walk.ts';
import { type Journey, journeys } from './services.ts';
import { expectSound } from './sound.ts';
import { reloadUntil } from './walk.ts';
import { whole } from './whole.ts';

/*
 * Five services from their first page to the document, which anybody verifies, by people and officials at devices of
 * their own. Here once each, in Azerbaijani on a phone without scripts; JOURNEYS=all takes them in every language, with
 * and without scripts, at a phone's and a desktop's width, and looks with axe at every page on the way.
 */

interface Way {
  readonly language: 'az' | 'en' | 'ru';
  readonly width: number;
  readonly scripts: boolean;
}

const usual: Way = { language: 'az', width: 390, scripts: false };
const languages = ['az', 'en', 'ru'] as const;
const ways: readonly Way[] = whole
  ? languages.flatMap((language) =>
      [390, 1280].flatMap((width) => [true, false].map((scripts) => ({ language, width, scripts }))),
    )
  : [usual];

const nameOf = ({ language, width, scripts }: Way) => `${language}, ${width} wide, ${scripts ? 'with' : 'no'} scripts`;

describe.each(ways.map((way) => ({ way, name: nameOf(way) })))('$name', ({ way }) => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
  }, 180_000);
  afterAll(() => portal?.close());

  test.each(journeys)(
    '$service',
    async (journey) => {
      await walkThrough(portal, way, journey);
      expect(portal.faults()).toEqual([]);
    },
    whole ? 300_000 : 120_000,
  );
});

async function walkThrough(portal: Portal, { language, width, scripts }: Way, journey: Journey): Promise<void> {
  const at = (path: string) => (language === 'az' ? path : `/${language}${path}`);
  const sit = async (): Promise<Page> => {
    const viewport = { width, height: 860 };
    return (await portal.visit({ viewport, javaScriptEnabled: scripts })).newPage();
  };
  const page = await sit();
  const look = () => expectSound(portal, page);
  const id = await apply(page, { at, look, journey });
  await page.goto(at(`/muracietler/${id}`));
  await look();
  const stage = { id, applicant: page, at };
  await journey.decide({
    ...stage,
    async as(name, path, work) {
      const official = await sit();
      await signInTo(official, name, path);
      await work(official);
      await expectSound(portal, official);
      await official.context().close();
    },
  });
  await readDocument(page, { id, at, look, stranger: await sit() });
  await page.context().close();
}

interface Walk {
  at(path: string): string;
  look(): Promise<void>;
}

/** From the page of the service to its number; answers the id of the application. */
async function apply(page: Page, { at, look, journey }: Walk & { readonly journey: Journey }): Promise<string> {
  const passport = at(`/xidmetler/${journey.service}`);
  await signInTo(page, journey.applicant, passport);
  await look();
  await press(page, page.locator('main form[action$="/basla"] button').first(), /\/sual\//);
  await answerAll(page, journey.answers, look);
  await press(page, page.locator('main form[action$="/gonder"] button').first(), /\/gonderildi/);
  await look();
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

interface Reading extends Walk {
  readonly id: string;
  readonly stranger: Page;
}

/** The document arrives, a stranger verifies it, the applicant rates the service and sees who looked. */
async function readDocument(page: Page, { id, at, look, stranger }: Reading): Promise<void> {
  const open = page.locator('main a[href*="/y/"]').first();
  await reloadUntil(page, at(`/muracietler/${id}`), open);
  await look();
  const number = /[A-Z]{2}-\d{4}-\d{5}/.exec(await page.getByRole('main').innerText())?.[0] ?? 'no number';
  const document = (await open.getAttribute('href')) ?? '';
  const answer = await stranger.goto(document);
  expect(answer?.status()).toBe(200);
  expect(await stranger.getByRole('main').innerText()).toContain(number);
  await stranger.context().close();
  await page.locator('main form[action$="/qiymet"] input[value="5"]').check();
  await press(page, page.locator('main form[action$="/qiymet"] button').first(), /./);
  await page.locator('main form[action$="/qiymet"]').waitFor({ state: 'detached' });
  await page.goto(at('/baxislar'));
  expect(await page.getByRole('main').innerText()).toContain(number);
  await look();
}
