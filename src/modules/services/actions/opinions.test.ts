import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { systemContext } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { worklist } from './queue.ts';
import { appealDecision, caseView, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';
import { actOnOpinion, opinionPage } from './opinion-desk.ts';

let stage: Stage;
let test: Stage['test'];
let builder: Actor;
let [officer, approver, deputy]: Actor[] = [];
let [fire, fireChief, ecology, ecologyChief, architect, architectChief]: Actor[] = [];
let sent = 0;

const answers: Readonly<Record<string, Record<string, Json>>> = {
  yer: { site: 'Bakı şəhəri, Sınaq küçəsi 7' },
  bina: { kind: 'house', storeys: 2, floorArea: 180 },
  agaclar: { treesCut: true },
  layihe: { project: 'Daş divarlar, qaz istiliyi.' },
};

async function official(surname: string): Promise<Actor> {
  const found = demoPeople.find((person) => person.surname === surname);
  if (!found?.role) throw new Error(`no demo official ${surname}`);
  const { institution, role } = found.role;
  return {
    kind: 'person',
    person: await ensurePerson(test.ctx(), found.fin),
    name: demoName(found),
    appointments: [{ institution, role }],
  };
}

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  builder = stage.people.stranger;
  [officer, approver, deputy] = await Promise.all(['Tağıyev', 'Sadıqova', 'Vahabov'].map(official));
  [fire, fireChief, ecology, ecologyChief, architect, architectChief] = await Promise.all(
    ['Məlikov', 'Əskərova', 'Babayeva', 'Quliyev', 'Salmanlı', 'Ağayev'].map(official),
  );
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};

