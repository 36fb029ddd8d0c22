import { fold } from '../../../language/index.ts';
import type { Envelope } from '../envelope.ts';
import { fits } from '../fits.ts';
import { type Spec, specs } from '../kinds.ts';
import type { DraftProblem, DraftScope } from './draft.ts';
import * as problem from './problems.ts';
import type { QuestionName } from './questions.ts';
import { linesOf, numberIn, type Say, textOf } from './typed.ts';

/** What an e-service that runs elsewhere says of itself; how else it can be reached is kept as it was. */
export function readService(
  say: Say,
  { lifeEvents }: DraftScope,
  base: Envelope | undefined,
  problems: DraftProblem[],
): Spec<'service'> {
  const before: Partial<Spec<'service'>> = base && 'audience' in base.spec ? base.spec : {};
  const given = (name: QuestionName, key: string) => (say(name) === '' ? {} : { [key]: say(name) });
  const contact = {
    ...given('publicPhone', 'phone'),
    ...given('publicEmail', 'email'),
    ...given('address', 'page'),
  };
  const sample = before.contact?.sample ? { sample: true as const } : {};
  const asks = linesOf(say('asks'));
  return {
    audience: say('audience') as Spec<'service'>['audience'],
    lifeEvents: linesOf(say('lifeEvents')).flatMap((typed) => {
      const found = lifeEvents.find(({ code, title }) =>
        [code, ...Object.values(title)].some((word) => fold(word) === fold(typed)),
      );
      if (!found) problems.push({ name: 'lifeEvents', text: problem.noLifeEvent(typed) });
      return found ? [found.code] : [];
    }),
    ...(say('output') === '' ? {} : { output: textOf(say('output')) }),
    ...costOf(say('fee'), before, problems),
    ...(before.channels ? { channels: before.channels } : {}),
    ...(say('workingDays') === '' ? {} : { workingDays: numberIn(say('workingDays')) }),
    ...(Object.keys(contact).length === 0 ? {} : { contact: { ...contact, ...sample } }),
    ...(asks.length === 0 ? {} : { asks }),
  };
}

/** Where it was told in words, which nobody types here, it stays so until somebody writes a sum. */
function costOf(
  typed: string,
  { costDiffers }: Partial<Spec<'service'>>,
  problems: DraftProblem[],
): Pick<Spec<'service'>, 'cost' | 'costDiffers'> {
  if (typed === '') return costDiffers ? { costDiffers } : {};
  const cost = { amount: typed.replace(',', '.'), currency: 'AZN' as const };
  if (!fits(specs.service.properties.cost, cost)) problems.push({ name: 'fee', text: problem.writeFee });
  return { cost };
}
