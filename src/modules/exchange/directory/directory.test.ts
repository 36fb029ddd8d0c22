import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { openBook } from '../../../protocols/gateway/book.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { notifications } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as exchange } from '../module.ts';
import { actOnAnnouncement, withdraw } from './actions.ts';
import { type GatewayStatement, signAnnouncement, type Signer } from './announcement.ts';
import { centreKey } from './centre-key.ts';
import { exchangeClient, gatewayAnnounce, gatewayRenew } from './commands.ts';
import { partsOf } from './instance.ts';
import { configurationInForce, publishedNow } from './publish.ts';
import { directoryView, gatewayView } from './reading.ts';
import { findFormerServing, findGateways } from './store.ts';
import { type Centre, openCentre, population, taxpayers, technopark } from './test-stand.ts';

const dinGateway = 'AZ/GOV/din/gw1';
const rinnGateway = 'AZ/GOV/rinn/gw1';
const day = 86_400_000;

let centre: Centre;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const ctx = (actor = centre.people.approver) => centre.test.ctx(actor);
const inForce = async () => {
  const found = await configurationInForce(ctx());
  if (!found) throw new Error('nothing is published');
  return found;
};
const gatewayNow = async (id: string) => (await inForce()).gateways.find((one) => one.id === id);
const settle = () => centre.settle();
const keyOf = async (name: string) => (await findGateways(ctx().db)).find((one) => one.name === name)?.id ?? '';

type Changed = { readonly [K in keyof GatewayStatement]?: GatewayStatement[K] | undefined };

/** An announcement as somebody would make it who knows the format. */
async function forged(changed: Changed = {}, signers?: readonly Signer[]): Promise<string> {
  const from = new Date(Date.now() - day);
  const { cert, key } = await makeCertificate({ name: 'x', from, to: new Date(from.getTime() + 300 * day) });
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = pair.publicKey.export({ format: 'jwk' });
  const statement = {
    exchange: 'AZ',
    kind: 'gateway' as const,
    gateway: 'AZ/GOV/in/gw9',
    address: 'https://gw.in.example:5500',
    serves: [taxpayers],
    certificate: cert,
    key: { kid: 'k1', jwk: jwk as Record<string, string> },
    at: from.toISOString(),
    ...changed,
  };
  return signAnnouncement(
    statement as GatewayStatement,
    signers ?? [
      { by: 'certificate', key: createPrivateKey(key) },
      { by: 'key', key: pair.privateKey },
    ],
  );
}

describe('a gateway', () => {
  it('comes in by its institution’s registrar and an approver of the centre, never one person alone', async () => {
    const { people, handIn, approve } = centre;
    const signed = await centre.init('din', dinGateway, 5500, population);
    await expect(handIn(people.rinn, signed)).rejects.toMatchObject({ status: 403 });
    await expect(handIn(people.approver, signed)).rejects.toMatchObject({ status: 403 });
    const id = await handIn(people.din, signed);
    await expect(handIn(people.din, signed)).rejects.toMatchObject({ code: 'exchange.announcement_open' });
    expect(await configurationInForce(ctx())).toBeUndefined();
    const both = [{ institution: 'rinn', role: 'approver' as const }, ...people.din.appointments];
    for (const actor of [people.din, people.rinn, { ...people.din, appointments: both }])
      await expect(approve(id, actor)).rejects.toMatchObject({ status: 403 });
    // Who handed it in and is an approver of the centre by now, and no registrar any more.
    const now = { ...people.din, appointments: [{ institution: 'rinn', role: 'approver' as const }] };
    await expect(approve(id, now)).rejects.toMatchObject({ status: 403 });
    await approve(id);
    await settle();
    const { members, gateways } = await inForce();
    expect(members).toMatchObject([{ id: 'AZ/GOV/din', subsystems: [population] }]);
    expect(gateways).toMatchObject([
      { id: dinGateway, address: 'https://127.0.0.1:5500', serves: [population], keys: [{ kid: '2026-1' }] },
    ]);
    expect(gateways[0]?.certificates).toHaveLength(1);
    const told = await notifications(centre.test.ctx(people.din), { box: 'desk' });
    expect(told.items.map(({ text }) => text.en).join()).toContain(`“Gateway: ${dinGateway}” is approved`);
  });

  it('of the centre’s own institution is approved by another person too', async () => {
    const { people } = centre;
    const signed = await centre.init('rinn', rinnGateway, 5501, technopark);
    const id = await centre.handIn(people.rinn, signed);
    const both = [...people.rinn.appointments, ...people.approver.appointments];
    await expect(centre.approve(id, { ...people.rinn, appointments: both })).rejects.toMatchObject({ status: 403 });
    await centre.approve(id);
    await settle();
    expect((await inForce()).gateways.map(({ id: name }) => name)).toEqual([dinGateway, rinnGateway]);
  });

  it('is refused with a reason, or withdrawn, and leaves nothing behind', async () => {
    const { people, handIn } = centre;
    const signed = await forged();
    const id = await handIn(people.in, signed);
    await expect(actOnAnnouncement(ctx(), { id, action: 'refuse' })).rejects.toMatchObject({ status: 422 });
    await actOnAnnouncement(ctx(), { id, action: 'refuse', note: 'Ünvan açılmır.' });
    await actOnAnnouncement(ctx(people.in), { id: await handIn(people.in, signed), action: 'withdraw' });
    await settle();
    expect(await gatewayNow('AZ/GOV/in/gw9')).toBeUndefined();
    expect((await directoryView(ctx())).waiting).toEqual([]);
  });
});

