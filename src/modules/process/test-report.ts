import type { Text } from '../../language/lang.ts';
import type { ProcessKind } from './definition/kind.ts';
import type { ProcessSource } from './definition/schema.ts';

const title = (name: string): Text => ({ az: `${name} az`, en: name, ru: `${name} ru` });

/** What an institution reports in its offices, and another judges in all of its own; a delay climbs from office to office. */
export const report: ProcessSource = {
  states: {
    draft: { status: 'draft', title: title('Draft') },
    signing: { status: 'in_review', title: title('To be signed') },
    review: { status: 'in_review', title: title('Review'), desk: title('Review at the desk') },
    asked: { status: 'waiting_for_applicant', title: title('Asked') },
    confirm: { status: 'in_review', title: title('Confirmation') },
    raised: { status: 'in_review', title: title('Raised') },
    accepted: { status: 'decided', title: title('Accepted'), end: true },
    withdrawn: { status: 'withdrawn', title: title('Withdrawn'), end: true },
  },
  actions: {
    note: { title: title('Note'), from: ['draft'], to: 'draft', actor: 'registrar' },
    prepare: { title: title('Prepare'), from: ['draft'], to: 'signing', actor: 'officer', of: 'owner' },
    sign: {
      title: title('Sign'),
      from: ['signing'],
      to: 'review',
      actor: 'deputy_head',
      of: 'owner',
      fourEyes: 'prepare',
    },
    'sign-instead': {
      title: title('Sign instead'),
      from: ['signing'],
      to: 'review',
      actor: 'head',
      of: 'owner',
      fourEyes: ['prepare'],
    },
    ask: { title: title('Ask'), from: ['review'], to: 'asked', actor: 'officer' },
    answer: { title: title('Answer'), from: ['asked'], to: 'review', actor: 'officer', of: 'owner', fourEyes: 'ask' },
    verify: { title: title('Verify'), from: ['review'], to: 'confirm', actor: 'project_office' },
    confirm: {
      title: title('Confirm'),
      from: ['confirm'],
      to: 'accepted',
      actor: 'project_office',
      fourEyes: ['verify', 'sign'],
    },
    rethink: { title: title('Send back'), from: ['confirm', 'raised'], to: 'review', actor: 'deputy_head' },
    raise: { title: title('Raise'), from: ['confirm'], to: 'raised', actor: 'approver' },
    settle: { title: title('Settle'), from: ['raised'], to: 'accepted', actor: 'head', fourEyes: ['verify', 'raise'] },
    withdraw: {
      title: title('Withdraw'),
      from: ['draft', 'signing', 'review'],
      to: 'withdrawn',
      actor: 'head',
      of: 'owner',
    },
  },
  clocks: {
    report: {
      workingDays: 5,
      runs: ['signing', 'review', 'confirm', 'raised'],
      remind: [2],
      escalate: [
        { to: 'deputy_head', of: 'owner', after: 0 },
        { to: 'head', of: 'owner', after: 2 },
        { to: 'project_office', after: 4 },
        { to: 'head', after: 4 },
      ],
    },
  },
};

export const reportKind = { kind: 'report', files: /^plan\/report\.yaml$/, effects: [] } as const satisfies ProcessKind;

export const reportFile = { 'plan/report.yaml': JSON.stringify({ title: title('Report'), process: report }) };
