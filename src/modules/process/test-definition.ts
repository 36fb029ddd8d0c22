import type { ProcessKind } from './definition/kind.ts';
import type { CompiledProcess, ProcessSource } from './definition/schema.ts';
import { compileProcess } from './definition/compile.ts';
import type { Text } from '../../language/lang.ts';

const title = (name: string): Text => ({ az: `${name} az`, en: name, ru: `${name} ru` });

/** A process with everything the engine knows; tests change what they are about. */
export const permit: ProcessSource = {
  states: {
    draft: { status: 'draft', title: title('Draft') },
    review: { status: 'in_review', title: title('Review') },
    confirm: { status: 'in_review', title: title('Confirmation') },
    waiting: { status: 'waiting_for_applicant', title: title('Waiting') },
    decided: { status: 'decided', title: title('Decided'), end: true },
    refused: { status: 'decided', title: title('Refused'), end: true },
    appealed: { status: 'appealed', title: title('Appealed') },
    closed: { status: 'closed', title: title('Closed'), end: true },
    withdrawn: { status: 'withdrawn', title: title('Withdrawn'), end: true },
  },
  actions: {
    submit: { title: title('Submit'), from: ['draft'], to: 'review', actor: 'applicant', effects: ['notify-received'] },
    withdraw: {
      title: title('Withdraw'),
      from: ['draft', 'review', 'waiting'],
      to: 'withdrawn',
      actor: 'applicant',
      grave: true,
    },
    return: { title: title('Return'), from: ['review'], to: 'waiting', actor: 'officer', note: 'required' },
    answer: { title: title('Answer'), from: ['waiting'], to: 'review', actor: 'applicant', note: 'optional' },
    recommend: {
      title: title('Recommend'),
      from: ['review'],
      to: 'confirm',
      actor: 'officer',
      guard: 'staff >= 5',
      otherwise: {
        az: 'Ən azı beş işçi olmalıdır.',
        en: 'At least five employees are needed.',
        ru: 'Нужно не менее пяти работников.',
      },
    },
    rethink: { title: title('Send back'), from: ['confirm'], to: 'review', actor: 'approver' },
    approve: {
      title: title('Approve'),
      from: ['confirm'],
      to: 'decided',
      actor: 'approver',
      fourEyes: 'recommend',
      effects: ['enter', 'issue'],
    },
    refuse: {
      title: title('Refuse'),
      from: ['confirm'],
      to: 'refused',
      actor: 'approver',
      fourEyes: 'recommend',
      note: 'required',
      grave: true,
    },
    appeal: { title: title('Appeal'), from: ['refused'], to: 'appealed', actor: 'applicant' },
    overturn: { title: title('Overturn'), from: ['appealed'], to: 'decided', actor: 'deputy_head', fourEyes: 'refuse' },
    uphold: {
      title: title('Uphold'),
      from: ['appealed'],
      to: 'refused',
      actor: 'deputy_head',
      fourEyes: ['recommend', 'refuse'],
      note: 'required',
    },
    lapse: { title: title('Lapse'), from: ['waiting'], to: 'closed', actor: 'system' },
  },
  clocks: {
    decision: { workingDays: 10, runs: ['review', 'confirm'], remind: [2], escalate: 'deputy_head' },
    answer: { workingDays: 10, runs: ['waiting'], remind: [3], due: 'lapse' },
  },
};

export const guardTypes = { staff: 'number' } as const;

export const permitKind = {
  kind: 'process',
  files: /^processes\/(permit)\.yaml$/,
  inputs: guardTypes,
  effects: ['enter', 'issue', 'notify-received'],
} as const satisfies ProcessKind;

export function compilePermit(change: (source: ProcessSource) => void = () => undefined) {
  const source = structuredClone(permit);
  change(source);
  return compileProcess(source, { inputTypes: guardTypes, effects: permitKind.effects });
}

export function compiledPermit(): CompiledProcess {
  const { compiled, findings } = compilePermit();
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message.en).join('\n'));
  return compiled;
}

/** The same as the text of a file `processes/permit.yaml`. */
export const permitFile = JSON.stringify({ title: title('Permit'), process: permit });
