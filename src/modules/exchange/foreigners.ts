import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import type { Json } from '../../kernel/job.ts';
import { primaryOf, register } from '../catalogue/index.ts';
import type { foreignersPort } from '../identity/index.ts';
import { rightsInForce } from './definition.ts';
import { enter } from './entry.ts';

type Applicant = Parameters<ReturnType<typeof foreignersPort.of>>[1];

/** Concepts under which a register tells what an applicant without FİN has said of their passport. */
const concepts: Readonly<Record<Exclude<keyof Applicant, 'applicant'>, string>> = {
  name: 'person.passportName',
  birthDate: 'person.passportBirthDate',
  citizenship: 'person.passportState',
  number: 'person.passportNumber',
  validTo: 'person.passportValidTo',
};

/**
 * Enters an applicant without FİN, or what they say of a new passport, in the register that tells of such passports:
 * by the right to enter there that `rights.yaml` gives.
 * @throws entryRefused; Error where no register tells of them
 */
export async function enterForeigner(ctx: Context, { applicant, ...passport }: Applicant): Promise<void> {
  const { releases } = ctx.vahid;
  const primary = primaryOf(releases, concepts.number);
  const kept = primary && register(releases, primary.register);
  if (!kept) throw new Error(`no register tells of ${concepts.number}`);
  const right = rightsInForce(releases).rights.find(({ enters }) => enters.includes(kept.name));
  const entry: Record<string, Json> = {};
  for (const provision of kept.provides) {
    entry[provision.by] = applicant;
    for (const [part, concept] of Object.entries(concepts))
      if (provision.kind === 'take' && provision.name === concept)
        entry[provision.take] = passport[part as keyof typeof passport];
  }
  await enter(ctx, {
    consumer: right?.consumer ?? kept.owner,
    register: kept.name,
    entry,
    effectKey: `foreigner:${newId()}`,
    purpose: right?.purpose ?? '',
    basis: { act: right?.act ?? '', article: right?.article ?? '' },
  });
}
