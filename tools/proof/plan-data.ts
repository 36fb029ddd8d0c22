// A plan of the size of a state, written in bulk: what took years to come about cannot be played through in a minute.
// Dates lie around today, so that measures stand in every state whenever the proof runs.
import { type RawBuilder, sql } from 'kysely';
import { type Context, inTransaction, systemContext } from '../../src/kernel/context.ts';
import type { Database } from '../../src/kernel/database.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { demoPeople, ensurePerson } from '../../src/modules/identity/index.ts';
import { enterPlan, findItem, restand } from '../../src/modules/plan/measures/index.ts';
import { beginReport, startSpending } from '../../src/modules/plan/index.ts';
import { copyOf, journalOf } from './plan-data-copies.ts';
import { writeIndicators } from './plan-data-indicators.ts';
import { writeSpending } from './plan-data-spending.ts';

const institutions = 200;
const directions = 20;
/** The plan in force, and a smaller one beside it against which the growth of memory is measured. */
export const bigPlan = { code: 'proof-5000', measures: 5000 } as const;
export const smallPlan = { code: 'proof-1000', measures: 1000 } as const;

const words = {
  az: [
    'Reyestrlərin birləşdirilməsi',
    'Xidmətin rəqəmsallaşdırılması',
    'Məlumatların açılması',
    'Bulud mühitinə keçid',
    'İşçilərin təlimi',
    'Təhlükəsizlik mərkəzinin qurulması',
    'Süni intellektin tətbiqi',
  ],
  en: [
    'Joining of registers',
    'Digitising of a service',
    'Opening of data',
    'Move to the cloud',
    'Training of staff',
    'Building of a security centre',
    'Use of artificial intelligence',
  ],
  ru: [
    'Объединение реестров',
    'Оцифровка услуги',
    'Открытие данных',
    'Переход в облако',
    'Обучение сотрудников',
    'Создание центра безопасности',
    'Внедрение искусственного интеллекта',
  ],
} as const;

const titleOf = (n: number) => ({
  az: `${words.az[n % 7]}: ${n}-ci iş, icra intizamının və nəticələrin hamıya göstərilməsi ilə`,
  en: `${words.en[n % 7]}: work ${n}, with discipline and results shown to everybody`,
  ru: `${words.ru[n % 7]}: работа ${n}, с показом дисциплины и результатов каждому`,
});

/** Somebody of the demonstration in an office of an institution. */
export async function actorOf(vahid: Vahid, institution: string, role: string): Promise<Context> {
  const found = demoPeople.find((one) => one.role?.institution === institution && one.role.role === role);
  if (!found?.role) throw new Error(`nobody of the demonstration is ${role} of ${institution}`);
  const ctx = systemContext(vahid, 'proof');
  const person = await ensurePerson(ctx, found.fin);
  return { ...ctx, actor: { kind: 'person', person, name: found.fin, appointments: [found.role] } };
}

/** All of it. Nobody's access is checked: the pages are what is measured. */
export async function writePlanData(vahid: Vahid, say: (line: string) => void): Promise<void> {
  const ctx = systemContext(vahid, 'proof');
  const officer = (await actorOf(vahid, 'rinn', 'project_office')).actor.person ?? '';
  await inTransaction(ctx, async (inner) => {
    await writeInstitutions(inner.db);
    for (const { code, measures } of [smallPlan, bigPlan]) {
      say(`${measures} measures`);
      await writeMeasures(inner, code, measures);
    }
    await writeRoadmaps(inner);
    await writeResponsibles(inner.db);
  });
  say('reports and evidence');
  await writeReports(vahid, officer);
  await inTransaction(ctx, async (inner) => {
    await writeTalk(inner.db, officer);
    await writeRisks(inner.db);
    say('indicators');
    await writeIndicators(inner, officer);
  });
  say('spending');
  const registrar = await actorOf(vahid, 'rinn', 'registrar');
  const model = await startSpending(registrar, { institution: 'rinn', title: 'Reyestrin qurulması' });
  await inTransaction(ctx, async (inner) => writeSpending(inner.db, model, bigPlan.code, officer));
  say('standings');
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string }>`select id from plan.item where kind = 'measure'`.execute(inner.db);
    await restand(
      inner,
      rows.map(({ id }) => id),
    );
  });
}

