import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { inAll, type Text } from '../../../language/index.ts';
import { cite, type CitedArticle } from '../../catalogue/index.ts';
import { consumerNames, type NamedPart, providerOf, purposeTitle, systemTitles, titlesOfServices } from '../look-up.ts';
import type { Place } from '../place.ts';
import { type MassRunRow, readRuns } from './store.ts';

/** A run over the data of many people, as anybody reads it. */
export interface MassRun {
  readonly id: string;
  readonly institution: Text;
  readonly system: NamedPart;
  /** Institution whose service gave the data. */
  readonly provider: Text;
  readonly service: NamedPart;
  readonly purpose: Text;
  readonly act: CitedArticle;
  readonly from: Date;
  readonly to: Date;
  /** People and organisations so far. */
  readonly people: number;
  readonly final: boolean;
}

export interface MassRunPage {
  readonly runs: readonly MassRun[];
  /** Where the next page begins; null on the last. */
  readonly next: Place | null;
}

export const pageSize = 20;

/** Mass runs, newest first. Public. */
export async function massRuns(ctx: Context, after?: Place): Promise<MassRunPage> {
  allow(ctx, 'exchange.readMassRuns');
  const rows = await readRuns(ctx.db, pageSize + 1, after);
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return { runs: await presented(ctx, shown), next: last ? { at: last.started_at, id: last.id } : null };
}

async function presented(ctx: Context, rows: readonly MassRunRow[]): Promise<readonly MassRun[]> {
  const institutionOf = await consumerNames(
    ctx,
    rows.flatMap(({ consumer, service }) => [consumer, providerOf(ctx, service)]),
  );
  const systemOf = await systemTitles(
    ctx,
    rows.map(({ client }) => client),
  );
  const serviceOf = await titlesOfServices(
    ctx,
    rows.map(({ service }) => service),
  );
  return rows.map((row) => ({
    id: row.id,
    institution: institutionOf(row.consumer),
    system: { id: row.client, title: systemOf(row.client) },
    provider: institutionOf(providerOf(ctx, row.service)),
    service: { id: row.service, title: serviceOf(row.service) },
    purpose: purposeTitle(ctx, row.purpose) ?? inAll(row.purpose),
    act: cite(ctx.vahid.releases, { act: row.act, article: row.article }),
    from: row.started_at,
    to: row.reached_at,
    people: row.people,
    final: row.final,
  }));
}
