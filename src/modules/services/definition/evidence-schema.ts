import { Type } from 'typebox';

/** Kinds of files that evidence may be: what everybody can make and open, and what runs nothing. */
export const evidenceKinds = ['pdf', 'jpeg', 'png'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Largest size that a service may allow for one file, in megabytes. */
export const mostMegabytes = 20;
/** Files of a field that takes several. */
export const mostFiles = 10;

/** What a field says besides that asks for a file. */
export const evidenceParts = {
  accept: Type.Optional(Type.Array(Type.Enum([...evidenceKinds]), { minItems: 1, uniqueItems: true })),
  /** Of one file, in megabytes. */
  maxSize: Type.Optional(Type.Integer({ minimum: 1, maximum: mostMegabytes })),
  /** Several files, up to ten. */
  many: Type.Optional(Type.Literal(true)),
};
