import { randomInt } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { fill, signInNeeded } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { compareAz, type Text } from '../../../language/index.ts';
import { ensurePerson } from '../../identity/index.ts';
import { instances, notify } from '../../process/index.ts';
import * as assistance from '../assistance-store.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { openGuide } from '../present/guide.ts';
import { citizenUnknown, codeWrong, notAtCentre, notForOneself, paperNeeded } from '../refusals.ts';
import * as store from '../store.ts';
import type { AssistedDraft, CentreView } from '../assistance-views.ts';
import { guardianApplies } from '../representation-refusals.ts';
import { isIncapable } from '../rules/guardianship.ts';
import { asRows, factsByField, readFacts } from './facts.ts';
import { asApplicant, noteAssisting, serviceInForce } from './loading.ts';
import { nameField } from '../rules/name-field.ts';
import { insertDraft } from './starting.ts';

const codeMinutes = 10;
/** A code has a million values: whoever guesses that seldom never meets one. */
const guesses = { limit: 5, minutes: 15 };
const starts = { limit: 40, minutes: 60 };
const longestPaper = 60;

/** On what a person lets a clerk enter an application for them. */
export type Consent =
  | { readonly by: 'code'; readonly code: string }
  /** Number of the form that the person has signed. */
  | { readonly by: 'paper'; readonly number: string };

/** A code of six digits that the person shows to a clerk; it holds ten minutes and opens one application. */
export async function makeAssistCode(ctx: Context): Promise<{ readonly code: string; readonly minutes: number }> {
  allow(ctx, 'services.makeAssistCode');
  const { person } = ctx.actor;
  if (person === undefined) throw signInNeeded();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await inTransaction(ctx, async (inner) => {
    await assistance.replaceCode(inner.db, person, digestOf(inner, person, code), inner.vahid.now());
    await audit(inner, 'services.makeAssistCode');
  });
  return { code, minutes: codeMinutes };
}

const digestOf = ({ vahid }: Context, person: string, code: string): Buffer =>
  vahid.keys.digest('assist code', `${person} ${code}`);

/** The centre in which the actor is a clerk. */
function centreOf({ actor }: Context): string | undefined {
  return actor.appointments.find(({ role }) => role === 'clerk')?.institution;
}

/** Services that a clerk may enter, and what this one has begun and not sent. */
export async function centreView(ctx: Context): Promise<CentreView> {
  const centre = centreOf(ctx);
  allow(ctx, 'services.assist', { institution: centre });
  const guide = await openGuide(ctx);
  const rows = await assistance.listAssisted(ctx.db, ctx.actor.person ?? '', centre ?? '');
  const drafts: AssistedDraft[] = [];
  for (const row of rows) {
    const [of] = await instances(asApplicant(ctx, row), [row.id]);
    if (of?.status === 'draft')
      drafts.push({ id: row.id, reference: row.reference, title: of.title, begun: row.created_at, key: newId() });
  }
  return {
    centre: guide.institution(centre ?? '').name,
    services: servicesAtCentre(ctx).map(({ name, title }) => ({ name, title })),
    drafts,
  };
}

/** What its applicant has to sign, nobody else can send. */
const takenAtCentre = ({ audience, channels, process }: CompiledService): boolean =>
  audience === 'person' &&
  channels.includes('centre') &&
  process.actions.find(({ name }) => name === 'submit')?.sign !== 'required';

function servicesAtCentre({ vahid }: Context): readonly CompiledService[] {
  return vahid.releases
    .all<CompiledService>('service')
    .map(({ compiled }) => compiled)
    .filter(takenAtCentre)
    .sort((a, b) => compareAz(a.title.az, b.title.az));
}

/**
 * A clerk begins an application for a person who is present and consents. The person is told at once, and the look-up
 * stands in their log with the clerk's office.
 * @throws notAtCentre, badFin, notForOneself, codeWrong, paperNeeded, citizenUnknown, guardianApplies, tooManyAttempts
 */
export async function startForCitizen(
  ctx: Context,
  input: { service: string; fin: string; consent: Consent },
): Promise<{ id: string; page: string }> {
  const centre = centreOf(ctx);
  allow(ctx, 'services.assist', { institution: centre });
  const clerk = ctx.actor.person;
  if (clerk === undefined || centre === undefined) throw signInNeeded();
  const { service, version } = serviceInForce(ctx, input.service);
  if (!takenAtCentre(service)) throw notAtCentre();
  await countAttempt(ctx, `assist ${clerk}`, starts.limit, starts.minutes);
  const person = await ensurePerson(ctx, input.fin.trim().toUpperCase());
  if (person === clerk) throw notForOneself();
  const paper = await consentOf(ctx, person, input.consent);
  const read = await readFacts(ctx, service, { entity: 'person', id: person });
  const name = nameField(service);
  if (read.some(({ field, state }) => field === name && state === 'unknown')) throw citizenUnknown();
  if (isIncapable(service, factsByField(asRows(read)))) throw guardianApplies();
  const owner = { person, organisation: null };
  return inTransaction(ctx, async (inner) => {
    await store.lockApplicant(inner.db, service.name, person);
    const own = asApplicant(inner, { person });
    const id = await insertDraft(own, service, version, owner, { channel: 'centre' });
    const consent = input.consent.by;
    await assistance.insertAssistance(inner.db, { instance: id, centre, clerk, consent, paper, at: inner.vahid.now() });
    await store.insertFacts(inner.db, id, read);
    await audit(inner, 'services.startForCitizen', id);
    await tellCitizen(inner, id, { person, centre });
    const row = await store.findCase(inner.db, id);
    if (row) await noteAssisting(inner, { row, service }, centre);
    return { id, page: service.pages[0]?.page ?? '' };
  });
}

/** Number of the signed paper, null for a code, which is used up. */
async function consentOf(ctx: Context, person: string, consent: Consent): Promise<string | null> {
  if (consent.by === 'paper') {
    const number = plainText(consent.number);
    if (number === '' || number.length > longestPaper) throw paperNeeded();
    return number;
  }
  await countAttempt(ctx, `assist code ${person}`, guesses.limit, guesses.minutes);
  const now = ctx.vahid.now();
  const since = new Date(now.getTime() - codeMinutes * 60_000);
  const digest = digestOf(ctx, person, consent.code.replace(/\s/g, ''));
  if (!(await assistance.useCode(ctx.db, { person, digest, since, now }))) throw codeWrong();
  return null;
}

const begun: Text = {
  az: 'Xidmət mərkəzində ({centre}) sizin adınızdan {reference} nömrəli müraciətə başlanıb. Razılıq verməmisinizsə, müraciəti silin.',
  en: 'At a service centre of {centre} the application {reference} was begun in your name. If you did not consent, discard it.',
  ru: 'В центре услуг {centre} от вашего имени начато заявление {reference}. Если вы не давали согласия, удалите его.',
};

async function tellCitizen(ctx: Context, id: string, { person, centre }: { person: string; centre: string }) {
  const row = await store.findCase(ctx.db, id);
  const { acronym } = (await openGuide(ctx)).institution(centre);
  const one = (lang: keyof Text) => fill(begun, { centre: acronym[lang], reference: row?.reference ?? '' })[lang];
  const text = { az: one('az'), en: one('en'), ru: one('ru') };
  await notify(ctx, { person, text, link: `/muracietler/${id}`, instance: id, effectKey: `assisted:${id}` });
}
