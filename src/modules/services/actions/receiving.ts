import type { Actor } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { headedPort, mandatesUnavailable } from '../../identity/index.ts';
import { type Instance, instance, isInterested, receiverInterested } from '../../process/index.ts';
import { ownInquiry } from '../inquiry-refusals.ts';
import { ownOpinion } from '../opinion-refusals.ts';
import { workedElsewhere } from '../refusals.ts';
import { asProgram } from './acting.ts';
import { isElsewhere } from './desk-act.ts';
import { partyRefusal, serviceOfCase } from './loading.ts';
import { hasJudged, judgedBy } from './asked-desk.ts';

/** Why a case is not given to an official: it is worked on elsewhere, or they spoke on it for another institution, scored it or are a party. */
export async function refusesCase(ctx: Context, of: Instance, to: string): Promise<Refusal | undefined> {
  const service = await serviceOfCase(ctx, { service: of.name, version: of.definition_version });
  if (isElsewhere(ctx, service)) return workedElsewhere();
  if (await hasJudged(ctx, of.id, to)) return receiverInterested();
  return (await standsBeside(ctx, of.id, to)) ? receiverInterested() : undefined;
}

/** Whether somebody is a party to a case besides the applicant, or was drawn to score it. */
const standsBeside = async (ctx: Context, id: string, person: string): Promise<boolean> =>
  (await partyRefusal(ctx, id, person)) !== undefined;

/** Why what another institution asks is not given to an official: they, or who gives it to them, have to do with the case it is about. */
export const refusesOpinion = (ctx: Context, of: Instance, to: string) => refusesAsked(ctx, of, to, ownOpinion);
export const refusesInquiry = (ctx: Context, of: Instance, to: string) => refusesAsked(ctx, of, to, ownInquiry);

async function refusesAsked(
  ctx: Context,
  of: Instance,
  to: string,
  refuseOwn: () => Refusal,
): Promise<Refusal | undefined> {
  if (of.parent === null) return undefined;
  const caseOf = await instance(asProgram(ctx), of.parent);
  const headed = async (person: string | undefined) =>
    caseOf.owner_organisation === null || person === undefined ? [] : headedPort.of(ctx.vahid)(ctx, person);
  const [own, theirs] = [await headed(ctx.actor.person), await headed(to)];
  const receiver: Actor = { kind: 'person', person: to, appointments: [] };
  const subject = { institution: of.institution };
  if (isInterested(ctx.actor, caseOf, own, subject)) return refuseOwn();
  if (isInterested(receiver, caseOf, theirs, subject) || judgedBy(caseOf, to)) return receiverInterested();
  if (await standsBeside(ctx, caseOf.id, to)) return receiverInterested();
  return own && theirs ? undefined : mandatesUnavailable();
}
