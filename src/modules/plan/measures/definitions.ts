import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { PlanDefinition } from '../definition.ts';
import { enterPlan, type NewItem } from './entering.ts';

/** Brings the plans of the definitions in force into the tables, where all plans are followed alike. */
export async function enterDefinitions(ctx: Context): Promise<void> {
  const plans = ctx.vahid.releases.all<PlanDefinition>('plan');
  // A plan comes after the one that it replaces, which began before it.
  const inTime = plans.toSorted((a, b) => (a.compiled.period.from < b.compiled.period.from ? -1 : 1));
  for (const { name, compiled } of inTime) {
    await inTransaction(ctx, async (inner) => {
      await enterPlan(
        inner,
        {
          code: name,
          kind: 'national',
          title: compiled.title,
          institution: null,
          topic: null,
          year: null,
          period_from: compiled.period.from,
          period_to: compiled.period.to,
          act: compiled.act,
          supersedes: compiled.supersedes ?? null,
          origin: 'definition',
          source: `plan/${name}.yaml`,
        },
        itemsOf(compiled),
      );
    });
  }
}

function itemsOf(plan: PlanDefinition): readonly NewItem[] {
  return [
    ...plan.goals.map(({ number, title, note, absolute }) => ({
      number,
      kind: 'goal' as const,
      title,
      note,
      absolute,
    })),
    ...plan.targets.map(({ number, title, note, absolute }) => ({
      number,
      kind: 'target' as const,
      title,
      note,
      absolute,
    })),
    ...plan.directions.flatMap(({ number: parent, title, measures, results, risks }) => [
      { number: parent, kind: 'direction' as const, title },
      ...measures.map((one) => ({ ...one, parent, kind: 'measure' as const })),
      ...results.map((one) => ({ ...one, parent, kind: 'result' as const })),
      ...risks.map((one) => ({
        number: one.number,
        title: one.title,
        note: one.mitigation,
        parent,
        kind: 'risk' as const,
      })),
    ]),
  ];
}
