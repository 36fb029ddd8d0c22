import { port } from '../../../../kernel/vahid.ts';

/** Page on which one signs in at the demo service, and agrees; the rest of the way is the service's own. */
export const demoConsentPath = '/imza/demo';

/** What somebody is being asked at the demo service. */
export type AskedConsent =
  | { readonly scope: 'service' }
  | {
      readonly scope: 'credential';
      readonly holder: string;
      readonly description: string;
      /** Base64url. */
      readonly digest: string;
    };

export interface DemoConsent {
  /** FIN with which one signs in. */
  readonly person: string;
  readonly agreed: boolean;
}

/** What the page of consent needs of the service. */
export interface DemoSigning {
  waits(uid: string): AskedConsent | undefined;
  /** Takes an answer; tells where the browser goes on, undefined where nothing waits. */
  answer(uid: string, given: DemoConsent): string | undefined;
}

export const demoSigningPort = port<DemoSigning>('demo signing');
