import type { Text } from '../../../language/lang.ts';
import type { CompiledRequirement, CompiledService, TableOutcome } from '../definition/compiled.ts';
import { tableOf } from '../definition/decision.ts';
import { capacityField } from '../definition/guardians.ts';
import {
  heardOf,
  heardTypes,
  isHeardInput,
  judgedFields,
  opinionInput,
  opinionsOf,
  reviewsOf,
} from '../definition/heard.ts';
import { scoreInput } from '../definition/review.ts';
import { behind, programOf } from '../definition/types.ts';
import { say } from '../text/index.ts';
import type { RequirementSign } from '../views.ts';
import { undelivered } from './delivery.ts';
import { unheard } from './opinions.ts';
import type { CaseData } from './values.ts';

/** How a condition stands, in words. */
export interface JudgedRequirement {
  readonly name: string;
  readonly sign: RequirementSign;
  readonly text: Text;
  readonly article: string;
  readonly uses: readonly string[];
}

/** A reason as it is kept with a decision. */
export interface Reason {
  readonly sign: RequirementSign;
  readonly text: Text;
  readonly article: string;
  /** The opinion that it rests on, whose own words are shown with it. */
  readonly opinion?: string;
  /** An official's own, whose words lie beside the decision. */
  readonly own?: true;
}

/** Each condition: met by a register ◆, by the applicant's word ◇, not met, or not known. */
export function judgeRequirements(service: CompiledService, data: CaseData): readonly JudgedRequirement[] {
  return service.requirements.map((requirement) => {
    const { name, uses, article } = requirement;
    const open = uses.find((field) => data.missing.has(field));
    if (open !== undefined)
      return { name, sign: 'nodata', text: about(service, lackOf(service, open), open), article, uses };
    const heard = heardTypes(heardOf(service));
    const met = programOf(service.fields, requirement.when, heard).evaluate(data.values) === true;
    return {
      name,
      sign: met ? signOf(service, requirement, data) : 'late',
      text: met ? requirement.met : requirement.unmet,
      article,
      uses,
    };
  });
}

function signOf(service: CompiledService, { uses }: CompiledRequirement, { told }: CaseData): RequirementSign {
  const fields = judgedFieldsOf(service);
  const said = uses.some(
    (name) => told.has(name) || fields.find((field) => field.name === name)?.source !== 'register',
  );
  return said ? 'said' : 'known';
}

const lackOf = ({ forgotten }: CompiledService, name: string): FactWords =>
  forgotten?.has(name) ? 'noLongerKept' : 'notReceived';

type FactWords = 'noLongerKept' | 'notReceived' | 'notRenewed' | 'toldInstead' | 'toldOtherwise';

const judgedFieldsOf = (service: CompiledService) => judgedFields(service.fields, heardOf(service));

function about(service: CompiledService, words: FactWords, name: string): Text {
  const field = judgedFieldsOf(service).find((one) => one.name === name);
  const label = field?.label ?? { az: name, en: name, ru: name };
  return say(isHeardInput(name) ? 'opinionAwaited' : words, (lang) => ({ fact: label[lang] }));
}

/** What the table says. `rule` counts from 1; absent when a fact that the table needs was not received, or not renewed. */
export interface TableVerdict {
  readonly outcome: TableOutcome;
  readonly rule?: number;
  readonly reasons: readonly Reason[];
}

/**
 * Asks the decision table. With a fact missing it is not asked: then an official decides, and nothing can be refused
 * on that ground. What the table could not decide goes to an official too, and so does an approval that would rest on
 * what was known before and could not be renewed or on the applicant's word in place of a register, or could not be
 * carried out.
 */
export function askTable(service: CompiledService, data: CaseData): TableVerdict {
  const { decision } = service;
  const open = decision.uses.filter((name) => data.missing.has(name));
  if (open.length > 0) return leftOpen(service, 'notReceived', open);
  const decided = tableOf(service).decide(data.values);
  const outcome = decided.outputs?.outcome as TableOutcome | null | undefined;
  const rule = decided.fired[0];
  if (!outcome || rule === undefined) return leftOpen(service, 'notReceived', []);
  // Whether the applicant may speak for themselves counts for every approval, whether the table looks at it or not.
  const capacity = [capacityField(service) ?? []].flat();
  const old = [...new Set([...decision.uses, ...capacity])].filter((name) => data.unrenewed.has(name));
  if (outcome === 'approve' && old.length > 0) return leftOpen(service, 'notRenewed', old);
  // What the applicant said in place of a register is for an official to weigh.
  for (const [words, how] of [
    ['toldInstead', 'instead'],
    ['toldOtherwise', 'otherwise'],
  ] as const) {
    const said = [...data.told].flatMap(([name, one]) => (one === how ? [name] : []));
    if (outcome === 'approve' && said.length > 0) return leftOpen(service, words, said);
  }
  const unknown = capacity.filter((name) => data.missing.has(name));
  const late =
    outcome === 'approve' ? [...unknown, ...undelivered(service, data), ...unheardInputs(service, data)] : [];
  if (late.length > 0) return leftOpen(service, 'notReceived', late);
  const sign = ruleSign(service, outcome);
  return { outcome, rule: rule + 1, reasons: decided.reasons.map(({ text, article }) => ({ sign, text, article })) };
}

/** The table approves nothing before every opinion and review asked for has come, whether it looks at it or not. */
const unheardInputs = (service: CompiledService, data: CaseData): readonly string[] => [
  ...unheard(service, data).map(({ name }) => opinionInput(name)),
  ...(reviewsOf(service) && data.missing.has(scoreInput) ? [scoreInput] : []),
];

/** What the table leaves to an official for want of facts. */
function leftOpen(service: CompiledService, words: FactWords, fields: readonly string[]): TableVerdict {
  const { reason, article } = service.decision.missing;
  const facts = fields.map((name): Reason => {
    const opinion = opinionsOf(service).find((one) => opinionInput(one.name) === name);
    const asked = opinion ?? (isHeardInput(name) ? reviewsOf(service) : undefined);
    return { sign: 'nodata', text: about(service, words, name), article: asked?.article ?? article };
  });
  // What the act says of registers that have not answered holds where nothing is known, not where something is.
  const isSilent = words === 'notReceived' && (fields.length === 0 || !fields.every(isHeardInput));
  const rule: readonly Reason[] = isSilent ? [{ sign: 'nodata', text: reason, article }] : [];
  return { outcome: 'officer', reasons: [...facts, ...rule] };
}

function ruleSign(service: CompiledService, outcome: TableOutcome): RequirementSign {
  const { decision } = service;
  const fields = judgedFieldsOf(service);
  if (outcome === 'officer') return 'none';
  if (outcome === 'refuse') return 'late';
  const said = behind(fields, decision.inputs).some(
    (name) => fields.find((field) => field.name === name)?.source !== 'register',
  );
  return said ? 'said' : 'known';
}

/** What guards of the process look at, besides the fields. */
export function guardInput(
  service: Pick<CompiledService, 'within'>,
  requirements: readonly JudgedRequirement[],
  data: CaseData,
): Record<string, unknown> {
  const count = (sign: RequirementSign) => requirements.filter((one) => one.sign === sign).length;
  const openOpinions = unheard(service, data).length;
  return { ...data.values, unmet: count('late'), missing: count('nodata'), openOpinions };
}
