import { bakuDate, formatDate } from '../../../language/index.ts';
import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { ensurePerson, finsOf } from '../../identity/index.ts';
import {
  clock,
  effectKey,
  type Instance,
  instance,
  notify,
  processActed,
  stateOfInstance,
} from '../../process/index.ts';
import type { AgreementRow } from '../agreement-entities.ts';
import * as agreements from '../agreement-store.ts';
import { agreementProcess, coApplicantsOf } from '../definition/co-applicant.ts';
import type { CompiledCoApplicant } from '../definition/compiled.ts';
import { feeActions } from '../definition/fee.ts';
import { digestSeen, type Party, partiesOf } from '../rules/co-applicants.ts';
import * as store from '../store.ts';
import { say, type TextKey } from '../text/index.ts';
import { answersOf } from './answers.ts';
import { judge, outcomeOf } from './deciding.ts';
import { isLive, ownerOf, serviceOfCase } from './loading.ts';
import { asProgram } from './acting.ts';
import { beginWithin, type Followed, followedCase, stepWithin } from './within.ts';

/** Path of the page on which somebody agrees. */
export const agreementPath = (instance: string): string => `/raziliq/${instance}`;

/** An agreement that was asked for, with whose it is. */
export interface AskedAgreement extends Party {
  readonly row: AgreementRow;
}

export async function askedAgreements(ctx: Context, id: string): Promise<readonly AskedAgreement[]> {
  const rows = await agreements.listAgreements(ctx.db, [id]);
  const fins = await finsOf(
    ctx,
    rows.map(({ person }) => person),
  );
  return rows.map((row) => ({ row, name: row.name, fin: fins.get(row.person) ?? '' }));
}

/** Everybody who has to agree to a case as it stands. */
export async function partiesNow(ctx: Context, { row, service }: Followed): Promise<readonly Party[]> {
  if (coApplicantsOf(service).length === 0) return [];
  return partiesOf(service, (await judge(ctx, service, row)).data.values);
}

export const isSame = (a: Party, b: Party): boolean => a.name === b.name && a.fin === b.fin;

/**
 * Brings the agreements of a case into step with it, in the caller's transaction: those are asked again who agreed to
 * what has changed since, and ended of whom the case names no more, or with the case. Done twice it does nothing.
 */
export async function followAgreements(ctx: Context, { row, service }: Followed): Promise<void> {
  if (coApplicantsOf(service).length === 0) return;
  const asked = await askedAgreements(ctx, row.id);
  if (asked.length === 0) return;
  const inner = asProgram(ctx);
  const of = await instance(inner, row.id);
  if (of.status !== 'draft' && !isLive(of)) {
    // Of a draft that was given up nobody reads on; who agreed to what was sent hears what becomes of it.
    const from = row.submitted_at === null ? ['asked', 'agreed', 'declined', 'silent'] : ['asked'];
    for (const one of asked) await end(inner, { row, service }, one, from);
    return;
  }
  const parties = await partiesNow(ctx, { row, service });
  const answers = await answersOf(ctx, row.id);
  for (const one of asked) {
    const found = coApplicantsOf(service).find(({ name }) => name === one.name);
    const isNamed = parties.some((party) => isSame(party, one));
    if (!found || !isNamed) await end(inner, { row, service }, one, ['asked', 'agreed', 'declined', 'silent']);
    else if (one.row.answer === 'agrees' && one.row.seen !== digestSeen(service, found, answers))
      await askAgain(inner, { row, service }, one.row, 'agreementChanged');
  }
}

async function end(ctx: Context, of: Followed, { row }: AskedAgreement, from: readonly string[]): Promise<void> {
  const { state } = await instance(ctx, row.instance);
  if (!(await stepWithin(ctx, row.instance, 'close', from))) return;
  await agreements.updateAgreement(ctx.db, row.instance, { answer: null, answered_at: null, seen: null });
  if (state === 'asked' || state === 'agreed') await tellParty(ctx, of, row, 'agreementEnded');
}

/** Asked anew, with the whole time; what was said before stays in its journal. */
export async function askAgain(ctx: Context, of: Followed, row: AgreementRow, words: TextKey): Promise<void> {
  await stepWithin(ctx, row.instance, 'ask-again');
  const asked = { asked_at: ctx.vahid.now(), read_at: null, answer: null, answered_at: null, seen: null };
  await agreements.updateAgreement(ctx.db, row.instance, asked);
  await tellParty(ctx, of, row, words);
}

