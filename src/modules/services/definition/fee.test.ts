import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';
import { simulate } from './simulation.ts';

const service = 'services/company-registration/service.yaml';
const course = 'courses/assessed.yaml';
const all = await definitionsOf('company-registration');

const compiledOf = (changes?: Changes): CompiledService => {
  const found = compileChanged(all, changes).definitions.find(({ kind }) => kind === 'service');
  if (!found) throw new Error('the service does not compile');
  return found.compiled as CompiledService;
};

/** Rules broken once the fee, or what else of the service, is changed. */
const rulesOf = (changes: Changes) => [...new Set(compileChanged(all, changes).problems.map(({ rule }) => rule))];
const withFee = (edit: (fee: Loose) => void) => ({ [service]: (one: Loose) => edit(value(one.fee)) });
const withPaid = (edit: (process: Loose) => void) => ({
  [course]: (one: Loose) => edit(value(value(one.paid).process)),
});
const noScenarios = (rules: readonly string[]) =>
  rules.filter((rule) => !['scenario', 'scenario-coverage', 'scenarios-fail'].includes(rule));

describe('a fee', () => {
  it('is a decimal in the release, never a binary number', () => {
    const { fee, cost } = compiledOf();
    expect(fee).toMatchObject({ amount: '25.00', payee: 'in', asked: 'application', refund: 'withdrawal' });
    expect(cost).toEqual({ amount: '25.00', currency: 'AZN' });
    expect(fee?.uses).toEqual(['charter']);
  });

  it.each([
    ['a binary number', '15.5', 'fee-binary'],
    ['a sum below nothing', '"-5.00"', 'fee-amount'],
    ['nothing', '"0.00"', 'fee-amount'],
    ['a part of a qəpik', '"1.005"', 'fee-amount'],
    ['an expression that is a text', 'companyName', 'fee-amount'],
    ['an expression with an unknown name', 'staff * 2', 'feel.unknown_name'],
  ])('is refused as %s', (_, amount, rule) => {
    expect(noScenarios(rulesOf(withFee((fee) => void (fee.amount = value(parse(amount))))))).toEqual([rule]);
  });

  it('needs articles, and an account to which it is paid', () => {
    expect(noScenarios(rulesOf(withFee((fee) => void delete fee.article)))).toEqual(['no-article']);
    expect(noScenarios(rulesOf(withFee(({ waiver }) => void delete value(waiver).article)))).toEqual(['no-article']);
    expect(noScenarios(rulesOf(withFee((fee) => void (fee.payee = value('ktn')))))).toEqual(['no-account']);
    const question = withFee(({ waiver }) => void (value(waiver).when = value('companyName')));
    expect(noScenarios(rulesOf(question))).toEqual(['fee-waiver']);
  });

  it('is said once: a service is free or takes one', () => {
    expect(noScenarios(rulesOf({ [service]: (one) => void (one.cost = value('free')) }))).toEqual(['fee-free']);
    const neither = rulesOf({
      [service]: (one) => {
        delete one.fee;
      },
    });
    expect(neither).toContain('no-cost');
  });

  it('is waited for in a state that its payment leads out of, and so does the end of its time', () => {
    const without = (name: string) => (process: Loose) => void delete value(process.actions)[name];
    expect(rulesOf(withPaid(without('ask-payment')))).toContain('fee-unawaited');
    const elsewhere = withPaid(({ actions }) => void (value(value(actions).paid).to = value('review')));
    expect(rulesOf(elsewhere)).toContain('payment-stuck');
    const once = withPaid(({ actions }) => void (value(value(actions)['ask-payment']).from = value(['received'])));
    expect(rulesOf(once)).toContain('fee-unawaited');
    const short = withPaid(({ clocks }) => void delete value(value(clocks).payment).anew);
    expect(rulesOf(short)).toContain('payment-stuck');
    const forEver = withPaid((process) => {
      delete process.clocks;
      delete value(process.actions).unpaid;
      delete value(process.states).unpaid;
    });
    expect(rulesOf(forEver)).toContain('payment-stuck');
  });
});

