import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import type { Json } from '../../../kernel/job.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type Words, words } from '../../../kernel/text.ts';
import { inAll } from '../../../language/index.ts';
import { enter, RecordChanged } from '../../exchange/index.ts';
import { numbersOf, voenOf } from '../../identity/index.ts';
import { effectKey, type Instance, instance, journal, notify, notifyOwner, processActed } from '../../process/index.ts';
import { act, asProgram } from '../actions/acting.ts';
import { shownFact } from '../rules/showing.ts';
import { correctedFact, correctionPath, entityOf, type Writer } from './actions.ts';
import { correctionProcess } from './process.ts';
import * as store from './store.ts';
import { entryTerms } from './value.ts';

const az = {
  notEntered:
    '{reference}: düzəliş reyestrə yazılmadı, qeyd müraciətdən sonra dəyişib və ya reyestr onu qəbul etmir. Yenidən qərar verin.',
  question: '{reference}: reyestrin sahibi düzəliş müraciətiniz üzrə sual verib, cavabınız gözlənilir.',
  corrected: '{reference}: reyestrdəki səhv düzəldilib.',
  declined:
    '{reference}: düzəliş müraciətiniz üzrə imtina qərarı verilib. Səbəbi müraciətin səhifəsindədir; qərardan qurumun rəhbərinə və ya məhkəməyə şikayət verə bilərsiniz.',
  lapsed:
    '{reference}: suala vaxtında cavab verilmədiyi üçün düzəliş müraciətiniz bağlanıb. Yenidən müraciət edə bilərsiniz.',
};
const en: Words<typeof az> = {
  notEntered:
    '{reference}: the correction was not entered: the record has changed since the request, or the register does not take it. Decide again.',
  question: '{reference}: the owner of the register has a question about your request and waits for your answer.',
  corrected: '{reference}: the mistake in the register has been corrected.',
  declined:
    '{reference}: your request for correction has been declined. The reason is on its page; you may appeal to the head of the institution or to a court.',
  lapsed: '{reference}: your request is closed, because no answer came in time. You may send another one.',
};
const ru: Words<typeof az> = {
  notEntered:
    '{reference}: исправление не внесено: запись изменилась после обращения, либо реестр его не принимает. Примите решение снова.',
  question: '{reference}: у владельца реестра есть вопрос по вашему обращению, ожидается ваш ответ.',
  corrected: '{reference}: ошибка в реестре исправлена.',
  declined:
    '{reference}: по вашему обращению об исправлении принято решение об отказе. Причина указана на странице обращения; решение можно обжаловать руководителю учреждения или в суде.',
  lapsed: '{reference}: обращение закрыто, так как ответ не дан вовремя. Вы можете обратиться снова.',
};
const told = words({ az, en, ru });
const isTold = (state: string): state is keyof typeof az => state !== 'notEntered' && Object.hasOwn(az, state);

/**
 * Enters what the owner agreed to into the register that Vahid keeps, once, under the number of the request. A register
 * that is away makes it wait. Only if the record still says what it said when the request was sent, or was last shown
 * to the owner. Answers what hindered it, in the language of the desk.
 */
async function write(ctx: Context, of: Instance): Promise<string | undefined> {
  const row = await store.findRequest(ctx.db, of.id);
  const value = row && (await store.valueOf(ctx.db, of.id));
  if (!row || value === undefined) return undefined;
  const { register: kept, place, type } = correctedFact(ctx, row.concept, entityOf(row));
  const terms = entryTerms(ctx, kept);
  const number = await numberOf(ctx, row);
  if (!place || !terms || number === undefined) throw new Error(`correction ${of.reference} cannot be entered`);
  const entries = await journal(asProgram(ctx), of);
  const shown = entries.findLast(({ action }) => action === 'send' || action === 'reopen');
  try {
    await enter(ctx, {
      ...terms,
      register: kept.name,
      entry: { [place.key]: number, [place.field]: value },
      changes: true,
      unchangedSince: shown?.at,
      // Of a request there is one correction; the register shows by its number why the record changed.
      effectKey: `correction:${of.reference}`,
      reference: of.reference,
    });
    return undefined;
  } catch (error) {
    if (error instanceof RecordChanged) {
      const said = (given: Json | undefined) => shownFact(type, given ?? null)?.az ?? 'yoxdur';
      const [before, now] = [error.before, error.now].map((data) => said(data[place.field]));
      return `Reyestrdəki qeyd müraciətdən sonra dəyişib. O vaxt: ${before}. İndi: ${now}. Müraciətdə: ${said(value)}.`;
    }
    if (error instanceof Refusal) return `Reyestr düzəlişi qəbul etmədi: ${error.text.az}`;
    throw error;
  }
}

/** By which the register knows whom the request is about. */
const numberOf = async (ctx: Context, { person, organisation }: Writer): Promise<string | undefined> =>
  organisation === null ? (await numbersOf(ctx, [person])).get(person) : voenOf(ctx, organisation);

/** Where it could not be entered it comes back to the owner, who is told what hindered it. */
async function enterCorrection(ctx: Context, of: Instance): Promise<void> {
  const hindrance = await write(ctx, of);
  if (hindrance === undefined) await entered(ctx, of);
  else await reopen(ctx, of, hindrance);
}

async function entered(ctx: Context, { id, seq }: Instance): Promise<void> {
  await act(ctx, { instance: id, action: 'entered', key: effectKey(id, seq, 'entered') });
}

/** Back to the owner, who decides again. `note`: why, in the language of the desk. */
async function reopen(ctx: Context, { id, seq, institution, reference }: Instance, note: string): Promise<void> {
  await act(ctx, { instance: id, action: 'reopen', note, key: effectKey(id, seq, 'reopen') });
  await notify(asProgram(ctx), {
    institution,
    role: 'officer',
    text: inAll((lang) => told(lang, 'notEntered', { reference })),
    link: `/masa/isler/${id}`,
    instance: id,
    effectKey: effectKey(id, seq, 'not-entered'),
  });
}

/** Carries out what the owner agreed to, and tells the person how their request stands. */
export const onCorrection = on(processActed, 'tell_correction', async (ctx, acted) => {
  const { instance: id, kind, seq, action, to } = acted;
  if (kind !== correctionProcess) return;
  const of = await instance(ctx, id);
  if (to === 'entering' && of.seq === seq) return enterCorrection(ctx, of);
  // A request keeps the version of its process: in those of before, to agree is the end.
  const hindrance = action === 'correct' && to === 'corrected' ? await write(ctx, of) : undefined;
  if (hindrance !== undefined) throw new Error(`correction ${of.reference} was not entered`);
  if (!isTold(to)) return;
  const text = inAll((lang) => told(lang, to, { reference: of.reference }));
  await notifyOwner(ctx, of, { text, link: correctionPath(id), effectKey: effectKey(id, seq, 'tell-owner') });
});
