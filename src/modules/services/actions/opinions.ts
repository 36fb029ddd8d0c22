import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { currentInstitution } from '../../identity/index.ts';
import { effectKey, type Instance, instance, notify, processActed } from '../../process/index.ts';
import type { CompiledOpinion } from '../definition/compiled.ts';
import { opinionsOf } from '../definition/heard.ts';
import { opinionProcess } from '../definition/opinion.ts';
import type { OpinionAnswer, OpinionGiver, OpinionRow } from '../opinion-entities.ts';
import * as opinions from '../opinion-store.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { asProgram } from './acting.ts';
import { isLive, type LoadedCase, lastSaid } from './loading.ts';
import { refreshSoon } from './refreshing.ts';
import { beginWithin, correctedSince, type Followed, followedCase, stepWithin } from './within.ts';

/** Path of an opinion's page at the desk. */
export const opinionPath = (instance: string): string => `/masa/rey/${instance}`;

/**
 * Brings the opinions of a case into step with it, in the caller's transaction: those are asked for which its state
 * asks, those asked again whose answers were corrected or that were ended before, and all are ended with the case.
 * Done twice it does nothing.
 */
export async function followOpinions(ctx: Context, { row, service }: Followed): Promise<void> {
  if (opinionsOf(service).length === 0) return;
  // Whose act asks for an opinion has no office where it is given.
  const inner = asProgram(ctx);
  const of = await instance(inner, row.id);
  const rows = await opinions.listOpinions(ctx.db, [row.id]);
  if (!isLive(of)) {
    for (const one of rows) await stepWithin(inner, one.instance, 'close', ['asked', 'confirm']);
    return;
  }
  const answers = await store.listAnswers(ctx.db, row.id);
  for (const opinion of opinionsOf(service)) {
    const found = rows.find(({ name }) => name === opinion.name);
    if (!found && opinion.asked.includes(of.state)) await ask(inner, { row, of, opinion });
    if (!found) continue;
    if (correctedSince(answers, opinion.sees, found.given_at ?? found.asked_at))
      await askAgain(inner, found, opinion, ['confirm', 'given', 'lapsed']);
    if (opinion.asked.includes(of.state)) await askAgain(inner, found, opinion, ['closed']);
  }
}

interface Asking {
  readonly row: LoadedCase['row'];
  readonly of: Instance;
  readonly opinion: CompiledOpinion;
}

async function ask(ctx: Context, { row, of, opinion }: Asking): Promise<void> {
  const { name, institution, process, title } = opinion;
  const id = await beginWithin(ctx, row, {
    kind: opinionProcess,
    name,
    definition: process,
    institution,
    owner: { institution: row.institution },
    title: say('opinionOf', (lang) => ({ opinion: title[lang], service: of.title[lang] })),
  });
  await opinions.insertOpinion(ctx.db, { instance: id, case: row.id, name, institution, asked_at: ctx.vahid.now() });
  await tellAsked(ctx, opinion, id, row.reference);
}

async function askAgain(ctx: Context, row: OpinionRow, opinion: CompiledOpinion, from: readonly string[]) {
  if (!(await stepWithin(ctx, row.instance, 'ask-again', from))) return;
  await reopen(ctx, row.instance);
  await tellAsked(ctx, opinion, row.instance, (await instance(ctx, row.instance)).reference);
}

/** The opinion is awaited anew; what was said before stays in its journal. */
export async function reopen(ctx: Context, instance: string): Promise<void> {
  const now = ctx.vahid.now();
  await opinions.updateOpinion(ctx.db, instance, { asked_at: now, answer: null, given_by: null, given_at: null });
}

export async function tellAsked(ctx: Context, { title, institution }: CompiledOpinion, id: string, reference: string) {
  const { seq } = await instance(ctx, id);
  await notify(ctx, {
    institution,
    role: 'officer',
    text: say('opinionAsked', (lang) => ({ reference, opinion: title[lang] })),
    link: opinionPath(id),
    instance: id,
    effectKey: effectKey(id, seq, 'asked'),
  });
}

interface Heard {
  readonly row: OpinionRow;
  readonly answer: OpinionAnswer;
  readonly by: OpinionGiver;
  /** Step of the opinion that gave it. */
  readonly seq: number;
  readonly inTime: boolean;
}

/** An opinion has come: it is kept, the asking institution is told, and the table looks at the case again. */
export async function hearOpinion(ctx: Context, { row, answer, by, seq, inTime }: Heard): Promise<void> {
  const at = ctx.vahid.now();
  const found = await store.findCase(ctx.db, row.case);
  if (!found) throw new Error(`opinion ${row.instance} is of no case`);
  const { service, institution, reference } = found;
  await opinions.updateOpinion(ctx.db, row.instance, { answer, given_by: by, given_at: at });
  const { name, institution: asked, instance: id } = row;
  await opinions.insertGiven(ctx.db, {
    instance: id,
    seq,
    at,
    service,
    name,
    institution: asked,
    answer,
    given_by: by,
    in_time: inTime,
  });
  const title = (await compiledOpinion(ctx, found, name)).title;
  const { acronym } = await currentInstitution(ctx, asked);
  await notify(ctx, {
    institution,
    role: 'officer',
    text: say(by === 'silence' ? 'opinionLapsed' : 'opinionCame', (lang) => ({
      reference,
      opinion: title[lang],
      institution: acronym[lang],
    })),
    link: `/masa/is/${row.case}`,
    instance: row.case,
    effectKey: effectKey(id, seq, 'heard'),
  });
  await refreshSoon(ctx, row.case);
}

export async function compiledOpinion(
  ctx: Context,
  row: Pick<LoadedCase['row'], 'service' | 'version'>,
  name: string,
): Promise<CompiledOpinion> {
  const found = await lastSaid(ctx, row, (service) => opinionsOf(service).find((one) => one.name === name));
  if (!found) throw new Error(`service ${row.service}, up to version ${row.version}, asks for no opinion ${name}`);
  return found;
}

/** Steps that nobody's page followed: of a case, by a clock or an effect; of an opinion, when its time ran out. */
export const onActed = on(processActed, 'follow_opinions', async (ctx, { instance: id, kind, seq, action }) => {
  if (kind === 'service') {
    const found = await followedCase(ctx, id, (service) => opinionsOf(service).length > 0);
    if (found) await followOpinions(ctx, found);
  }
  if (kind !== opinionProcess || action !== 'lapse') return;
  const found = await opinions.findOpinion(ctx.db, id);
  if (!found) return;
  await store.lockCase(ctx.db, found.case);
  // It may have been asked again meanwhile.
  const row = await opinions.findOpinion(ctx.db, id);
  if (!row || row.answer !== null || (await instance(ctx, id)).state !== 'lapsed') return;
  await hearOpinion(ctx, { row, answer: 'agrees', by: 'silence', seq, inTime: false });
});
