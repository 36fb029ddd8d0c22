import type { Words } from '../../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  title: 'Sign in without a FİN',
  lead: 'For citizens of other states who live abroad and have no personal number (FİN) in Azerbaijan. You sign in by a code that is sent to your e-mail; no password is needed.',
  withFin: 'Do you have a FİN? Then sign in by the usual way: more services are open to you there.',
  withFinLink: 'Sign in with a FİN',
  email: 'Your e-mail address',
  emailHint: 'If you come for the first time, you register with this address.',
  sendCode: 'Send the code',
  notDone: 'This could not be done',
  low: 'Nobody has checked who owns an account like this, so only services that say so accept it. Every application is checked by an official.',

  codeTitle: 'Enter the code from the letter',
  codeLead:
    'If the address can receive letters, a code of 8 digits is on its way. It holds for {minutes} minutes, in this browser only.',
  code: 'Code',
  codeHint: 'Never tell the code to anybody: officials do not ask for it.',
  goOn: 'Continue',
  again: 'The letter has not come? Look into “Spam”, or ask for another code',
  demoCode: 'The demonstration sends no letters. This is what the letter would say: {code}',

  detailsTitle: 'Tell us about yourself, as in your passport',
  detailsLead:
    'You say this once. Services then take it from your record, and an official compares it with a copy of your passport.',
  newTitle: 'Details of your new passport',
  name: 'Name and surname',
  nameHint: 'In Latin letters, as in the passport',
  birthDate: 'Date of birth',
  citizenship: 'State that issued the passport',
  passport: 'Passport number',
  validTo: 'Passport valid until',
  register: 'Register',
  save: 'Save',
};
