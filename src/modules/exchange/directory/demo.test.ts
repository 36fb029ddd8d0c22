import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CommandIo } from '../../../kernel/command.ts';
import { openConfiguration } from '../../../protocols/gateway/configuration.ts';
import { readSettings } from '../gateway/settings.ts';
import { makeDemo, publish } from './demo.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the test exchange is one that gateways take, and is made once', async () => {
  const io = { lang: 'en', json: true, out: () => undefined } as unknown as CommandIo;
  const ports = await makeDemo(folder, io);
  await publish(folder, io);
  const key = createPublicKey(readFileSync(join(folder, 'centre.pem')));
  const published = readFileSync(join(folder, 'configuration.jws'), 'utf8');
  const { gateways, members } = await openConfiguration(published, key, { now: new Date() });
  expect(members.map(({ id }) => id)).toEqual(['AZ-TEST/GOV/rinn', 'AZ-TEST/GOV/in']);
  const [rinn, provider] = ['rinn', 'in'].map((side) => readSettings(join(folder, side, 'gateway.yaml')));
  expect(gateways.map(({ id }) => id)).toEqual([rinn?.id, provider?.id]);
  expect(rinn?.listen.clients.port).toBe(ports.clients);
  expect(provider?.rights).toMatchObject([{ client: 'AZ-TEST/GOV/rinn/portal' }]);
  expect(await makeDemo(folder, io)).toEqual(ports);
});
