import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import { institutionsByCode, isClosed, successorOn } from '../../identity/index.ts';
import { notify } from '../../process/index.ts';
import { followEntries } from '../hosting/entering.ts';
import { nothingObserved, observedPort, servedPort } from '../ports.ts';
import { yearBefore } from '../year.ts';
import { topicsOf } from '../requests/definition.ts';
import { handOver, nextMorning } from '../succession/succession.ts';
import type { Cause, JudgedInstitution, Known } from './rules.ts';
import { judgeCallers, judgeEntry, judgePortals, keyOf as keyOfEntry } from './rules.ts';
import { judgeExceptions } from './exceptions.ts';
import * as store from './store.ts';
import { newFindingsText } from './text/notice.ts';

const kind = 'catalogue.find';
const atOnce = 1000;
/** Working days that the institution has before everybody reads it. */
export const workingDays = 20;
/** Address of the registrar's list, without language. */
export const findingsPath = '/masa/kataloq/tapintilar';

export async function scheduleFinding(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: {} });
}

/** Every day and after each release: looks whether what the register declares is so. */
export const findJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      // What nobody has handed over yet would be found with nobody to answer for it.
      await handOver(inner);
      // What a new day or a new version of the program makes of links and exceptions that nobody touched.
      await followEntries(inner, []);
      await findDifferences(inner);
      await scheduleFinding(inner, nextMorning(inner.vahid.now(), '00:30'));
    });
  },
};

/**
 * Compares the register with what is observed: keeps what is new, ends what is no more, tells the institutions. In the
 * caller's transaction; checks no access. Answers how many are new and how many ended.
 */
export async function findDifferences(ctx: Context): Promise<{ readonly found: number; readonly ended: number }> {
  // Without the centre there is nobody for what nobody else answers for.
  if (!ctx.vahid.releases.get('catalogue-topics', 'catalogue-topics')) return { found: 0, ended: 0 };
  const now = ctx.vahid.now();
  const today = bakuDate(now);
  const causes = await causesNow(ctx, now);
  await store.lapseExplanations(ctx.db, today, now);
  const lasting = await store.listLasting(ctx.db);
  const byCode = await institutionsByCode(ctx);
  const before = new Map(lasting.map((one) => [keyOf(one), one]));
  const added: Cause[] = [];
  const same: { id: string; details: Cause['details'] }[] = [];
  const over = new Set(lasting.map(({ id }) => id));
  for (const cause of causes) {
    const old = before.get(keyOf(cause));
    // Another owner by succession goes on where the first stood; any other change of owner begins anew.
    if (old && successorOn(byCode, old.institution, today, `${old.kind}/${old.code}`) === cause.institution) {
      over.delete(old.id);
      same.push({ id: old.id, details: cause.details });
    } else added.push(cause);
  }
  await store.endFindings(ctx.db, [...over], now);
  await store.updateDetails(ctx.db, same);
  const dueOn = ctx.vahid.calendar().addWorkingDays(today, workingDays);
  const findings = added.map((cause) => ({ ...cause, id: newId(now.getTime()), foundAt: now, dueOn }));
  await store.insertFindings(ctx.db, findings);
  for (const [institution, own] of Map.groupBy(findings, (one) => one.institution)) {
    await tell(ctx, institution, own, dueOn);
  }
  return { found: findings.length, ended: over.size };
}

const keyOf = ({ rule, kind: of, code, detail }: Pick<Cause, 'rule' | 'kind' | 'code' | 'detail'>) =>
  `${rule} ${of}/${code} ${detail}`;

async function tell(
  ctx: Context,
  institution: string,
  own: readonly { readonly id: string }[],
  dueOn: string,
): Promise<void> {
  await notify(ctx, {
    institution,
    role: 'registrar',
    text: newFindingsText(own.length, dueOn),
    link: findingsPath,
    effectKey: `${kind}:${own[0]?.id ?? ''}`,
  });
}

async function causesNow(ctx: Context, now: Date): Promise<readonly Cause[]> {
  const { vahid } = ctx;
  const byCode = await institutionsByCode(ctx);
  const today = bakuDate(now);
  const since = yearBefore(now);
  const observed = vahid.ports.has(observedPort.name) ? await observedPort.of(vahid)(ctx, since) : nothingObserved;
  const served = vahid.ports.has(servedPort.name) ? await servedPort.of(vahid)(ctx, since) : [];
  const unused = [...observed.uses, ...served].filter(({ count }) => count === 0);
  const known: Known = {
    now,
    centre: topicsOf(vahid.releases).decides,
    observed,
    unused: new Set(unused.map(keyOfEntry)),
    institution(code): JudgedInstitution | undefined {
      const found = byCode.get(code);
      return found && { abandoned: isClosed(found, today), hasContact: found.contact !== undefined };
    },
  };
  const causes = [
    ...judgeCallers(known, await store.enteredInstitutions(ctx.db)),
    ...(await judgeExceptions(ctx, known)),
    ...judgePortals(await store.listUnreplaced(ctx.db), known),
  ];
  for (let after: string | undefined; ; ) {
    const rows = await store.listJudged(ctx.db, { limit: atOnce, today, ...(after === undefined ? {} : { after }) });
    causes.push(...rows.flatMap((row) => judgeEntry(row, known)));
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return causes;
    after = last.id;
  }
}
