import { describe, expect, it } from 'vitest';
import { serviceIn } from '../../../../test/changed-definitions.ts';
import { undelivered } from './delivery.ts';
import { askTable, judgeRequirements } from './judging.ts';
import { proposedReasons } from './reasons.ts';
import { caseData, type Facts } from './values.ts';

const service = await serviceIn('technopark-residency');

const known: Facts = {
  name: { state: 'value', value: '“Sınaq” MMC' },
  voen: { state: 'value', value: '2001234561' },
  head: { state: 'value', value: 'Sınaq' },
  staffCount: { state: 'value', value: 24 },
  address: { state: 'value', value: 'Bakı' },
  status: { state: 'value', value: 'active' },
  taxDebt: { state: 'value', value: '0.00' },
  technoparkResident: { state: 'value', value: false },
};
const answers = { area: 'cybersecurity', newJobs: 8, project: 'Layihə' };
const table = (facts: Facts, given = answers) => askTable(service, caseData(service, facts, given));
const signs = (facts: Facts, given = answers) =>
  Object.fromEntries(judgeRequirements(service, caseData(service, facts, given)).map(({ name, sign }) => [name, sign]));

it('nothing is approved that could not be entered or certified: what for, waits for its register', () => {
  const late = (facts: Facts) => undelivered(service, caseData(service, facts, answers));
  expect(late(known)).toEqual([]);
  expect(late({ ...known, voen: { state: 'unknown' }, address: { state: 'unavailable' } })).toEqual([
    'voen',
    'address',
  ]);
  // The register has said that it knows no address: the line stays empty.
  expect(late({ ...known, address: { state: 'unknown' }, taxDebt: { state: 'unavailable' } })).toEqual([]);
  expect(table({ ...known, voen: { state: 'unavailable' } })).toMatchObject({
    outcome: 'officer',
    reasons: [{ text: { az: '“VÖEN” barədə məlumat alınmayıb' } }, {}],
  });
});

describe('the table', () => {
  it('approves where nothing is left to judge', () => {
    expect(table(known)).toMatchObject({ outcome: 'approve', rule: 6 });
  });

  it('writes what it saw into its reason', () => {
    const { reasons } = table({ ...known, taxDebt: { state: 'value', value: '4120.35' } });
    expect(reasons).toEqual([
      {
        sign: 'late',
        article: 'technopark-rules 4.4.1',
        text: expect.objectContaining({ az: 'Şirkətin vergi borcu var: 4.120,35 ₼' }),
      },
    ]);
  });

  it.each(['unavailable', 'unknown', 'refused'] as const)(
    'concludes nothing from a fact that is %s, but says which one is missing',
    (state) => {
      const verdict = table({ ...known, technoparkResident: { state } });
      expect(verdict.outcome).toBe('officer');
      expect(verdict.rule).toBeUndefined();
      expect(verdict.reasons.map(({ text, article }) => [text.az, article])).toEqual([
        ['“Texnologiyalar parkının rezidenti” barədə məlumat alınmayıb', 'technopark-rules 6.2'],
        [expect.stringContaining('imtina edilə bilməz'), 'technopark-rules 6.2'],
      ]);
    },
  );

  it('leaves an approval to an official where a fact could not be renewed, but hides no ground for refusal', () => {
    const before = (value: string): Facts => ({ ...known, taxDebt: { state: 'value', value, unrenewed: true } });
    const { outcome, rule, reasons } = table(before('0.00'));
    expect([outcome, rule, reasons[0]?.text.az]).toEqual([
      'officer',
      undefined,
      '“Vergi borcu” barədə məlumat yenilənməyib',
    ]);
    expect(table(before('4120.35')).outcome).toBe('refuse');
    expect(signs(before('0.00'))['no-tax-debt']).toBe('known');
  });

  it('blames nothing where only an official has to judge', () => {
    const verdict = askTable(service, caseData(service, known, { ...answers, area: 'software' }));
    expect([verdict.outcome, verdict.reasons[0]?.sign]).toEqual(['officer', 'none']);
  });

  it('takes none for an answer: no debt is no debt', () => {
    expect(table({ ...known, taxDebt: { state: 'none' } }).outcome).toBe('approve');
  });

  it('takes a value of the wrong type for none at all', () => {
    expect(table({ ...known, staffCount: { state: 'value', value: 'iyirmi dörd' } }).outcome).toBe('officer');
  });

  it('needs no fact that it does not look at', () => {
    expect(table({ ...known, head: { state: 'unavailable' } }).outcome).toBe('approve');
  });
});

describe('conditions', () => {
  it('stand by a register, by the applicant’s word, against, or open', () => {
    const facts: Facts = {
      ...known,
      taxDebt: { state: 'unavailable' },
      status: { state: 'value', value: 'suspended' },
    };
    expect(signs(facts)).toEqual({
      active: 'late',
      'not-resident': 'known',
      'no-tax-debt': 'nodata',
      'area-listed': 'said',
      'new-jobs': 'said',
    });
  });

  it('give the reasons of a refusal only where they fail; a missing fact is never one', () => {
    const facts: Facts = { ...known, taxDebt: { state: 'unavailable' } };
    const judged = judgeRequirements(service, caseData(service, facts, { ...answers, newJobs: 2 }));
    expect(proposedReasons(service, 'refused', { requirements: judged }).map(({ reason }) => reason.article)).toEqual([
      'technopark-rules 4.5',
    ]);
  });

  it('leave a refusal without a failed condition to the official’s assessment, with its article', () => {
    const judged = judgeRequirements(service, caseData(service, known, answers));
    const articles = (...given: Parameters<typeof proposedReasons>) =>
      proposedReasons(...given).map(({ reason }) => reason.article);
    expect(articles(service, 'refused', { requirements: judged })).toEqual(['technopark-rules 4.6']);
    const named = ['technopark-rules 4.2', 'technopark-rules 4.4'];
    expect(articles(service, 'refused', { requirements: judged, articles: named })).toEqual(named);
    expect(articles(service, 'approved', { requirements: judged })).toHaveLength(5);
  });
});
