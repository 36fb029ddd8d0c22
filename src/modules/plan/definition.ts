import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding } from '../../kernel/definition.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, { additionalProperties: false });
const number = Type.String({ pattern: '^[1-9](\\.[0-9]+)+$' });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const target = Type.Object(
  {
    value: Type.Number(),
    unit: Type.Optional(Type.String({ enum: ['percent'] })),
    due: Type.Optional(
      Type.Array(
        Type.Object({ reading: Type.String(), date: day, section: Type.String() }, { additionalProperties: false }),
      ),
    ),
    note: Type.Optional(words),
  },
  { additionalProperties: false },
);
const item = { number, title: words, absolute: Type.Optional(Type.Boolean()), note: Type.Optional(words) };
const measure = Type.Object(item, { additionalProperties: false });
const result = Type.Object({ ...item, target: Type.Optional(target) }, { additionalProperties: false });
const risk = Type.Object({ number, title: words, mitigation: words }, { additionalProperties: false });
const goalTarget = Type.Object(
  { ...item, value: Type.Optional(Type.Number()), unit: Type.Optional(Type.String()), due: target.properties.due },
  { additionalProperties: false },
);
const direction = Type.Object(
  { number, title: words, measures: Type.Array(measure), results: Type.Array(result), risks: Type.Array(risk) },
  { additionalProperties: false },
);

export const planSchema = Type.Object(
  {
    plan: Type.String(),
    title: words,
    period: Type.Object({ from: day, to: day }, { additionalProperties: false }),
    act: Type.String(),
    /** The plan that this one takes the place of when it begins: `2026-2028`. */
    supersedes: Type.Optional(Type.String()),
    source: words,
    goals: Type.Array(measure),
    targets: Type.Array(goalTarget),
    directions: Type.Array(direction),
  },
  { additionalProperties: false },
);
export type PlanDefinition = Static<typeof planSchema>;
export type DirectionDefinition = PlanDefinition['directions'][number];

/** `plan/<years>.yaml`: a plan by its own numbers. */
export const planKind: DefinitionKind<typeof planSchema, PlanDefinition> = {
  kind: 'plan',
  files: /^plan\/(\d{4}[^/]*)\.yaml$/,
  schema: planSchema,
  needs: ['acts'],
  compile(source, scope) {
    const findings: Finding[] = [];
    const seen = new Set<string>();
    const take = (path: Finding['path'], given: string, under?: string) => {
      if (seen.has(given)) findings.push(twice(path, given));
      if (under !== undefined && !given.startsWith(`${under}.`)) findings.push(misplaced(path, given, under));
      seen.add(given);
    };
    for (const list of ['goals', 'targets'] as const)
      source[list].forEach((entry, i) => take([list, i, 'number'], entry.number));
    source.directions.forEach((entry, d) => {
      take(['directions', d, 'number'], entry.number);
      entry.measures.forEach((one, i) =>
        take(['directions', d, 'measures', i, 'number'], one.number, `${entry.number}.2`),
      );
      entry.results.forEach((one, i) =>
        take(['directions', d, 'results', i, 'number'], one.number, `${entry.number}.3`),
      );
      entry.risks.forEach((one, i) => take(['directions', d, 'risks', i, 'number'], one.number, `${entry.number}.4`));
    });
    const acts = scope.get<{ acts: Record<string, unknown> }>('acts', 'acts')?.acts ?? {};
    if (!acts[source.act]) findings.push(unknownAct(source.act));
    return { compiled: source, findings };
  },
  check(plan, scope, name) {
    const all = scope.all<PlanDefinition>('plan');
    if (plan.supersedes === undefined) {
      const first = [...all].find(([other, one]) => other !== name && one.supersedes === undefined);
      return first && first[1].period.from <= plan.period.from ? [noSuccession(first[0])] : [];
    }
    const before = all.get(plan.supersedes);
    return before && before.period.from < plan.period.from ? [] : [wrongSuccession(plan.supersedes)];
  },
};

function noSuccession(before: string): Finding {
  return {
    path: ['period'],
    rule: 'plan-succession',
    message: {
      az: `“${before}” planı da var: hansının qüvvədə olduğu bilinmir.`,
      en: `There is the plan “${before}” too: which of them is in force is not known.`,
      ru: `Есть и план «${before}»: неизвестно, какой из них действует.`,
    },
    remedy: {
      az: 'supersedes sətrində əvəz etdiyi planı yazın.',
      en: 'Write the plan that it replaces as supersedes.',
      ru: 'Укажите в supersedes план, который он заменяет.',
    },
  };
}

function wrongSuccession(before: string): Finding {
  return {
    path: ['supersedes'],
    rule: 'plan-succession',
    message: {
      az: `“${before}” planı yoxdur və ya bundan əvvəl başlamır.`,
      en: `There is no plan “${before}”, or it does not begin before this one.`,
      ru: `Плана «${before}» нет, или он начинается не раньше этого.`,
    },
    remedy: {
      az: 'Əvəz olunan planın tərif faylının adını yazın, məsələn: 2026-2028.',
      en: 'Write the name of the definition of the plan that is replaced, as 2026-2028.',
      ru: 'Укажите имя определения заменяемого плана, например: 2026-2028.',
    },
  };
}

function twice(path: Finding['path'], given: string): Finding {
  return {
    path,
    rule: 'plan-number',
    message: { az: `${given} iki dəfə yazılıb.`, en: `${given} stands twice.`, ru: `${given} указан дважды.` },
    remedy: {
      az: 'Planın mətnindəki nömrəni yoxlayın.',
      en: 'Check the number in the plan’s text.',
      ru: 'Сверьте номер с текстом плана.',
    },
  };
}

function misplaced(path: Finding['path'], given: string, under: string): Finding {
  return {
    path,
    rule: 'plan-number',
    message: {
      az: `${given} nömrəsi ${under} altında ola bilməz.`,
      en: `${given} cannot stand under ${under}.`,
      ru: `${given} не может стоять под ${under}.`,
    },
    remedy: {
      az: `Nömrə ${under}. ilə başlamalıdır.`,
      en: `The number must begin with ${under}.`,
      ru: `Номер должен начинаться с ${under}.`,
    },
  };
}

function unknownAct(act: string): Finding {
  return {
    path: ['act'],
    rule: 'act',
    message: {
      az: `acts.yaml faylında “${act}” aktı yoxdur.`,
      en: `acts.yaml has no act “${act}”.`,
      ru: `В acts.yaml нет акта «${act}».`,
    },
    remedy: {
      az: 'Aktı acts.yaml faylına əlavə edin.',
      en: 'Add the act to acts.yaml.',
      ru: 'Добавьте акт в acts.yaml.',
    },
  };
}

/** Every number of a plan: goals, targets, directions, measures, results and risks. */
export function numbersOf(plan: PlanDefinition): string[] {
  return [
    ...plan.goals.map((one) => one.number),
    ...plan.targets.map((one) => one.number),
    ...plan.directions.flatMap((one) => [
      one.number,
      ...[...one.measures, ...one.results, ...one.risks].map(({ number: n }) => n),
    ]),
  ];
}
