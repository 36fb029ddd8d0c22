import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeConstruction, openOpinion, say } from './opinions.ts';
import { openPortal, type Portal } from './portal.ts';
import { expectSound } from './sound.ts';
import * as walk from './walk.ts';

/*
 * A construction notice on a phone without scripts: three institutions are asked, one has to be clearer, the
 * city decides, and the citizen reads the condition and who looked. The steps build on one another.
 */

const opinions = {
  fire: 'Yanğın təhlükəsizliyi üzrə rəy',
  ecology: 'Ətraf mühit üzrə rəy',
  architecture: 'Memarlıq üzrə rəy',
} as const;
const condition = 'Hər mərtəbəyə bir odsöndürən qoyulmalıdır.';

// Only where journeys are taken whole: a journey through services comes to the end of such a notice each time.
describe('on a phone without scripts', () => {
  let portal: Portal;
  let builder: Page;
  let city: Page;
  let id = '';

  beforeAll(async () => {
    portal = await openPortal();
    [builder, city] = [await sit(), await sit()];
    await walk.signIn(city, 'Emin Tağıyev', '/masa');
  }, 180_000);
  afterAll(async () => portal?.close());

  async function sit(): Promise<Page> {
    const context = await portal.visit({ viewport: { width: 390, height: 860 }, javaScriptEnabled: false });
    return context.newPage();
  }

  /** Officer and approver of one institution, each in a browser of their own. */
  async function give(people: readonly string[], title: string, action: string, reason: string, said: string) {
    const [officer, approver] = [await sit(), await sit()];
    await walk.signIn(officer, people[0] ?? '', '/masa');
    await openOpinion(officer, title);
    await say(officer, action, reason, 'Rəyin təsdiqi gözlənilir');
    await walk.signIn(approver, people[1] ?? '', '/masa');
    await openOpinion(approver, title);
    await say(approver, 'confirm', '', said);
    await Promise.all([officer, approver].map((page) => page.context().close()));
  }

  const textOf = (page: Page) => page.getByRole('main').innerText();

  test('the citizen sees for whom one waits', async () => {
    id = await noticeConstruction(builder, 'Tofiq Bədəlov');
    await builder.goto(`/muracietler/${id}`);
    expect(await textOf(builder)).toMatch(/Fövqəladə Hallar Nazirliyi[^]*\d{2}\.\d{2}\.\d{4}-\S+ gözlənilir/);
    await expectSound(portal, builder);
  });

  test('the city cannot propose an approval, and reads why', async () => {
    await city.goto(`/masa/is/${id}`);
    expect(await city.locator('#decide button[value=recommend]').count()).toBe(0);
    expect(await textOf(city)).toContain('Hələ gözlənilir: Yanğın təhlükəsizliyi üzrə rəy (FHN,');
  });

  test('an opinion that is not clear is returned and given again', async () => {
    const people = ['Samir Məlikov', 'Ülviyyə Əskərova'];
    await give(people, opinions.fire, 'agree-with-conditions', 'Odsöndürən qoyulmalıdır.', 'Şərtlə razıdır');
    await city.goto(`/masa/is/${id}`);
    await walk.go(city, walk.link(city, opinions.fire), opinions.fire);
    await expectSound(portal, city);
    await say(city, 'clarify', 'Neçə odsöndürən?', 'Rəy gözlənilir');
    await give(people, opinions.fire, 'agree-with-conditions', condition, 'Şərtlə razıdır');
    await city.goto(`/masa/is/${id}`);
    expect(await textOf(city)).toContain(condition);
    expect(await textOf(city)).not.toContain('Odsöndürən qoyulmalıdır.');
  }, 60_000);

  test('once all have come two people of the city decide, and the citizen reads the condition', async () => {
    await give(['Aytən Babayeva', 'Rauf Quliyev'], opinions.ecology, 'agree', '', 'Razıdır');
    await give(['Fidan Salmanlı', 'Nicat Ağayev'], opinions.architecture, 'agree', '', 'Razıdır');
    await city.goto(`/masa/is/${id}`);
    await say(city, 'recommend', 'Şərt nəzərə alınıb.', 'Təsdiq gözlənilir');
    const approver = await sit();
    await walk.signIn(approver, 'Nərgiz Sadıqova', '/masa');
    await approver.goto(`/masa/is/${id}`);
    await approver.locator('#decide button[value=approve]').click();
    await walk.reloadUntil(builder, `/muracietler/${id}`, builder.getByText(condition));
    expect(await textOf(builder)).toContain('Yanğın təhlükəsizliyi üzrə rəy: şərtlə razıdır');
  }, 60_000);

  test('the citizen sees who looked, and nothing went wrong on the way', async () => {
    await builder.goto('/baxislar');
    for (const institution of ['Fövqəladə Hallar Nazirliyi', 'Ekologiya və Təbii Sərvətlər Nazirliyi'])
      expect(await textOf(builder)).toContain(institution);
    expect(portal.faults()).toEqual([]);
  });
});
