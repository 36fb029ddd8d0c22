import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  desk: 'Desk',
  actSelf: 'For yourself',
  actOrganisation: 'For an organisation',

  behalfTitle: 'On whose behalf do you want to continue?',
  behalfHint: 'The list comes from the state register of legal persons: the organisations that name you as their head.',
  behalfNone:
    'The register names you as the head of no organisation. If you became one recently, it appears here once the register is updated.',
  behalfUnavailable:
    'The register does not answer at the moment, so the organisations you head are not shown. You can go on for yourself, or come back in a few minutes.',
  behalfSelf: 'My own matters',
  behalfHead: 'VÖEN {voen}, head',
  behalfChoose: 'Choose one of the list',
  companyElsewhere:
    'Do you head a company? Its applications, documents and notifications are shown while you act for it.',
  companyChoose: 'Choose the company',

  newPassport: 'Do you have a new passport? Update its details',
  sessionsTitle: 'Your open sessions',
  sessionsLead: 'Devices on which you are signed in. If there is one you don’t know, end its session.',
  sessionsRule: 'A session ends by itself {hours} hours after sign-in, or sooner when it is not used.',
  sessionsDevice: 'Device',
  sessionsSince: 'Signed in',
  sessionsSeen: 'Last used',
  sessionsEnd: 'Action',
  sessionsThis: 'this device',
  sessionsClose: 'End',
  sessionsCloseOthers: 'End the others',
  sessionsOnlyThis: 'You are signed in on no other device.',
  unknownBrowser: 'Unknown browser',
  unknownSystem: 'unknown system',

  signOutTitle: 'Do you want to sign out?',
  signOutLead: 'Your session on this device ends. Drafts and applications that you saved stay where they are.',
  signOutNow: 'Sign out',
  signOutOthers: 'Sessions on other devices',

  demoTitle: 'Who is signing in?',
  demoLead:
    'This sign-in is for the demonstration only: the people are invented and there is no password. Choose a name.',
  demoCitizens: 'Citizens and heads of companies',
  demoOfficials: 'Officials',
  demoName: 'Name',
  demoOffice: 'Office',
  demoAbout: 'What one can do',

  commandSummary: 'Appoints a person to an office in an institution',
  commandDone: '{fin} is appointed: {institution}, {role}, from {day}',
  commandWould: '{fin} would be appointed: {institution}, {role}, from {day}. Nothing was written.',
  dismissSummary: 'Ends the office of a person in an institution',
  dismissDone: '{fin} holds the office no longer: {institution}, {role}, from {day}',
  dismissWould: '{fin} would hold the office no longer: {institution}, {role}, from {day}. Nothing was written.',
};
