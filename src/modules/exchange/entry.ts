import { type Context, inTransaction } from '../../kernel/context.ts';
import { type CompiledRegister, type Provision, register } from '../catalogue/index.ts';
import type { EntityName, EntryRequest } from './fact.ts';
import { outside } from './ask.ts';
import { LookUpLog } from './log.ts';
import { type Entered, providerOf } from './provider.ts';
import { entryRefused } from './refusals.ts';
import { grantOf } from './rules.ts';
import { type Subject, subjectsByKey } from './subject.ts';

/**
 * Enters a record in a register, in the caller's transaction; the same `effectKey` enters once. Answers the record's
 * id; of a register kept elsewhere first null, with the moment from which to ask again by the same key. The entry stands in the log of everybody it is about; a refused one too, whatever becomes of the transaction.
 * Checks the right of the consumer, not of the actor: that is the caller's.
 * @throws entryRefused, RecordChanged
 */
export async function enter(ctx: Context, request: EntryRequest): Promise<Entered> {
  const target = register(ctx.vahid.releases, request.register);
  if (!target) throw new Error(`enter: there is no register ${request.register}`);
  const log = new LookUpLog('entry', request);
  const reason = grantOf(ctx.vahid.releases, request).entering(target.name);
  if (reason) {
    for (const [subject, name] of await touched(outside(ctx), target, request))
      log.note(subject, name, 'refused', reason);
    await log.commit(ctx);
    throw entryRefused();
  }
  const provider = providerOf(ctx.vahid, target);
  if (!provider) throw new Error(`enter: register ${target.name} has no provider`);
  const { entry, changes, from, unchangedSince, effectKey, consumer, purpose, basis, reference } = request;
  const terms = { consumer, purpose, basis, ...(reference === undefined ? {} : { reference }) };
  return inTransaction(ctx, async (inner) => {
    const { repeated, ...entered } = await provider.enter(inner, {
      register: target.name,
      entry,
      changes,
      from,
      unchangedSince,
      effectKey,
      terms,
    });
    if (repeated) return entered;
    for (const [subject, name] of await touched(inner, target, request)) log.note(subject, name, 'granted');
    await log.write(inner);
    return entered;
  });
}

/** Everybody an entry is about, with what the register can then tell of them. */
async function touched(
  ctx: Context,
  { provides, record }: CompiledRegister,
  { entry, changes = false }: EntryRequest,
): Promise<readonly (readonly [Subject, string])[]> {
  const notes: (readonly [Subject, string])[] = [];
  for (const provision of provides) {
    if (changes && !isChanged(provision, record.key, entry)) continue;
    const ends = [
      { entity: provision.entity, field: provision.by },
      ...(provision.kind === 'relation' ? [{ entity: provision.target, field: provision.to }] : []),
    ];
    for (const { entity, field } of ends) {
      const keys = [entry[field] ?? []].flat().map(String);
      const subjects = await subjectsByKey(ctx, entity as EntityName, keys);
      for (const subject of subjects.values()) notes.push([subject, provision.name]);
    }
  }
  return notes;
}

/** A change tells of the fields it names, its key apart. */
function isChanged(provision: Provision, key: string, entry: EntryRequest['entry']): boolean {
  if (provision.kind === 'take') return provision.take !== key && provision.take in entry;
  return provision.kind === 'relation' && provision.by in entry && provision.to in entry;
}
