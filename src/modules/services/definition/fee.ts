import { type Static, Type } from 'typebox';
import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledAccounts } from '../../payments/index.ts';
import type { CompiledAction, CompiledProcess } from '../../process/index.ts';
import type { CompiledField } from './compiled.ts';
import { expressionFault, unknown } from './finding.ts';
import * as found from './fee-findings.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { behind, programOf } from './types.ts';

const closed = { additionalProperties: false } as const;
const text = Type.Object(
  {
    az: Type.String({ minLength: 1, maxLength: 600 }),
    en: Type.String({ minLength: 1, maxLength: 600 }),
    ru: Type.String({ minLength: 1, maxLength: 600 }),
  },
  closed,
);
const expression = Type.String({ minLength: 1, maxLength: 500 });
const ground = { article: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) };

/** What is paid for the service. */
export const feeSection = Type.Object(
  {
    /** Manat: a decimal in quotes, or FEEL over the fields of the case. A number without quotes is binary, and refused. */
    amount: Type.Union([expression, Type.Number()]),
    ...ground,
    /** Institution that is paid; without it the one that provides the service. */
    payee: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
    /** Before the application is worked on, or between its approval and what that gives. */
    asked: Type.Enum(['application', 'issue']),
    waiver: Type.Optional(Type.Object({ when: expression, reason: text, ...ground }, closed)),
    /** A fee that was paid goes back when the application is withdrawn, or never. */
    refund: Type.Enum(['withdrawal', 'never']),
  },
  closed,
);
export type FeeSource = Static<typeof feeSection>;

/** A fee as the engine takes it: a decimal, or a formula that gives one as text. */
export interface CompiledFee {
  readonly amount?: string;
  readonly formula?: string;
  readonly article: string;
  readonly payee: string;
  readonly asked: 'application' | 'issue';
  readonly waiver?: { readonly when: string; readonly reason: Text; readonly article: string };
  readonly refund: 'withdrawal' | 'never';
  /** Fields that must be known before it is known what is to be paid. */
  readonly uses: readonly string[];
}

/** The actions of the program by which a case comes to wait for its fee, and goes on. */
export const feeActions = { ask: 'ask-payment', paid: 'paid' } as const;

/** The actions by which the applicant sends answers. */
export const sendings: readonly string[] = ['submit', 'answer'];

const decimal = /^-?\d+(\.\d+)?$/;

/** Gives the amount as text, in whole qəpik: so no digit of it is ever a binary number's. */
const formulaOf = (amount: string): string => `string(round half up((${amount}\n), 2))`;

interface Given {
  readonly fee?: FeeSource | undefined;
  readonly cost?: 'free' | undefined;
  readonly institution: string;
}

export function compileFee(
  { fee, cost, institution }: Given,
  fields: readonly CompiledField[],
  { around, scope, findings }: { around: Surroundings; scope: Scope; findings: Finding[] },
): CompiledFee | undefined {
  if (!fee) {
    if (cost === undefined) findings.push(found.noCost());
    return undefined;
  }
  if (cost !== undefined) findings.push(found.freeAndFee());
  const { asked, refund, waiver, payee = institution } = fee;
  findings.push(...payeeFaults(payee, around, scope));
  const amount = amountOf(fee.amount, fields, findings);
  const uses = amount.formula === undefined ? [] : programOf(fields, amount.formula).inputs;
  const article = articleOf(around, fee.article, ['fee'], 'fee', findings);
  if (!waiver) return { ...amount, article, payee, asked, refund, uses: behind(fields, uses) };
  const ground = articleOf(around, waiver.article, ['fee', 'waiver'], 'waiver', findings);
  const inputs = waiverInputs(fields, waiver.when, findings);
  return {
    ...amount,
    article,
    payee,
    asked,
    refund,
    waiver: { when: waiver.when, reason: waiver.reason, article: ground },
    uses: behind(fields, [...new Set([...uses, ...inputs])]),
  };
}

function amountOf(
  given: FeeSource['amount'],
  fields: readonly CompiledField[],
  findings: Finding[],
): Pick<CompiledFee, 'amount' | 'formula'> {
  const path: Path = ['fee', 'amount'];
  if (typeof given === 'number') {
    findings.push(found.binaryAmount(path, String(given)));
    return {};
  }
  if (decimal.test(given)) {
    if (!/^\d{1,12}(\.\d{1,2})?$/.test(given) || /^0+(\.0+)?$/.test(given))
      findings.push(found.wrongAmount(path, given));
    return { amount: given };
  }
  try {
    const { type } = programOf(fields, given);
    if (type !== 'number' && type !== 'any') {
      findings.push(found.noNumber(path));
      return {};
    }
    const formula = formulaOf(given);
    programOf(fields, formula);
    return { formula };
  } catch (error) {
    findings.push(expressionFault(path, error));
    return {};
  }
}

