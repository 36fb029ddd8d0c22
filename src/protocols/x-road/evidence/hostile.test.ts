import { beforeAll, describe, expect, it } from 'vitest';
import { transformed, verifyContainer } from './container.ts';
import { openTestAuthority, type TestAuthority, type TestMember } from './test-authority.ts';
import { batchOf, packed, type Parts, requestFrom, testContainer } from './test-container.ts';
import { readSharedParameters } from './trust.ts';
import { inclusive } from './xml.ts';

let authority: TestAuthority;
let member: TestMember;
beforeAll(async () => {
  authority = await openTestAuthority();
  member = await authority.member('1234');
});

const at = new Date('2026-11-27T08:00:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
const fault = (name: string) => expect.objectContaining({ name: 'InvalidEvidence', fault: name });
const verdict = async (given: Partial<Parts> = {}, by = member, trust = authority.trust) =>
  verifyContainer(await testContainer(authority, by, at, given), trust);

describe('certificates and their times', () => {
  it('holds only for a key that is meant for signing', async () => {
    const keyOf = (keyUsage: number) => authority.member('1234', { keyUsage });
    expect((await verdict({}, await keyOf(0x40))).signer).toBe('CN=1234');
    await expect(verdict({}, await keyOf(0xa0))).rejects.toThrow(fault('invalid_cert'));
  });

  it('asks for a fresh answer of OCSP, whatever it says of the next', async () => {
    const answer = async (when: Date, nextUpdate?: Date) =>
      verdict({ ocsp: await authority.ocsp(member, when, nextUpdate && { nextUpdate }) });
    expect((await answer(at, hours(1))).stampedAt).toEqual(at);
    const another = await authority.ocsp(await authority.member('5678'), at);
    expect((await verdict({ ocsp: [another, await authority.ocsp(member, at)] })).stampedAt).toEqual(at);
    await expect(answer(hours(-72), hours(96))).rejects.toThrow(fault('invalid_cert_status'));
    await expect(answer(hours(-0.5), hours(-0.25))).rejects.toThrow(fault('invalid_cert_status'));
  });

  it('does not believe a timestamper whose certificate had ended', async () => {
    const late = await openTestAuthority({ to: new Date('2026-01-01') });
    const container = await testContainer(late, await late.member('1234'), at);
    await expect(verifyContainer(container, late.trust)).rejects.toThrow(fault('invalid_timestamp'));
  });

  it('takes no authority for signing that issues for connections only, and no freshness that is no number', () => {
    const cert = authority.trust.timestampers[0]?.raw.toString('base64') ?? '';
    const conf = (only: string, fresh = '3600') =>
      Buffer.from(
        `<conf><approvedCA><authenticationOnly>${only}</authenticationOnly><certificateProfileInfo>a.B</certificateProfileInfo><topCA><cert>${cert}</cert></topCA></approvedCA><globalSettings><ocspFreshnessSeconds>${fresh}</ocspFreshnessSeconds></globalSettings></conf>`,
      );
    expect(readSharedParameters(conf('false')).authorities).toHaveLength(1);
    expect(readSharedParameters(conf('true')).authorities).toHaveLength(0);
    expect(() => readSharedParameters(conf('false', 'never'))).toThrow(fault('invalid_xml'));
    expect(() => readSharedParameters(conf('false', ''))).toThrow(fault('invalid_xml'));
  });
});

describe('the names in a container', () => {
  it('are those that X-Road writes, and lead nowhere else', async () => {
    const add = (name: string) => verdict({ files: { [name]: '' } });
    expect((await add('META-INF/manifest.xml')).signer).toBe('CN=1234');
    for (const name of ['META-INF/../attachment1', 'META-INF/other.xml', '../x', 'a\\b', '/message.xml', 'a\nb'])
      await expect(add(name), name).rejects.toThrow(fault('invalid_container'));
  });

  it('are the same in the directory as before the content', async () => {
    await expect(verdict({ local: { 'message.xml': 'another.xml' } })).rejects.toThrow(fault('invalid_container'));
  });
});

describe('what a canonical form could hide', () => {
  const form = (text: string | Buffer) => () => transformed(Buffer.from(text as string), '/m', [inclusive]).toString();

  it('is refused: instructions, comments within a text, other encodings, invalid bytes', () => {
    expect(form('<?xml version="1.0" encoding="utf-8"?><a><!-- c -->\n<b>1</b></a>')()).toBe('<a>\n<b>1</b></a>');
    expect(form('<a>1<?x 000?></a>')).toThrow(fault('malformed_signature'));
    expect(form('<?x y?><a>1</a>')).toThrow(fault('malformed_signature'));
    expect(form('<a>1<!-- -->000</a>')).toThrow(fault('malformed_signature'));
    expect(form('<?xml version="1.0" encoding="windows-1251"?><a>é</a>')).toThrow(fault('invalid_xml'));
    expect(form('<?xml version="1.0" encoding="utf-7"?><a>+AD4-</a>')).toThrow(fault('invalid_xml'));
    expect(form('<?xml version="1.0" encoding="iso-8859-1"?><a>e</a>')()).toBe('<a>e</a>');
    expect(form(Buffer.from('<a>\xff</a>', 'latin1'))).toThrow(fault('invalid_xml'));
    expect(form('<a>\u0001</a>')).toThrow(fault('invalid_xml'));
  });

  it('does not let a message of a batch be exchanged for one that reads differently', async () => {
    const soap = (amount: string) =>
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:i="http://x-road.eu/xsd/identifiers" xmlns:x="http://x-road.eu/xsd/xroad.xsd"><e:Header><x:client><i:xRoadInstance>AZ</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>1234</i:memberCode></x:client></e:Header><e:Body><pay>${amount}</pay></e:Body></e:Envelope>`;
    const form = `<ds:Transforms><ds:Transform Algorithm="${inclusive}"/></ds:Transforms>`;
    const batched = (message: string, transforms: string) =>
      verdict({ message, ...batchOf({ 'message.xml': soap('1000') }, transforms) });
    expect((await batched(soap('1000'), '')).signer).toBe('CN=1234');
    await expect(batched(soap('1<?x 000?>'), form)).rejects.toThrow(fault('malformed_signature'));
    await expect(batched(soap('1<?x 000?>'), '')).rejects.toThrow(fault('malformed_signature.invalid_hash_chain_ref'));
  });
});

describe('what cannot be read', () => {
  it('is evidence that does not hold, whatever breaks', async () => {
    const deep = '<a>'.repeat(20_000);
    const withXml = (xml: string) =>
      packed({ mimetype: 'application/vnd.etsi.asic-e+zip', 'message.xml': '', 'META-INF/signatures.xml': xml });
    for (const xml of [deep, '<a><? ?></a>', '', '<a/><b/>'])
      await expect(verifyContainer(await withXml(xml), authority.trust)).rejects.toThrow(
        expect.objectContaining({ name: 'InvalidEvidence' }),
      );
    await expect(verdict({ ocsp: Buffer.from('3003', 'hex') })).rejects.toThrow(fault('invalid_cert_status'));
  });

  it('names what is signed: the message, or the batch that it is in', async () => {
    const container = await testContainer(authority, member, at, { message: requestFrom('1234') });
    const text = container.toString('latin1').replaceAll('URI="/message.xml"', 'URI="/messag_.xml"');
    const files = { 'messag_.xml': requestFrom('1234') };
    const signatures = /<ds:Signature .*<\/ds:Signature>/.exec(text)?.[0] ?? '';
    const other = await packed({
      mimetype: 'application/vnd.etsi.asic-e+zip',
      'message.xml': requestFrom('1234'),
      'META-INF/signatures.xml': signatures,
      ...files,
    });
    await expect(verifyContainer(other, authority.trust)).rejects.toThrow(fault('malformed_signature'));
  });
});