describe('a hostile announcement', () => {
  const hand = async (signed: string) => centre.handIn(centre.people.in, signed);

  it('is refused: somebody else’s system, or gateway, or exchange', async () => {
    await expect(hand(await forged({ serves: [population] }))).rejects.toMatchObject({
      code: 'exchange.announcement_subsystem',
    });
    await expect(hand(await forged({ serves: [`${taxpayers}-2`] }))).rejects.toMatchObject({
      code: 'exchange.announcement_subsystem',
    });
    await expect(hand(await forged({ gateway: 'AZ/GOV/din/gw2' }))).rejects.toMatchObject({ status: 403 });
    await expect(hand(await forged({ gateway: 'AZ/COM/in/gw2' }))).rejects.toMatchObject({
      code: 'exchange.announcement_identifier',
    });
    await expect(hand(await forged({ exchange: 'EE' }))).rejects.toMatchObject({
      code: 'exchange.announcement_instance',
    });
    const tomorrow = new Date(Date.now() + 2 * day).toISOString();
    await expect(hand(await forged({ at: tomorrow }))).rejects.toMatchObject({ code: 'exchange.announcement_older' });
  });

  it('is refused: an address that no gateway may call', async () => {
    for (const address of [
      'https://169.254.169.254',
      'https://[fe80::1]:5500',
      'https://[::ffff:169.254.169.254]',
      'https://100.100.100.200:443',
      'http://gw.in.example',
      'https://gw.in.example/path',
      'https://user@gw.in.example',
      'https://gw.in.example\n.evil',
    ])
      await expect(hand(await forged({ address })), address).rejects.toMatchObject({
        code: 'exchange.announcement_address',
      });
  });

  it('is refused: a private key within, a weak key, one that others have, and a proof that is not there', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const whole = pair.privateKey.export({ format: 'jwk' }) as Record<string, string>;
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const own = pair.publicKey.export({ format: 'jwk' }) as Record<string, string>;
    const otherwise = { ...own, x: `${own.x}\u0000` };
    for (const jwk of [whole, otherwise, curve as Record<string, string>, weak as Record<string, string>])
      await expect(hand(await forged({ key: { kid: 'k1', jwk } }))).rejects.toMatchObject({
        code: 'exchange.announcement_key',
      });
    const pem = readFileSync(centre.at('din', 'signing.key'), 'utf8');
    const jwk = createPublicKey(pem).export({ format: 'jwk' }) as Record<string, string>;
    await expect(hand(await forged({ key: { kid: 'k1', jwk } }))).rejects.toMatchObject({
      code: 'exchange.announcement_key_used',
    });
    const stranger = pair.publicKey.export({ format: 'jwk' }) as Record<string, string>;
    await expect(hand(await forged({ key: { kid: 'k1', jwk: stranger } }))).rejects.toMatchObject({
      code: 'exchange.announcement_signature',
    });
    const { cert } = await makeCertificate({
      name: 'x',
      from: new Date(Date.now() - day),
      to: new Date(Date.now() + day * 9),
    });
    await expect(hand(await forged({ certificate: cert }))).rejects.toMatchObject({
      code: 'exchange.announcement_signature',
    });
    await expect(hand('{}')).rejects.toMatchObject({ code: 'exchange.announcement_unreadable' });
  });

  it('is refused: a certificate that stands already, has ended, or holds for ever', async () => {
    const certificate = readFileSync(centre.at('din', 'certificate.pem'), 'utf8');
    await expect(hand(await forged({ certificate }))).rejects.toMatchObject({
      code: 'exchange.announcement_certificate_used',
    });
    for (const to of [Date.now() - day, Date.now() + 4 * 365 * day]) {
      const made = await makeCertificate({ name: 'x', from: new Date(Date.now() - 3 * day), to: new Date(to) });
      await expect(hand(await forged({ certificate: made.cert }))).rejects.toMatchObject({
        code: 'exchange.announcement_certificate',
      });
    }
  });

  it('is refused: a new key for a gateway in use that the gateway itself did not sign', async () => {
    const { people } = centre;
    const own = { gateway: dinGateway, serves: [population] };
    await expect(centre.handIn(people.din, await forged(own))).rejects.toMatchObject({
      code: 'exchange.announcement_current_key',
    });
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const statement = { ...own, address: 'https://evil.example', certificate: undefined, key: undefined };
    const signed = await forged(statement, [{ by: 'gateway', key: pair.privateKey, kid: '2026-1' }]);
    await expect(centre.handIn(people.din, signed)).rejects.toMatchObject({ code: 'exchange.announcement_signature' });
  });
});

