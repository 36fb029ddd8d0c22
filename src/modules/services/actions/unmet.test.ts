import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, priority, service, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { openGuide } from '../present/guide.ts';
import { unmetSoFar } from '../present/unmet.ts';
import { judgeRequirements } from '../rules/judging.ts';
import { caseData } from '../rules/values.ts';
import { checkAnswers, startCase } from './applying.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

async function unmetFor(actor: Actor, answers: Readonly<Record<string, Json>>) {
  const { id } = await startCase(stage.test.ctx(actor), { service });
  await stage.answer(actor, id, answers);
  const { unmet = [], missing } = await checkAnswers(stage.test.ctx(actor), { id });
  return { names: unmet.map(({ name }) => name), missing, articles: unmet.map(({ article }) => article.article) };
}

describe('a condition that fails already', () => {
  it('is no news while something is not answered', async () => {
    const { newJobs: _, ...fewer } = software;
    expect(await unmetFor(stage.people.resident, fewer)).toMatchObject({ names: [], missing: 'is-yerleri' });
  });

  it('is told before anything is sent, with its article, whether a register or an answer says so', async () => {
    const { head, debtor, resident } = stage.people;
    expect(await unmetFor(head, priority)).toMatchObject({ names: [], missing: undefined });
    expect(await unmetFor(resident, software)).toMatchObject({ names: ['not-resident'], articles: ['4.1'] });
    expect(await unmetFor(debtor, { ...software, newJobs: 2 })).toMatchObject({ names: ['no-tax-debt', 'new-jobs'] });
  });

  it('says nothing that rests on whom an answer names', async () => {
    const ctx = stage.test.ctx(stage.people.stranger);
    const compiled = await stage.test.vahid.releases.version<CompiledService>('service', 'guardian-appointment', 1);
    if (!compiled) throw new Error('no such service');
    const said = (value: Json) => ({ state: 'value' as const, value });
    const facts = { fin: said('4RT9W2A'), birthDate: said('2010-01-01'), wardBirth: said('1962-05-16') };
    const data = caseData(compiled, facts, { wardFin: '5LS8K2M', wanted: 'temporary' }, '2026-11-23');
    const failing = judgeRequirements(compiled, data).filter(({ sign }) => sign === 'late');
    expect(failing.map(({ name }) => name)).toEqual(['grown', 'age-fits']);
    expect(unmetSoFar(compiled, data, await openGuide(ctx)).map(({ name }) => name)).toEqual(['grown']);
  });
});
