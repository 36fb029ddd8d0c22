import type { Context } from '../../../kernel/context.ts';
import { InvalidSignature, type Signed, verifySigned } from '../../../protocols/jades/index.ts';
import { offersSigning, signingService } from './client.ts';

/** A signature as it is found to stand now. `unchecked`: no signing service is connected any more, so nobody is trusted. */
export type ReadSignature =
  | ({ readonly state: 'holds' } & Pick<Signed, 'statement' | 'signer' | 'signedAt'>)
  | { readonly state: 'broken' | 'unchecked' };

/** Reads a signature that was accepted, and checks it anew by the time at which it was made. Checks no access. */
export async function readSignature({ vahid }: Context, jws: string): Promise<ReadSignature> {
  if (!offersSigning(vahid)) return { state: 'unchecked' };
  const { anchors } = await signingService(vahid);
  try {
    const { statement, signer, signedAt } = await verifySigned(jws, { anchors });
    return { state: 'holds', statement, signer, signedAt };
  } catch (error) {
    if (error instanceof InvalidSignature) return { state: 'broken' };
    throw error;
  }
}
