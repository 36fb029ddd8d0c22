import { describe, expect, it } from 'vitest';
import { serviceIn } from '../../../../test/changed-definitions.ts';
import { readTrial } from '../reading-trial.ts';
import { cellsOf, inputsOf, tryTable } from './trying.ts';

const service = await serviceIn('technopark-residency');

const complete = {
  technoparkResident: false,
  status: 'active',
  taxDebt: '0',
  newJobs: 6,
  area: 'cybersecurity',
  staffCount: 25,
};

describe('trying a table', () => {
  it('tells the rule that decides, what it looks at, and what kept the rules above from deciding', () => {
    expect(tryTable(service, complete)).toMatchObject({
      outcome: 'approve',
      rule: 6,
      missing: [],
      decisive: ['area', 'staffCount'],
      against: [['technoparkResident'], ['status'], ['taxDebt'], ['newJobs'], ['area']],
    });
  });

  it('names every condition that is not met', () => {
    const { rule, against, decisive } = tryTable(service, { ...complete, area: 'games', staffCount: 3 });
    expect([rule, against[5], decisive]).toEqual([7, ['area', 'staffCount'], []]);
  });

  it('concludes nothing where a register is silent: then an official decides', () => {
    const { outcome, rule, missing, reasons } = tryTable(service, {
      ...complete,
      status: null,
      technoparkResident: true,
    });
    expect([outcome, rule, missing]).toEqual(['officer', undefined, ['status']]);
    expect(reasons.map(({ article }) => article)).toEqual(['technopark-rules 6.2', 'technopark-rules 6.2']);
  });

  it('is not asked without an answer that no application can do without', () => {
    expect(tryTable(service, { ...complete, newJobs: null })).toMatchObject({ outcome: null, missing: ['newJobs'] });
  });

  it('keeps each condition apart, in the order of the table', () => {
    expect(inputsOf(service).map(({ name }) => name)).toEqual(service.decision.inputs);
    expect(cellsOf(service).map((cells) => [...cells.keys()])).toEqual(
      service.decision.rules.map(({ when }) => Object.keys(when)),
    );
  });
});

describe('what was typed', () => {
  it('is read as the language writes it; what is empty is not known', () => {
    const { values, errors, typed } = readTrial(
      service,
      { taxDebt: '1.234,50', technoparkResident: 'no', newJobs: '', status: 'active' },
      'az',
    );
    expect(errors).toEqual([]);
    expect(values).toEqual({
      technoparkResident: false,
      status: 'active',
      taxDebt: '1234.50',
      newJobs: null,
      area: null,
      staffCount: null,
    });
    expect(typed.taxDebt).toBe('1.234,50');
  });

  it('is told from what does not fit, field by field', () => {
    const { errors } = readTrial(service, { newJobs: '-1', area: 'mining', staffCount: 'on', status: 'x' }, 'en');
    expect(errors.map(({ field, text }) => `${field}: ${text.en}`)).toEqual([
      'status: “Status”: choose one of the options',
      'newJobs: “New jobs in the first year”: write 0 or more',
      'area: “Field of activity”: choose one of the options',
      'staffCount: “Number of employees”: write a whole number, for example 5',
    ]);
  });
});
