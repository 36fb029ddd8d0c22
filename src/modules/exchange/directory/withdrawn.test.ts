import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as exchange } from '../module.ts';
import { withdraw } from './actions.ts';
import { centreKeys } from './centre-key.ts';
import { gatewayAnnounce, gatewayRenew } from './commands.ts';
import { configurationInForce, configurationName, publishedNow } from './publish.ts';
import { findGateways } from './store.ts';
import { type Centre, openCentre, population } from './test-stand.ts';

const year = new Date().getUTCFullYear();
const name = 'AZ/GOV/din/gw1';
let centre: Centre;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
  await centre.bring(centre.people.din, await centre.init('din', name, 5500, population));
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const ctx = () => centre.test.ctx(centre.people.din);
const folder = () => centre.at('din');
const entryNow = async () => (await configurationInForce(ctx()))?.gateways.find(({ id }) => id === name);
const handIn = () => centre.handIn(centre.people.din, centre.announced('din'));

/** What a gateway that runs keeps of the centre. */
async function keep(): Promise<void> {
  const [key] = await centreKeys(ctx());
  writeFileSync(centre.at('din', 'centre.pem'), key?.pem ?? '');
  const published = await publishedNow(ctx().db, configurationName);
  writeFileSync(centre.at('din', 'configuration.kept.jws'), published?.signed ?? '');
}

it('a gateway whose key is in force makes none that nobody vouches for', async () => {
  await keep();
  const before = readFileSync(centre.at('din', 'gateway.yaml'), 'utf8');
  await expect(centre.run(gatewayRenew, [folder(), '--anew'])).rejects.toThrow(`the key ${year}-1 is in force`);
  expect(readFileSync(centre.at('din', 'gateway.yaml'), 'utf8')).toBe(before);
});

it('a gateway that was withdrawn comes back with new keys in its old folder', async () => {
  const [gateway] = await findGateways(ctx().db);
  await withdraw(ctx(), { gateway: gateway?.id ?? '', reason: 'Açar itib' });
  await centre.settle();
  await centre.run(gatewayAnnounce, [folder()]);
  await expect(handIn()).rejects.toMatchObject({
    code: 'exchange.announcement_key_used',
    text: { en: expect.stringContaining('--anew') as string },
  });
  await centre.run(gatewayRenew, [folder()]);
  await expect(handIn()).rejects.toMatchObject({ code: 'exchange.announcement_withdrawn' });
  await expect(centre.run(gatewayRenew, [folder(), '--serves', population])).rejects.toThrow('go with --anew');
  rmSync(centre.at('din', 'renewal.yaml'));
  // Whoever lost the key cannot sign with it.
  rmSync(centre.at('din', 'signing.key'));
  await keep();
  // It has moved since its folder was made; the centre knows.
  const entry = centre.at('din', 'entry.yaml');
  writeFileSync(entry, readFileSync(entry, 'utf8').replace(':5500', ':5999'));
  await centre.run(gatewayRenew, [folder(), '--anew']);
  const settings = readFileSync(centre.at('din', 'gateway.yaml'), 'utf8');
  expect(parse(settings)).toMatchObject({ signing: { kid: `${year}-3`, key: `signing-${year}-3.key` } });
  await centre.bring(centre.people.din, centre.announced('din'));
  const known = await entryNow();
  expect(known).toMatchObject({ address: 'https://127.0.0.1:5500', serves: [population] });
  expect(known?.certificates).toHaveLength(1);
  expect(known?.keys.map(({ kid, until }) => [kid, until === undefined])).toEqual([
    [`${year}-1`, false],
    [`${year}-3`, true],
  ]);
  // No name comes twice, though the first key never lay in a file of its own name.
  await centre.run(gatewayRenew, [folder()]);
  expect(parse(readFileSync(centre.at('din', 'renewal.yaml'), 'utf8'))).toMatchObject({ kid: `${year}-4` });
});

it.each([
  ['a private key', 'certificate.key', 'exchange.announcement_private_key', 'has not kept it'],
  ['a certificate', 'certificate.pem', 'exchange.announcement_only_certificate', 'announcement.json'],
])('%s in place of the announcement is called by its name', async (_, file, code, words) => {
  const sent = readFileSync(centre.at('din', file), 'utf8');
  const refused = centre.handIn(centre.people.din, sent);
  await expect(refused).rejects.toMatchObject({ code, text: { en: expect.stringContaining(words) as string } });
  const whole = await refused.catch((error: Error) => JSON.stringify([error, error.message, String(error.cause)]));
  expect(whole).not.toContain(sent.split('\n')[1]);
});
