import { compactVerify, importJWK, type JWK } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { newId } from '../../kernel/identifier.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import {
  checkDocument,
  type DocumentOrder,
  issueDocument,
  latestOf,
  normaliseCode,
  ownDocuments,
  revokeDocument,
  standingDocument,
} from './actions.ts';
import { trustedKeys } from './keys.ts';

let test: TestVahid;
let organisation: string;
let approver: Actor;
beforeAll(async () => {
  test = await openTestVahid();
  organisation = await ensureOrganisation(test.ctx(), '1700767721');
  const person = await ensurePerson(test.ctx(), '5ABC123');
  approver = { kind: 'person', person, appointments: [{ institution: 'rinn', role: 'approver' }] };
});
afterAll(() => test.close());

const same = (text: string) => ({ az: text, en: text, ru: text });
const valid = (more: Partial<DocumentOrder> = {}): DocumentOrder => ({
  effectKey: newId(),
  kind: 'certificate',
  title: same('Şəhadətnamə'),
  number: 'RP-1',
  lines: [{ label: same('Rezident'), value: '“Sınaq” MMC', class: 'open' }],
  holder: { organisation },
  institution: 'rinn',
  reference: 'case-1',
  validFrom: '2026-11-23',
  validTo: '2027-11-22',
  basis: { act: 'technopark-rules', article: '4.1' },
  signer: { name: 'Sevda Rüstəmova', title: same('müdir') },
  ...more,
});

describe('issueDocument', () => {
  it('signs what anyone can verify with the published key, without us', async () => {
    const { code } = await issueDocument(test.ctx(), valid());
    const { jws = '' } = await checkDocument(test.ctx(), code, 'here');
    const [key] = await trustedKeys(test.ctx());
    const { payload } = await compactVerify(jws, await importJWK(key?.public_jwk as JWK, 'EdDSA'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      jti: code,
      number: 'RP-1',
      validTo: '2027-11-22',
    });
  });

  it('gives the same document for the same effect', async () => {
    const order = valid();
    const [first, second] = [await issueDocument(test.ctx(), order), await issueDocument(test.ctx(), order)];
    expect(second).toEqual(first);
  });

  it('is not for people', async () => {
    await expect(issueDocument(test.ctx(approver), valid())).rejects.toMatchObject({ status: 403 });
  });
});

describe('checkDocument', () => {
  it('finds a code however it was copied', async () => {
    const { code } = await issueDocument(test.ctx(), valid());
    const copied = code
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replace(/(.{4})/g, '$1 ');
    expect(normaliseCode(copied)).toBe(code);
    expect((await checkDocument(test.ctx(), copied, 'here')).state).toBe('valid');
  });

  it('says expired after the last day, in Baku', async () => {
    const { code } = await issueDocument(test.ctx(), valid({ validTo: '2026-11-23' }));
    test.clock.set('2026-11-23T19:59:00Z');
    expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('valid');
    test.clock.set('2026-11-23T20:01:00Z');
    expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('expired');
  });

  it('says before the first day that it is not valid yet, in Baku', async () => {
    test.clock.set('2026-11-30T19:59:00Z');
    const { code } = await issueDocument(test.ctx(), valid({ validFrom: '2026-12-01', validTo: '2027-12-01' }));
    expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('upcoming');
    test.clock.set('2026-11-30T20:01:00Z');
    expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('valid');
  });

  it('says unknown when the signature was changed behind our back', async () => {
    const { id, code } = await issueDocument(test.ctx(), valid());
    // Only the server's owner can do this: the application has no right to.
    await expect(
      sql`update documents.document set number = 'X' where id = ${id}`.execute(test.vahid.db),
    ).rejects.toThrow(/permission denied/);
    const { asOwner } = await import('../../../test/server.ts');
    await asOwner(test.server, (client) =>
      client.query(`update documents.document set jws = regexp_replace(jws, '\\.[^.]{4}', '.AAAA') where id = $1`, [
        id,
      ]),
    );
    expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('unknown');
  });

  it('stops whoever tries codes, but not an office that mistypes some', async () => {
    for (let i = 0; i < 100; i += 1) await checkDocument(test.ctx(), `WRONG${i}`, '192.0.2.1');
    await expect(checkDocument(test.ctx(), 'WRONG999', '192.0.2.1')).rejects.toMatchObject({ status: 429 });
    expect((await checkDocument(test.ctx(), 'WRONG999', '192.0.2.2')).state).toBe('unknown');
  });
});

describe('revokeDocument', () => {
  it('is for the program alone, as the effect of a decision, and happens once', async () => {
    const { id, code } = await issueDocument(test.ctx(), valid());
    const basis = { act: 'technopark-rules', article: '4.7' };
    const revocation = { document: id, reason: 'Şirkət ləğv olunub', basis, by: approver.person ?? null };
    await expect(revokeDocument(test.ctx(approver), revocation)).rejects.toMatchObject({ status: 403 });
    expect(await standingDocument(test.ctx(), id)).toMatchObject({ revokedAt: null, earlier: [] });
    await revokeDocument(test.ctx(), revocation);
    await revokeDocument(test.ctx(), { ...revocation, reason: 'yenə' });
    const checked = await checkDocument(test.ctx(), code, 'here');
    expect(checked).toMatchObject({ state: 'revoked', revoked: { reason: 'Şirkət ləğv olunub' } });
    expect((await standingDocument(test.ctx(), id)).revokedAt).toEqual(test.clock.now());
  });
});

describe('a document issued in place of another', () => {
  it('holds from then on; the earlier one stays as it was signed and says which', async () => {
    const first = await issueDocument(test.ctx(), valid({ number: 'RP-9' }));
    const order = valid({ number: 'RP-9/2', replaces: first.id });
    const second = await issueDocument(test.ctx(), order);
    expect(await issueDocument(test.ctx(), order)).toEqual(second);
    const third = await issueDocument(test.ctx(), valid({ number: 'RP-9/3', replaces: second.id }));
    expect(await checkDocument(test.ctx(), first.code, 'here')).toMatchObject({
      state: 'replaced',
      signed: { number: 'RP-9' },
      replaced: { code: third.code, number: 'RP-9/3' },
    });
    expect((await checkDocument(test.ctx(), third.code, 'here')).state).toBe('valid');
    expect(await latestOf(test.ctx(), first.id)).toBe(third.id);
    expect((await standingDocument(test.ctx(), third.id)).earlier.map(({ number }) => number)).toEqual([
      'RP-9/2',
      'RP-9',
    ]);
  });

  it('replaces a document once', async () => {
    const first = await issueDocument(test.ctx(), valid());
    await issueDocument(test.ctx(), valid({ replaces: first.id }));
    await expect(issueDocument(test.ctx(), valid({ replaces: first.id }))).rejects.toThrow(/replacement_pkey/);
  });
});

describe('ownDocuments', () => {
  it('shows those of whom one acts for, and nobody else’s', async () => {
    const person = newId();
    const mine = await ownDocuments(test.ctx({ kind: 'person', person, organisation, appointments: [] }));
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every((document) => document.holder_organisation === organisation)).toBe(true);
    expect(await ownDocuments(test.ctx({ kind: 'person', person, appointments: [] }))).toEqual([]);
  });
});
