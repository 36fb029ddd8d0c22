import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  title: 'News by e-mail',
  lead: 'When there is a new notification for you in the portal, a short letter goes to your e-mail. It does not say what the notification is about: that you read only in the portal.',
  companyLead:
    'When there is a new notification for the company in the portal, a short letter goes to this address. It does not say what the notification is about: that you read only in the portal.',
  back: 'Notifications',
  notDone: 'The address was not saved',
  address: 'E-mail address',
  addressHint: 'For example name@example.az',
  language: 'Language of the letters',
  quiet: 'Nothing at night (21:00–09:00)',
  save: 'Save',
  remove: 'Stop the letters and delete the address',
  standing: 'State',
  confirmed: 'The address is confirmed',
  unconfirmed: 'Waiting for confirmation',
  unconfirmedText:
    'A letter was sent to {address}. Open the link in it within 24 hours. If it has not come, look into “Spam”, or save the address again.',
  refused: 'Letters do not arrive',
  refusedText: 'The mail server did not take a letter to {address}. Check the address and save it again.',
  refusedNotice:
    'Letters do not reach your e-mail address: its mail server refused one. Check the address and save it again.',
  lastSent: 'Last letter',
  none: 'none yet',
  confirmTitle: 'Confirm the e-mail address',
  confirmLead: 'By pressing this button you confirm that the address is yours.',
  confirm: 'I confirm the address',

  greeting: 'Hello,',
  confirmSubject: 'Mygov: confirm your e-mail address',
  confirmText: 'Somebody asked Mygov to send news to this address. To confirm it, open this link within 24 hours:',
  notYou: 'If it was not you, do nothing: to an address that is not confirmed no other letter is sent.',
  newsSubject: 'Mygov: you have a new notification',
  newsText: 'There are new notifications for you in Mygov (how many: {count}). Sign in to read them:',
  stopText: 'This letter was sent automatically, please do not answer it. You can stop the letters here:',
  codeSubject: 'Mygov: your code to sign in',
  codeText: 'Your code to sign in to Mygov (it holds for 15 minutes, in the browser that asked for it only):',
  codeNotYou: 'If it was not you, do nothing: who does not know the code cannot get in. Tell the code to nobody.',
  reminderSubject: 'Signing in to your account',
  reminderText:
    'Somebody tried to register again with the passport of your account. If it was you, no new account is needed: sign in by this e-mail address.',
  reminderNotYou: 'If it was not you, nothing needs to be done: no new account was opened.',
};
