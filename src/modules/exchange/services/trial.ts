import { allow, permitted } from '../../../kernel/access.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/lang.ts';
import { printClientId, printServiceId } from '../../../protocols/x-road/identifier.ts';
import { entriesOf } from '../../catalogue/index.ts';
import { answersFor } from '../../identity/index.ts';
import type { DescribedEndpoint } from './openapi/described.ts';
import * as refusals from './refusals.ts';
import { callOf, type CallValues, type SampleCall } from './sample-call.ts';
import type { PublishedRow } from './store.ts';

const longestMs = 20_000;
const mostShown = 200_000;
const [mostTrials, trialMinutes] = [30, 10];

/** Systems in whose name the actor may try an endpoint: those of their own institutions. */
export async function trialSystems(
  ctx: Context,
): Promise<readonly { readonly code: string; readonly title: Text; readonly institution: string }[]> {
  const own = ctx.actor.appointments.map(({ institution }) => institution);
  const whose = [...new Set((await Promise.all(own.map((code) => answersFor(ctx, code)))).flat())];
  return entriesOf(ctx, 'system', whose);
}

/** Why the actor cannot try an endpoint, as it is told on its page; undefined where they can. */
export async function whyNoTrial(ctx: Context): Promise<'trialOff' | 'trialOfficials' | 'trialNoSystem' | undefined> {
  const { config, access } = ctx.vahid;
  if (config.exchangeTest === undefined) return 'trialOff';
  if (!permitted(access['exchange.tryService'] ?? [], ctx.actor)) return 'trialOfficials';
  return (await trialSystems(ctx)).length === 0 ? 'trialNoSystem' : undefined;
}

export interface Trial {
  readonly service: PublishedRow;
  readonly endpoint: DescribedEndpoint;
  /** Code of the system in whose name it is called. */
  readonly system: string;
  readonly values: CallValues;
  readonly body: string;
}

export interface Tried {
  readonly call: SampleCall;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Not all of the body is shown. */
  readonly cut: boolean;
  readonly milliseconds: number;
}

/**
 * Calls an endpoint in the test environment, through its gateway, with test data. Neither values nor answers are kept.
 * @throws notAllowed, tooManyAttempts, and the refusals of trials
 */
export async function tryEndpoint(ctx: Context, given: Trial): Promise<Tried> {
  allow(ctx, 'exchange.tryService');
  const { exchangeTest } = ctx.vahid.config;
  if (!exchangeTest) throw refusals.noTrial();
  const system = (await trialSystems(ctx)).find(({ code }) => code === given.system);
  if (!system) throw refusals.trialSystem();
  const { endpoint, service, values } = given;
  if (endpoint.body !== undefined) checkJson(given.body);
  const member = { instance: exchangeTest.instance, memberClass: 'GOV' };
  const client = printClientId({ ...member, memberCode: system.institution, subsystem: system.code });
  const of = { ...member, memberCode: service.institution, subsystem: service.system, service: service.code };
  const call = callOf(endpoint, printServiceId(of), client, values, given.body);
  checkTarget(endpoint, call.target);
  await countAttempt(ctx, `exchange trial ${ctx.actor.person}`, mostTrials, trialMinutes);
  await audit(ctx, 'exchange.tryService', service.id);
  return send(exchangeTest.origin, call);
}

function checkJson(body: string): void {
  try {
    JSON.parse(body);
  } catch {
    throw refusals.trialBody();
  }
}

/** A value of `..` would step out of the service. */
function checkTarget({ parameters }: DescribedEndpoint, target: string): void {
  const { pathname, search } = new URL(target, 'http://gateway.invalid');
  if (`${pathname}${search}` === target) return;
  throw refusals.trialValue({ name: parameters.find((one) => one.in === 'path')?.name ?? '' });
}

async function send(origin: string, call: SampleCall): Promise<Tried> {
  const began = performance.now();
  const { method, target, headers, body } = call;
  try {
    const answer = await fetch(`${origin}${target}`, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      redirect: 'manual',
      signal: AbortSignal.timeout(longestMs),
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
    const { text, cut } = await shown(answer);
    const milliseconds = Math.round(performance.now() - began);
    return { call, status: answer.status, headers: [...answer.headers], body: text, cut, milliseconds };
  } catch (cause) {
    throw Object.assign(refusals.trialSilent(), { cause });
  }
}

/** The beginning of an answer, JSON laid out. */
async function shown(answer: Response): Promise<{ readonly text: string; readonly cut: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > mostShown) break;
  }
  const cut = size > mostShown;
  const text = Buffer.concat(parts)
    .subarray(0, mostShown)
    .toString('utf8')
    .replaceAll(/(?!\n|\t)\p{Cc}/gu, '·');
  if (cut || !/json/i.test(answer.headers.get('content-type') ?? '')) return { text, cut };
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), cut };
  } catch {
    return { text, cut };
  }
}