async function run(db: Database, ...statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}

async function writeInstitutions(db: Database): Promise<void> {
  await sql`insert into identity.institution (code, kind, name, acronym, number)
    select 'proof' || n, 'agency',
      jsonb_build_object('az', n || ' saylı Dövlət Agentliyi', 'en', 'State Agency No ' || n, 'ru', 'Государственное агентство № ' || n),
      jsonb_build_object('az', 'DA' || n, 'en', 'SA' || n, 'ru', 'ГА' || n), 1000 + n
    from generate_series(1, ${institutions} - (select count(*)::integer from identity.institution)) n`.execute(db);
}

/** Twenty directions with results and risks, measures under them with all that their standing is made of. */
async function writeMeasures(ctx: Context, code: string, measures: number): Promise<void> {
  const each = measures / directions;
  const numbers = Array.from({ length: directions }, (_, n) => `6.1.${n + 1}`);
  const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
  const year = new Date().getFullYear();
  const from = new Date(Date.now() - (code === bigPlan.code ? 200 : 230) * 86_400_000).toISOString().slice(0, 10);
  await enterPlan(
    ctx,
    {
      code,
      kind: 'national',
      title: {
        az: `Böyük plan, ${measures} tədbir`,
        en: `Great plan, ${measures} measures`,
        ru: `Большой план, ${measures} мероприятий`,
      },
      institution: null,
      topic: null,
      year: null,
      act: null,
      supersedes: code === bigPlan.code ? '2026-2028' : null,
      period_from: from,
      period_to: `${year + 3}-12-31`,
      origin: 'import',
      source: 'proof',
    },
    numbers.flatMap((number, d) => [
      { number, kind: 'direction' as const, title: titleOf(d) },
      ...range(8).flatMap((n) => [
        { number: `${number}.3.${n}`, parent: number, kind: 'result' as const, title: titleOf(n) },
        { number: `${number}.4.${n}`, parent: number, kind: 'risk' as const, title: titleOf(n) },
      ]),
      ...range(each).map((n) => ({
        number: `${number}.2.${n}`,
        parent: number,
        kind: 'measure' as const,
        title: titleOf(d * each + n),
      })),
    ]),
  );
  await writeSchedules(ctx.db, code);
}

const codes = sql`(select array_agg(code order by number) from identity.institution)`;

async function writeSchedules(db: Database, plan: string): Promise<void> {
  const measures = sql`(select *, row_number() over (order by position)::integer as n from plan.item
    where plan = ${plan} and kind = 'measure')`;
  await run(
    db,
    sql`insert into plan.party (id, item, institution, role, from_day, sample, source, entered_at)
      select uuidv7(), i.id, (c.codes)[1 + (i.n + k * 7) % ${institutions}], case k when 0 then 'executor' else 'co_executor' end,
        current_date - 200, true, 'proof', now()
      from ${measures} i, generate_series(0, 2) k, (select ${codes} as codes) c where i.n % 20 <> 0`,
    sql`insert into plan.deliverable (id, item, code, title, position, sample)
      select uuidv7(), i.id, 'D' || k, jsonb_build_object('az', 'Nəticə ' || k, 'en', 'Deliverable ' || k, 'ru', 'Результат ' || k), k, true
      from ${measures} i, generate_series(1, 2) k where i.n % 11 <> 0`,
    sql`insert into plan.milestone (id, item, code, title, weight, deliverable, position, sample)
      select uuidv7(), i.id, 'M' || k, jsonb_build_object('az', 'Mərhələ ' || k, 'en', 'Milestone ' || k, 'ru', 'Этап ' || k), k,
        (select d.id from plan.deliverable d where d.item = i.id and d.position = k), k, true
      from ${measures} i, generate_series(1, 6) k where i.n % 11 <> 0 and k <= 4 + i.n % 3`,
    sql`insert into plan.dependency (milestone, needs) select m.id, b.id from ${measures} i join plan.milestone m on m.item = i.id
      join plan.milestone b on b.item = i.id and b.position = m.position - 1`,
    // A tenth of the measures waits for the one before.
    sql`insert into plan.dependency (milestone, needs) select m.id, o.id from ${measures} i
      join plan.milestone m on m.item = i.id and m.position = 2 join ${measures} e on e.n = i.n - 1
      join plan.milestone o on o.item = e.id and o.position = 4 where i.n % 10 = 1`,
    sql`insert into plan.baseline (id, item, version, reason, source, sample, entered_at)
      select uuidv7(), i.id, v, 'proof', 'proof', true, now() - interval '190 days' + v * interval '60 days'
      from ${measures} i, generate_series(0, 2) v where i.n % 13 <> 0 and v <= i.n % 3`,
    sql`insert into plan.baseline_date (baseline, milestone, starts, due)
      select b.id, null::uuid, current_date - 190, current_date + 60 + i.n % 700 + b.version * 45
      from ${measures} i join plan.baseline b on b.item = i.id
      union all select b.id, m.id, current_date - 190 + m.position * 20,
        current_date - 120 + m.position * (20 + i.n % 150) + b.version * 30
      from ${measures} i join plan.baseline b on b.item = i.id join plan.milestone m on m.item = i.id`,
  );
}

