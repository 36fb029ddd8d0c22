import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';
import type { SignatureView } from '../identity/index.ts';

/** How the decision was signed by which a document was issued; by its id. Filled by services. */
export const signaturesPort =
  port<(ctx: Context, document: string) => Promise<readonly SignatureView[]>>('signatures of a decision');
