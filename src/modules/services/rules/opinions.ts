import type { CompiledOpinion, CompiledService } from '../definition/compiled.ts';
import { opinionInput, opinionsOf } from '../definition/heard.ts';
import { type OpinionAnswer, opinionAnswers, type OpinionGiver } from '../opinion-entities.ts';
import { small } from '../../../language/index.ts';
import { say } from '../text/index.ts';
import type { Reason } from './judging.ts';
import type { CaseData } from './values.ts';

/** What an institution has said, or is taken to have said. */
export interface KnownOpinion {
  readonly answer: OpinionAnswer;
  readonly by: OpinionGiver;
}

/** By the name of the opinion; what is not there is still awaited, asked or not. */
export type KnownOpinions = Readonly<Record<string, KnownOpinion | undefined>>;

/** Opinions that have not come: asked already, or not yet. */
export function awaitedOpinions(service: Pick<CompiledService, 'within'>, known: KnownOpinions) {
  return opinionsOf(service).filter(({ name }) => known[name] === undefined);
}

/** The case with what other institutions say to it; an opinion that has not come is a fact not received. */
export function withOpinions(service: CompiledService, data: CaseData, known: KnownOpinions): CaseData {
  const opinions = opinionsOf(service);
  if (opinions.length === 0) return data;
  const said = opinions.map(({ name }) => [name, known[name]?.answer ?? null] as const);
  const awaited = awaitedOpinions(service, known).map(({ name }) => opinionInput(name));
  return {
    ...data,
    values: {
      ...data.values,
      opinion: Object.fromEntries(said),
      ...Object.fromEntries(said.map(([name, answer]) => [opinionInput(name), answer])),
    },
    missing: new Set([...data.missing, ...awaited]),
  };
}

/** The opinions that have not come, as `missing` holds them. */
export const unheard = (service: Pick<CompiledService, 'within'>, { missing }: CaseData): readonly CompiledOpinion[] =>
  opinionsOf(service).filter(({ name }) => missing.has(opinionInput(name)));

/**
 * What opinions add to the reasons of a decision: to an approval each consent with its conditions, to a refusal the
 * objections. The words of the officials lie beside the journal of the opinion, and are put in where it is read.
 */
export function opinionReasons(
  service: Pick<CompiledService, 'within'>,
  outcome: string,
  known: KnownOpinions,
): readonly Reason[] {
  return opinionsOf(service).flatMap((opinion): Reason[] => {
    const found = known[opinion.name];
    const objects = found?.answer === 'objects';
    const counts = outcome === 'refused' ? objects : outcome === 'approved' && !objects;
    return found && counts ? [reasonOf(opinion, found)] : [];
  });
}

function reasonOf({ name, title, article, silence }: CompiledOpinion, { answer, by }: KnownOpinion): Reason {
  const silent = by === 'silence';
  const text = silent
    ? say('opinionSilent', (lang) => ({ opinion: title[lang] }))
    : say('opinionSays', (lang) => ({ opinion: title[lang], answer: small(opinionAnswers[answer][lang], lang) }));
  return {
    sign: answer === 'objects' ? 'late' : 'known',
    text,
    article: silent ? silence.article : article,
    ...(silent ? {} : { opinion: name }),
  };
}
