import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, service, software, type Stage } from '../../../test/service-stage.ts';
import { servedPort } from '../catalogue/index.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

it('counts the applications for every service in force since a moment, and tells of those nobody asked', async () => {
  const { test, people } = stage;
  const since = test.clock.now();
  const used = async () => {
    const all = await servedPort.of(test.vahid)(test.ctx(), since);
    return new Map(all.map(({ kind, code, count }) => [`${kind}/${code}`, count]));
  };
  expect((await used()).get(`service/${service}`)).toBe(0);
  await stage.submitted(people.head, software);
  const after = await used();
  expect(after.get(`service/${service}`)).toBe(1);
  expect([...after.values()].filter((count) => count === 0).length).toBe(after.size - 1);
  test.clock.advance(60_000);
  expect((await servedPort.of(test.vahid)(test.ctx(), test.clock.now())).every(({ count }) => count === 0)).toBe(true);
});
