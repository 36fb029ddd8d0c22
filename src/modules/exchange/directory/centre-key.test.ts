import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { signConfiguration } from '../../../protocols/gateway/configuration.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { keepBook } from '../gateway/book.ts';
import { keepConfiguration } from '../gateway/configuration.ts';
import { readSettings } from '../gateway/settings.ts';
import { room as exchange } from '../module.ts';
import { centreKey, centreKeys } from './centre-key.ts';
import { configurationInForce, publishedNow } from './publish.ts';
import { announceCentreKey, beginCentreKey, centreKeysView } from './rotation.ts';
import { type Centre, openCentre, population } from './test-stand.ts';

const gateway = 'AZ/GOV/din/gw1';
const minute = 60_000;
const day = 1440 * minute;

let centre: Centre;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
  await centre.bring(centre.people.din, await centre.init('din', gateway, 5500, population));
  const path = centre.at('din', 'gateway.yaml');
  const written = parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, stringify({ ...written, book: 'book.jws', disclosures: 'here' }));
  await handOut('centre.pem');
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const ctx = (actor = centre.people.approver) => centre.test.ctx(actor);
const configurationFile = () => centre.at('din', 'configuration.jws');
const inForce = async () => {
  const found = await configurationInForce(ctx());
  if (!found) throw new Error('nothing is published');
  return found;
};
const fingerprint = async () => (await centreKey(ctx()))?.fingerprint;

/** What a gateway gets of the centre at this time; `centre.pem` only by hand. */
async function handOut(...byHand: readonly 'centre.pem'[]): Promise<void> {
  await centre.settle();
  for (const [name, file] of [
    ['configuration', 'configuration.jws'],
    [gateway, 'book.jws'],
  ] as const)
    writeFileSync(centre.at('din', file), (await publishedNow(ctx().db, name))?.signed ?? '');
  if (byHand.length > 0) writeFileSync(centre.at('din', 'centre.pem'), (await centreKey(ctx()))?.pem ?? '');
}

/** A start of the gateway: when what it believes was signed, and how many keys it takes. */
async function started() {
  const settings = readSettings(centre.at('din', 'gateway.yaml'));
  const configuration = await keepConfiguration(centre.test.vahid, settings);
  const book = await keepBook(centre.test.vahid, settings, configuration.anchor);
  configuration.stop();
  book.stop();
  const [taken, ofBook] = [configuration.current(), book.current()];
  const now = centre.test.clock.now().getTime();
  const isFresh = [taken, ofBook].every((one) => now - Date.parse(one?.issuedAt ?? '') < 60_000);
  return { isFresh, keys: configuration.anchor.inForce().length, issuedAt: taken.issuedAt };
}

describe('the key of the centre', () => {
  it('is followed by another one that it announces, without a hand at the gateways', async () => {
    const before = await fingerprint();
    expect(await started()).toMatchObject({ isFresh: true, keys: 1 });
    await expect(announceCentreKey(ctx(centre.people.din), 14)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(announceCentreKey(ctx(), 0.5)).rejects.toMatchObject({ code: 'exchange.centre_key_days' });
    const next = await announceCentreKey(ctx(), 14);
    await expect(announceCentreKey(ctx(), 14)).rejects.toMatchObject({ code: 'exchange.centre_key_announced' });
    await handOut();
    expect(await fingerprint()).toBe(before);
    expect(await started()).toMatchObject({ isFresh: true, keys: 2 });
    // Signed by the new one when its time comes, not only when an hour is over.
    centre.test.clock.advance(14 * day - 10 * minute);
    await handOut();
    centre.test.clock.advance(10 * minute);
    await handOut();
    expect(await fingerprint()).toBe(next.fingerprint);
    expect(await started()).toMatchObject({ isFresh: true, keys: 1 });
    expect((await inForce()).succession).toHaveLength(1);
    const { signing, former } = await centreKeysView(ctx());
    expect([signing?.fingerprint, former.map((one) => one.fingerprint)]).toEqual([next.fingerprint, [before]]);
  });

  it('of before gives nothing any more, though centre.pem is still its', async () => {
    const [before] = await centreKeys(ctx());
    centre.test.clock.advance(1000);
    const now = centre.test.clock.now().toISOString();
    const configuration = { ...(await inForce()), issuedAt: now, succession: [] };
    if (before) writeFileSync(configurationFile(), await signConfiguration(configuration, before.privateKey));
    expect((await started()).issuedAt < now).toBe(true);
    await handOut();
  });

  it('leads a gateway that was away to the one that signs now', async () => {
    await announceCentreKey(ctx(), 1);
    centre.test.clock.advance(day);
    await handOut();
    for (const kept of ['configuration.kept.jws', 'centre.kept.json', 'book.kept.jws']) rmSync(centre.at('din', kept));
    expect(await started()).toMatchObject({ isFresh: true, keys: 1 });
  });

  it('that begins a new trust is taken from centre.pem only', async () => {
    const begun = await beginCentreKey(ctx());
    centre.test.clock.advance(61_000);
    await handOut();
    expect([await fingerprint(), (await inForce()).succession]).toEqual([begun.fingerprint, undefined]);
    expect((await started()).isFresh).toBe(false);
    await handOut('centre.pem');
    expect((await started()).keys).toBe(1);
    centre.test.clock.advance(3_600_000);
    await handOut();
    expect(await started()).toMatchObject({ isFresh: true, keys: 1 });
  });
});
