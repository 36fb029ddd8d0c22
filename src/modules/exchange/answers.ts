import type { Context } from '../../kernel/context.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { bakuDate } from '../../language/index.ts';
import { observedPort, primaryOf, register } from '../catalogue/index.ts';
import { finOf, foreignersPort, headedPort, type Mandate, mandatesPort, namesPort } from '../identity/index.ts';
import { findInRegister, outside } from './ask.ts';
import { serveDataTracker } from './data-tracker/hosted.ts';
import { headTerms, rightsInForce, signIn } from './definition.ts';
import { takeOwnDisclosures } from './disclosure-intake/intake.ts';
import { disclosuresPort } from './disclosure-intake/ports.ts';
import type { EntityName, Shape } from './fact.ts';
import { facts } from './facts.ts';
import { enterForeigner } from './foreigners.ts';
import { LookUpLog } from './log.ts';
import { platform } from './look-up.ts';
import { observedBy } from './observed.ts';
import { grantOf, rightFor, type Terms } from './rules.ts';
import { subjectsByKey } from './subject.ts';

/** Answers what other rooms ask of registers without knowing of the exchange. */
export function fillPorts(vahid: Vahid): void {
  observedPort.fill(vahid, (ctx, since) => observedBy(ctx, since, platform));
  disclosuresPort.fill(vahid, takeOwnDisclosures);
  serveDataTracker(vahid);
  namesPort.fill(vahid, namesOf);
  mandatesPort.fill(vahid, mandatesOf);
  foreignersPort.fill(vahid, enterForeigner);
  headedPort.fill(vahid, async (ctx, person) => (await headedBy(ctx, person))?.map(({ id }) => id));
}

/** The terms under which the platform asks for a purpose. Without a right the look-up goes on, to be refused and logged. */
export function termsFor({ vahid, actor }: Context, purpose: string, names: readonly string[]): Terms {
  const offices = actor.appointments.map(({ institution }) => institution);
  const right = rightFor(rightsInForce(vahid.releases), purpose, names, offices);
  if (!right) return { consumer: offices[0] ?? platform, purpose, basis: { act: '', article: '' } };
  return { consumer: right.consumer, purpose, basis: { act: right.act, article: right.article } };
}

async function namesOf(
  ctx: Context,
  persons: readonly string[],
  purpose: string,
): Promise<ReadonlyMap<string, string>> {
  return readNames(ctx, termsFor(ctx, purpose, ['person.name']), 'person', persons);
}

async function readNames(
  ctx: Context,
  terms: Terms,
  entity: EntityName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const shape: Shape = { name: true };
  const found = await facts(ctx, { ...terms, shape, subjects: ids.map((id) => ({ entity, id })) });
  return new Map(
    found.flatMap(({ id, facts: { name } }) => {
      return id !== null && name?.state === 'value' ? [[id, String(name.value)] as const] : [];
    }),
  );
}

/** What a person heads, with names; undefined while the register does not answer. */
async function mandatesOf(ctx: Context, person: string): Promise<readonly Mandate[] | undefined> {
  const organisations = await headedBy(ctx, person);
  if (!organisations) return undefined;
  const ids = organisations.map(({ id }) => id);
  const names = await readNames(ctx, termsFor(ctx, signIn, headTerms), 'organisation', ids);
  return organisations.map(({ id, voen }) => ({ organisation: id, voen, name: names.get(id) ?? voen, office: 'head' }));
}

/** Organisations headed by a person: the relation headedBy, asked from its far end. Undefined while that is not known. */
async function headedBy(ctx: Context, person: string): Promise<readonly { id: string; voen: string }[] | undefined> {
  const fin = await finOf(outside(ctx), person);
  if (fin === null) return [];
  const terms = termsFor(ctx, signIn, headTerms);
  const log = new LookUpLog('read', terms);
  const own = { ...terms, asked: log.asked };
  const subject = { entity: 'person', id: person, key: fin } as const;
  const { releases } = ctx.vahid;
  const reason = grantOf(releases, terms).reading('headedBy');
  const primary = primaryOf(releases, 'headedBy');
  const kept = primary && register(releases, primary.register);
  if (reason || primary?.provision.kind !== 'relation' || !kept) {
    log.note(subject, 'headedBy', reason ? 'refused' : 'granted', reason ?? null);
    await log.commit(ctx);
    // Not “nothing”: who may not be asked about could head anything.
    return undefined;
  }
  const asOf = bakuDate(ctx.vahid.now());
  const asked = await findInRegister(ctx, kept, { provision: primary.provision, targets: [fin], asOf, terms: own });
  log.note(subject, 'headedBy', asked.state === 'answered' ? 'granted' : 'unavailable');
  const voens = asked.state === 'answered' ? (asked.answer.get(fin) ?? []) : [];
  const found = [...(await subjectsByKey(outside(ctx), 'organisation', voens)).values()];
  for (const organisation of found) {
    if (organisation.key !== null) log.reached(fin, organisation.key);
    log.note(organisation, 'headedBy', 'granted');
  }
  await log.commit(ctx);
  if (asked.state !== 'answered') return undefined;
  return found.flatMap(({ id, key }) => (id !== null && key !== null ? [{ id, voen: key }] : []));
}
