import type { Context } from '../../../kernel/context.ts';
import { port } from '../../../kernel/vahid.ts';
import type { Lang } from '../../../language/index.ts';

/** What an applicant without FİN says of themselves, as in their passport. Days as `YYYY-MM-DD`. */
export interface Passport {
  readonly name: string;
  readonly birthDate: string;
  /** Name of the state. */
  readonly citizenship: string;
  readonly number: string;
  readonly validTo: string;
}

/** Sends the letter of a code, in the caller's transaction. Filled where there is a mail server. */
export const codeLetterPort = port<(ctx: Context, code: string) => Promise<void>>('letters with a code');

/** Keeps an address that its owner has just confirmed, for news. Filled where there is a mail server. */
export const confirmedAddressPort =
  port<(ctx: Context, of: { person: string; address: string; lang: Lang }) => Promise<void>>('confirmed addresses');

/** Enters what an applicant without FİN says of themselves in the register of such people, in the caller's transaction. */
export const foreignersPort = port<(ctx: Context, applicant: Passport & { applicant: string }) => Promise<void>>(
  'register of foreign applicants',
);

/** Reminds an applicant, at the address they confirmed, by which address they sign in. Filled where there is a mail server. */
export const reminderPort = port<(ctx: Context, person: string) => Promise<void>>('reminders of an account');
