import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import { forgetValues, instances, stateOfInstance } from '../../process/index.ts';
import { forgetCorrections } from '../correction-request/actions.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { passingFields } from '../definition/field-retention.ts';
import type { CaseRow } from '../entities.ts';
import { forgetSeen, listAgreements } from '../agreement-store.ts';
import * as forgotten from '../forgotten-store.ts';
import { forgetQuestions, listInquiries } from '../inquiry-store.ts';
import { listOpinions } from '../opinion-store.ts';
import { forgetLines, reviewInstances } from '../review-store.ts';
import { toldName } from '../rules/fallback.ts';
import { momentBefore } from '../rules/retention.ts';
import * as store from '../store.ts';
import { forgetEvidence, forgetEvidenceOf } from './evidence.ts';
import { serviceOfCase } from './loading.ts';

const kind = 'services.forget';
const dayLength = 86_400_000;
const atOnce = 200;

/** By what is deleted, the case up to which this round has come. */
type Reached = Readonly<Record<string, string>>;

async function schedule(ctx: Context, at: Date, reached: Reached): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: reached });
}

export async function scheduleForgetting(ctx: Context, at: Date): Promise<void> {
  await schedule(ctx, at, {});
}

/** What is deleted together from the cases of a service: all of them, or fields that go before. */
interface Term {
  /** Stays the same from one step of a round to the next. */
  readonly key: string;
  /** What ended before it is over. */
  readonly before: Date;
  list(after: string | undefined): Promise<readonly CaseRow[]>;
  forget(over: readonly Over[]): Promise<void>;
}

/** A case whose term is over; `draft`: it was never sent. */
interface Over {
  readonly id: string;
  readonly draft: boolean;
}

/**
 * Once a day: what applicants answered, what registers said, and the names and notes beside the journal are deleted
 * from cases that ended, or were never submitted, as many years ago as the service keeps them; and sooner the fields that
 * it keeps for less. Number, decision and articles stay.
 */
export const forgetJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const now = ctx.vahid.now();
    const reached = (payload ?? {}) as Reached;
    const round = Object.keys(reached);
    const further: Record<string, string> = {};
    for (const { name, compiled } of ctx.vahid.releases.all<CompiledService>('service')) {
      for (const { key, before, list, forget } of [wholeTerm(ctx, name, compiled), ...(await fieldTerms(ctx, name))]) {
        // In the course of a round only what has more cases than one step holds is left.
        if (round.length > 0 && !round.includes(key)) continue;
        const rows = await list(reached[key]);
        const free = await store.lockFree(
          ctx.db,
          rows.map(({ id }) => id),
        );
        // Anew: what somebody wrote until they were locked counts.
        const held = free.size === 0 ? [] : (await list(reached[key])).filter(({ id }) => free.has(id));
        await forget(await ended(ctx, held, before));
        const last = rows.at(-1);
        if (last && rows.length === atOnce) further[key] = last.id;
      }
    }
    await forgetCorrections(ctx, atOnce);
    const more = Object.keys(further).length > 0;
    await schedule(ctx, new Date(now.getTime() + (more ? 1000 : dayLength)), further);
  },
};

function wholeTerm(ctx: Context, name: string, { retention }: CompiledService): Term {
  const before = momentBefore(ctx.vahid.now(), retention);
  return {
    key: name,
    before,
    list: (after) => forgotten.listRemembered(ctx.db, name, before, after, atOnce),
    async forget(cases) {
      const over = cases.map(({ id }) => id);
      await forgetEvidence(ctx, over);
      await store.forget(ctx.db, over);
      await forgetLines(ctx.db, over);
      const parts = [
        ...(await listOpinions(ctx.db, over)),
        ...(await listAgreements(ctx.db, over)),
        ...(await listInquiries(ctx.db, over)),
      ];
      const asked = [...parts.map(({ instance }) => instance), ...(await reviewInstances(ctx.db, over))];
      await forgetValues(ctx, [...over, ...asked]);
      await forgetSeen(ctx.db, over);
      await forgetQuestions(ctx.db, over);
    },
  };
}

/** Fields that go before the case does, as the version says in which it began: those of one term together. */
async function fieldTerms(ctx: Context, service: string): Promise<readonly Term[]> {
  const terms: Term[] = [];
  for (const version of await forgotten.versionsInUse(ctx.db, service)) {
    const fields = passingFields(await serviceOfCase(ctx, { service, version }));
    const alike = Map.groupBy(fields, ({ retention }) => JSON.stringify(retention));
    for (const [term, [first, ...more]] of alike) {
      if (!first) continue;
      const names = [first, ...more].map(({ name }) => name);
      const before = momentBefore(ctx.vahid.now(), first.retention);
      // What the applicant said in place of a silent register goes with what the register says.
      const held = { service, version, names: [...names, ...names.map(toldName)] };
      terms.push({
        key: `${service}/${version}/${term}`,
        before,
        list: (after) => forgotten.listHolding(ctx.db, held, before, after, atOnce),
        forget: (over) => forgetFields(ctx, over, names, held.names),
      });
    }
  }
  return terms;
}

/** Of a draft nothing is noted: its applicant is asked again. */
async function forgetFields(
  ctx: Context,
  over: readonly Over[],
  fields: readonly string[],
  names: readonly string[],
): Promise<void> {
  if (over.length === 0) return;
  const ids = over.map(({ id }) => id);
  const sent = over.flatMap(({ id, draft }) => (draft ? [] : [id]));
  const at = ctx.vahid.now();
  const gone = await forgotten.heldIn(ctx.db, sent, fields);
  await forgetEvidenceOf(ctx, ids, names);
  await forgotten.forgetFields(ctx.db, ids, names);
  await forgotten.insertForgotten(
    ctx.db,
    gone.map((one) => ({ ...one, at })),
  );
  await forgetSeen(ctx.db, sent);
}

/** Those that rest for good since before a moment: in an end of their process, with no appeal open; or never sent. */
async function ended(ctx: Context, rows: readonly CaseRow[], before: Date): Promise<readonly Over[]> {
  const appealable = new Set(
    rows.flatMap(({ id, appeal_until: until }) => (until !== null && until >= bakuDate(ctx.vahid.now()) ? [id] : [])),
  );
  const found: Over[] = [];
  const all = await instances(
    ctx,
    rows.map(({ id }) => id),
  );
  for (const of of all) {
    if (of.updated_at >= before || appealable.has(of.id)) continue;
    const draft = of.status === 'draft';
    if (draft || (await stateOfInstance(ctx, of)).end) found.push({ id: of.id, draft });
  }
  return found;
}