function waiverInputs(fields: readonly CompiledField[], when: string, findings: Finding[]): readonly string[] {
  const path: Path = ['fee', 'waiver', 'when'];
  try {
    const { type, inputs } = programOf(fields, when);
    if (type !== 'boolean' && type !== 'any') findings.push(found.noQuestion(path));
    return inputs;
  } catch (error) {
    findings.push(expressionFault(path, error));
    return [];
  }
}

function payeeFaults(payee: string, { institutions }: Surroundings, scope: Scope): readonly Finding[] {
  const path: Path = ['fee', 'payee'];
  const codes = institutions.map(({ code }) => code);
  if (!codes.includes(payee)) return [unknown('institution', path, payee, codes)];
  const accounts = scope.get<CompiledAccounts>('accounts', 'accounts')?.accounts ?? [];
  return accounts.some(({ institution }) => institution === payee) ? [] : [found.noAccount(path, payee)];
}

/** The state in which a case waits for its fee; undefined for a service without one. */
export const paymentStateOf = ({ actions }: Pick<CompiledProcess, 'actions'>): string | undefined =>
  actions.find(({ name }) => name === feeActions.ask)?.to;

/** Working days within which the fee is paid; undefined for a service without one. */
export function paymentTerm(process: Pick<CompiledProcess, 'actions' | 'clocks'>): number | undefined {
  const waits = paymentStateOf(process);
  return process.clocks.find(({ runs }) => waits !== undefined && runs.includes(waits))?.workingDays;
}

/** Is the fee worked out anew when a case is answered? In versions that were released before it was, it is not. */
export function asksAnew({ actions }: Pick<CompiledProcess, 'actions'>): boolean {
  const from = actions.find(({ name }) => name === feeActions.ask)?.from ?? [];
  return sendings.every((name) => actions.every((one) => one.name !== name || from.includes(one.to)));
}

interface Course {
  readonly process: CompiledProcess;
  readonly outcomes: { readonly approved: readonly string[] };
}

/** What is answered to a return may cost more: that is asked for too, with the whole time to pay. */
function unaskedAnew(process: CompiledProcess, ask: CompiledAction): readonly Finding[] {
  const answers = process.actions.filter(({ name }) => name !== 'submit' && sendings.includes(name));
  const unasked = answers.find(({ to }) => !ask.from.includes(to));
  if (unasked) return [found.unaskedAnew(unasked.name, unasked.to, ask.from.join(', '))];
  const short = process.clocks.find(({ runs, anew }) => runs.includes(ask.to) && !anew);
  return answers.length > 0 && short ? [found.shortAnew(short.name)] : [];
}

/** A fee is waited for in a state that is left when it is paid, and when it is not. */
export function checkFeeCourse(fee: FeeSource | undefined, { process, outcomes }: Course): readonly Finding[] {
  if (!fee) return [];
  const action = (name: string) => process.actions.find((one) => one.name === name);
  const [ask, paid, submit] = [action(feeActions.ask), action(feeActions.paid), action('submit')];
  const approvals = outcomes.approved.flatMap((name) => action(name) ?? []);
  const before = fee.asked === 'application' ? [submit?.to ?? ''] : approvals.map(({ to }) => to);
  if (ask?.actor !== 'system' || !before.every((state) => ask.from.includes(state)))
    return [found.unawaited(before.join(', '))];
  const anew = fee.asked === 'application' ? unaskedAnew(process, ask) : [];
  if (anew.length > 0) return anew;
  const needed = fee.asked === 'application' ? [ask.to] : [ask.to, ...before];
  const leaves = paid?.actor === 'system' && needed.every((state) => paid.from.includes(state));
  const goesOn = fee.asked === 'issue' || paid?.to === submit?.to;
  if (!leaves || !goesOn) return [found.neverPaid(ask.to, needed.join(', '), submit?.to ?? '')];
  const given = process.clocks.some(({ runs, due }) => runs.includes(ask.to) && due !== undefined && due !== paid.name);
  const silent = fee.asked === 'issue' ? approvals.find(({ effects }) => !effects.includes('charge')) : undefined;
  return [...(given ? [] : [found.waitsForEver(ask.to)]), ...(silent ? [found.uncharged(silent.name)] : [])];
}
