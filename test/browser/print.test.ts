import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { found } from './pay.ts';
import { openPortal, type Portal } from './portal.ts';
import * as walk from './walk.ts';

/*
 * What citizens print: black on white also from a dark device, with what, where from and when at the head, and without
 * what can only be pressed.
 */

let portal: Portal;
let head: Page;
let founder: Page;
/** Address of each printed page, with what stands on it. */
const sheets: { readonly of: () => Page; readonly path: string; readonly holds: readonly string[] }[] = [];

beforeAll(async () => {
  portal = await openPortal();
  const sit = async () =>
    (await portal.visit({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' })).newPage();
  [head, founder] = [await sit(), await sit()];
  await walk.beginAs(head, 'Nərmin Abbaslı');
  const { id, number } = await walk.apply(head);
  await head.goto(walk.passport);
  await walk.fillIn(head);
  const check = new URL(head.url()).pathname;
  await walk.signIn(founder, 'Tofiq Bədəlov', '/muracietler');
  const owed = await found(founder);
  const ofHead = { of: () => head };
  sheets.push(
    { ...ofHead, path: `/muracietler/${id}`, holds: [number, walk.project, 'Müraciəti göndər'] },
    { ...ofHead, path: check, holds: ['Cavablarınızı yoxlayın', walk.project] },
    { ...ofHead, path: walk.passport, holds: [walk.residency, 'Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi'] },
    { ...ofHead, path: '/kataloq/reqlament/technopark-residency', holds: [walk.residency] },
    { ...ofHead, path: '/senedler', holds: ['Şirkətin sənədləri'] },
    { ...ofHead, path: '/baxislar', holds: ['Şirkətin məlumatına kim baxıb', 'Texnologiyalar parkının rezidentliyi'] },
    { of: () => founder, path: `/muracietler/${owed}`, holds: ['IBAN', 'Rüsum'] },
  );
}, 400_000);

afterAll(async () => {
  await portal?.close();
});

/** Boxes of the rows of tables and lists that a page would cut, and colours that no printer should be asked for. */
const look = () => {
  const shown = [...document.querySelectorAll<HTMLElement>('body, main *')].filter((one) => one.checkVisibility());
  const cut = shown.filter((one) => one.matches('tr, .rows > li') && getComputedStyle(one).breakInside !== 'avoid');
  const colours = shown.map((one) => getComputedStyle(one).backgroundColor);
  const pressed = shown.filter((one) => one.matches('button, input:not([type=hidden]), nav, .button'));
  return {
    text: document.body.innerText,
    top: document.querySelector<HTMLElement>('.paperhead')?.innerText ?? '',
    cut: cut.length,
    pressed: pressed.map((one) => one.outerHTML.slice(0, 80)),
    papers: [...new Set(colours)].filter((one) => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(one)),
    ink: getComputedStyle(document.body).color,
  };
};

test('every page that one prints is clean, and says what it is, where from and when', async () => {
  for (const { of, path, holds } of sheets) {
    const page = of();
    await page.goto(path);
    const title = (await page.title()).split(' – ')[0] ?? '';
    const screen = await page.evaluate(look);
    expect(screen.text, path).not.toContain(path);
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate(look);
    await page.emulateMedia({ media: null });
    for (const held of [title, path, 'Bu səhifə nümunədir']) expect(paper.top, path).toContain(held);
    expect(paper.top, path).toMatch(/\d\d\.\d\d\.20\d\d, \d\d:\d\d/);
    for (const held of holds) expect(paper.text, path).toContain(held);
    for (const gone of ['Bildirişlər', 'RU', 'Müraciəti göndərin', 'Müraciətə davam et', 'Dəyiş\n'])
      expect(paper.text, path).not.toContain(gone);
    expect([paper.cut, paper.pressed, paper.papers, paper.ink], path).toEqual([0, [], [], 'rgb(0, 0, 0)']);
  }
});