/** A roadmap of every institution, ten measures each, half of which serve the plan in force. */
async function writeRoadmaps(ctx: Context): Promise<void> {
  const { db } = ctx;
  await run(
    db,
    sql`insert into plan.plan (code, kind, title, institution, topic, year, period_from, period_to, origin, source, entered_at)
      select code || '-ai', 'roadmap', jsonb_build_object('az', code || ', yol xəritəsi', 'en', code || ', roadmap', 'ru', code || ', дорожная карта'),
        code, 'ai', extract(year from now())::integer, current_date - 150, current_date + 200, 'desk', 'proof', now()
      from identity.institution`,
    sql`insert into plan.item (id, plan, number, kind, position, title, absolute)
      select uuidv7(), p.code, n::text, 'measure', n, jsonb_build_object('az', 'Yol xəritəsinin işi ' || n, 'en', 'Roadmap item ' || n,
        'ru', 'Пункт дорожной карты ' || n), false
      from plan.plan p, generate_series(1, 10) n where p.source = 'proof' and p.kind = 'roadmap'`,
    sql`insert into plan.party (id, item, institution, role, from_day, sample, source, entered_at)
      select uuidv7(), i.id, p.institution, 'executor', current_date - 100, true, 'proof', now()
      from plan.plan p join plan.item i on i.plan = p.code where p.source = 'proof' and p.kind = 'roadmap'`,
    sql`insert into plan.serves (item, served) select i.id, m.id from (select i.id, row_number() over (order by i.id) as n from plan.plan p
        join plan.item i on i.plan = p.code where p.source = 'proof' and p.kind = 'roadmap' and i.position % 2 = 0) i
      join (select id, row_number() over (order by position) as n from plan.item where plan = ${bigPlan.code} and kind = 'measure') m
        on m.n = 1 + i.n * 3 % ${bigPlan.measures}`,
    sql`insert into plan.kpi (id, plan, title, unit, baseline, target, due, entered_at)
      select uuidv7(), p.code, jsonb_build_object('az', 'Göstərici ' || n), 'percent', 10, 90, p.period_to, now()
      from plan.plan p, generate_series(1, 3) n where p.source = 'proof' and p.kind = 'roadmap'`,
    sql`insert into plan.baseline (id, item, version, reason, source, sample, entered_at)
      select uuidv7(), i.id, 0, 'proof', 'proof', true, now() from plan.plan p join plan.item i on i.plan = p.code
      where p.source = 'proof' and p.kind = 'roadmap'`,
    sql`insert into plan.baseline_date (baseline, starts, due) select b.id, current_date - 140, current_date - 20 + i.position * 20
      from plan.plan p join plan.item i on i.plan = p.code join plan.baseline b on b.item = i.id
      where p.source = 'proof' and p.kind = 'roadmap'`,
  );
}

