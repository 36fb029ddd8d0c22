import { Type } from 'typebox';
import { event } from '../../kernel/event.ts';

export const documentIssued = event(
  'documents.document_issued',
  Type.Object({ document: Type.String(), institution: Type.String() }),
);
export const documentRevoked = event(
  'documents.document_revoked',
  Type.Object({ document: Type.String(), institution: Type.String() }),
);
/** What stood in a document was corrected: `by` holds in its place. */
export const documentReplaced = event(
  'documents.document_replaced',
  Type.Object({ document: Type.String(), by: Type.String(), institution: Type.String() }),
);
