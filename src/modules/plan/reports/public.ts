import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import * as evidence from './evidence-store.ts';
import * as store from './store.ts';

/** A report as everybody reads it: what was accepted last, and by which institution; no person. */
export interface PublicReport {
  readonly id: string;
  readonly period: string;
  /** Code of the institution that reports; its deputy head submitted it. */
  readonly institution: string;
  readonly content: store.ReportContent;
  readonly submittedAt: Date;
  /** Code of the institution whose project office accepted it. */
  readonly acceptedBy: string;
  readonly acceptedAt: Date;
}

/** Accepted reports of a measure, the newest period first. Open to all. */
export async function reportsOf(ctx: Context, item: string): Promise<readonly PublicReport[]> {
  allow(ctx, 'plan.readReports');
  const found: PublicReport[] = [];
  for (const { id, period, institution } of await store.reportsOfItem(ctx.db, item)) {
    const last = (await store.submissionsOf(ctx.db, id)).find(({ outcome }) => outcome === 'accepted');
    if (!last || last.judgedBy === null || last.judgedAt === null) continue;
    const { content, at: submittedAt, judgedBy: acceptedBy, judgedAt: acceptedAt } = last;
    found.push({ id, period, institution, content, submittedAt, acceptedBy, acceptedAt });
  }
  return found;
}

/** A piece of verified evidence as everybody reads it. */
export interface PublicEvidence {
  readonly id: string;
  readonly period: string;
  /** Id of the milestone or deliverable, or of both, that it proves. */
  readonly milestone: string | null;
  readonly deliverable: string | null;
  readonly kind: 'file' | 'link';
  /** Null where it is internal: only that it is there, and its digest, are public. */
  readonly name: string | null;
  /** Of a link, its address; of a file, where it is kept, without language. Null where it is internal. */
  readonly address: string | null;
  /** SHA-256 of the file, as hexadecimal digits. */
  readonly digest: string | null;
  readonly internal: boolean;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  /** Code of the institution whose project office verified it. */
  readonly verifiedBy: string;
  readonly verifiedAt: Date;
}

/** Public address of a file that proves something, without language. */
export const evidenceFilePath = (id: string) => `/plan/subut/${id}`;

/** Verified evidence of a measure, the newest first. Open to all; persons stand by their institution only. */
export async function evidenceOf(ctx: Context, item: string): Promise<readonly PublicEvidence[]> {
  allow(ctx, 'plan.readReports');
  return (await evidence.verifiedOfItem(ctx.db, item)).flatMap(publicEvidence);
}

function publicEvidence(one: evidence.EvidenceView): readonly PublicEvidence[] {
  const { id, period, milestone, deliverable, kind, digest, internal, submittedAt, judgedBy, judgedAt } = one;
  if (judgedBy === null || judgedAt === null) return [];
  const address = kind === 'link' ? one.url : evidenceFilePath(id);
  return [
    {
      id,
      period,
      milestone,
      deliverable,
      kind,
      name: internal ? null : one.name,
      address: internal ? null : address,
      digest,
      internal,
      submittedBy: one.institution,
      submittedAt,
      verifiedBy: judgedBy,
      verifiedAt: judgedAt,
    },
  ];
}
