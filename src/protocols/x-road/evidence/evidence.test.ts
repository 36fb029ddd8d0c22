import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyContainer } from './container.ts';
import { followChain, readChainResult } from './hash-chain.ts';
import { openTestAuthority, type TestAuthority, type TestMember } from './test-authority.ts';
import { digest, ds, method, packed, type Parts, requestFrom, sha512, testContainer } from './test-container.ts';

let authority: TestAuthority;
let member: TestMember;
beforeAll(async () => {
  authority = await openTestAuthority();
  member = await authority.member('Vergi portalı');
});

const at = new Date('2026-11-27T08:00:00Z');
const container = (given?: Partial<Parts>, by = member) => testContainer(authority, by, at, given);
const fault = (name: string) => expect.objectContaining({ name: 'InvalidEvidence', fault: name });

describe('a container of evidence', () => {
  it('proves who signed the message, and before when', async () => {
    const { signer, stampedAt, files } = await verifyContainer(await container(), authority.trust);
    expect([signer, stampedAt, files.get('message.xml')?.toString()]).toEqual([
      'CN=Vergi portalı',
      at,
      requestFrom('Vergi portalı'),
    ]);
  });

  it('does not hold with another message, or with a file that nobody signed', async () => {
    await expect(verifyContainer(await container({ message: 'PUT\r\n' }), authority.trust)).rejects.toThrow(
      fault('invalid_signature_value'),
    );
    await expect(verifyContainer(await container({ files: { attachment1: 'x' } }), authority.trust)).rejects.toThrow(
      fault('malformed_signature.hashchain_unused_inputs'),
    );
  });

  it('does not hold for a stranger, nor where somebody else stamped the time', async () => {
    const stranger = await openTestAuthority();
    const { trust } = authority;
    const mixed = { ...stranger.trust, timestampers: trust.timestampers };
    await expect(verifyContainer(await container(), mixed)).rejects.toThrow(fault('untrusted_cert'));
    const noClock = { ...trust, timestampers: stranger.trust.timestampers };
    await expect(verifyContainer(await container(), noClock)).rejects.toThrow(fault('invalid_timestamp'));
    await expect(verifyContainer(await container({ stampedOver: 'else' }), trust)).rejects.toThrow(
      fault('invalid_timestamp'),
    );
  });

  it('does not hold where the certificate was revoked, had ended, or was asked about at another time', async () => {
    const { trust } = authority;
    const revoked = await container({ ocsp: await authority.ocsp(member, at, { status: 'revoked' }) });
    await expect(verifyContainer(revoked, trust)).rejects.toThrow(fault('invalid_cert_status'));
    const old = await container({ ocsp: await authority.ocsp(member, new Date('2026-11-27T05:00:00Z')) });
    await expect(verifyContainer(old, trust)).rejects.toThrow(fault('invalid_cert_status'));
    const another = await authority.member('Başqası');
    const ofAnother = await container({ ocsp: await authority.ocsp(another, at) });
    await expect(verifyContainer(ofAnother, trust)).rejects.toThrow(fault('invalid_cert_status'));
    const ended = await authority.member('Keçmiş', { to: new Date('2026-01-01') });
    await expect(verifyContainer(await container({}, ended), trust)).rejects.toThrow(fault('invalid_cert'));
  });

  it('is refused where it is none, or defines entities', async () => {
    await expect(verifyContainer(Buffer.from('x'), authority.trust)).rejects.toThrow(fault('invalid_container'));
    await expect(verifyContainer(await packed({ mimetype: 'x' }), authority.trust)).rejects.toThrow(
      fault('invalid_container'),
    );
    const bomb = await packed({
      mimetype: 'application/vnd.etsi.asic-e+zip',
      'META-INF/signatures.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    });
    await expect(verifyContainer(bomb, authority.trust)).rejects.toThrow(fault('invalid_xml'));
  });
});

describe('a hash chain', () => {
  const open = `<h:HashChain xmlns:h="http://cyber.ee/hashchain" ${ds}><h:DefaultDigestMethod Algorithm="${sha512}"/>`;
  const data = (uri: string, value: string) =>
    `<h:DataRef URI="${uri}"><ds:DigestValue>${value}</ds:DigestValue></h:DataRef>`;
  const result = { file: '/c.xml', step: 'A', method: sha512, value: Buffer.from('') };
  const fileOf = (text: string) => (uri: string) => (uri === '/m' ? Buffer.from(digest(text), 'base64') : undefined);
  const chain = (steps: string) => Buffer.from(`${open}${steps}</h:HashChain>`);

  /** By hand: DER of a list of one digest. */
  const listOf = (value: Buffer) => {
    const uri = Buffer.from(sha512);
    const item = Buffer.concat([
      Buffer.from([0x04, 64]),
      value,
      Buffer.from([0x0c, uri.length]),
      uri,
      Buffer.from([0x30, 0]),
    ]);
    const one = Buffer.concat([Buffer.from([0x30, item.length]), item]);
    return Buffer.concat([Buffer.from([0x30, one.length]), one]);
  };

  it('leads from a file to its result, through steps that need each other', () => {
    const inner = createHash('sha512')
      .update(listOf(Buffer.from(digest('m'), 'base64')))
      .digest();
    const outer = createHash('sha512').update(listOf(inner)).digest();
    const steps = `<h:HashStep id="A"><h:StepRef URI="#B"/></h:HashStep><h:HashStep id="B">${data('/m', digest('m'))}</h:HashStep>`;
    expect(followChain(chain(steps), { ...result, value: outer }, fileOf('m')).covered).toEqual(new Set(['/m']));
    expect(() => followChain(chain(steps), { ...result, value: inner }, fileOf('m'))).toThrow(
      fault('malformed_signature.invalid_hash_chain'),
    );
    expect(() => followChain(chain(steps), { ...result, value: outer }, fileOf('n'))).toThrow(
      fault('malformed_signature.invalid_hash_chain_ref'),
    );
  });

  it('may speak of an attachment that was not kept, which it does not cover', () => {
    const value = createHash('sha512')
      .update(listOf(Buffer.from(digest('gone'), 'base64')))
      .digest();
    const steps = `<h:HashStep id="A">${data('/attachment1', digest('gone'))}</h:HashStep>`;
    const { covered, absent } = followChain(chain(steps), { ...result, value }, fileOf('m'));
    expect([covered, absent]).toEqual([new Set(), new Set(['/attachment1'])]);
  });

  it('costs one digest of each file, and is no longer than somebody needs', () => {
    let asked = 0;
    const digestOf = (uri: string) => ((asked += 1), fileOf('m')(uri));
    const many = (count: number) => chain(`<h:HashStep id="A">${data('/m', digest('m')).repeat(count)}</h:HashStep>`);
    expect(() => followChain(many(500), result, digestOf)).toThrow(fault('malformed_signature.invalid_hash_chain'));
    expect(asked).toBe(1);
    expect(() => followChain(many(10_001), result, digestOf)).toThrow('too long');
  });

  it('is refused where it refers to what is not there, or to itself', () => {
    const follow = (steps: string) => () => followChain(chain(steps), result, fileOf('m'));
    expect(follow('<h:HashStep id="A"><h:StepRef URI="#C"/></h:HashStep>')).toThrow(
      fault('malformed_signature.invalid_hash_chain_ref'),
    );
    expect(follow('<h:HashStep id="A"><h:StepRef URI="#A"/></h:HashStep>')).toThrow(fault('malformed_signature'));
  });

  it('names the file and the step of its result', () => {
    const text = `<h:HashChainResult xmlns:h="http://cyber.ee/hashchain" ${ds} URI="/c.xml#A">${method}<ds:DigestValue>AA==</ds:DigestValue></h:HashChainResult>`;
    expect(readChainResult(Buffer.from(text))).toEqual({ ...result, value: Buffer.from([0]) });
  });
});
