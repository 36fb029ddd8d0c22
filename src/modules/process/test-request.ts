import type { Text } from '../../language/lang.ts';
import type { ProcessKind } from './definition/kind.ts';
import type { ProcessSource } from './definition/schema.ts';

const title = (name: string): Text => ({ az: `${name} az`, en: name, ru: `${name} ru` });

/** What one institution asks of another: twenty working days, questions that stop them, children that come first. */
export const request: ProcessSource = {
  states: {
    draft: { status: 'draft', title: title('Draft') },
    review: { status: 'in_review', title: title('Review') },
    asked: { status: 'waiting_for_applicant', title: title('Asked') },
    halted: { status: 'waiting_for_applicant', title: title('Asked by a reviewer') },
    confirm: { status: 'in_review', title: title('Confirmation') },
    approved: { status: 'decided', title: title('Approved'), end: true },
    refused: { status: 'decided', title: title('Refused'), end: true },
    withdrawn: { status: 'withdrawn', title: title('Withdrawn'), end: true },
  },
  actions: {
    write: { title: title('Write'), from: ['draft'], to: 'draft', actor: 'registrar' },
    submit: { title: title('Submit'), from: ['draft'], to: 'review', actor: 'registrar', effects: ['review'] },
    withdraw: {
      title: title('Withdraw'),
      from: ['draft', 'review', 'asked', 'confirm'],
      to: 'withdrawn',
      actor: 'registrar',
    },
    ask: { title: title('Ask'), from: ['review'], to: 'asked', actor: 'officer', note: 'required' },
    answer: { title: title('Answer'), from: ['asked'], to: 'review', actor: 'registrar', note: 'required' },
    halt: { title: title('Halt'), from: ['review'], to: 'halted', actor: 'system' },
    resume: { title: title('Resume'), from: ['halted'], to: 'review', actor: 'system' },
    recommend: {
      title: title('Recommend'),
      from: ['review'],
      to: 'confirm',
      actor: 'officer',
      note: 'required',
      guard: 'openChildren = 0',
      otherwise: { az: 'Rəylər bitməyib.', en: 'Reviews are under way.', ru: 'Рассмотрение не завершено.' },
    },
    rethink: { title: title('Send back'), from: ['confirm'], to: 'review', actor: 'approver', note: 'required' },
    approve: {
      title: title('Approve'),
      from: ['confirm'],
      to: 'approved',
      actor: 'approver',
      note: 'required',
      fourEyes: ['recommend', 'submit'],
      effects: ['enter'],
    },
    refuse: {
      title: title('Refuse'),
      from: ['confirm'],
      to: 'refused',
      actor: 'approver',
      note: 'required',
      fourEyes: 'recommend',
      grave: true,
    },
  },
  clocks: {
    decision: { workingDays: 20, runs: ['review', 'confirm'], remind: [10, 3], escalate: 'deputy_head' },
    answer: { workingDays: 5, runs: ['asked', 'halted'], anew: true, remind: [2] },
  },
};

export const requestKind = {
  kind: 'request',
  files: /^catalogue\/request\.yaml$/,
  effects: ['enter', 'review'],
  triggers: ['halt', 'resume'],
} as const satisfies ProcessKind;

/** The opinion of one reviewer, begun within a request. */
export const review: ProcessSource = {
  states: {
    open: { status: 'in_review', title: title('Open') },
    asked: { status: 'waiting_for_applicant', title: title('Asked') },
    signed: { status: 'closed', title: title('Signed off'), end: true },
  },
  actions: {
    ask: { title: title('Ask'), from: ['open'], to: 'asked', actor: 'officer', note: 'required' },
    answer: { title: title('Answer'), from: ['asked'], to: 'open', actor: 'registrar', note: 'required' },
    sign: { title: title('Sign off'), from: ['open'], to: 'signed', actor: 'officer', note: 'required' },
    reopen: { title: title('Reopen'), from: ['signed'], to: 'open', actor: 'officer' },
  },
};

export const reviewKind = { kind: 'review', files: /^catalogue\/review\.yaml$/, effects: [] } as const;

export const requestFiles = {
  'catalogue/request.yaml': JSON.stringify({ title: title('Request'), process: request }),
  'catalogue/review.yaml': JSON.stringify({ title: title('Review'), process: review }),
};
