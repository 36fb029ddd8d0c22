import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDefinitions } from '../src/kernel/definition.ts';
import { compileFolder } from '../src/app/installation.ts';
import { rooms } from '../src/app/rooms.ts';
import { compileService, tryMutants } from '../src/modules/services/index.ts';

/* What `vahid check --mutate <service>` tells of each service of the house: its scenarios notice three of four mistakes at least. */

const folder = join(import.meta.dirname, '../definitions');
const services = (await readDefinitions(folder)).flatMap(
  ({ file }) => /^services\/([^/]+)\/service\.yaml$/.exec(file)?.[1] ?? [],
);
const compiled = compileFolder(folder, rooms);

it.each(services)('%s', async (service) => {
  const { definitions } = await compiled;
  const report = tryMutants(definitions, [service], { most: 1000, seed: '1', compile: compileService });
  const tried = report.noticed + report.unnoticed.length;
  const missed = report.unnoticed.map(({ path, change }) => `${path.join('.')}: ${change.en}`).join('\n');
  expect(tried).toBeGreaterThan(50);
  expect(report.noticed / tried, missed).toBeGreaterThanOrEqual(0.75);
});
