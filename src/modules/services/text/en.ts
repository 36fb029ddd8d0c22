import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  notReceived: 'No information has been received on “{fact}”',
  notRenewed: 'The information on “{fact}” could not be renewed',
  toldInstead: 'The register did not answer about “{fact}”: this is what the applicant said',
  toldOtherwise: 'What the applicant said about “{fact}” differs from the register',
  insteadQuestion: 'The register does not answer. Please tell us yourself: {fact}',
  insteadHint:
    'We do not usually ask you this. When the register answers the two will be compared; if they differ an officer looks at the application.',
  measureFallbacks: 'Cases in which the applicant was asked in place of a silent register',
  factsAwaited:
    'Not received yet: {facts}. Without it the entry and the document could not be made. Have the registers asked again and approve once they have answered.',
  answerText: '“{label}”: write an answer',
  answerChoice: '“{label}”: choose one of the options',
  answerYesNo: '“{label}”: choose yes or no',
  answerNumber: '“{label}”: write a whole number, for example 5',
  answerDecimal: '“{label}”: write a number, for example 1,250.50',
  answerDate: '“{label}”: write the date like this: 22.11.2026',
  answerLeast: '“{label}”: write {min} or more',
  answerMost: '“{label}”: write {max} or less',
  answerLong: '“{label}”: write at most {max} characters, there are {now} now',
  groupLeast: '“{label}”: fill in at least {min}',
  groupMost: '“{label}”: there can be at most {max}',
  formChoice: 'You choose from a list',
  formNumber: 'One number',
  formText: 'A short answer',
  formLongText: 'At most {max} characters',
  formDate: 'One date',
  formYesNo: 'Yes or no',
  formGroup: 'One entry or several',
  yes: 'yes',
  no: 'no',
  free: 'Free of charge',
  portal: 'Online, on this portal',
  afterTable:
    'If the registers confirm every condition, the decision is made at once. Otherwise an officer considers your application within {days} working days and may ask you for an explanation; days of waiting for it do not count.',
  afterOfficer:
    'An officer considers your application within {days} working days and may ask you for an explanation; days of waiting for it do not count.',
  afterRefusal:
    'A refusal names the reason and the article of the act. You can appeal from here within {days} days of the decision.',
  declaration:
    'By sending this application I confirm that my answers are true. I know that what registers hold about me is read for this service only and that every look-up is shown on the page “Who looked at my data”.',
  declarationOfAnswer:
    'By sending this explanation I confirm that my answers are true. I know that what registers hold about me is read for this service only and that every look-up is shown on the page “Who looked at my data”.',
  effectEnter: 'Entry in “{register}”',
  effectDocument: 'The document is signed and issued: {title}',
  effectEnd: 'The entry in “{register}” ends',
  effectRevoke: 'The document is revoked: {title}',
  effectNotify: 'The applicant is notified',
  automatic: 'Decided automatically by the table',
  noName: 'name not received',
  measureFields: 'Share of fields filled in from registers',
  measureProactive: 'Share of services delivered on the initiative of the state',
  measureSatisfaction: 'Rating of services (out of 5)',
};