/** Begins the agreement of somebody who was not asked before. `ctx` is the program's. */
export async function askParty(ctx: Context, of: Followed, party: Party, found: CompiledCoApplicant): Promise<void> {
  const { row, service } = of;
  const person = await ensurePerson(ctx, party.fin);
  const { name, process, title } = found;
  const id = await beginWithin(ctx, row, {
    kind: agreementProcess,
    name,
    definition: process,
    institution: row.institution,
    owner: { person },
    title: say('agreementOf', (lang) => ({ who: title[lang], service: service.title[lang] })),
  });
  const asked = { instance: id, case: row.id, name, person, asked_at: ctx.vahid.now() };
  await agreements.insertAgreement(ctx.db, asked);
  await tellParty(ctx, of, asked, 'agreementAsked');
}

/** Tells somebody who has to agree. The number and the service are no secret from who is asked; nothing else is said. */
export async function tellParty(
  ctx: Context,
  { row, service }: Followed,
  { instance: id, person }: Pick<AgreementRow, 'instance' | 'person'>,
  words: TextKey,
  key?: string,
): Promise<void> {
  const of = await instance(ctx, id);
  const due = (await clock(ctx, of))?.due;
  await notify(ctx, {
    person,
    text: say(words, (lang) => ({
      reference: row.reference,
      service: service.title[lang],
      date: due ? formatDate(due, lang) : '',
    })),
    link: agreementPath(id),
    instance: id,
    effectKey: key ?? effectKey(id, of.seq, words),
  });
}

/** Reminds somebody who has not answered, once a day. */
export async function remindParty(ctx: Context, of: Followed, row: AgreementRow): Promise<void> {
  await tellParty(ctx, of, row, 'agreementReminder', `${row.instance}:remind:${bakuDate(ctx.vahid.now())}`);
}

/** Tells the applicant what came of an agreement: as whom, not who. */
export async function tellApplicant(
  ctx: Context,
  { row, service }: Followed,
  of: Instance,
  name: string,
  words: TextKey,
) {
  const title = coApplicantsOf(service).find((one) => one.name === name)?.title;
  await notify(ctx, {
    ...ownerOf(row),
    text: say(words, (lang) => ({ reference: row.reference, who: title?.[lang] ?? '' })),
    link: `/muracietler/${row.id}`,
    instance: row.id,
    effectKey: effectKey(of.id, of.seq, words),
  });
}

/** Steps of a case of which those hear who agreed to it: that it was sent or taken back, its bill, what was decided. */
const news: ReadonlySet<string> = new Set(['submit', 'withdraw', feeActions.ask]);

async function tellNews(ctx: Context, { row, service }: Followed, action: string, seq: number): Promise<void> {
  if (!news.has(action) && outcomeOf(service, action) === undefined) return;
  const { title } = await stateOfInstance(ctx, row.id);
  for (const one of await agreements.listAgreements(ctx.db, [row.id])) {
    if (one.answer !== 'agrees') continue;
    await notify(ctx, {
      person: one.person,
      text: say('agreementNews', (lang) => ({ reference: row.reference, state: title[lang] })),
      link: agreementPath(one.instance),
      instance: one.instance,
      effectKey: effectKey(one.instance, seq, `news-${action}`),
    });
  }
}

/** Steps that nobody's page followed: of a case; of an agreement, when its time ran out. */
export const onActed = on(processActed, 'follow_agreements', async (ctx, { instance: id, kind, seq, action }) => {
  if (kind === 'service') {
    const followed = await followedCase(ctx, id, (service) => coApplicantsOf(service).length > 0);
    if (!followed) return;
    await tellNews(ctx, followed, action, seq);
    await followAgreements(ctx, followed);
  }
  if (kind !== agreementProcess || action !== 'lapse') return;
  const found = await agreements.findAgreement(ctx.db, id);
  const row = found && (await store.lockCase(ctx.db, found.case));
  const of = await instance(ctx, id);
  // It may have been asked again meanwhile.
  if (!found || !row || of.state !== 'silent') return;
  const service = await serviceOfCase(ctx, row);
  await tellApplicant(ctx, { row, service }, of, found.name, 'agreementSilent');
});
