import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import type { Json, JobKind } from '../../../kernel/job.ts';
import { fill } from '../../../kernel/refusal.ts';
import { bakuDate, formatDate, type Text } from '../../../language/index.ts';
import { issueDocument, revokeDocument } from '../../documents/index.ts';
import { endQuota, grantQuota } from '../../quotas/index.ts';
import { currentInstitution } from '../../identity/index.ts';
import { clock, effectKey, instance, journal, notifyOwner, processActed } from '../../process/index.ts';
import { readArticle } from '../definition/lookup.ts';
import { feeActions } from '../definition/fee.ts';
import { type Effect, readEffect } from '../definition/process.ts';
import { openGuide } from '../present/guide.ts';
import { endOf, entryOf, quotaGiven } from '../rules/delivery.ts';
import { chosenReasons } from '../rules/reasons.ts';
import * as store from '../store.ts';
import { act } from './acting.ts';
import { amendIssued } from './amending.ts';
import { judge, judgeDecided, outcomeOf, reasonsProposed, recordDecision } from './deciding.ts';
import { decided, deliveryOf, type OnItsWay, orderOf, writeRecord } from './delivering.ts';
import { charge } from './fee.ts';
import { closeFee } from './paying.ts';
import { type LoadedCase, ownerOf, serviceOfCase } from './loading.ts';

const kind = 'services.effect';

/** The effects of one step, and how far they have come. */
interface Chain {
  readonly case: string;
  readonly seq: number;
  readonly effects: readonly string[];
  readonly next: number;
}

async function scheduleNext(ctx: Context, chain: Chain, at = ctx.vahid.now()): Promise<void> {
  if (chain.next >= chain.effects.length) return;
  const key = `${kind}:${chain.case}:${chain.seq}:${chain.next}`;
  await ctx.vahid.jobs.schedule(ctx, { kind, key, at, payload: chain as unknown as Json });
}

/** What a case's process did: a decision that the end of a time limit made is written, and the effects begin. */
export const onActed = on(
  processActed,
  'carry_out',
  async (ctx, { instance: id, kind: of, seq, action, to, effects }) => {
    if (of !== 'service') return;
    const loaded = await load(ctx, id);
    const outcome = outcomeOf(loaded.service, action);
    if (outcome === 'lapsed') {
      const judged = await judge(ctx, loaded.service, loaded.row);
      const reasons = chosenReasons(await reasonsProposed(ctx, loaded, outcome, judged));
      await recordDecision(ctx, loaded, { seq, outcome, by: 'clock', reasons });
    }
    await scheduleNext(ctx, { case: id, seq, effects, next: 0 });
    const state = loaded.service.process.states.find(({ name }) => name === to);
    if (state) await closeFee(ctx, loaded, state);
  },
);

/**
 * One effect, in a transaction of its own; then the next. A register that is away makes it wait, with all after it, and so
 * does one kept elsewhere until it has acknowledged the entry.
 */
export const effectJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const chain = payload as unknown as Chain;
    const name = chain.effects[chain.next] ?? '';
    const effect = readEffect(name);
    const loaded = await load(ctx, chain.case);
    const record = effect ? await carryOut(ctx, loaded, chain, effect) : null;
    // The entry is on its way, kept with this transaction; by the same key it is asked for again.
    if (typeof record === 'object' && record !== null) return scheduleNext(ctx, chain, record.askAgainAt);
    // After the record, which counts as known at this moment.
    await store.insertEffect(ctx.db, { instance: chain.case, seq: chain.seq, name, at: ctx.vahid.now(), record });
    await scheduleNext(ctx, { ...chain, next: chain.next + 1 });
  },
};

async function load(ctx: Context, id: string): Promise<LoadedCase> {
  const row = await store.findCase(ctx.db, id);
  if (!row) throw new Error(`services has no case ${id}`);
  return { row, of: await instance(ctx, id), service: await serviceOfCase(ctx, row) };
}

/** Every effect is keyed by case, step and name, so that a repeat does nothing. Answers a register's record. */
async function carryOut(
  ctx: Context,
  loaded: LoadedCase,
  chain: Chain,
  effect: Effect,
): Promise<string | OnItsWay | null> {
  const key = effectKey(chain.case, chain.seq, chain.effects[chain.next] ?? '');
  switch (effect.kind) {
    case 'enter':
      return enterRecord(ctx, loaded, key);
    case 'document':
      await issue(ctx, loaded, key);
      return null;
    case 'amend':
      return amendIssued(ctx, loaded, await stepOf(ctx, loaded, chain.seq), key);
    case 'end':
      return endRecord(ctx, loaded, key, await stepOf(ctx, loaded, chain.seq));
    case 'revoke':
      await revoke(ctx, loaded, await stepOf(ctx, loaded, chain.seq));
      return null;
    case 'quota':
      await giveQuota(ctx, loaded, key);
      return null;
    case 'end-quota':
      await endQuota(ctx, { subject: chain.case, effectKey: key });
      return null;
    case 'notify':
      await tell(ctx, loaded, effect.notification, { key, seq: chain.seq });
      return null;
    case 'do':
      await act(ctx, { instance: chain.case, action: effect.action, key });
      return null;
    case 'charge': {
      const judged = await judge(ctx, loaded.service, loaded.row);
      const charged = await charge(ctx, loaded, judged);
      // An approval waits for what its fee depends on.
      if (charged === 'open') throw new Error(`the fee of case ${chain.case} cannot be worked out`);
      if (charged === 'settled') await act(ctx, { instance: chain.case, action: feeActions.paid, key });
      return null;
    }
  }
}

