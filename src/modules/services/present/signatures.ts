import type { Context } from '../../../kernel/context.ts';
import { readSignature, type SignatureView } from '../../identity/index.ts';
import { type ActorKind, type JournalEntry, officeTitle } from '../../process/index.ts';
import type { SignatureRow } from '../entities.ts';
import { digestOf } from '../actions/signing.ts';

/**
 * Signatures of the steps that the reader may know of, each checked anew. One whose digest is not that of the journal was
 * put there later, and does not hold. `file`: the path of the signature itself.
 */
export async function signatureViews(
  ctx: Context,
  rows: readonly SignatureRow[],
  entries: readonly Pick<JournalEntry, 'seq' | 'title' | 'details' | 'actedAs'>[],
  file?: (seq: number) => string,
): Promise<readonly SignatureView[]> {
  const views: SignatureView[] = [];
  for (const row of rows) {
    const entry = entries.find(({ seq }) => seq === row.seq);
    if (!entry) continue;
    const read = await readSignature(ctx, row.jws);
    const noted = entry.details.signature === digestOf({ jws: row.jws, statement: {}, key: row.key });
    views.push({
      act: entry.title,
      state: noted ? read.state : 'broken',
      ...(read.state === 'holds' && noted
        ? { signer: read.signer.name, signedAt: read.signedAt, issuer: read.signer.issuer }
        : {}),
      ...officeOf(entry.actedAs),
      ...(file ? { file: file(row.seq) } : {}),
    });
  }
  return views;
}

const officeOf = (actedAs: ActorKind): Pick<SignatureView, 'office'> =>
  actedAs === 'applicant' ? {} : { office: officeTitle(actedAs) };
