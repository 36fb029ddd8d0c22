import type { Types } from '../../../feel/index.ts';
import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import {
  type CompiledProcess,
  type CompiledProcessDefinition,
  processKindOf,
  type ProcessSource,
} from '../../process/index.ts';
import * as found from './co-applicant-finding.ts';
import type { AskedField, CompiledCoApplicant, CompiledField, CompiledService } from './compiled.ts';
import { reservedNames, unknown, withoutStandard } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import type { CoApplicantSource, ServiceSource } from './schema.ts';

const standardAgreement = 'agreement';
/** Kind of the process of an agreement, which its service holds. */
export const agreementProcess = 'service.agreement';

/** `services/agreement.yaml`: how the agreement of another person comes to be, for every service that needs one. */
export const agreementKind = processKindOf({
  kind: standardAgreement,
  files: /^services\/agreement\.yaml$/,
  effects: [],
  triggers: ['ask-again', 'close', 'lapse'],
});

type Source = ServiceSource<ProcessSource>;

/** In guards: how many of those who have to agree have not, to what they see now. */
export const openAgreements = 'openAgreements';

export const agreementTypes: Types = { [openAgreements]: 'number' };

/** Those who have to agree before an application counts as submitted, each with the process of the agreement. */
export function compileCoApplicants(
  source: Source,
  fields: readonly CompiledField[],
  { around, scope }: { readonly around: Surroundings; readonly scope: Scope },
  findings: Finding[],
): readonly CompiledCoApplicant[] {
  const named = Object.entries(source.coApplicants ?? {});
  if (named.length === 0) return [];
  const standard = scope.get<CompiledProcessDefinition>(standardAgreement, standardAgreement)?.process;
  if (!standard) {
    findings.push(withoutStandard('coApplicants', 'agreement'));
    return [];
  }
  if (source.channels.includes('centre')) findings.push(found.atTheCentre());
  findings.push(...reservedNames('agreement-name', fields, [openAgreements]));
  return named.map(([name, one]) => {
    const path = ['coApplicants', name];
    findings.push(...checkWho(one, fields, path), ...checkSeen(one, fields, path));
    if (Object.hasOwn(source.opinions ?? {}, name)) findings.push(found.nameTaken(path, name));
    const { title, agreesTo, who, sees, workingDays, reads = [] } = one;
    const article = articleOf(around, one.article, path, name, findings);
    return { name, title, agreesTo, who, article, sees, reads, process: timed(standard, workingDays) };
  });
}

/** One text that holds a FİN: an answer, an answer within a group, or a fact, which may be one of several people. */
function checkWho({ who }: CoApplicantSource, fields: readonly CompiledField[], path: Path): Finding[] {
  const [name = '', inner] = who.split('.');
  const field = fields.find((one) => one.name === name);
  const at = [...path, 'who'];
  if (!field) {
    const known = fields.map((one) => one.name);
    return [unknown('field', at, who, known)];
  }
  const asked = field.source === 'group' ? field.fields.find((one) => one.name === inner) : field;
  const fits = (field.source === 'group') === (inner !== undefined);
  const names = asked && (asked.source === 'applicant' || asked.source === 'register') && asked.type === 'text';
  return fits && names ? [] : [found.namesNobody(at, who)];
}

function checkSeen({ sees }: CoApplicantSource, fields: readonly CompiledField[], path: Path): Finding[] {
  const known = fields.map(({ name }) => name);
  return sees.flatMap((name, index) =>
    known.includes(name) ? [] : [unknown('field', [...path, 'sees', index], name, known)],
  );
}

function timed(standard: CompiledProcess, workingDays: number): CompiledProcess {
  return {
    ...standard,
    clocks: standard.clocks.map((clock) => ({
      ...clock,
      workingDays,
      remind: clock.remind.filter((days) => days < workingDays),
    })),
  };
}

/**
 * Answers that name a co-applicant, or a person of whom the entry speaks, are checked as a FİN where they are typed: the
 * register would take no other, after the decision.
 */
export function withFins(
  fields: readonly CompiledField[],
  { coApplicants, entry }: Source,
  { registers, dictionary }: Surroundings,
): readonly CompiledField[] {
  const provides = registers.find(({ name }) => name === entry?.register)?.provides ?? [];
  const people = provides.flatMap((one) => [
    ...(isPerson(dictionary, one.entity) ? [one.by] : []),
    ...(one.kind === 'relation' && isPerson(dictionary, one.target) ? [one.to] : []),
  ]);
  const entered = people.flatMap((name) => entry?.fields[name] ?? []);
  const whos = [...Object.values(coApplicants ?? {}).map(({ who }) => who), ...entered];
  if (whos.length === 0) return fields;
  const fin = (field: AskedField, path: string): AskedField => (whos.includes(path) ? { ...field, fin: true } : field);
  return fields.map((field) => {
    if (field.source === 'applicant') return fin(field, field.name);
    if (field.source !== 'group') return field;
    return { ...field, fields: field.fields.map((inner) => fin(inner, `${field.name}.${inner.name}`)) };
  });
}

const isPerson = ({ entities }: Surroundings['dictionary'], entity: string): boolean => entities[entity]?.key === 'fin';

/** What a service holds within. */
export type Within = NonNullable<CompiledService['within']>[number];
export const isCoApplicant = (one: Within): one is CompiledCoApplicant => 'who' in one;

const none: readonly CompiledCoApplicant[] = [];
const split = new WeakMap<object, readonly CompiledCoApplicant[]>();

/** Those of a service; releases made before services had them have none. */
export function coApplicantsOf({ within }: Pick<CompiledService, 'within'>): readonly CompiledCoApplicant[] {
  if (!within) return none;
  const known = split.get(within) ?? within.filter(isCoApplicant);
  split.set(within, known);
  return known;
}

/** Within how many working days one agrees. */
export const daysToAgree = ({ process }: CompiledCoApplicant): number => process.clocks[0]?.workingDays ?? 0;
