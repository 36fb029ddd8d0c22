import { type RawBuilder, sql } from 'kysely';

/** A copy of an instance with another id, state and owner; `x` has them. */
export const copyOf = (model: string, x: RawBuilder<unknown>): RawBuilder<unknown> => sql`insert into process.instance
  select (jsonb_populate_record(m, jsonb_build_object('id', x.id, 'state', x.state, 'status', x.status, 'awaits', x.awaits,
    'reference', x.reference, 'owner_institution', x.institution, 'updated_at', x.at))).*
  from process.instance m, ${x} x where m.id = ${model}`;

/** The first line of its journal, for each of its copies. */
export const journalOf = (
  model: string,
  copies: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`insert into process.journal
  select (jsonb_populate_record(j, jsonb_build_object('instance', x.id, 'xid', pg_current_xact_id()::text, 'person', null,
    'name_hmac', null, 'note_hmac', null))).*
  from process.journal j, ${copies} x where j.instance = ${model}`;
