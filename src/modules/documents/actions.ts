import { bakuDate, type Text } from '../../language/index.ts';
import { allow } from '../../kernel/access.ts';
import { countAttempt } from '../../kernel/attempt.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { publish } from '../../kernel/event.ts';
import { newCode, newId } from '../../kernel/identifier.ts';
import type { Basis, Line } from './entities.ts';
import { documentIssued, documentReplaced, documentRevoked } from './events.ts';
import { type ConductedDocument, conductedPort } from './ports.ts';
import { sign, verify } from './signature.ts';
import {
  addDocument,
  addReplacement,
  addRevocation,
  documentByCode,
  documentByEffect,
  documentById,
  documentReplacedBy,
  documentsByIds,
  documentsOf,
  type FoundDocument,
} from './store.ts';

export interface DocumentOrder {
  /** Says which effect of which case this is; a second order with the same key gives the same document. */
  readonly effectKey: string;
  readonly kind: string;
  readonly title: Text;
  readonly number: string;
  readonly lines: readonly Line[];
  readonly holder: { readonly person?: string; readonly organisation?: string };
  readonly institution: string;
  /** The case or record that it comes from. */
  readonly reference: string;
  /** `YYYY-MM-DD` */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly basis: Basis;
  readonly signer: { readonly name: string; readonly title: Text };
  /** Key of the document that was corrected: from this moment this one holds in its place. */
  readonly replaces?: string;
}

// 80 random bits: a code cannot be found by trying (RFC 4086 §8 asks for more than 48 against an online attacker).
const codeLength = 16;

/** Issues and signs a document. Only the program does this, as the effect of a decision. */
export async function issueDocument(
  ctx: Context,
  order: DocumentOrder,
): Promise<{ readonly id: string; readonly code: string }> {
  allow(ctx, 'documents.issueDocument');
  return inTransaction(ctx, async (tx) => {
    const before = await documentByEffect(tx.db, order.effectKey);
    if (before) return { id: before.id, code: before.code };
    const id = newId();
    const code = newCode(codeLength);
    const issuedAt = ctx.vahid.now();
    await addDocument(tx.db, {
      id,
      code,
      effect_key: order.effectKey,
      kind: order.kind,
      number: order.number,
      title: order.title,
      lines: [...order.lines],
      holder_person: order.holder.organisation ? null : (order.holder.person ?? null),
      holder_organisation: order.holder.organisation ?? null,
      institution: order.institution,
      reference: order.reference,
      valid_from: order.validFrom,
      valid_to: order.validTo,
      basis: order.basis,
      signer: order.signer,
      issued_at: issuedAt,
      jws: await sign(tx, payloadOf(ctx, order, code, issuedAt)),
    });
    await audit(tx, 'documents.issueDocument', id);
    await publish(tx, documentIssued, { document: id, institution: order.institution });
    if (order.replaces !== undefined) await replace(tx, { document: order.replaces, by: id, at: issuedAt }, order);
    return { id, code };
  });
}

async function replace(
  ctx: Context,
  { document, by, at }: { readonly document: string; readonly by: string; readonly at: Date },
  { institution }: Pick<DocumentOrder, 'institution'>,
): Promise<void> {
  await addReplacement(ctx.db, { document, replaced_by: by, replaced_at: at });
  await publish(ctx, documentReplaced, { document, by, institution });
}

/** Claims of the signature: registered names of RFC 7519 where they fit, the document's own beside them. */
function payloadOf(
  { vahid }: Context,
  order: DocumentOrder,
  code: string,
  issuedAt: Date,
): Readonly<Record<string, unknown>> {
  const { kind, number, title, lines, institution, validFrom, validTo, basis, signer } = order;
  const iat = Math.floor(issuedAt.getTime() / 1000);
  return {
    iss: vahid.config.publicUrl,
    jti: code,
    iat,
    kind,
    number,
    title,
    lines,
    institution,
    validFrom,
    validTo,
    basis,
    signer,
  };
}

/** `upcoming`: nothing is wrong with it, but its first day has not come. */
export type DocumentState = 'valid' | 'upcoming' | 'revoked' | 'replaced' | 'expired' | 'unknown';

/** What was signed: the pages show this, never the row beside it. */
export type SignedDocument = Pick<
  DocumentOrder,
  'kind' | 'number' | 'title' | 'lines' | 'institution' | 'validFrom' | 'validTo' | 'basis' | 'signer'
>;

export interface CheckedDocument {
  readonly state: DocumentState;
  readonly code: string;
  /** Of one that is ours. */
  readonly id?: string;
  readonly signed?: SignedDocument;
  readonly jws?: string;
  readonly revoked?: { readonly at: Date; readonly reason: string };
  /** What was wrong in it was corrected: since when, and the document that holds in its place today. */
  readonly replaced?: { readonly at: Date; readonly code: string; readonly number: string };
}

// Many people stand behind the one address of an office, and a code of 80 bits is not found in a hundred tries.
const tries = 100;
const tryMinutes = 10;

/**
 * What anybody learns who holds a code. The signature is checked anew each time, so a document that was changed
 * behind our back is unknown, not valid. Codes that are not ours are counted by address.
 */
