import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCreditorReference, makeCreditorReference, referenceIn } from '../iso-11649/index.ts';
import { Camt053Error, parseCamt053 } from './index.ts';

const entry = (inner: string) => `<Ntry><Amt Ccy="AZN">40.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
  <BookgDt><DtTm>2026-11-24T23:10:00+04:00</DtTm></BookgDt><AcctSvcrRef>A1</AcctSvcrRef>${inner}</Ntry>`;
const statement = (
  entries: string,
) => `<?xml version="1.0"?><d:Document xmlns:d="urn:x"><d:BkToCstmrStmt><d:Stmt><d:Id>S1</d:Id>
  <d:Acct><d:Id><d:IBAN>az21NABZ00000000137010001944</d:IBAN></d:Id></d:Acct>${entries.replace(/<(\/?)(\w)/g, '<$1d:$2')}</d:Stmt></d:BkToCstmrStmt></d:Document>`;
const fault = (text: string) => {
  try {
    parseCamt053(text);
    return 'read';
  } catch (error) {
    return error instanceof Camt053Error ? [error.fault, error.element] : String(error);
  }
};

describe('a statement', () => {
  it('is read whatever its prefix and version', () => {
    const [read] = parseCamt053(statement(entry('<AddtlNtryInf>Köçürmə &amp; rüsum</AddtlNtryInf>')));
    expect(read).toEqual({
      id: 'S1',
      iban: 'AZ21NABZ00000000137010001944',
      entries: [
        {
          bankReference: 'A1',
          amount: '40.00',
          currency: 'AZN',
          credit: true,
          reversal: false,
          booked: true,
          bookedOn: '2026-11-24',
          remittance: 'Köçürmə & rüsum',
        },
      ],
    });
  });

  it('tells what was booked together payment by payment, each under a reference of its own', () => {
    const one = (amount: string, rf: string) =>
      `<TxDtls><Amt Ccy="AZN">${amount}</Amt><RmtInf><Strd><CdtrRefInf><Ref>${rf}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`;
    const [read] = parseCamt053(statement(entry(`<NtryDtls>${one('25.00', 'RF1')}${one('15.00', 'RF2')}</NtryDtls>`)));
    expect(read?.entries.map(({ bankReference, amount, reference }) => [bankReference, amount, reference])).toEqual([
      ['A1/1', '25.00', 'RF1'],
      ['A1/2', '15.00', 'RF2'],
    ]);
  });

  it.each([
    ['more than was booked', '<Amt Ccy="AZN">25.00</Amt>', '<Amt Ccy="AZN">15.01</Amt>'],
    ['another currency', '<Amt Ccy="USD">25.00</Amt>', '<Amt Ccy="USD">15.00</Amt>'],
    ['money that went', '<Amt Ccy="AZN">25.00</Amt>', '<Amt Ccy="AZN">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>'],
  ])('is one sum where its payments make %s', (_, one, two) => {
    const details = `<NtryDtls><TxDtls>${one}</TxDtls><TxDtls>${two}</TxDtls></NtryDtls>`;
    const [read] = parseCamt053(statement(entry(details)));
    expect(read?.entries.map(({ amount, currency, credit }) => [amount, currency, credit])).toEqual([
      ['40.00', 'AZN', true],
    ]);
  });

  it('is one sum where the bank does not say what each payment brought', () => {
    const [read] = parseCamt053(statement(entry('<NtryDtls><TxDtls></TxDtls><TxDtls></TxDtls></NtryDtls>')));
    expect(read?.entries.map(({ amount }) => amount)).toEqual(['40.00']);
  });

  it.each([
    ['no XML', 'hello', ['damaged', undefined]],
    ['XML that breaks off', statement(entry('')).slice(0, -20), ['damaged', undefined]],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${statement('')}`, ['damaged', undefined]],
    ['an entity of its own', statement(entry('<AddtlNtryInf>&a;</AddtlNtryInf>')), ['damaged', undefined]],
    ['another message', '<Document><CstmrCdtTrfInitn/></Document>', ['other', undefined]],
    ['a sum with a sign', statement(entry('').replace('40.00', '-40.00')), ['field', 'Amt']],
    ['a day that is none', statement(entry('').replace('2026-11-24T', '2026-13-24T')), ['field', 'BookgDt']],
    ['no direction', statement(entry('').replace('CRDT', 'XXXX')), ['field', 'CdtDbtInd']],
    ['elements without end', `<Document>${'<a>'.repeat(60)}`, ['large', undefined]],
    ['more elements than any statement has', `<Document>${'<a/>'.repeat(1_000_001)}`, ['large', undefined]],
    [
      'a text without end',
      statement(entry(`<AddtlNtryInf>${'x'.repeat(10_001)}</AddtlNtryInf>`)),
      ['large', undefined],
    ],
    ['more than any statement has', ' '.repeat(16 * 1024 * 1024 + 1), ['large', undefined]],
  ])('is refused as %s', (_, text, expected) => {
    expect(fault(text)).toEqual(expected);
  });

  it('is refused or read, and nothing else, however it is mutilated', () => {
    const whole = statement(entry('<NtryDtls><TxDtls><RmtInf><Ustrd>RF18</Ustrd></RmtInf></TxDtls></NtryDtls>'));
    const piece = fc.tuple(fc.nat(whole.length), fc.nat(30), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (cuts) => {
        const text = cuts.reduce(
          (given, [at, length, put]) => given.slice(0, at) + put + given.slice(at + length),
          whole,
        );
        const said = fault(text);
        return said === 'read' || Array.isArray(said);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a creditor reference', () => {
  it('has the check digits of ISO 11649', () => {
    expect(makeCreditorReference('539007547034')).toBe('RF18539007547034');
    expect(isCreditorReference('RF18539007547034')).toBe(true);
    expect(() => makeCreditorReference('ə')).toThrow(RangeError);
  });

  it('shows every wrong digit and every two that changed places', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(11), fc.nat(9), (body, at, digit) => {
        const right = makeCreditorReference(body);
        const wrong = right.slice(0, 4 + at) + digit + right.slice(5 + at);
        const turned = right.slice(0, 3 + at) + right[4 + at] + right[3 + at] + right.slice(5 + at);
        return [wrong, turned].every((one) => one === right || !isCreditorReference(one));
      }),
    );
  });

  it('is found in whatever was written around it, and only whole', () => {
    const reference = makeCreditorReference('202600000012');
    const spaced = reference.replace(/(.{4})/g, '$1 ');
    expect(referenceIn(`Rüsum ${spaced}Sınaqov`, 12)).toBe(reference);
    expect(referenceIn(`rf0${reference.toLowerCase()}, 2026`, 12)).toBe(reference);
    expect(referenceIn(`RF99202600000012 ${reference.slice(0, -1)}`, 12)).toBeUndefined();
  });
});
