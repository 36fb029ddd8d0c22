import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  title: 'Who looked at my data',
  titleOrganisation: 'Who looked at the company’s data',
  lead: 'An institution gets your data only by naming its purpose and its legal basis. Every look-up and every refused attempt stays here; nobody can change or remove it.',
  leadOrganisation:
    'An institution gets the company’s data only by naming its purpose and its legal basis. Every look-up and every refused attempt stays here; nobody can change or remove it.',
  count: 'In all: {count}',
  none: 'Nobody has looked at your data yet. When somebody does, who, when and why will appear here.',
  noneOrganisation:
    'Nobody has looked at the company’s data yet. When somebody does, who, when and why will appear here.',
  at: 'Time',
  institution: 'Institution',
  what: 'What was looked at',
  purpose: 'Purpose',
  basis: 'Legal basis',
  noPurpose: 'not given',
  noBasis: 'not given',
  case: 'case {reference}',
  letter: 'letter {reference}',
  own: 'your own action',
  entered: 'Entered in the register: {what}',
  caseOpened: 'Case opened, by: {what}',
  refused: 'refused',
  unavailable: 'not obtained',
  verifySummary: 'Proves an exchange from its evidence: who signed, and before when',
  verifyHolds: '{file}: valid. Signed by {signer}. Stamped at {at}.',
  verifyFails: '{file}: not valid ({fault}): {message}',
};