describe('a change', () => {
  it('lets both certificates stand until the old one is withdrawn, at once', async () => {
    const { people } = centre;
    const before = await gatewayNow(dinGateway);
    await centre.run(gatewayRenew, [centre.at('din')]);
    await centre.bring(people.din, centre.announced('din'));
    const between = await gatewayNow(dinGateway);
    expect(between?.certificates).toHaveLength(2);
    expect(between?.keys.map(({ kid }) => kid)).toEqual(['2026-1', '2026-2']);
    const [old = ''] = before?.certificates ?? [];
    const gateway = await keyOf(dinGateway);
    await expect(withdraw(ctx(people.rinn), { gateway, certificate: old, reason: 'x' })).rejects.toMatchObject({
      status: 403,
    });
    await expect(withdraw(ctx(people.din), { gateway, certificate: old, reason: ' ' })).rejects.toMatchObject({
      code: 'exchange.withdrawal_reason',
    });
    for (const what of [{ certificate: '2026-1' }, { kid: old }, { kid: '2026-3' }])
      await expect(withdraw(ctx(), { gateway, ...what, reason: 'x' })).rejects.toMatchObject({ status: 404 });
    await withdraw(ctx(people.din), { gateway, certificate: old, reason: 'Yenisi ilə əvəz olunub' });
    await withdraw(ctx(), { gateway, kid: '2026-1', reason: 'Yenisi ilə əvəz olunub' });
    await expect(withdraw(ctx(), { gateway, kid: '2026-1', reason: 'x' })).rejects.toMatchObject({
      code: 'exchange.withdrawn',
    });
    await settle();
    const after = await gatewayNow(dinGateway);
    expect(after?.certificates).toEqual(between?.certificates.filter((one) => one !== old));
    // The old key is kept with its end, so that what it sealed can be proved.
    expect(after?.keys.map(({ until }) => until === undefined)).toEqual([false, true]);
  });

  it('of systems is one line of history, and a system takes part through one gateway only', async () => {
    const { people, at } = centre;
    const signed = await centre.init('din2', 'AZ/GOV/din/gw2', 5502, population);
    await centre.bring(people.din, signed);
    expect([(await gatewayNow(dinGateway))?.serves, (await gatewayNow('AZ/GOV/din/gw2'))?.serves]).toEqual([
      [],
      [population],
    ]);
    const [once, ...others] = await findFormerServing(ctx().db, dinGateway);
    expect([once?.subsystem, others]).toEqual([population, []]);
    expect(once?.until.getTime()).toBeGreaterThanOrEqual(once?.from.getTime() ?? 0);
    expect(await findFormerServing(ctx().db, 'AZ/GOV/din/gw2')).toEqual([]);
    await centre.run(gatewayAnnounce, [at('din2'), '--address', 'https://gw2.din.example']);
    await centre.bring(people.din, centre.announced('din2'));
    expect(await gatewayNow('AZ/GOV/din/gw2')).toMatchObject({
      address: 'https://gw2.din.example',
      serves: [population],
    });
    await expect(centre.handIn(people.din, centre.announced('din2'))).rejects.toMatchObject({
      code: 'exchange.announcement_nothing_new',
    });
    // Signed as it is, what was announced before does not lead back.
    const before = centre.announced('din2');
    await centre.run(gatewayAnnounce, [at('din2'), '--address', 'https://gw3.din.example']);
    await centre.bring(people.din, centre.announced('din2'));
    await expect(centre.handIn(people.din, before)).rejects.toMatchObject({ code: 'exchange.announcement_older' });
    await withdraw(ctx(), { gateway: await keyOf('AZ/GOV/din/gw2'), reason: 'Server söküldü' });
    await settle();
    const gone = await gatewayNow('AZ/GOV/din/gw2');
    expect([gone?.certificates, gone?.serves]).toEqual([[], []]);
    expect(await publishedNow(ctx().db, 'AZ/GOV/din/gw2')).toBeUndefined();
    const { rows } = await sql`select 1 from exchange.serving where subsystem = ${population}`.execute(ctx().db);
    expect(rows).toHaveLength(3);
    await expect(sql`update exchange.serving set at = now()`.execute(ctx().db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from exchange.certificate`.execute(ctx().db)).rejects.toThrow(/permission denied/);
  });
});

describe('a system without a gateway of its institution’s', () => {
  it('calls through the centre’s by a certificate, which stands in its book, and through no other’s', async () => {
    const { people, at } = centre;
    await centre.run(exchangeClient, [at('client'), '--id', taxpayers, '--gateway', dinGateway]);
    await expect(centre.handIn(people.in, centre.announced('client'))).rejects.toMatchObject({
      code: 'exchange.announcement_gateway',
    });
    const made = await centre.run(exchangeClient, [at('client2'), '--id', taxpayers, '--gateway', rinnGateway]);
    const { fingerprint } = JSON.parse(made) as { fingerprint: string };
    await centre.bring(people.in, centre.announced('client2'));
    expect((await gatewayNow(rinnGateway))?.serves).toEqual([taxpayers, technopark]);
    expect((await inForce()).members.map(({ id }) => id)).toEqual(['AZ/GOV/din', 'AZ/GOV/in', 'AZ/GOV/rinn']);
    expect(await book()).toMatchObject({ clients: [{ client: taxpayers, certificate: fingerprint }] });
    // Nobody of its own institution’s gateway may end it, only its own registrar and the centre.
    const gateway = await keyOf(rinnGateway);
    const mayEnd = async (actor = people.in) => (await gatewayView(ctx(actor), gateway)).mayWithdraw(taxpayers);
    expect([await mayEnd(), await mayEnd(people.rinn), await mayEnd(people.approver)]).toEqual([true, false, true]);
    await withdraw(ctx(people.in), { gateway, certificate: fingerprint, reason: 'Kompüter itib' });
    await settle();
    expect([(await book()).clients, (await gatewayNow(rinnGateway))?.serves]).toEqual([[], [technopark]]);
  });

  const book = async () => {
    const published = await publishedNow(ctx().db, rinnGateway);
    const key = createPublicKey((await centreKey(ctx()))?.pem ?? '');
    return openBook(published?.signed ?? '', rinnGateway, key, { now: centre.test.clock.now() });
  };
});

describe('identifiers', () => {
  it('lead to the catalogue only as they are printed', () => {
    const { vahid } = centre.test;
    expect(partsOf(vahid, technopark)).toEqual({ institution: 'rinn', system: 'technopark-system' });
    for (const id of ['AZ/GOV/rinn/a/b', 'EE/GOV/rinn', 'AZ/COM/rinn', 'AZ/GOV/r%69nn', 'AZ/GOV/%', 'AZ'])
      expect(partsOf(vahid, id), id).toBeUndefined();
  });
});

// Last: the clock is turned.
describe('time', () => {
  it('signs anew every hour, warns before a certificate ends, and leaves out one that has ended', async () => {
    const { clock } = centre.test;
    const first = await publishedNow(ctx().db, 'configuration');
    clock.advance(30 * 60_000);
    await settle();
    expect((await publishedNow(ctx().db, 'configuration'))?.issuedAt).toEqual(first?.issuedAt);
    clock.advance(30 * 60_000);
    await settle();
    const second = await publishedNow(ctx().db, 'configuration');
    expect([second?.contentDigest, second?.issuedAt]).toEqual([first?.contentDigest, clock.now()]);
    expect((await gatewayNow(dinGateway))?.certificates).toHaveLength(1);
    const warned = async () => {
      const { items } = await notifications(ctx(centre.people.din), { box: 'desk' });
      return items.filter(({ text }) => text.en.includes('the certificate ends')).length;
    };
    expect(await warned()).toBe(0);
    clock.advance(702 * day);
    await settle();
    expect(await warned()).toBe(1);
    clock.advance(23 * day);
    await settle();
    expect(await warned()).toBe(2);
    clock.advance(30 * day);
    await settle();
    expect((await gatewayNow(dinGateway))?.certificates).toEqual([]);
  });
});
