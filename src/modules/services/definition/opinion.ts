import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { Types } from '../../../feel/index.ts';
import {
  type CompiledProcess,
  type CompiledProcessDefinition,
  processKindOf,
  type ProcessSource,
} from '../../process/index.ts';
import { opinionAnswers } from '../opinion-entities.ts';
import type { CompiledField, CompiledOpinion, RegisterField } from './compiled.ts';
import { unknown } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import * as found from './opinion-finding.ts';
import type { OpinionSource, ServiceSource } from './schema.ts';
import { guardTypes } from './types.ts';

export const standardOpinion = 'opinion';
/** Kind of the process of an opinion, which its service holds. */
export const opinionProcess = 'service.opinion';

/** `services/opinion.yaml`: how an opinion comes to be, for every service that asks for one. */
export const opinionKind = processKindOf({
  kind: standardOpinion,
  files: /^services\/opinion\.yaml$/,
  effects: [],
  triggers: ['ask-again', 'close', 'lapse'],
});

type Source = ServiceSource<ProcessSource>;

/** Names that expressions use of opinions; a field may not have them. */
const reserved = ['opinion', 'openOpinions'];

/** The opinions that a service asks for, each with its own process. */
export function compileOpinions(
  source: Source,
  fields: readonly CompiledField[],
  { around, scope }: { readonly around: Surroundings; readonly scope: Scope },
  findings: Finding[],
): readonly CompiledOpinion[] {
  const asked = Object.entries(source.opinions ?? {});
  if (asked.length === 0) return [];
  findings.push(...fields.filter(({ name }) => reserved.includes(name)).map(({ name }) => found.reservedName(name)));
  const standard = scope.get<CompiledProcessDefinition>(standardOpinion, standardOpinion)?.process;
  if (!standard) {
    findings.push(found.withoutStandard());
    return [];
  }
  return asked.map(([name, opinion]) => {
    const path = ['opinions', name];
    findings.push(...checkAsked(source, opinion, path), ...checkInstitution(source, opinion, around, path));
    findings.push(...checkSeen(opinion, fields, path));
    const { title, question, institution, sees, asked: from, workingDays, silence } = opinion;
    return {
      name,
      title,
      question,
      institution,
      article: articleOf(around, opinion.article, path, name, findings),
      sees,
      asked: from,
      silence: {
        means: silence.means,
        article: articleOf(around, silence.article, [...path, 'silence'], name, findings),
      },
      process: timed(standard, workingDays, silence.means),
    };
  });
}

function checkInstitution(
  { institution: own }: Source,
  { institution }: OpinionSource,
  { institutions }: Surroundings,
  path: Path,
): Finding[] {
  const codes = institutions.map(({ code }) => code);
  if (!codes.includes(institution)) return [unknown('institution', [...path, 'institution'], institution, codes)];
  return institution === own ? [found.askedOfItself([...path, 'institution'], own)] : [];
}

/** Values are passed on, and files with them. */
function checkSeen({ sees }: OpinionSource, fields: readonly CompiledField[], path: Path): Finding[] {
  const known = fields.map(({ name }) => name);
  return sees.flatMap((name, index) =>
    known.includes(name) ? [] : [unknown('field', [...path, 'sees', index], name, known)],
  );
}

/** Asked while officials have the case: not of a draft, not while the applicant has it, not when it is over. */
function checkAsked({ process: { states } }: Source, { asked }: OpinionSource, path: Path): Finding[] {
  return asked.flatMap((name, index) => {
    const at = [...path, 'asked', index];
    const state = states[name];
    if (!state) return [unknown('state', at, name, Object.keys(states))];
    return state.status === 'submitted' || state.status === 'in_review' ? [] : [found.askedNowhere(at, name)];
  });
}

const lapse = 'lapse';

/** The standard process with the time of this opinion. Where silence means nothing, it does not lapse. */
function timed(standard: CompiledProcess, workingDays: number, means: OpinionSource['silence']['means']) {
  const clocks = standard.clocks.map(({ due, remind, ...clock }) => ({
    ...clock,
    workingDays,
    remind: remind.filter((days) => days < workingDays),
    ...(means === 'agrees' && due !== undefined ? { due } : { escalate: 'deputy_head' as const }),
  }));
  if (means === 'agrees') return { ...standard, clocks };
  const gone = standard.actions.find(({ name }) => name === lapse)?.to;
  return {
    ...standard,
    clocks,
    states: standard.states.filter(({ name }) => name !== gone),
    actions: standard.actions
      .filter(({ name }) => name !== lapse)
      .map((action) => ({ ...action, from: action.from.filter((name) => name !== gone) })),
  };
}

const noOpinions: readonly CompiledOpinion[] = [];

/** Those of a service; releases made before services asked for opinions have none. */
export const opinionsOf = ({ within }: { readonly within?: readonly CompiledOpinion[] }): readonly CompiledOpinion[] =>
  within ?? noOpinions;

/** The name of an opinion among the inputs of the table, and of what is missing. */
export const opinionInput = (name: string): string => `opinion.${name}`;

export const isOpinionInput = (name: string): boolean => name.startsWith('opinion.');

/** What opinions add to the names of expressions: `opinion.fire`. */
export function opinionTypes(opinions: readonly CompiledOpinion[]): Types {
  if (opinions.length === 0) return {};
  return { opinion: { context: Object.fromEntries(opinions.map(({ name }) => [name, 'string' as const])) } };
}

/** What guards of the process look at, besides the fields. */
export const guardTypesWith = (opinions: readonly CompiledOpinion[]): Types =>
  opinions.length === 0 ? guardTypes : { ...guardTypes, openOpinions: 'number', ...opinionTypes(opinions) };

const judged = new WeakMap<readonly CompiledOpinion[], readonly CompiledField[]>();

/** The fields with the opinions: an opinion is to the table a fact that another institution tells, known or awaited. */
export function judgedFields(
  fields: readonly CompiledField[],
  opinions: readonly CompiledOpinion[],
): readonly CompiledField[] {
  if (opinions.length === 0) return fields;
  const all = judged.get(opinions) ?? [...fields, ...opinions.map(asField)];
  judged.set(opinions, all);
  return all;
}

const asField = ({ name, title }: CompiledOpinion): RegisterField => ({
  source: 'register',
  name: opinionInput(name),
  label: title,
  concept: '',
  type: 'choice',
  class: 'open',
  choices: opinionAnswers,
  path: [],
  leaf: '',
  many: false,
  register: '',
});

/** Opinions that an expression looks at. */
export function opinionsIn(source: string, opinions: readonly CompiledOpinion[]): readonly string[] {
  return opinions.flatMap(({ name }) =>
    new RegExp(`\\bopinion\\s*[.]\\s*${name}\\b`).test(source) ? [opinionInput(name)] : [],
  );
}
