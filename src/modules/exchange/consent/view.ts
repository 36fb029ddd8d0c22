import type { Context } from '../../../kernel/context.ts';
import { inAll, type Text } from '../../../language/index.ts';
import { cite, type CitedArticle } from '../../catalogue/index.ts';
import { partsOf } from '../directory/instance.ts';
import { readServiceId } from '../../../protocols/x-road/index.ts';
import { consumerNames, purposeTitle, systemTitles } from '../look-up.ts';
import { fieldLabel } from '../services/field-names.ts';
import { findPublished, type PublishedRow } from '../services/store.ts';
import { type Standing, standingAt } from './rules.ts';
import type { ConsentRow } from './store.ts';

/** A consent in words, for the one who is asked. */
export interface ConsentView {
  readonly row: ConsentRow;
  readonly standing: Standing;
  readonly institution: Text;
  readonly system: Text;
  /** Who gives the data out, and by which service. */
  readonly provider: Text;
  readonly service: Text;
  readonly purpose: Text | null;
  readonly act: CitedArticle;
  /** Fields as people call them, where that is known; null: the whole answer. */
  readonly fields: readonly { readonly pointer: string; readonly label: Text | undefined }[] | null;
}

const memberOf = (ctx: Context, id: string): string =>
  partsOf(ctx.vahid, id)?.institution ?? id.split('/').slice(0, 3).join('/');
const subsystemOf = (service: string): string => service.slice(0, service.lastIndexOf('/'));

export async function viewsOf(ctx: Context, rows: readonly ConsentRow[]): Promise<readonly ConsentView[]> {
  const members = rows.flatMap(({ client, service }) => [memberOf(ctx, client), memberOf(ctx, subsystemOf(service))]);
  const nameOf = await consumerNames(ctx, members);
  const systemOf = await systemTitles(
    ctx,
    rows.map(({ client }) => client),
  );
  const now = ctx.vahid.now();
  return Promise.all(
    rows.map(async (row) => {
      const service = await published(ctx, row.service);
      return {
        row,
        standing: standingAt(row, now),
        institution: nameOf(memberOf(ctx, row.client)),
        system: systemOf(row.client),
        provider: nameOf(memberOf(ctx, subsystemOf(row.service))),
        service: service?.title ?? inAll(readServiceId(row.service).service),
        purpose: purposeTitle(ctx, row.purpose),
        act: cite(ctx.vahid.releases, { act: row.act, article: row.article }),
        fields: fieldsOf(ctx, row, service?.endpoints ?? []),
      };
    }),
  );
}

const fieldsOf = (ctx: Context, { fields }: ConsentRow, endpoints: PublishedRow['endpoints']): ConsentView['fields'] =>
  fields?.map((pointer) => ({ pointer, label: fieldLabel(ctx, endpoints, pointer) })) ?? null;

async function published(ctx: Context, id: string): Promise<PublishedRow | undefined> {
  const system = partsOf(ctx.vahid, subsystemOf(id))?.system;
  return system === undefined ? undefined : findPublished(ctx.db, { system, code: readServiceId(id).service });
}
