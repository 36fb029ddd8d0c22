import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../../../kernel/context.ts';
import { canonical, type JsonValue } from '../../../protocols/jades/index.ts';
import { offersSigning, type SignedAct } from '../../identity/index.ts';
import type { AnswerRow, FactRow } from '../entities.ts';
import { changedSinceSigned } from '../refusals.ts';
import type { Reason } from '../rules/judging.ts';
import * as store from '../store.ts';
import type { LoadedCase } from './loading.ts';

/** What an act rests on, as it is when it is signed. */
export interface Grounds {
  readonly facts: readonly FactRow[];
  readonly answers: readonly Pick<AnswerRow, 'field' | 'value'>[];
  /** Of the decision that it makes, and those in the official's own words. */
  readonly reasons?: readonly Reason[] | undefined;
  readonly ownReason?: string | undefined;
  readonly note?: string | undefined;
  readonly pages?: readonly string[] | undefined;
}

/** A signature that was checked, and the key of its digests. `trial`: the act is only tried, before it is signed. */
export type Signing =
  | 'trial'
  | { readonly jws: string; readonly statement: SignedAct['statement']; readonly key: Buffer };

/** The digest that the journal keeps of a signature. */
export const digestOf = (signing: Signing | undefined): string | undefined =>
  signing &&
  createHash('sha256')
    .update(signing === 'trial' ? '' : signing.jws)
    .digest('hex');

const parts = ['answers', 'facts', 'note', 'ownReason', 'pages', 'reasons'] as const;
type Contents = { readonly [Part in (typeof parts)[number]]?: JsonValue };

/** When something was asked does not count, what was answered does: asked again, the same answer is the same ground. */
export function contentsOf(grounds: Grounds): Contents {
  const { facts, answers, reasons, ownReason, note = '', pages = [] } = grounds;
  return {
    answers: Object.fromEntries(answers.map(({ field, value }) => [field, value as JsonValue])),
    facts: Object.fromEntries(facts.map(({ field, state, value }) => [field, [state, (value ?? null) as JsonValue]])),
    ...(note === '' ? {} : { note }),
    ...(pages.length === 0 ? {} : { pages: [...pages] }),
    ...(reasons ? { reasons: JSON.parse(JSON.stringify(reasons)) as JsonValue } : {}),
    ...(ownReason === undefined ? {} : { ownReason }),
  };
}

/** Digests under a random key: without it nobody finds out by trying what an applicant answered. */
function digestsOf(contents: Contents, key: Buffer): Readonly<Record<string, JsonValue>> {
  const digest = (part: string, value: JsonValue) =>
    createHmac('sha256', key)
      .update(`${part}\0${canonical(value)}`)
      .digest('base64url');
  const kept = parts.flatMap((part) => {
    const value = contents[part];
    return value === undefined ? [] : [[part, digest(part, value)] as const];
  });
  return { algorithm: 'HMAC-SHA256', ...Object.fromEntries(kept) };
}

/** What is signed: which act, on which case, as it stood, in which version of the service. No personal data. */
export function statementOf(
  { vahid }: Context,
  { row, of, service }: LoadedCase,
  { action, grounds }: { readonly action: string; readonly grounds: Grounds },
): { readonly statement: SignedAct['statement']; readonly key: Buffer } {
  const key = randomBytes(32);
  const statement = {
    installation: vahid.config.publicUrl,
    case: row.reference,
    instance: row.id,
    service: row.service,
    definition: row.version,
    state: of.state,
    version: of.version,
    action,
    actedAs: service.process.actions.find(({ name }) => name === action)?.actor ?? '',
    at: vahid.now().toISOString(),
    contents: digestsOf(contentsOf(grounds), key),
  };
  return { statement, key };
}

/** An act may be signed where a signing service is connected; one that has to be is said to be so in any case. */
export function signable({ vahid }: Context, sign: 'required' | 'optional' | undefined) {
  return sign && (sign === 'required' || offersSigning(vahid)) ? { sign } : {};
}

/** An act that is ready to be signed. */
export interface ToSign {
  readonly statement: SignedAct['statement'];
  readonly key: Buffer;
  readonly loaded: LoadedCase;
  readonly action: string;
}

/** False where the case is no longer what was signed. */
export function isAsSigned(
  { row }: Pick<LoadedCase, 'row'>,
  signing: Exclude<Signing, 'trial'>,
  grounds: Grounds,
): boolean {
  const { instance, action, contents } = signing.statement;
  if (instance !== row.id || typeof action !== 'string' || contents === undefined) return false;
  return canonical(contents) === canonical(digestsOf(contentsOf(grounds), signing.key));
}

/** Keeps a signature beside the step that it was given for. @throws changedSinceSigned */
export async function keepSignature(
  ctx: Context,
  loaded: Pick<LoadedCase, 'row'>,
  given: {
    readonly signing: Signing | undefined;
    readonly action: string;
    readonly seq: number;
    readonly grounds: Grounds;
  },
): Promise<void> {
  const { signing, action, seq, grounds } = given;
  if (signing === undefined || signing === 'trial') return;
  if (signing.statement.action !== action || !isAsSigned(loaded, signing, grounds)) throw changedSinceSigned();
  await store.insertSignature(ctx.db, {
    instance: loaded.row.id,
    seq,
    at: ctx.vahid.now(),
    jws: signing.jws,
    key: signing.key,
    contents: canonical(contentsOf(grounds)),
  });
}

/** What the process compares: the case has to be in the version that was signed. */
export function versionSigned(signing: Signing | undefined): number | undefined {
  if (signing === undefined || signing === 'trial') return undefined;
  const { version } = signing.statement;
  return typeof version === 'number' ? version : -1;
}