async function writeResponsibles(db: Database): Promise<void> {
  const post = sql`jsonb_build_object('az', 'Sədrin müavini', 'en', 'Deputy head', 'ru', 'Заместитель председателя')`;
  const areas = sql`unnest(array['governance', 'services', 'data', 'ai', 'cyber', 'projects', 'procurement']) area`;
  await run(
    db,
    sql`insert into plan.responsible (id, institution, name, post, from_day, to_day, sample, source, entered_at)
      select uuidv7(), i.code, 'Aytən Həsənova ' || i.number, ${post}, current_date - 900, current_date - 300, true, 'proof', now()
      from identity.institution i where not exists (select 1 from plan.responsible r where r.institution = i.code)`,
    sql`insert into plan.responsible (id, institution, name, post, from_day, sample, source, entered_at)
      select uuidv7(), i.code, 'Rüfət Quliyev ' || i.number, ${post}, current_date - 300, true, 'proof', now()
      from identity.institution i where not exists (select 1 from plan.responsible r where r.institution = i.code and r.to_day is null)`,
    sql`insert into plan.competence (id, responsible, area, level, ground, at)
      select uuidv7(), r.id, area, (k + length(area)) % 5, 'proof', now() - k * interval '90 days'
      from plan.responsible r, ${areas}, generate_series(1, 2) k where r.source = 'proof'`,
    sql`insert into plan.training (id, responsible, area, title, provider, hours, ended_on, at)
      select uuidv7(), r.id, area, 'Kurs ' || k, 'Akademiya', 8 * k, current_date - k * 40, now()
      from plan.responsible r, ${areas}, generate_series(1, 2) k where r.source = 'proof'`,
  );
}

/** Reports of the last two periods, most accepted, with evidence of the first milestones. */
async function writeReports(vahid: Vahid, officer: string): Promise<void> {
  const deputy = await actorOf(vahid, 'rinn', 'deputy_head');
  const { rows } = await sql<{ number: string }>`select i.number from plan.item i join plan.party p on p.item = i.id
    where i.plan = ${bigPlan.code} and p.institution = 'rinn' and p.role = 'executor' order by i.position limit 1`.execute(
    vahid.db,
  );
  const item = await findItem(vahid.db, bigPlan.code, rows[0]?.number ?? '');
  const model = await beginReport(deputy, item?.id ?? '');
  const person = deputy.actor.person ?? '';
  const quarter = sql`to_char(current_date - k * interval '3 months', 'YYYY-"Q"Q')`;
  const content = sql`jsonb_build_object('done', 'İş davam edir.', 'next', 'Sınaq.', 'selfRating',
    (array['on_track', 'at_risk', 'late'])[1 + length(i.number) % 3])`;
  await inTransaction(systemContext(vahid, 'proof'), async ({ db }) => {
    await sql`create temporary table proof_report on commit drop as
      select uuidv7() as id, i.id as item, p.institution, ${quarter} as period, ${content} as content, i.number || ' ' || k as reference,
        now() - k * interval '80 days' as at, s.*
      from plan.item i join plan.party p on p.item = i.id and p.role = 'executor' cross join generate_series(1, 2) k
        cross join lateral (select case when i.position % 10 < 8 then 'accepted' else 'submitted' end as state,
          case when i.position % 10 < 8 then 'decided' else 'in_review' end as status,
          case when i.position % 10 < 8 then '{}'::text[] else '{project_office}' end as awaits) s
      where i.plan in (${bigPlan.code}, ${smallPlan.code}) and i.position % 5 <> 2`.execute(db);
    await run(
      db,
      copyOf(model, sql`proof_report`),
      journalOf(model, sql`proof_report`),
      ...reportRows(person, officer),
    );
  });
}