async function submitted(actor = builder): Promise<string> {
  const { id } = await startCase(as(actor), { service: 'construction-notice' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(as(actor), { id, page, values });
  await submitCase(as(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

/** The opinions of a case as the institution that asked sees them, by title. */
async function opinionsOf(id: string) {
  const { opinions = [] } = await deskCase(as(officer), { id });
  const named = (words: string) => opinions.find(({ title }) => title.az.startsWith(words));
  return { fire: named('Yanğın'), ecology: named('Ətraf'), architecture: named('Memarlıq') };
}

const idOf = async (id: string, which: 'fire' | 'ecology' | 'architecture'): Promise<string> => {
  const found = (await opinionsOf(id))[which]?.id;
  if (found === undefined) throw new Error(`${which} was not asked`);
  return found;
};

async function say(actor: Actor | undefined, opinion: string, action: string, note = ''): Promise<void> {
  const { version } = await opinionPage(as(actor), { id: opinion });
  sent += 1;
  await actOnOpinion(as(actor), { id: opinion, action, version, note, key: `opinion-${sent}` });
  await stage.drain();
}

/** Both people of an institution. */
async function give(people: readonly (Actor | undefined)[], opinion: string, action: string, note = ''): Promise<void> {
  await say(people[0], opinion, action, note);
  await say(people[1], opinion, 'confirm');
}

async function take(actor: Actor | undefined, id: string, action: string, note = ''): Promise<void> {
  const { version } = await deskCase(as(actor), { id });
  sent += 1;
  await actOnCase(as(actor), { id, action, version, note, key: `case-${sent}` });
  await stage.drain();
}

describe('opinions asked side by side', () => {
  let id = '';

  it('are asked in the transaction that sends the case, each with a clock of its own', async () => {
    const { id: draft } = await startCase(as(builder), { service: 'construction-notice' });
    for (const [page, values] of Object.entries(answers)) await saveAnswers(as(builder), { id: draft, page, values });
    await submitCase(as(builder), { id: draft, key: 'first' });
    id = draft;
    // Nothing has run in the background yet.
    const { fire: asked, ecology: second, architecture: third } = await opinionsOf(id);
    expect([asked, second, third].map((one) => one?.clock?.workingDaysLeft)).toEqual([7, 7, 5]);
    expect(asked).toMatchObject({ status: 'in_review', silent: false, institution: { code: 'fhn' } });
    await stage.drain();
    expect(Object.values(await opinionsOf(id)).map((one) => one?.id)).toEqual([asked?.id, second?.id, third?.id]);
  });

  it('tell the applicant whom one waits for and until when, and nothing else', async () => {
    const { opinions = [] } = await caseView(as(builder), { id });
    expect(opinions.map(({ institution, clock }) => [institution.code, clock?.workingDaysLeft])).toEqual([
      ['fhn', 7],
      ['etsn', 7],
      ['dsak', 5],
    ]);
    expect(Object.keys(opinions[0] ?? {}).sort()).toEqual(['clock', 'institution', 'title']);
  });

  it('stand in the worklist of the institution asked, with a name only where it may see it', async () => {
    const [forFire] = (await worklist(as(fire))).items;
    const [forArchitect] = (await worklist(as(architect))).items;
    expect(forFire).toMatchObject({ id: await idOf(id, 'fire'), asked: `/masa/rey/${await idOf(id, 'fire')}` });
    expect(forFire).not.toHaveProperty('applicant');
    expect(forArchitect?.applicant).toContain('Bədəlov');
    expect((await notifications(as(fire), { box: 'desk' })).items[0]?.text.az).toContain('rəy soruşulur');
  });

  it('show of the case what they may see, and leave a line in the citizen’s log', async () => {
    const view = await opinionPage(as(ecology), { id: await idOf(id, 'ecology') });
    expect(view.answers.map(({ field }) => field)).toEqual(['site', 'floorArea', 'treesCut', 'project']);
    expect(view.facts).toEqual([]);
    const { lookUps } = await lookUpsAbout(as(builder), { person: builder.person ?? '' });
    expect(lookUps.find(({ consumer }) => consumer === 'etsn')).toMatchObject({
      act: { act: 'construction-notice-rules', article: '3.2' },
    });
    expect(view).not.toHaveProperty('case');
    const drawn = await opinionPage(as(architect), { id: await idOf(id, 'architecture') });
    expect(drawn.facts.map(({ field }) => field)).toEqual(['name']);
  });

  it('are nobody else’s to read or to give', async () => {
    const opinion = await idOf(id, 'fire');
    expect(await refused(opinionPage(as(ecology), { id: opinion }))).toBe('kernel.not_allowed');
    expect(await refused(opinionPage(as(builder), { id: opinion }))).toBe('kernel.not_allowed');
    expect(await refused(deskCase(as(fire), { id }))).toBe('kernel.not_allowed');
    const given = { id: opinion, action: 'agree', version: 1, note: '', key: 'stranger' };
    expect(await refused(actOnOpinion(as(ecology), given))).toBe('kernel.not_allowed');
    expect(await refused(actOnOpinion(as(approver), given))).toBe('kernel.not_allowed');
    expect(await refused(actOnOpinion(as(officer), given))).toBe('kernel.not_allowed');
  });

  it('hold the approval back, and say for whom it waits', async () => {
    const { actions } = await deskCase(as(officer), { id });
    const blocked = actions.find(({ action }) => action === 'recommend')?.blocked;
    expect(blocked?.code).toBe('services.opinions_awaited');
    expect(blocked?.text.az).toContain('Yanğın təhlükəsizliyi üzrə rəy (FHN, 02.12.2026)');
    expect(await refused(take(officer, id, 'recommend', 'Uyğundur.'))).toBe('services.opinions_awaited');
  });

  it('are given by two people, and a reason is needed unless one agrees', async () => {
    const opinion = await idOf(id, 'fire');
    expect(await refused(say(fire, opinion, 'object'))).toBe('process.note_needed');
    await say(fire, opinion, 'agree-with-conditions', 'Odsöndürən qoyulsun.');
    expect((await opinionsOf(id)).fire).not.toHaveProperty('answer');
    const both = {
      ...fire,
      appointments: ['officer', 'approver'].map((role) => ({ institution: 'fhn', role: role as Role })),
    };
    expect(await refused(say(both as Actor, opinion, 'confirm'))).toBe('process.four_eyes');
    // Until it is confirmed it is the affair of that institution alone.
    const [there, here] = [fireChief, officer].map((actor) => opinionPage(as(actor), { id: opinion }));
    expect((await there)?.proposed).toEqual({ answer: 'agrees-with-conditions', reason: 'Odsöndürən qoyulsun.' });
    expect(JSON.stringify(await here)).not.toContain('Odsöndürən');
    await say(fireChief, opinion, 'confirm');
    expect(JSON.stringify(await opinionPage(as(officer), { id: opinion }))).toContain('Odsöndürən');
    expect((await opinionsOf(id)).fire).toMatchObject({
      status: 'decided',
      answer: 'agrees-with-conditions',
      reason: 'Odsöndürən qoyulsun.',
    });
    expect((await notifications(as(officer), { box: 'desk' })).items[0]?.text.az).toContain('rəyini verdi');
    // The applicant knows that it came, not what it says.
    expect(JSON.stringify((await caseView(as(builder), { id })).opinions)).not.toContain('Odsöndürən');
  });

  it('are returned by who asked to be made clearer, and begin anew', async () => {
    const opinion = await idOf(id, 'fire');
    expect(await refused(say(approver, opinion, 'clarify', 'Neçə ədəd?'))).toBe('kernel.not_allowed');
    await say(officer, opinion, 'clarify', 'Neçə ədəd?');
    const found = (await opinionsOf(id)).fire;
    expect(found).not.toHaveProperty('answer');
    expect(found?.clock?.workingDaysLeft).toBe(7);
    await give([fire, fireChief], opinion, 'agree-with-conditions', 'Hər mərtəbəyə bir odsöndürən.');
  });

  it('once all have come leave the decision to people, with their conditions among its reasons', async () => {
    await give([ecology, ecologyChief], await idOf(id, 'ecology'), 'agree');
    await give([architect, architectChief], await idOf(id, 'architecture'), 'agree');
    const before = await deskCase(as(officer), { id });
    expect([before.status, before.table?.outcome]).toEqual(['in_review', 'officer']);
    await take(officer, id, 'recommend', 'Şərt nəzərə alınıb.');
    await take(approver, id, 'approve');
    const view = await caseView(as(builder), { id });
    expect(view.status).toBe('issued');
    const heard = view.decision?.reasons.find(({ quote }) => quote);
    expect(heard).toMatchObject({
      quote: 'Hər mərtəbəyə bir odsöndürən.',
      article: { article: '3.1' },
      text: { az: 'Yanğın təhlükəsizliyi üzrə rəy: şərtlə razıdır' },
    });
    // Words of officials are kept beside a journal, from which retention may delete them.
    const { rows } = await sql<{
      reasons: string;
    }>`select reasons::text from services.decision where instance = ${id}`.execute(test.vahid.db);
    expect(rows[0]?.reasons).not.toContain('odsöndürən');
  });

  it('are measured by the institution that gave them', async () => {
    await measureCommitted(test.vahid);
    const { rows } = await sql<{ institution: string; numerator: string; count: string }>`select institution,
      sum(numerator)::text as numerator, sum(count)::text as count from kernel.measurement
      where name = 'services.opinions_in_time' group by 1`.execute(test.vahid.db);
    const counted = Object.fromEntries(
      rows.map((row) => [row.institution, [Number(row.numerator), Number(row.count)]]),
    );
    expect(counted).toEqual({ fhn: [2, 2], etsn: [1, 1], dsak: [1, 1] });
  });
});

describe('an opinion', () => {
  it('that agrees with the others lets the table approve at once', async () => {
    const id = await submitted();
    await give([fire, fireChief], await idOf(id, 'fire'), 'agree');
    await give([ecology, ecologyChief], await idOf(id, 'ecology'), 'agree');
    expect((await caseView(as(builder), { id })).status).toBe('in_review');
    await give([architect, architectChief], await idOf(id, 'architecture'), 'agree');
    const view = await caseView(as(builder), { id });
    expect([view.status, view.decision?.by]).toEqual(['issued', 'table']);
  });

  it('that objects is quoted in the refusal, with its article', async () => {
    const id = await submitted();
    await give([fire, fireChief], await idOf(id, 'fire'), 'object', 'Maşın üçün yol yoxdur.');
    expect(
      (await deskCase(as(officer), { id })).actions.find(({ action }) => action === 'recommend')?.blocked,
    ).toMatchObject({
      code: 'services.opinions_awaited',
      text: { en: expect.stringMatching(/^Still awaited: Opinion on the environment .*; Opinion on architecture /) },
    });
    await take(officer, id, 'propose-refusal', 'Yol çəkilməlidir.');
    await take(approver, id, 'refuse');
    const view = await caseView(as(builder), { id });
    expect(view.decision?.reasons.find(({ quote }) => quote)).toMatchObject({
      quote: 'Maşın üçün yol yoxdur.',
      sign: 'late',
      article: { article: '3.1' },
    });
    // What was still awaited is not needed any more, and shows nothing of the case.
    const other = (await opinionsOf(id)).ecology;
    expect(other?.status).toBe('closed');
    const shown = await opinionPage(as(ecology), { id: other?.id ?? '' });
    expect([shown.facts, shown.answers, shown.actions]).toEqual([[], [], []]);
    await appealDecision(as(builder), { id, grounds: 'Yol var.', key: 'appeal' });
    await take(deputy, id, 'reopen', 'Yenidən baxılsın.');
    expect(Object.values(await opinionsOf(id)).map((one) => one?.status)).toEqual([
      'decided',
      'in_review',
      'in_review',
    ]);
  });

  it('is taken as consent when its time runs out, or is escalated and still awaited', async () => {
    const id = await submitted();
    await stage.passDays(8);
    const { fire: silent, architecture: awaited } = await opinionsOf(id);
    expect(silent).toMatchObject({ answer: 'agrees', silent: true, article: { article: '3.4' } });
    expect(awaited).not.toHaveProperty('answer');
    expect(awaited?.clock?.overdue).toBe(true);
    expect((await notifications(as(officer), { box: 'desk' })).items.map(({ text }) => text.en).join()).toContain(
      'silence counts as consent',
    );
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from services.opinion_given g
      join services.opinion o on o.instance = g.instance where o."case" = ${id} and g.given_by = 'silence' and not in_time`.execute(
      test.vahid.db,
    );
    expect(rows[0]?.n).toBe(2);
    await withdrawCase(as(builder), { id, key: 'enough' });
  });

  it('is ended by a withdrawal in the same transaction', async () => {
    const id = await submitted();
    const opinion = await idOf(id, 'fire');
    await say(fire, opinion, 'agree');
    await withdrawCase(as(builder), { id, key: 'take-back' });
    expect(Object.values(await opinionsOf(id)).map((one) => one?.status)).toEqual(['closed', 'closed', 'closed']);
    expect(await refused(say(fireChief, opinion, 'confirm'))).toBe('services.opinion_over');
  });

  it('is asked again when an answer that it saw was corrected', async () => {
    const id = await submitted();
    await give([ecology, ecologyChief], await idOf(id, 'ecology'), 'object', 'Ağaclar qalsın.');
    await give([fire, fireChief], await idOf(id, 'fire'), 'agree');
    const { version } = await deskCase(as(officer), { id });
    await actOnCase(as(officer), {
      id,
      action: 'return',
      version,
      note: 'Ağaclar?',
      pages: ['agaclar'],
      key: 'return',
    });
    test.clock.advance(60_000);
    await saveAnswers(as(builder), { id, page: 'agaclar', values: { treesCut: false } });
    await submitCase(as(builder), { id, key: 'corrected' });
    const found = await opinionsOf(id);
    expect([found.ecology?.status, found.fire?.answer]).toEqual(['in_review', 'agrees']);
    expect(found.ecology).not.toHaveProperty('answer');
    await withdrawCase(as(builder), { id, key: 'again' });
  });
});

describe('a form that is sent twice', () => {
  it('gives one opinion, and tells once', async () => {
    const id = await submitted();
    const opinion = await idOf(id, 'fire');
    await say(fire, opinion, 'agree');
    const { version } = await opinionPage(as(fireChief), { id: opinion });
    const send = () => actOnOpinion(as(fireChief), { id: opinion, action: 'confirm', version, note: '', key: 'twice' });
    await Promise.all([send(), send()]);
    await send();
    await stage.drain();
    const { rows } = await sql<{ given: number; told: number }>`select
      (select count(*)::int from services.opinion_given where instance = ${opinion}) as given,
      (select count(*)::int from process.notification where effect_key like ${`${opinion}%`} and role = 'officer'
        and institution = 'bsih') as told`.execute(test.vahid.db);
    expect(rows[0]).toEqual({ given: 1, told: 1 });
    await withdrawCase(as(builder), { id, key: 'enough-of-it' });
  });
});

describe('nobody stands on two sides', () => {
  it('not who applies and who gives the opinion', async () => {
    const person = fire as Actor;
    const id = await submitted({ ...person, appointments: [] });
    const opinion = await idOf(id, 'fire');
    expect(await refused(opinionPage(as(fire), { id: opinion }))).toBe('services.own_opinion');
    const given = { id: opinion, action: 'agree', version: 1, note: '', key: 'own' };
    expect(await refused(actOnOpinion(as(fire), given))).toBe('services.own_opinion');
    await withdrawCase(as({ ...person, appointments: [] }), { id, key: 'own-back' });
  });

  it('not who gives the opinion and who decides', async () => {
    const id = await submitted();
    const opinion = await idOf(id, 'fire');
    await say(fire, opinion, 'agree');
    // Meanwhile appointed where it is decided, or away there.
    const at = (one: Actor | undefined, institution: string, instead?: Actor) =>
      ({ ...one, appointments: [{ institution, role: 'officer', instead: instead?.person }] }) as Actor;
    expect(await refused(take(at(fire, 'bsih'), id, 'propose-refusal', 'Yox.'))).toBe('services.gave_opinion');
    expect(await refused(take(at(ecology, 'bsih', fire), id, 'propose-refusal', 'Yox.'))).toBe('process.absent_barred');
    await take(officer, id, 'propose-refusal', 'Uyğun deyil.');
    const given = { id: await idOf(id, 'ecology'), action: 'agree', version: 1, note: '', key: 'two-sides' };
    expect(await refused(actOnOpinion(as(at(officer, 'etsn')), given))).toBe('services.took_part');
    expect(await refused(actOnOpinion(as(at(fireChief, 'etsn', officer)), given))).toBe('process.absent_barred');
  });
});

describe('when the years are over', () => {
  it('the words of officials go with the case, and what was said stays', async () => {
    const id = await submitted();
    const opinion = await idOf(id, 'fire');
    await give([fire, fireChief], opinion, 'object', 'Yol yoxdur.');
    await withdrawCase(as(builder), { id, key: 'over' });
    await stage.drain();
    const words = async () => {
      const { rows } = await sql`select from process.journal_value where instance = ${opinion}`.execute(test.vahid.db);
      return rows.length;
    };
    expect(await words()).toBeGreaterThan(0);
    test.clock.set('2032-06-01T06:00:00Z');
    await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
    await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
    await stage.drain();
    expect(await words()).toBe(0);
    const { rows } = await sql<{ answer: string }>`select answer from services.opinion_given
      where instance = ${opinion}`.execute(test.vahid.db);
    expect(rows).toEqual([{ answer: 'objects' }]);
  });
});
