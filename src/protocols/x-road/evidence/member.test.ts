import { beforeAll, describe, expect, it } from 'vitest';
import { verifyContainer } from './container.ts';
import { openTestAuthority, type TestAuthority } from './test-authority.ts';
import { testContainer } from './test-container.ts';

let authority: TestAuthority;
beforeAll(async () => {
  authority = await openTestAuthority();
});

const at = new Date('2026-11-27T08:00:00Z');
const [country, organization, unit, common] = ['2.5.4.6', '2.5.4.10', '2.5.4.11', '2.5.4.3'];
const [serial, category, identifier] = ['2.5.4.5', '2.5.4.15', '2.5.4.97'];

async function outcome(subject: Readonly<Record<string, string>>, message: string, profile = ''): Promise<string> {
  const by = await authority.member('x', { subject });
  const authorities = authority.trust.authorities.map((one) => ({ ...one, profile: `ee.ria.xroad.${profile}` }));
  const container = await testContainer(authority, by, at, { signed: message });
  return verifyContainer(container, { ...authority.trust, authorities }).then(
    ({ claimed }) => claimed,
    (error: { fault: string }) => error.fault,
  );
}

const request = (client: string) => `GET\r\n/r1/AZ/COM/provider/s/v\r\nX-Road-Client:${client}\r\n`;
const answer = (service: string) => `200\r\nOK\r\nx-road-client:AZ/GOV/1234/s\r\nx-road-service:${service}\r\n`;
const id = (of: string) => {
  const [instance, memberClass, memberCode] = of.split('/');
  return `<i:xRoadInstance>${instance}</i:xRoadInstance><i:memberClass>${memberClass}</i:memberClass><i:memberCode>${memberCode}</i:memberCode>`;
};
const soap = (body: string, header = '') =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:i="http://x-road.eu/xsd/identifiers" xmlns:x="http://x-road.eu/xsd/xroad.xsd"><e:Header><x:client>${id('AZ/GOV/1234')}</x:client><x:service>${id('AZ/COM/77')}</x:service>${header}</e:Header><e:Body><${body}/></e:Body></e:Envelope>`;

describe('the member that a message says it is from', () => {
  it('is the client of a request and the provider of an answer, REST and SOAP', async () => {
    const tax = { [common]: '1234' };
    expect(await outcome(tax, request('AZ/GOV/1234/s'))).toBe('AZ/GOV/1234');
    expect(await outcome(tax, request('AZ/GOV/77/s'))).toBe('incorrect_certificate');
    expect(await outcome(tax, answer('AZ/COM/77/s/v'))).toBe('incorrect_certificate');
    expect(await outcome(tax, answer('AZ/COM/1234/s/v'))).toBe('AZ/COM/1234');
    expect(await outcome(tax, soap('ask'))).toBe('AZ/GOV/1234');
    expect(await outcome(tax, soap('askResponse'))).toBe('incorrect_certificate');
    expect(await outcome({ [common]: '77' }, soap('askResponse'))).toBe('AZ/COM/77');
  });

  it('is one, and is said', async () => {
    const tax = { [common]: '1234' };
    const twice = `${request('AZ/GOV/77/s')}x-road-client:AZ/GOV/1234/s\r\n`;
    expect(await outcome(tax, twice)).toBe('incorrect_certificate');
    expect(await outcome(tax, 'GET\r\n/\r\n')).toBe('incorrect_certificate');
    expect(await outcome(tax, request('AZ/GOV'))).toBe('incorrect_certificate');
    expect(await outcome(tax, soap('ask', `<x:client>${id('AZ/GOV/77')}</x:client>`))).toBe('incorrect_certificate');
    expect(await outcome(tax, '<other/>')).toBe('incorrect_certificate');
  });

  it('is read out of the certificate by its profile', async () => {
    const finnish = { [country]: 'FI', [organization]: 'ACME', [common]: '1234', [serial]: 'AZ/server/GOV' };
    const FI = 'FiVRKCertificateProfileInfoProvider';
    expect(await outcome(finnish, request('AZ/GOV/1234'), FI)).toBe('AZ/GOV/1234');
    expect(await outcome(finnish, request('AZ/COM/1234'), FI)).toBe('incorrect_certificate');
    expect(await outcome(finnish, request('EE/GOV/1234'), FI)).toBe('incorrect_certificate');
    expect(await outcome(finnish, request('AZ/GOV/server'), FI)).toBe('incorrect_certificate');
    const older = { [country]: 'FI', [organization]: 'AZ', [unit]: 'GOV', [common]: '1234' };
    expect(await outcome(older, request('AZ/GOV/1234'), FI)).toBe('AZ/GOV/1234');
    expect(await outcome(older, request('AZ/COM/1234'), FI)).toBe('incorrect_certificate');
    const three = { [country]: 'AZ', [organization]: 'GOV', [common]: '1234' };
    const basic = { [common]: 'AZ/COM/9', [category]: 'GOV', [serial]: '1234' };
    for (const [profile, subject] of [
      ['EjbcaCertificateProfileInfoProvider', three],
      ['BasicCertificateProfileInfoProvider', basic],
    ] as const) {
      expect(await outcome(subject, request('AZ/GOV/1234'), profile)).toBe('AZ/GOV/1234');
      expect(await outcome(subject, request('AZ/COM/1234'), profile)).toBe('incorrect_certificate');
      expect(await outcome(subject, request('AZ/GOV/9'), profile)).toBe('incorrect_certificate');
    }
  });

  it('is believed of a profile that is not known where the name holds its code', async () => {
    const nameOf = (attributes: Readonly<Record<string, string>>) =>
      outcome({ [organization]: 'Vergi Xidməti', ...attributes }, request('AZ/GOV/1234'));
    expect(await nameOf({ [serial]: '1234', [common]: 'Vergi' })).toBe('AZ/GOV/1234');
    expect(await nameOf({ [serial]: '1234', [category]: 'GOV' })).toBe('AZ/GOV/1234');
    expect(await nameOf({ [identifier]: 'NTRAZ-1234' })).toBe('AZ/GOV/1234');
    expect(await nameOf({ [serial]: '12345', [common]: '0-1234A' })).toBe('incorrect_certificate');
  });
});