describe('what is to be paid', () => {
  const facts = { fin: '5AAAAA1', founder: 'Sınaq', citizenship: 'azerbaijan' };
  const title = { az: 'x', en: 'x', ru: 'x' };
  const answers = { charter: 'own', charterText: 'x', companyName: 'Yol', activity: 'transport', seat: 'Bakı' };
  const submit = { act: 'submit', by: 'applicant' } as const;

  it('may differ from case to case, and is rounded to whole qəpik without a binary number', () => {
    const formula = withFee((fee) => void (fee.amount = value('if activity = "transport" then 1.1 + 2.205 else 10')));
    const changed = parse(stringify(parse(all.find(({ file }) => file === service)?.text ?? ''))) as Loose;
    formula[service]?.(changed);
    const { definitions, problems } = compileChanged(all, {
      ...formula,
      'services/company-registration/scenarios.yaml': (one) => {
        for (const told of Object.values(value(one.scenarios))) {
          if (String(value(told.result).fee) !== '25.00') continue;
          value(told.result).fee = value(String(value(told.answers).activity) === 'transport' ? '3.31' : '10.00');
        }
      },
    });
    expect(problems).toEqual([]);
    const compiled = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService;
    expect([compiled.cost, compiled.fee?.amount]).toEqual([undefined, undefined]);
    expect(simulate(compiled, { title, facts, answers, steps: [submit], result: { state: 'x' } }).fee.said).toBe(
      '3.31',
    );
  });

  it('waits for the register on which it depends', () => {
    const compiled = compiledOf();
    const fee = { ...compiled.fee, waiver: { ...compiled.fee?.waiver, when: 'citizenship = "none"' } };
    const of = { ...compiled, fee: { ...fee, uses: ['citizenship'] } } as CompiledService;
    const steps = [submit, { facts: { citizenship: 'none' } }];
    const track = simulate(of, {
      title,
      facts,
      unavailable: ['citizenship'],
      answers,
      steps: [submit],
      result: { state: 'x' },
    });
    expect([track.state, track.fee.said]).toEqual(['received', undefined]);
    const later = simulate(of, { title, facts, unavailable: ['citizenship'], answers, steps, result: { state: 'x' } });
    expect([later.state, later.fee.said]).toEqual(['review', 'waived']);
  });

  it('is asked after the approval where the definition says so, before what that gives', () => {
    const compiled = compiledOf();
    const { process } = compiled;
    const late = {
      ...compiled,
      fee: { ...compiled.fee, asked: 'issue' },
      process: {
        ...process,
        actions: process.actions.map((one) => {
          if (['grant', 'approve', 'overturn'].includes(one.name))
            return { ...one, effects: ['notify-approved', 'charge'] };
          if (one.name === 'ask-payment') return { ...one, from: ['approved'] };
          if (one.name !== 'paid') return one;
          return { ...one, from: ['payment', 'approved'], to: 'approved', effects: ['enter', 'document', 'do-issue'] };
        }),
      },
    } as CompiledService;
    const play = (given: typeof answers, ...steps: readonly object[]) =>
      simulate(late, { title, facts, answers: given, steps: [submit, ...steps], result: { state: 'x' } });
    const approved = [
      { act: 'recommend', by: 'officer', note: 'x' },
      { act: 'approve', by: 'approver' },
    ];
    const owing = play(answers, ...approved);
    expect([owing.state, owing.fee.said, owing.document]).toEqual(['payment', '25.00', undefined]);
    const paid = play(answers, ...approved, { pay: true });
    expect([paid.state, paid.document?.lines, paid.surprises]).toEqual(['issued', 4, []]);
    const free = play({ ...answers, charter: 'standard' });
    expect([free.state, free.fee.said, free.document?.lines]).toEqual(['issued', 'waived', 4]);
  });

  it('at the issue is no more, on an appeal after it was paid, than what is missing', () => {
    const { process, ...compiled } = compiledOf();
    const actions = process.actions.map((one) => {
      if (one.name === 'approve') return { ...one, effects: ['notify-approved', 'charge'] };
      if (one.name === 'overturn') return { ...one, from: ['issued'], effects: ['notify-approved', 'charge'] };
      if (one.name === 'ask-payment') return { ...one, from: ['approved'] };
      if (one.name !== 'paid') return one;
      return { ...one, from: ['payment', 'approved'], to: 'approved', effects: ['do-issue'] };
    });
    const late = { ...compiled, fee: { ...compiled.fee, asked: 'issue' }, process: { ...process, actions } };
    const track = simulate(late as CompiledService, {
      title,
      facts,
      answers,
      steps: [
        submit,
        { act: 'recommend', by: 'officer', note: 'x' },
        { act: 'approve', by: 'approver' },
        { pay: true },
        { act: 'overturn', by: 'deputy_head', note: 'x' },
      ],
      result: { state: 'x' },
    });
    expect([track.state, track.fee.billed, track.surprises]).toEqual(['issued', ['25.00'], []]);
  });

  it('is the difference where corrected answers cost more, whether they are sent or not', () => {
    const { fee: given, ...compiled } = compiledOf();
    const formula = 'string(if activity = "transport" then 25 else 40)';
    const { amount: _, waiver: __, ...rest } = { ...given };
    const of = { ...compiled, fee: { ...rest, formula, uses: ['citizenship'] } } as unknown as CompiledService;
    const corrected = { act: 'answer', by: 'applicant', answers: { activity: 'software' } } as const;
    const play = (...steps: readonly object[]) =>
      simulate(of, {
        title,
        facts,
        answers,
        steps: [submit, { pay: true }, { act: 'return', by: 'officer', note: 'x' }, ...steps],
        result: { state: 'x' },
      });
    const owing = play(corrected);
    expect([owing.state, owing.fee.billed, owing.fee.said]).toEqual(['payment', ['25.00', '15.00'], '40.00']);
    const paid = play(corrected, { pay: true });
    expect([paid.state, paid.surprises]).toEqual(['review', []]);
    // What is corrected and not sent, in a case that lapses, is not approved on appeal.
    const lapsed = play(
      { answers: { activity: 'software' } },
      { pass: 10 },
      { act: 'appeal', by: 'applicant', note: 'x' },
      { act: 'overturn', by: 'deputy_head', note: 'x', refused: true },
      { act: 'reopen', by: 'deputy_head', note: 'x' },
    );
    expect([lapsed.state, lapsed.fee.billed, lapsed.surprises]).toEqual(['payment', ['25.00', '15.00'], []]);
  });

  it('cannot be paid twice, nor where nothing is owed', () => {
    const compiled = compiledOf();
    const play = (charter: string, ...steps: readonly object[]) =>
      simulate(compiled, {
        title,
        facts,
        answers: { ...answers, charter },
        steps: [submit, ...steps],
        result: { state: 'x' },
      });
    expect(play('own', { pay: true }, { pay: true }).surprises).toEqual([{ step: 2, why: 'nothing to pay' }]);
    expect(play('standard', { pay: true }).surprises).toEqual([{ step: 1, why: 'nothing to pay' }]);
  });
});
