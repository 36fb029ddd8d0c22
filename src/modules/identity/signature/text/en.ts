import type { Words } from '../../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  signTitle: 'Electronic signature',
  signLead: 'You are about to sign this act:',
  signWhat: 'What is signed',
  signAbout:
    'The signing service asks who you are, then for your consent. Your key stays there, only the signature comes here. The text that is signed holds no personal data in the clear.',
  signMinutes: 'You have {minutes} minutes. If you do not sign, nothing is sent.',
  signGo: 'Go to the signing service',
  signBack: 'Back without signing',

  failedTitle: 'Not signed',
  failedNothing: 'Nothing was carried out: everything is as it was.',
  failedBack: 'Go back',

  demoTitle: 'Demo signing service',
  demoWho: 'With whose signature do you sign?',
  demoWhoLead:
    'Here a demo service stands in the place of a real one: its people are invented, and no PIN is asked for.',
  demoAgree: 'Do you sign this?',
  demoAgreeLead: 'The service signs this digest alone, once.',
  demoHolder: 'Holder of the certificate',
  demoDigest: 'SHA-256 digest',
  demoSign: 'Sign',
  demoDecline: 'Decline',

  signer: 'Signed by',
  signedAt: 'Signed on',
  issuer: 'Issuer of the certificate',
  signaturesTitle: 'Electronic signatures',
  download: 'Signature file (JWS)',
  holds: 'The signature holds',
  altered: 'The signature does not hold',
  unchecked: 'It cannot be checked at the moment',
};
