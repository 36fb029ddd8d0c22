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
  gatewaySummary: 'Runs a gateway of the exchange',
  gatewayInitSummary: 'Makes key, certificate and settings of a new gateway',
  gatewayPublishSummary: 'Signs and publishes the configuration of the exchange',
  gatewayRuns: '{id} runs: port {clients} for information systems, port {gateways} for gateways. Ctrl+C stops it.',
  gatewayMade: 'Key, certificate and settings of the gateway are in {folder}. Send entry.yaml to the centre.',
  gatewayPublished: 'The configuration is signed. Gateways: {count}. In force until {until}.',
};
