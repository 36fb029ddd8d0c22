import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';
import type { SignatureView } from '../identity/index.ts';

/** How the decision was signed by which a document was issued; by its id. Filled by services. */
export const signaturesPort =
  port<(ctx: Context, document: string) => Promise<readonly SignatureView[]>>('signatures of a decision');

/** A document of somebody whose case the actor conducts. */
export interface ConductedDocument {
  /** Key of documents.document. */
  readonly document: string;
  /** Name of its holder; empty where it was not received. */
  readonly ward: string;
}

/** Documents of the cases that the actor conducts for children and wards, while they may. Filled by services. */
export const conductedPort = port<(ctx: Context) => Promise<readonly ConductedDocument[]>>(
  'documents of cases conducted for others',
);
