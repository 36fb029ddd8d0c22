import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import { expectSound } from './sound.ts';
import * as walk from './walk.ts';

/*
 * Digital spending from the first idea to an approval with a condition: it meets another institution's request of the
 * same words, an official says what becomes of that, the condition bars the contract until its evidence is accepted by
 * another person, and everybody can read all of it. In Azerbaijani, on a phone, without scripts, by pressing what stands
 * on the page. The steps build on one another.
 */

const { button, link } = walk;
const phone = { width: 390, height: 860 };
const desk = '/masa/plan/xerc';
const title = 'Arı ailələrinin elektron uçotu';
const similar = 'Arı ailələrinin uçotu sistemi';
const purpose = 'Arı ailələrinin sayı, xəstəlikləri və köçürülməsi bir yerdə qeydə alınır.';
const asked = 'Təhlükəsizlik sınağının hesabatı təqdim edilsin.';
const reason = 'Tədbirə uyğundur, məlumatlar açıq formatda qalır.';

let portal: Portal;
let registrar: Page;
let deputy: Page;
let officer: Page;
let approver: Page;
let neighbour: Page;
let reader: Page;
let path = '';

beforeAll(async () => {
  portal = await openPortal();
  [registrar, deputy, officer, approver, neighbour, reader] = [
    await sit(),
    await sit(),
    await sit(),
    await sit(),
    await sit(),
    await sit(),
  ];
  await walk.signIn(registrar, 'Səbinə Mehdiyeva', desk);
  await walk.signIn(deputy, 'Rəşad Novruzov', desk);
  await walk.signIn(officer, 'Elçin Nəbiyev', desk);
  await walk.signIn(approver, 'Sevda Rüstəmova', desk);
  await walk.signIn(neighbour, 'Günel İsgəndərli', desk);
}, 180_000);

afterAll(async () => {
  await portal?.close();
});

async function sit(): Promise<Page> {
  const context = await portal.visit({ viewport: phone, javaScriptEnabled: false });
  return context.newPage();
}

const textOf = (page: Page) => page.getByRole('main').innerText();
const box = (page: Page, name: RegExp | string) => page.getByRole('textbox', { name });

async function choose(page: Page, question: RegExp | string, answer: string): Promise<void> {
  const group = page.getByRole('group', { name: question });
  await group.getByLabel(answer, { exact: true }).check();
}

/** A form is sent and its page comes back: what follows from it stands there. */
async function press(page: Page, name: string, then: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).last().click();
  await page.getByRole('main').getByText(then).first().waitFor();
}

const isSound = (page: Page) => expectSound(portal, page);

/** Opens a request from the list at the desk. */
async function openAt(page: Page, name: string, wanted: string): Promise<void> {
  await walk.reloadUntil(page, desk, page.getByRole('main').getByRole('link', { name, exact: true }));
  await walk.go(page, link(page, name), name);
  await page.getByRole('main').getByText(wanted, { exact: true }).first().waitFor();
}

async function begin(page: Page, name: string): Promise<void> {
  await page.goto(desk);
  await walk.go(page, link(page, 'Yeni müraciət'), 'Yeni müraciət');
  await box(page, 'Ad').fill(name);
  await walk.go(page, button(page, 'Başla'), name);
}

/** What is needed to enter the pipeline. */
async function sketch(page: Page): Promise<void> {
  await box(page, /^Məqsəd/).fill(purpose);
  await box(page, /^Planın tədbiri/).fill('6.1.1.2.1');
  await choose(page, /^Növ/, 'Yeni sistem və ya xidmət');
  await choose(page, /^İmkanlar/, 'Reyestr və uçot');
  await box(page, /^Təxmini məbləğ/).fill('120000');
  await box(page, /^Başlanğıc ili/).fill('2027');
}

