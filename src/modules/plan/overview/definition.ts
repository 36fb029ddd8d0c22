import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/lang.ts';
import type { PlanDefinition } from '../definition.ts';
import type { PlanRow } from '../measures/index.ts';

type Due = NonNullable<PlanDefinition['targets'][number]['due']>;

/** A target that carries a number. */
export interface NumberedTarget {
  readonly number: string;
  readonly title: Text;
  readonly value: number;
  /** When it is due, by each reading of the plan's text; its last day where the text says nothing. */
  readonly due: Due;
}

/** What a plan's file says besides its items; nothing of plans that came another way. */
export function definitionOf({ vahid }: Context, { code, origin }: PlanRow): PlanDefinition | undefined {
  if (origin !== 'definition') return undefined;
  return vahid.releases.get<PlanDefinition>('plan', code)?.compiled;
}

/** Targets and expected results that carry a number, in the plan's order. */
export function numberedTargets(definition: PlanDefinition | undefined): readonly NumberedTarget[] {
  if (!definition) return [];
  const { period, targets, directions } = definition;
  const own = targets.flatMap(({ number, title, value, due }) =>
    value === undefined ? [] : [{ number, title, value, due }],
  );
  const results = directions.flatMap(({ results: list }) =>
    list.flatMap(({ number, title, target }) =>
      target === undefined ? [] : [{ number, title, value: target.value, due: target.due }],
    ),
  );
  return [...own, ...results].map(({ due, ...target }) => ({
    ...target,
    due: due ?? [{ reading: 'plan', date: period.to, section: target.number }],
  }));
}
