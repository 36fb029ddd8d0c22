import type { Json } from '../../../kernel/job.ts';
import type { Lang, Text } from '../../../language/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { tableOf } from '../definition/decision.ts';
import { behind } from '../definition/types.ts';
import { shownValue } from '../rules/showing.ts';
import { cellsOf, choicesOf, inputsOf, type RuleCells, type TableInput, type Tried } from '../rules/trying.ts';
import type { ConditionView, RuleInputView, RulesView, RuleView, TrialField, TrialView } from '../rules-views.ts';
import { conditionWords } from '../text/conditions.ts';
import { conditionText } from './conditions.ts';
import type { Guide } from './guide.ts';
import { frontOf } from './service.ts';

/** What was typed into the fields of the trial, by name. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export function rulesView(
  service: CompiledService,
  guide: Guide,
  { version, inForce }: { version: number; inForce: boolean },
  typed: Typed = {},
): RulesView {
  const { missing } = service.decision;
  const inputs = inputsOf(service);
  return {
    service: service.name,
    title: service.title,
    front: frontOf(service),
    version,
    inForce,
    inputs: inputs.map((input) => inputView(service, input)),
    rules: cellsOf(service).map((cells, index) => ruleView(service, guide, cells, index)),
    coverage: tableOf(service).coverage,
    missing: { text: missing.reason, article: guide.article(missing.article) },
    fields: inputs.map((input) => trialField(input, typed[input.name])),
    errors: [],
  };
}

function inputView({ fields }: CompiledService, input: TableInput): RuleInputView {
  const said = behind(fields, [input.name]).some(
    (name) => fields.find((one) => one.name === name)?.source !== 'register',
  );
  return { name: input.name, label: input.label, sign: said ? 'said' : 'known', ...unitOf(input) };
}

// The dictionary's decimals are sums of money.
const unitOf = ({ type }: TableInput): { unit?: string } => (type === 'decimal' ? { unit: '₼' } : {});

function ruleView(service: CompiledService, guide: Guide, cells: RuleCells, index: number): RuleView {
  const rule = service.decision.rules[index];
  if (!rule) throw new RangeError(`the table of ${service.name} has no rule ${index + 1}`);
  const { outcome, reason, article } = rule;
  return {
    number: index + 1,
    conditions: conditionsOf(service, cells),
    outcome,
    reason: withoutHoles(reason),
    article: guide.article(article),
  };
}

function conditionsOf(service: CompiledService, cells: RuleCells): Record<string, ConditionView> {
  const inputs = inputsOf(service);
  const labelOf = (name: string) => inputs.find((input) => input.name === name)?.label;
  return Object.fromEntries(
    inputs.flatMap((input): [string, ConditionView][] => {
      const cell = cells.get(input.name);
      if (!cell) return [];
      const text = conditionText(cell, input, labelOf);
      return [[input.name, { feel: cell.source, ...(text ? { text } : {}) }]];
    }),
  );
}

function withoutHoles(reason: Text): Text {
  const without = (lang: Lang) => reason[lang].replaceAll(/\{[^{}]+\}/g, '…');
  return { az: without('az'), en: without('en'), ru: without('ru') };
}

function trialField(input: TableInput, value: string | readonly string[] | undefined): TrialField {
  return {
    name: input.name,
    kind: input.type,
    label: input.label,
    ...(input.source === 'applicant' && input.hint ? { hint: input.hint } : {}),
    optional: true,
    many: input.source === 'register' && input.many,
    ...unitOf(input),
    ...(value === undefined ? {} : { value }),
    ...(input.type === 'choice' ? { choices: choicesOf(input) } : {}),
  };
}

const nothing: Text = { az: conditionWords.az.none, en: conditionWords.en.none, ru: conditionWords.ru.none };

export function trialView(
  service: CompiledService,
  guide: Guide,
  values: Readonly<Record<string, Json>>,
  tried: Tried,
): TrialView {
  const inputs = inputsOf(service);
  const { outcome, rule, reasons, missing, against, decisive } = tried;
  return {
    outcome,
    ...(rule === undefined ? {} : { rule }),
    reasons: reasons.map((reason) => ({ ...reason, article: guide.article(reason.article) })),
    missing: inputs.filter(({ name }) => missing.includes(name)).map((input) => input.label),
    mattered: inputs.flatMap((input) => {
      const kept = against.flatMap((names, index) => (names.includes(input.name) ? [index + 1] : []));
      const isDecisive = decisive.includes(input.name);
      if (!isDecisive && kept.length === 0) return [];
      const shown = shownValue(input, values[input.name]) ?? nothing;
      return [{ label: input.label, shown, decisive: isDecisive, against: kept }];
    }),
    against,
  };
}