function reportRows(person: string, officer: string): readonly RawBuilder<unknown>[] {
  return [
    sql`insert into plan.report (id, item, period, institution, content, writers, opened_at, submitted_at, accepted_at, changed_at)
      select id, item, period, institution, content, ${[person]}, at - interval '5 days', at,
        case state when 'accepted' then at + interval '3 days' end, at from proof_report`,
    sql`insert into plan.submission (report, number, content, person, at) select id, 1, content, ${person}, at from proof_report`,
    sql`insert into plan.judgement (report, number, outcome, institution, person, at)
      select id, 1, 'accepted', 'rinn', ${officer}, at + interval '3 days' from proof_report where state = 'accepted'`,
    sql`insert into plan.evidence (id, item, milestone, deliverable, report, period, kind, name, url, person, submitted_at, internal)
      select uuidv7(), r.item, m.id, m.deliverable, r.id, r.period, 'link', 'Sübut ' || m.code, 'https://example.gov.az/' || m.id,
        ${person}, r.at, false
      from proof_report r join plan.milestone m on m.item = r.item and m.position <= 2 + abs(hashtext(r.item::text)) % 5`,
    sql`insert into plan.verdict (evidence, verdict, reason, institution, person, at)
      select e.id, case when abs(hashtext(e.id::text)) % 10 = 0 then 'rejected' else 'verified' end, 'Baxılıb', 'rinn', ${officer},
        r.at + interval '2 days' from proof_report r join plan.evidence e on e.report = r.id where r.state = 'accepted'`,
  ];
}

/** What was said of measures, and every change of a year. */
async function writeTalk(db: Database, officer: string): Promise<void> {
  const measures = sql`(select * from plan.item where plan in (${bigPlan.code}, ${smallPlan.code}) and kind = 'measure')`;
  await run(
    db,
    sql`insert into plan.comment (id, item, at, person, institution, office, text, internal)
      select uuidv7(), i.id, now() - k * interval '9 days', ${officer}, 'rinn', 'project_office', 'Növbəti hesabatda göstərilsin.', k = 3
      from ${measures} i, generate_series(1, 3) k`,
    sql`insert into plan.change (id, plan, item, at, what, details, institution)
      select uuidv7(), i.plan, i.id, now() - (i.position * 11 + k * 2003) % 8000 * interval '1 hour',
        (array['report_submitted', 'evidence_verified', 'schedule_set', 'parties_set', 'report_accepted'])[1 + (k + i.position) % 5],
        '{}', 'rinn' from ${measures} i, generate_series(1, 10) k`,
  );
}

/** The plan's own risks, and as many that institutions raised. */
async function writeRisks(db: Database): Promise<void> {
  const raised = sql`(select r.*, row_number() over (order by r.id)::integer as n from plan.risk r where plan in (${bigPlan.code}, ${smallPlan.code}))`;
  await run(
    db,
    sql`insert into plan.risk (id, plan, item, title, raised_at)
      select uuidv7(), i.plan, i.id, i.title, now() - interval '150 days' from plan.item i where i.kind = 'risk'
        and not exists (select 1 from plan.risk r where r.item = i.id)`,
    sql`insert into plan.risk (id, plan, item, title, raised_by, raised_at)
      select uuidv7(), i.plan, i.id, i.title, 'rinn', now() - interval '50 days' from plan.item i
      where i.plan = ${bigPlan.code} and i.kind = 'measure' and i.position % 20 = 3`,
    sql`insert into plan.risk_assessment (id, risk, likelihood, impact, owner, reason, at)
      select uuidv7(), r.id, 1 + (r.n + k) % 5, 1 + (r.n * 3 + k) % 5, 'rinn', 'proof', now() - k * interval '30 days'
      from ${raised} r, generate_series(1, 4) k where r.n % 9 <> 0`,
    sql`insert into plan.mitigation (id, risk, title, owner, due, entered_at)
      select uuidv7(), r.id, jsonb_build_object('az', 'Azaltma ' || k), 'rinn', current_date - 20 + r.n % 90, now() - interval '100 days'
      from ${raised} r, generate_series(1, 2) k`,
    sql`insert into plan.mitigation_step (id, mitigation, text, done, at)
      select uuidv7(), y.id, 'Addım ' || k, k = 1 and r.n % 3 = 0, now() - k * interval '20 days'
      from ${raised} r join plan.mitigation y on y.risk = r.id, generate_series(1, 2) k`,
  );
}
