import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import {
  type CompiledProcess,
  type CompiledProcessDefinition,
  processKindOf,
  type ProcessSource,
} from '../../process/index.ts';
import type { CompiledField, CompiledOpinion } from './compiled.ts';
import { reservedNames, unknown, withoutStandard } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import * as found from './opinion-finding.ts';
import type { OpinionSource, ServiceSource } from './schema.ts';

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
  findings.push(...reservedNames('opinion-name', fields, reserved));
  const standard = scope.get<CompiledProcessDefinition>(standardOpinion, standardOpinion)?.process;
  if (!standard) {
    findings.push(withoutStandard('opinions', 'opinion'));
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
      process: timed(standard, workingDays, silence.means === 'agrees'),
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
export function checkSeen(
  { sees }: Pick<OpinionSource, 'sees'>,
  fields: readonly CompiledField[],
  path: Path,
): Finding[] {
  return checkFields(sees, fields, [...path, 'sees']);
}

export function checkFields(names: readonly string[], fields: readonly CompiledField[], path: Path): Finding[] {
  const known = fields.map(({ name }) => name);
  return names.flatMap((name, index) =>
    known.includes(name) ? [] : [unknown('field', [...path, index], name, known)],
  );
}

/** Asked while officials have the case: not of a draft, not while the applicant has it, not when it is over. */
export function checkAsked(
  { process: { states } }: Source,
  { asked }: Pick<OpinionSource, 'asked'>,
  path: Path,
): Finding[] {
  return asked.flatMap((name, index) => {
    const at = [...path, 'asked', index];
    const state = states[name];
    if (!state) return [unknown('state', at, name, Object.keys(states))];
    return state.status === 'submitted' || state.status === 'in_review' ? [] : [found.askedNowhere(at, name)];
  });
}

const lapse = 'lapse';

/** A standard process with the time of whoever is asked here. Where nothing follows from its end, it does not lapse. */
export function timed(standard: CompiledProcess, workingDays: number, lapses: boolean): CompiledProcess {
  const clocks = standard.clocks.map(({ due, remind, ...clock }) => ({
    ...clock,
    workingDays,
    remind: remind.filter((days) => days < workingDays),
    ...(lapses && due !== undefined ? { due } : { escalate: 'deputy_head' as const }),
  }));
  if (lapses) return { ...standard, clocks };
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
