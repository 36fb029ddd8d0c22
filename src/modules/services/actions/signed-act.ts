import type { Context } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { pick, type Text } from '../../../language/index.ts';
import { orderSignature, type SignedAct } from '../../identity/index.ts';
import type { ReasonChoice } from '../rules/reasons.ts';
import { say } from '../text/index.ts';
import { actOnCase, decisionToSign, type DeskAct } from './desk-act.ts';
import type { ToSign } from './signing.ts';
import { submissionToSign, submitCase } from './submitting.ts';

/** What is done once it is signed, as identity keeps it meanwhile; `secret` is the key of the digests, base64. */
type Pending =
  | {
      readonly kind: 'submit';
      readonly id: string;
      readonly key: string;
      readonly secret: string;
      readonly answered: boolean;
    }
  | {
      readonly kind: 'decide';
      readonly id: string;
      readonly key: string;
      readonly secret: string;
      readonly action: string;
      readonly version: number;
      readonly note: string;
      readonly pages: readonly string[];
      readonly reasons: Json;
    };

/** Leads the applicant to sign what they send; answers where. Nothing is sent before that. @throws as submitCase, signingNotOffered */
export async function signSubmission(ctx: Context, { id, key }: { id: string; key: string }): Promise<string> {
  const ready = await submissionToSign(ctx, { id, key });
  const act: Pending = { kind: 'submit', id, key, secret: secretOf(ready), answered: ready.action === 'answer' };
  return order(ctx, ready, { act, back: `/muracietler/${id}/yoxlama` });
}

/** Leads an official to sign what they decide; answers where. Nothing is decided before that. @throws as actOnCase, signingNotOffered */
export async function signDecision(
  ctx: Context,
  given: Omit<DeskAct, 'signing'> & { readonly version: number },
): Promise<string> {
  const ready = await decisionToSign(ctx, given);
  const { id, key, action, version, note, pages = [], reasons = {} } = given;
  const act: Pending = {
    kind: 'decide',
    id,
    key,
    secret: secretOf(ready),
    action,
    version,
    note,
    pages,
    reasons: JSON.parse(JSON.stringify(reasons)) as Json,
  };
  return order(ctx, ready, { act, back: `/masa/is/${id}` });
}

const secretOf = ({ key }: ToSign): string => key.toString('base64');

function order(
  ctx: Context,
  { statement, loaded, action }: ToSign,
  { act, back }: { readonly act: Pending; readonly back: string },
): Promise<string> {
  const { service, row } = loaded;
  const title = service.process.actions.find(({ name }) => name === action)?.title ?? service.title;
  const description: Text = say('toSign', (lang) => ({
    act: pick(title, lang),
    service: pick(service.title, lang),
    reference: row.reference,
  }));
  return orderSignature(ctx, { statement, description, act, back });
}

/** Carries out what was signed; the case has to be as it was then. @throws changedSinceSigned, and as submitCase and actOnCase */
export async function carryOut(ctx: Context, { act, statement, jws }: SignedAct): Promise<string> {
  const pending = act as unknown as Pending;
  const { id, key, secret } = pending;
  const signing = { jws, statement, key: Buffer.from(secret, 'base64') };
  if (pending.kind === 'submit') {
    await submitCase(ctx, { id, key, signing });
    return `/muracietler/${id}/gonderildi${pending.answered ? '?cavab=1' : ''}`;
  }
  const { action, version, note, pages, reasons } = pending;
  await actOnCase(ctx, { id, key, action, version, note, pages, reasons: reasons as ReasonChoice, signing });
  return `/masa/is/${id}`;
}