async function complete(page: Page): Promise<void> {
  await choose(page, /^İstifadəçilər/, 'Qurumun əməkdaşları');
  await box(page, /^Nə vaxt başa çatacaq/).fill('01.10.2027');
  for (const [question, answer] of [
    [/^İcraya artıq başlanılıb/, 'Xeyr'],
    [/^Harada yerləşəcək/, 'Hökumət buludu'],
    [/^Mübadilə/, 'Yalnız EHİS ilə'],
    [/^Xidmət kanalı/, 'Daxili istifadə'],
    [/^Giriş və imza/, 'SİMA'],
    [/^Məlumat modeli kataloqda/, 'Bəli'],
    [/^API açıq təsvir/, 'Bəli'],
    [/^Kodun və məlumatların hüquqları/, 'Dövlətdə'],
    [/^Məlumatın sinfi/, 'Açıq'],
    [/^Kritiklik sinfi/, 'Kritik'],
    [/^Süni intellekt tətbiq olunur/, 'Xeyr'],
  ] as const)
    await choose(page, question, answer);
  await box(page, /^Çıxış planı/).fill('Məlumatlar və kod açıq formatda təhvil verilir.');
  await box(page, /^İldə gözlənilən müraciətlər/).fill('1000');
  await box(page, /^2027: Hazırlanma/).fill('100000,50');
  await box(page, /^Dövlət büdcəsi \(/).fill('60');
  await box(page, /^Qurumun büdcədənkənar vəsaiti/).fill('39,99');
}

test('another institution has a similar request in its plans', async () => {
  await begin(neighbour, similar);
  await sketch(neighbour);
  await press(neighbour, 'Plana daxil et', 'Plandadır');
  expect(await box(neighbour, /^Məqsəd/).inputValue()).toBe(purpose);
});

test('what is missing is said at its question, and nothing that was typed is lost', async () => {
  await begin(registrar, title);
  path = new URL(registrar.url()).pathname;
  await box(registrar, /^Məqsəd/).fill(purpose);
  await registrar.getByRole('main').getByRole('button', { name: 'Plana daxil et', exact: true }).last().click();
  await registrar.getByRole('alert').waitFor();
  expect(await box(registrar, /^Məqsəd/).inputValue()).toBe(purpose);
  expect(await registrar.getByRole('alert').innerText()).toContain('Planın tədbiri');
  await sketch(registrar);
  await press(registrar, 'Plana daxil et', 'Plandadır');
  await isSound(registrar);
});

test('the deputy head signs it only with money that is whole', async () => {
  await complete(registrar);
  await press(registrar, 'Yadda saxla', 'Plandadır');
  await openAt(deputy, title, 'Plandadır');
  await deputy.getByRole('main').getByRole('button', { name: 'İmzala və göndər', exact: true }).last().click();
  await deputy.getByRole('alert').waitFor();
  expect(await deputy.getByRole('alert').innerText()).toContain('Mənbələrin cəmi 100 faiz olmalıdır.');
  await box(deputy, /^Qurumun büdcədənkənar vəsaiti/).fill('40');
  await deputy.getByRole('main').getByRole('button', { name: 'İmzala və göndər', exact: true }).last().click();
  await walk.reloadUntil(deputy, path, deputy.getByRole('main').getByText('Bölünüb', { exact: true }));
});

test('an official takes it up by name and is shown the other request; until that is resolved nothing goes on', async () => {
  await openAt(officer, title, 'Bölünüb');
  await press(officer, 'Qiymətləndirməyə götür', 'Müraciətə baxan');
  const said = await textOf(officer);
  expect(said).toContain('Elçin Nəbiyev');
  expect(said).toContain(similar);
  expect(said).toContain('həll edilməyib');
  await isSound(officer);
  expect(await button(officer, 'Təsdiqi tövsiyə et').count()).toBe(0);
  expect(said).toContain('hər təkrar namizədi həll edilməlidir');
  await officer.getByRole('combobox', { name: 'Necə həll olunur' }).selectOption('join');
  await box(officer, 'Səbəb').fill('İki qurum bir sistem qurur.');
  await press(officer, 'Həll et', 'Birgə həyata keçirilir. İki qurum bir sistem qurur.');
  await box(officer, 'Qeyd').fill('Yoxlamalardan keçib.');
  await press(officer, 'Təsdiqi tövsiyə et', 'Qərar gözlənilir');
});

test('another person approves it with a condition that bars the contract', async () => {
  await openAt(approver, title, 'Qərar gözlənilir');
  await box(approver, 'Şərtin mətni').fill(asked);
  await approver.getByRole('combobox', { name: 'Sübut' }).selectOption('report');
  await approver.getByRole('combobox', { name: 'Qapı' }).selectOption('commit');
  await box(approver, /^Son tarix/).fill('01.06.2027');
  await press(approver, 'Şərt əlavə et', 'gözlənilir');
  await isSound(approver);
  await box(approver, 'Qeyd').fill(reason);
  await press(approver, 'Şərtlə təsdiq et', 'Şərtlə təsdiq edilib');
  expect(await textOf(approver)).toContain(reason);
});

test('the contract waits for the evidence, though it is within what was approved', async () => {
  await registrar.goto(path);
  await box(registrar, /^Müqavilə( \(|$)/).fill('M-15');
  await box(registrar, /^Müqavilə məbləği/).fill('100000,50');
  await press(registrar, 'Yaz', 'Şərtlə təsdiq edilib');
  expect(await button(registrar, 'Müqaviləni qeyd et').count()).toBe(0);
  expect(await textOf(registrar)).toContain('müqaviləyə qədərki şərtlər yoxlanılmalıdır');
  await box(registrar, /^Sübut/).fill('Sınaq hesabatı № 12, 20.11.2026');
  await press(registrar, 'Təqdim et', 'təqdim edilib: Sınaq hesabatı № 12');
  expect(await button(registrar, 'Müqaviləni qeyd et').count()).toBe(0);
  await isSound(registrar);
});

test('an official accepts the evidence, and the gate is open', async () => {
  await openAt(officer, title, 'Şərtlə təsdiq edilib');
  await press(officer, 'Yoxladım, uyğundur', 'yoxlanılıb');
  await registrar.goto(path);
  expect(await button(registrar, 'Müqaviləni qeyd et').count()).toBe(1);
});

test('everybody can read it on the board: what it costs, whose it is like, its condition, and why it was approved', async () => {
  await reader.goto('/plan/xercler?veziyyet=approved_with_conditions');
  const board = await textOf(reader);
  expect(board).toContain(title);
  expect(board).toContain('100.000,50');
  expect(board).toContain('Qərar verənlər üzrə');
  await isSound(reader);
  await walk.go(reader, link(reader, title), title);
  const said = await textOf(reader);
  for (const text of [
    asked,
    'yoxlanılıb',
    similar,
    'İki qurum bir sistem qurur.',
    reason,
    'Sistem kritik sinfə aiddir.',
  ])
    expect(said).toContain(text);
  // Officials are named at the desk, not to everybody.
  expect(said).not.toContain('Nəbiyev');
  await isSound(reader);
  expect(portal.faults().filter((fault) => !/^422 POST |ERR_ABORTED|ERR_FAILED|\.js$/.test(fault))).toEqual([]);
});
