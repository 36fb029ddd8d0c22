import { allow, permitted } from '../../kernel/access.ts';
import { auditReading } from '../../kernel/audit.ts';
import type { Context } from '../../kernel/context.ts';
import { notFound } from '../../kernel/refusal.ts';
import type { Text } from '../../language/index.ts';
import { viewOf, type QuotaView } from './actions/granting.ts';
import type { AccessKeyRow, CorrectionRow, UsageReportRow } from './entities.ts';
import { correctable } from './rules.ts';
import * as store from './store.ts';

const pageSize = 50;
/** Entries of a ledger on its page; whoever needs more has the file of its operator. */
export const mostEntries = 500;

export interface QuotasView {
  readonly institution: string;
  /** Others whose quotas one may read too. */
  readonly others: readonly string[];
  readonly quotas: readonly (QuotaView & { readonly title: Text })[];
  readonly total: number;
  readonly pages: number;
  readonly awaiting: readonly { readonly id: string; readonly number: string; readonly count: number }[];
  readonly keys: readonly AccessKeyRow[];
  readonly lastReport: UsageReportRow | undefined;
  readonly may: Readonly<Record<'import' | 'keys', boolean>>;
}

/** Quotas that an institution gave or measures, and what is to be done about them. */
export async function quotasView(
  ctx: Context,
  given: { readonly institution: string | undefined; readonly search: string; readonly page: number },
): Promise<QuotasView> {
  const lines = ctx.vahid.access['quotas.readQuotas'] ?? [];
  const held = [...new Set(ctx.actor.appointments.map((one) => one.institution))];
  const readable = held.filter((institution) => permitted(lines, ctx.actor, { institution }));
  const institution = given.institution ?? readable[0];
  allow(ctx, 'quotas.readQuotas', { institution });
  if (institution === undefined) throw notFound();
  const { items, total } = await store.listQuotas(ctx.db, institution, {
    search: given.search.toUpperCase().replace(/\s/g, ''),
    limit: pageSize,
    offset: (given.page - 1) * pageSize,
  });
  const may = (action: string) => permitted(ctx.vahid.access[`quotas.${action}`] ?? [], ctx.actor, { institution });
  return {
    institution,
    others: readable.filter((one) => one !== institution),
    quotas: items.map((row) => ({ ...viewOf(ctx, row), title: row.title })),
    total,
    pages: Math.ceil(total / pageSize),
    awaiting: await store.quotasAwaiting(ctx.db, institution),
    keys: may('manageKeys') ? await store.listAccessKeys(ctx.db, institution) : [],
    lastReport: await store.lastReport(ctx.db, institution),
    may: { import: may('importUsage'), keys: may('manageKeys') },
  };
}

export interface LedgerView extends QuotaView {
  readonly title: Text;
  readonly operator: string;
  readonly institution: string;
  readonly subject: string;
  /** The newest first. */
  readonly ledger: readonly store.LedgerRow[];
}

async function ledgerView(ctx: Context, row: store.Standing): Promise<LedgerView> {
  const { title, operator, institution, subject } = row;
  const ledger = await store.listLedger(ctx.db, row.id, mostEntries);
  return { ...viewOf(ctx, row), title, operator, institution, subject, ledger };
}

/** A quota as its holder sees it: what officials wrote to one another is not among it. */
export async function ownQuotaView(ctx: Context, id: string): Promise<LedgerView> {
  const row = await store.findQuota(ctx.db, id);
  if (!row) throw notFound();
  const { person, organisation } = row;
  allow(ctx, 'quotas.readOwnQuota', {
    owner: { person: person ?? undefined, organisation: organisation ?? undefined },
  });
  const view = await ledgerView(ctx, row);
  const seen = view.ledger.filter(({ kind }) => kind !== 'not_corrected');
  return { ...view, ledger: seen.map((one) => ({ ...one, note: null })) };
}

export interface DeskQuotaView extends LedgerView {
  readonly corrections: readonly (CorrectionRow & { readonly mine: boolean })[];
  /** What can be given back at most. */
  readonly back: string;
  readonly may: Readonly<Record<'order' | 'confirm', boolean>>;
}

/** A quota at the desk of who gave or measures it: who reads that is noted. */
export async function deskQuotaView(ctx: Context, id: string): Promise<DeskQuotaView> {
  const row = await store.findQuota(ctx.db, id);
  if (!row) throw notFound();
  const { institution, operator } = row;
  allow(ctx, 'quotas.readQuotas', { institution, ownerInstitution: operator });
  const { appointments, person } = ctx.actor;
  const office =
    appointments.find((held) => held.institution === institution || held.institution === operator) ??
    appointments.find(({ role }) => role === 'auditor');
  if (office) await auditReading(ctx, 'quotas.readQuotas', id, office);
  const open = await store.openCorrections(ctx.db, id);
  const may = (action: string) =>
    permitted(ctx.vahid.access[`quotas.${action}`] ?? [], ctx.actor, { institution: operator });
  return {
    ...(await ledgerView(ctx, row)),
    corrections: open.map((one) => ({ ...one, mine: one.person === person })),
    back: correctable(row).back,
    may: { order: may('orderCorrection'), confirm: may('confirmCorrection') },
  };
}