async function enterRecord(ctx: Context, loaded: LoadedCase, key: string): Promise<string | OnItsWay | null> {
  const { row, service } = loaded;
  const { decision, delivery } = await decided(ctx, loaded);
  const { data } = await judgeDecided(ctx, service, row, decision);
  return writeRecord(ctx, { row, service }, { entry: entryOf(service, data, delivery), effectKey: key });
}

async function giveQuota(ctx: Context, loaded: LoadedCase, key: string): Promise<void> {
  const { row, service } = loaded;
  const { decision, delivery } = await decided(ctx, loaded);
  const { data } = await judgeDecided(ctx, service, row, decision);
  const given = quotaGiven(service, data, delivery);
  if (!given || !service.quota) return;
  const { unit, operator } = service.quota;
  await grantQuota(ctx, {
    ...given,
    unit,
    operator,
    holder: ownerOf(row),
    institution: row.institution,
    subject: { id: row.id, name: service.name },
    title: service.title,
    effectKey: key,
  });
}

/** The line of the journal that a step left. */
async function stepOf(ctx: Context, { of }: LoadedCase, seq: number): Promise<JournalLine> {
  const line = (await journal(ctx, of)).find((one) => one.seq === seq);
  if (!line) throw new Error(`the journal has no step ${seq} of ${of.id}`);
  return line;
}

type JournalLine = Awaited<ReturnType<typeof journal>>[number];

/** The entry of the last approval, with what is written when it ends: from the day of the step that ends it. */
async function endRecord(
  ctx: Context,
  loaded: LoadedCase,
  key: string,
  step: JournalLine,
): Promise<string | OnItsWay | null> {
  const { row, service } = loaded;
  const approval = await store.lastDecision(ctx.db, row, 'approved');
  if (!approval) throw new Error(`case ${row.id} has no approval to take back`);
  const delivery = { ...deliveryOf(row, approval), decidedOn: bakuDate(step.at) };
  const { data } = await judgeDecided(ctx, service, row, approval);
  const entry = endOf(service, data, delivery, entryOf(service, data, deliveryOf(row, approval)));
  return writeRecord(ctx, { row, service }, { entry, from: delivery.decidedOn, effectKey: key });
}

/**
 * Everyone who checks the document reads what was written with the step. The ground is that of the decision it made; of a
 * step that decides nothing, such as an end as it was foreseen, that of the document.
 */
async function revoke(ctx: Context, loaded: LoadedCase, step: JournalLine): Promise<void> {
  const { row, service } = loaded;
  const { decision } = await decided(ctx, loaded);
  const ground = decision.seq === step.seq ? decision.reasons[0]?.article : service.document?.article;
  if (row.document === null) return;
  await revokeDocument(ctx, {
    document: row.document,
    reason: step.note?.state === 'kept' ? step.note.value : '',
    basis: readArticle(ground ?? ''),
    by: step.person,
  });
}

async function issue(ctx: Context, loaded: LoadedCase, key: string): Promise<void> {
  const { row, service } = loaded;
  const { decision, delivery } = await decided(ctx, loaded);
  const { data } = await judgeDecided(ctx, service, row, decision);
  const signed = { ...decision, official: decision.decided_by === 'official' };
  const order = await orderOf(ctx, loaded, { data, delivery, signed });
  if (!order) return;
  const { id, code } = await issueDocument(ctx, { ...order, effectKey: key });
  await store.updateCase(ctx.db, row.id, { document: id, document_code: code });
}

/** Leaves the applicant a message. One that names a deadline is left out when that deadline no longer runs. */
async function tell(
  ctx: Context,
  loaded: LoadedCase,
  notification: string,
  { key, seq }: { key: string; seq: number },
): Promise<void> {
  const { row, of, service } = loaded;
  const template = service.notifications[notification];
  if (!template) return;
  const due = (await clock(ctx, of))?.due;
  if (!due && template.az.includes('{date}')) return;
  const { name } = await currentInstitution(ctx, row.institution);
  const grounds = /\{(reason|article)\}/.test(template.az) ? await groundsOf(ctx, loaded, seq) : undefined;
  const put = (lang: keyof Text) =>
    fill(template, {
      reference: row.reference,
      service: service.title[lang],
      institution: name[lang],
      days: service.appeal.days,
      date: due ? formatDate(due, lang) : '',
      reason: grounds?.reason ?? '',
      article: grounds?.article[lang] ?? '',
    })[lang];
  const text = { az: put('az'), en: put('en'), ru: put('ru') };
  await notifyOwner(ctx, of, { text, effectKey: key });
}

/** What the official wrote with the step, and the article of the decision it made. */
async function groundsOf(
  ctx: Context,
  { row, of }: LoadedCase,
  seq: number,
): Promise<{ reason: string; article: Text }> {
  const guide = await openGuide(ctx);
  const decision = await store.lastDecision(ctx.db, row);
  const note = (await journal(ctx, of)).find((entry) => entry.seq === seq)?.note;
  return {
    reason: note?.state === 'kept' ? note.value : '',
    article: guide.article(decision?.reasons[0]?.article ?? '').cited,
  };
}
