import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import {
  enterPlan,
  findItem,
  type GivenSchedule,
  type ItemRow,
  type NewItem,
  setParties,
  setResponsible,
  setSchedule,
} from '../measures/index.ts';

const national = '2026-2028';
export const roadmap = 'aef-ai-2027';

const title = (az: string, en: string, ru: string) => ({ az, en, ru });

const steps = (first: string, second: string): GivenSchedule['milestones'] => [
  { code: 'M1', title: title('Qaydaların layihəsi', 'Draft of the rules', 'Проект правил'), weight: '1', due: first },
  {
    code: 'M2',
    title: title('Sistemin sınağı', 'Trial of the system', 'Испытание системы'),
    weight: '2',
    starts: first,
    due: second,
    needs: ['M1'],
  },
];

/** The pages of a database of the test's own. */
export async function openPages(vahid: Vahid): Promise<FastifyInstance> {
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(vahid, assets);
  return buildServer(vahid, { assets, failurePage: (_, failure) => h('p', null, failure.code) });
}

/** A measure of the plan with an executor, and with dates. */
export async function give(
  ctx: Context,
  number: string,
  executor: string | null,
  schedule?: GivenSchedule,
  reason = 'İlk təqvim',
): Promise<ItemRow> {
  const item = await findItem(ctx.db, national, number);
  if (!item) throw new Error(`the plan has no ${number}`);
  await inTransaction(ctx, async (inner) => {
    if (executor !== null)
      await setParties(
        inner,
        item,
        [
          { institution: executor, role: 'executor' },
          { institution: executor === 'rinn' ? 'vxsida' : 'rinn', role: 'co_executor' },
        ],
        { source: 'test' },
      );
    if (schedule) await setSchedule(inner, item, schedule, { reason, source: 'test' });
  });
  return item;
}

/** One measure in each state that needs no evidence, by number; on 23 November 2026. */
export async function layOut(ctx: Context): Promise<void> {
  const plan = { starts: '2026-10-01', due: '2027-12-31', deliverables: [] };
  await give(ctx, '6.1.1.2.1', 'rinn', { ...plan, milestones: steps('2027-03-31', '2027-12-31') });
  await give(ctx, '6.1.1.2.2', 'rinn', { ...plan, milestones: steps('2026-10-30', '2026-11-20') });
  // Moved on: it is late by the first dates, and was to be late by the present ones.
  await give(
    ctx,
    '6.1.1.2.2',
    'rinn',
    { ...plan, due: '2028-03-31', milestones: steps('2026-11-13', '2027-09-30') },
    'Müqavilə gecikib',
  );
  await give(ctx, '6.1.1.2.3', 'aef', { ...plan, milestones: steps('2026-12-10', '2026-12-15') });
  await give(ctx, '6.1.1.2.4', 'aef', { ...plan, starts: '2026-01-05', milestones: steps('2027-03-31', '2027-12-31') });
  await give(ctx, '6.1.1.2.5', 'aef', { ...plan, milestones: [] });
  await give(ctx, '6.1.1.2.6', 'aef');
  await inTransaction(ctx, async (inner) => {
    const post = title('Sədrin müavini', 'Deputy chairman', 'Заместитель председателя');
    const named = { institution: 'aef', act: null, post };
    await setResponsible(
      inner,
      { ...named, name: 'Rüfət Quliyev', from_day: '2026-02-02' },
      { source: 'test', sample: true },
    );
    await setResponsible(
      inner,
      { ...named, name: 'Aytən Həsənova', from_day: '2026-09-01' },
      { source: 'test', sample: true },
    );
  });
  await layOutRoadmap(ctx);
}

/** A roadmap with one item that serves the plan and one that serves nothing. */
async function layOutRoadmap(ctx: Context): Promise<void> {
  const items: NewItem[] = [
    { number: '1', kind: 'group', title: title('Modellər', 'Models', 'Модели') },
    { number: '1.1', parent: '1', kind: 'measure', title: title('Mətn korpusu', 'Text corpus', 'Корпус текстов') },
    { number: '2', kind: 'measure', title: { az: '=Öz serverimizi almaq' } },
  ];
  const row = { code: roadmap, kind: 'roadmap' as const, institution: 'aef', topic: 'ai' as const, year: 2027 };
  await inTransaction(ctx, async (inner) => {
    await enterPlan(
      inner,
      {
        ...row,
        title: title(
          'AEF, süni intellekt, 2027',
          'AEF, artificial intelligence, 2027',
          'AEF, искусственный интеллект, 2027',
        ),
        period_from: '2027-01-01',
        period_to: '2027-12-31',
        act: null,
        supersedes: null,
        origin: 'desk',
        source: 'test',
      },
      items,
    );
    const first = await findItem(inner.db, roadmap, '1.1');
    const served = await findItem(inner.db, national, '6.1.1.2.3');
    if (!first || !served) throw new Error('the roadmap was not entered');
    await sql`insert into plan.serves (item, served) values (${first.id}, ${served.id})`.execute(inner.db);
    await setParties(inner, first, [{ institution: 'aef', role: 'executor' }], { source: 'test' });
    const milestones = steps('2027-04-30', '2027-10-29');
    const given = { starts: '2027-01-04', due: '2027-10-29', deliverables: [], milestones };
    await setSchedule(inner, first, given, { reason: 'İlk təqvim', source: 'test' });
  });
}

/** Something that an official wrote about a measure. */
export async function write(
  ctx: Context,
  item: ItemRow,
  person: string,
  text: string,
  internal: boolean,
): Promise<void> {
  await sql`insert into plan.comment (id, item, at, person, institution, office, text, internal)
    values (${newId()}, ${item.id}, ${ctx.vahid.now()}, ${person}, 'rinn', 'project_office', ${text}, ${internal})`.execute(
    ctx.db,
  );
}
