import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { InvalidInput } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { currentInstitution, heldOffices, institutionsInForce } from '../../identity/index.ts';
import { effectKey, instance, notify, processActed, refuseInterested } from '../../process/index.ts';
import { type CompiledInquiries, heldAs, inquiriesOf, inquiryProcess } from '../definition/inquiry.ts';
import type { InquiryRow } from '../inquiry-entities.ts';
import * as found from '../inquiry-refusals.ts';
import * as inquiries from '../inquiry-store.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { asProgram } from './acting.ts';
import { refuseGivers } from './asked-desk.ts';
import { isLive, type LoadedCase, loadSubmitted, subjectOf } from './loading.ts';
import { beginWithin, type Followed, followedCase, stepWithin } from './within.ts';

/** Path of an inquiry's page at the desk. */
export const inquiryPath = (instance: string): string => `/masa/sorgu/${instance}`;

export const longestQuestion = 2000;
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Asking {
  /** Of the case. */
  readonly id: string;
  readonly institution: string;
  readonly question: string;
  /** What of the case the institution is shown. */
  readonly sees: readonly string[];
  /** An id: a form sent twice asks once. */
  readonly key: string;
}

/**
 * An officer of the deciding institution asks another one in words of their own, and shows it of the case what the service
 * lets them choose of. Answers the id of the inquiry.
 * @throws inquiriesUnlawful, inquiryNotNow, inquiryInstitutionNeeded, inquiryOfItself, inquiryQuestionNeeded,
 * inquiryTooLong, inquiryFieldBarred, inquirySentAlready, gaveOpinion, absentBarred, ownCase
 */
export async function askInstitution(ctx: Context, input: Asking): Promise<string> {
  const { of } = await loadSubmitted(ctx, input.id, 'services.askInstitution');
  // Before the transaction: the register of companies may take its time.
  await refuseInterested(ctx, of);
  return inTransaction(ctx, async (inner) => {
    const loaded = await loadSubmitted(inner, input.id, 'services.askInstitution', true);
    const { row } = loaded;
    if (!anId.test(input.key)) throw new InvalidInput([{ path: 'key', message: 'must be an id' }]);
    const before = await inquiries.findAsked(inner.db, row.id, input.key);
    if (before) return sameAsked(before, input);
    const asked = inquiriesOf(loaded.service);
    if (!asked) throw found.inquiriesUnlawful();
    if (!asked.asked.includes(loaded.of.state)) throw found.inquiryNotNow();
    await refuseGivers(inner, row, { subject: await subjectOf(inner, row), role: 'officer' });
    const given = await checked(inner, loaded, asked, input);
    const id = await ask(inner, loaded, asked, { ...given, key: input.key });
    await audit(inner, 'services.askInstitution', id);
    return id;
  });
}

/** A form sent twice asks once; what was written into it after it was sent is no second sending. */
function sameAsked(before: InquiryRow, { institution, question, sees }: Asking): string {
  const same =
    before.institution === institution &&
    before.question === plainText(question) &&
    before.sees.length === new Set(sees).size &&
    before.sees.every((name) => sees.includes(name));
  if (!same) throw found.inquirySentAlready();
  return before.instance;
}

type Given = Pick<InquiryRow, 'institution' | 'sees'> & { readonly question: string };

async function checked(
  ctx: Context,
  { row, service }: LoadedCase,
  { mayShow }: CompiledInquiries,
  { institution, question: words, sees }: Asking,
): Promise<Given> {
  const own = (await currentInstitution(ctx, row.institution)).code;
  if (institution === own) throw found.inquiryOfItself();
  if (!(await institutionsToAsk(ctx, own)).includes(institution)) throw found.inquiryInstitutionNeeded();
  const question = plainText(words);
  if (question === '') throw found.inquiryQuestionNeeded();
  if (question.length > longestQuestion) throw found.inquiryTooLong({ max: longestQuestion });
  // Nobody shows others what is kept from themselves.
  if (sees.some((name) => !mayShow.includes(name) || service.keptFrom?.has(name))) throw found.inquiryFieldBarred();
  return { institution, question, sees: mayShow.filter((name) => sees.includes(name)) };
}

/** Where somebody is there to answer and somebody to confirm it, besides the institution that asks. */
export async function institutionsToAsk(ctx: Context, own: string): Promise<readonly string[]> {
  const others = institutionsInForce(ctx.vahid.releases).flatMap(({ code }) => (code === own ? [] : [code]));
  const held = await heldOffices(ctx, others);
  return others.filter((code) =>
    ['officer', 'approver'].every((role) => held.some((one) => one.institution === code && one.role === role)),
  );
}

async function ask(
  ctx: Context,
  { row, of }: LoadedCase,
  { process }: CompiledInquiries,
  given: Given & Pick<InquiryRow, 'key'>,
): Promise<string> {
  const { institution } = given;
  // Who asks has no office where it is answered.
  const id = await beginWithin(asProgram(ctx), row, {
    kind: inquiryProcess,
    name: heldAs,
    definition: process,
    institution,
    owner: { institution: row.institution },
    title: say('inquiryOf', (lang) => ({ service: of.title[lang] })),
  });
  const author = ctx.actor.name?.slice(0, 200) ?? null;
  await inquiries.insertInquiry(ctx.db, { instance: id, case: row.id, ...given, author, asked_at: ctx.vahid.now() });
  const asking = await currentInstitution(ctx, row.institution);
  await notify(asProgram(ctx), {
    institution,
    role: 'officer',
    text: say('inquiryAsked', (lang) => ({ reference: row.reference, institution: asking.acronym[lang] })),
    link: inquiryPath(id),
    instance: id,
    effectKey: effectKey(id, 1, 'asked'),
  });
  return id;
}

/** With the case its inquiries end, in the caller's transaction. Done twice it does nothing. */
export async function followInquiries(ctx: Context, { row, service }: Followed): Promise<void> {
  if (!inquiriesOf(service)) return;
  const inner = asProgram(ctx);
  if (isLive(await instance(inner, row.id))) return;
  for (const { instance: id } of await inquiries.listInquiries(ctx.db, [row.id]))
    await stepWithin(inner, id, 'close', ['asked', 'confirm']);
}

/** An answer was confirmed: the asking institution is told. */
export async function hearAnswer(ctx: Context, row: InquiryRow, seq: number): Promise<void> {
  await inquiries.setAnswered(ctx.db, row.instance, ctx.vahid.now());
  const of = await store.findCase(ctx.db, row.case);
  if (!of) throw new Error(`inquiry ${row.instance} is of no case`);
  const { acronym } = await currentInstitution(ctx, row.institution);
  await notify(ctx, {
    institution: of.institution,
    role: 'officer',
    text: say('inquiryAnswered', (lang) => ({ reference: of.reference, institution: acronym[lang] })),
    link: `/masa/is/${row.case}`,
    instance: row.case,
    effectKey: effectKey(row.instance, seq, 'heard'),
  });
}

/** Steps of a case that nobody's page followed, as by a clock. */
export const onActed = on(processActed, 'follow_inquiries', async (ctx, { instance: id, kind }) => {
  if (kind !== 'service') return;
  const followed = await followedCase(ctx, id, (service) => inquiriesOf(service) !== undefined);
  if (followed) await followInquiries(ctx, followed);
});