export async function checkDocument(ctx: Context, given: string, from: string): Promise<CheckedDocument> {
  allow(ctx, 'documents.verifyDocument');
  const code = normaliseCode(given);
  const found = await documentByCode(ctx.db, code);
  if (!found) {
    await countAttempt(ctx, `document:${from}`, tries, tryMinutes);
    return { state: 'unknown', code };
  }
  const payload = await verify(ctx, found.jws);
  if (payload?.jti !== found.code) {
    ctx.vahid.log.error({ document: found.id }, 'document does not match its signature');
    return { state: 'unknown', code };
  }
  const signed = payload as unknown as SignedDocument;
  const shown = { code, id: found.id, signed, jws: found.jws };
  if (found.revoked_at)
    return { ...shown, state: 'revoked', revoked: { at: found.revoked_at, reason: found.revoked_reason ?? '' } };
  const replaced = await replacementOf(ctx, found);
  if (replaced) return { ...shown, state: 'replaced', replaced };
  return { ...shown, state: termState(signed, bakuDate(ctx.vahid.now())) };
}

/** How a document that nobody took back stands on a day. */
export function termState(
  { validFrom, validTo }: Pick<SignedDocument, 'validFrom' | 'validTo'>,
  today: string,
): 'valid' | 'upcoming' | 'expired' {
  if (validTo !== null && validTo < today) return 'expired';
  return validFrom > today ? 'upcoming' : 'valid';
}

async function replacementOf(
  ctx: Context,
  { replaced_by: by, replaced_at: at }: FoundDocument,
): Promise<CheckedDocument['replaced']> {
  const other = by === null ? undefined : await documentById(ctx.db, await latestOf(ctx, by));
  return other && at ? { at, code: other.code, number: other.number } : undefined;
}

/** As people copy it from paper: any case, with spaces or hyphens, and with the letters Crockford reads as digits. */
export function normaliseCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** Documents of the person, or of the organisation for which they act; newest first. */
export async function ownDocuments(ctx: Context): Promise<readonly FoundDocument[]> {
  allow(ctx, 'documents.listOwnDocuments');
  const { person, organisation } = ctx.actor;
  return documentsOf(ctx.db, { ...(person ? { person } : {}), ...(organisation ? { organisation } : {}) });
}

/** A document of a child, in the list of who conducts the case that it comes from. */
export type WardDocument = FoundDocument & Pick<ConductedDocument, 'ward'>;

/** Documents of the cases that the person conducts for their children and wards, while they may; newest first. */
export async function wardDocuments(ctx: Context): Promise<readonly WardDocument[]> {
  allow(ctx, 'documents.listOwnDocuments');
  const conducted = ctx.vahid.ports.has(conductedPort.name) ? await conductedPort.of(ctx.vahid)(ctx) : [];
  if (conducted.length === 0) return [];
  const wards = new Map(conducted.map(({ document, ward }) => [document, ward]));
  const documents = await documentsByIds(ctx.db, [...wards.keys()]);
  return documents.map((one) => ({ ...one, ward: wards.get(one.id) ?? '' }));
}

export interface Revocation {
  readonly document: string;
  /** Everyone who checks the document reads it. */
  readonly reason: string;
  readonly basis: Basis;
  /** Who decided on it. */
  readonly by: string | null;
}

/**
 * Revokes a document, once; from this moment everyone who checks it sees that, with the reason. Only the program does
 * this, as the effect of a decision that its holder is told of and may appeal.
 */
export async function revokeDocument(ctx: Context, { document, reason, basis, by }: Revocation): Promise<void> {
  allow(ctx, 'documents.revokeDocument');
  await inTransaction(ctx, async (tx) => {
    const found = await documentById(tx.db, document);
    if (!found) throw new Error(`there is no document ${document} to revoke`);
    const row = { document, reason, basis, revoked_by: by, revoked_at: ctx.vahid.now() };
    if (!(await addRevocation(tx.db, row))) return;
    await audit(tx, 'documents.revokeDocument', document);
    await publish(tx, documentRevoked, { document, institution: found.institution });
  });
}

/** How a document stands, and those that were corrected by it, the last one first. */
export interface StandingDocument {
  readonly number: string;
  readonly revokedAt: Date | null;
  readonly earlier: readonly {
    readonly id: string;
    readonly code: string;
    readonly number: string;
    readonly replacedAt: Date;
  }[];
}

/** Checks no access: the caller knows the document by its own case. @throws Error where there is none */
export async function standingDocument(ctx: Context, document: string): Promise<StandingDocument> {
  const now = await documentById(ctx.db, document);
  if (!now) throw new Error(`there is no document ${document}`);
  const earlier = [];
  for (let one = await documentReplacedBy(ctx.db, document); one; one = await documentReplacedBy(ctx.db, one.id)) {
    const { id, code, number, replaced_at: replacedAt } = one;
    if (replacedAt) earlier.push({ id, code, number, replacedAt });
  }
  return { number: now.number, revokedAt: now.revoked_at, earlier };
}

/** The document that holds today in place of one; itself where it was never corrected. Checks no access. */
export async function latestOf(ctx: Context, document: string): Promise<string> {
  const by = (await documentById(ctx.db, document))?.replaced_by ?? null;
  return by === null ? document : latestOf(ctx, by);
}
