import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { entriesWithStems } from '../../catalogue/index.ts';
import { scanRequest } from './actions/scanning.ts';
import { cosine, stemsOf, vectorOf } from './similarity.ts';
import { frequenciesOf, listDuplicates } from './store/duplicates.ts';
import { openStand, plainAnswers } from './test-stand.ts';

it('an entry of the catalogue is measured with the worth of its own words, as a request would be', async () => {
  const stand = await openStand(await openTestVahid({ seeded: true }));
  const { db } = stand.test.vahid;
  const title = 'Texnologiyalar parkının rezidentliyi';
  const words = stemsOf(title, '');
  const found = await entriesWithStems(stand.test.ctx(), words.all, 10);
  const entry = found.find((one) => one.code === 'technopark-residency');
  if (!entry) throw new Error('the catalogue has no such service');
  // Its other words stand in nearly every request, so they are worth little.
  const theirs = stemsOf(entry.title.az, entry.about?.az ?? '');
  const others = theirs.all.filter((stem) => !words.all.includes(stem));
  expect(others.length).toBeGreaterThan(0);
  await sql`insert into plan.spend_stem (stem, documents) select stem, 900 from unnest(${['', ...others]}::text[]) as t(stem)
    on conflict (stem) do update set documents = 900`.execute(db);
  const id = await stand.draft({ ...plainAnswers, purpose: title }, title);
  await scanRequest(stand.test.ctx(), await stand.row(id));
  const candidate = (await listDuplicates(db, id)).find(({ entryCode }) => entryCode === entry.code);
  const all = await frequenciesOf(db, [...words.all, ...theirs.all]);
  const alike = cosine(vectorOf(stemsOf(title, title), all), vectorOf(theirs, all));
  expect(candidate?.why.words).toBe(Math.round(alike * 100) / 100);
  await stand.test.close();
});
