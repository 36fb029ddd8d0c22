import { printClientId, printServiceId, type RestRequest } from '../../../protocols/x-road/index.ts';
import type { Told } from '../disclosure/ledger.ts';
import type { Body, Hold } from './body.ts';
import type { Met } from './endpoint.ts';
import { type GatewayFault, serverFault } from './fault.ts';
import { askingWhole, errorAlone, inScope, isSuccess } from './field-scope.ts';
import type { ProviderAnswer } from './provider-call.ts';
import type { Right } from './rights.ts';
import type { Station } from './station.ts';
import { distinct, type Subject, subjectsOfAnswer, subjectsOfRequest } from './subjects.ts';

/*
 * Nobody's data goes out unless there is a line that they can read. Who they are is found before the provider is asked, or
 * in its answer; the line is committed before the answer leaves.
 */

/** A request that was judged and logged, about to be asked. */
export interface Concerned {
  readonly request: RestRequest;
  readonly body: Body | undefined;
  readonly right: Right;
  /** Undefined where the endpoint is about nobody. */
  readonly met: Met | undefined;
  readonly hold: Hold;
}

/** Without a run nobody asks about more at once: each gets a line. */
const mostSubjects = 1000;

/** Asks a provider, tells those concerned, and gives what of the answer may go through. */
export async function askConcerned(
  station: Station,
  asked: Concerned,
  ask: (request: RestRequest) => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
  const { request, right, met, hold } = asked;
  const { fields } = right;
  if (right.consent === true && met === undefined) throw denied('nobody can have agreed: it is about nobody');
  const before = met ? await admit(station, asked, met) : undefined;
  const inAnswer = met !== undefined && met.places.answer.length > 0;
  const isRead = inAnswer || fields !== undefined;
  const whole = isRead ? { ...request, headers: askingWhole(request.headers) } : request;
  if (!met || !before) return inScope(await ask(whole), { fields, hold });
  const settled = await settle(station, { ...asked, met, before }, () => ask(whole)).catch(async (error: unknown) => {
    await tell(station, { ...asked, met, before }, before.subjects, 'unavailable').catch((failure: unknown) =>
      station.note(failure, { requestId: request.requestId }),
    );
    throw error;
  });
  const { subjects, outcome, answer } = settled;
  const came = { absent: answer.status >= 400, bears: answer.body !== undefined };
  await tell(station, { ...asked, met, before, ...came }, subjects, outcome);
  return answer;
}

/** What is known of those concerned before the provider is asked. */
interface Admitted {
  readonly subjects: readonly Subject[];
  /** The run of which this is a part. */
  readonly run?: string;
}

interface Asking extends Concerned {
  readonly met: Met;
  readonly before: Admitted;
  /** The provider has nothing of them. */
  readonly absent?: boolean;
  /** Something is said of them, be it in an error. */
  readonly bears?: boolean;
}

const denied = (why: string): GatewayFault => serverFault('access_denied', `Request is not allowed: ${why}`);

async function admit(station: Station, asked: Concerned, met: Met): Promise<Admitted> {
  const subjects = subjectsOfRequest(met, asked.request, asked.body);
  const run = await runOf(station, asked);
  checkNumber(subjects, run);
  await checkConsent(station, asked, subjects);
  return { subjects, ...(run === undefined ? {} : { run }) };
}

function checkNumber(subjects: readonly Subject[], run: string | undefined): void {
  if (run === undefined && subjects.length > mostSubjects)
    throw denied(`it is about more than ${mostSubjects} at once, which only a mass run may be`);
}

/** The run that the client names, where its right lets it: everywhere else each gets a line, whatever it names. */
async function runOf(station: Station, { request, right }: Concerned): Promise<string | undefined> {
  const named = headerOf(request, 'x-vahid-run')?.toLowerCase();
  if (right.massRun !== true || named === undefined) return undefined;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(named))
    throw serverFault('invalid_request', 'X-Vahid-Run is no UUID');
  const { purpose, act, article } = right;
  const ground = { client: printClientId(request.client), service: printServiceId(request.service) };
  const goesOn = await station.ledger.begin(named, { ...ground, purpose, act, article }).catch(unlogged);
  if (!goesOn) throw serverFault('invalid_request', 'The run is over, or another’s: begin one with a new X-Vahid-Run');
  return named;
}

const headerOf = ({ headers }: RestRequest, name: string): string | undefined =>
  headers.findLast(([one]) => one.toLowerCase() === name)?.[1].trim();

/** Where no act gives the right, each of those concerned must have agreed. */
async function checkConsent(
  station: Station,
  { request, right }: Concerned,
  subjects: readonly Subject[],
): Promise<void> {
  if (right.consent !== true || subjects.length === 0) return;
  const [client, service] = [printClientId(request.client), printServiceId(request.service)];
  const at = station.now();
  const agreed = await station
    .consents({ client, service, purpose: right.purpose, subjects, at })
    .catch((cause: unknown) => {
      throw serverFault('access_denied', 'Request is not allowed: whether they agreed could not be asked', cause);
    });
  if (!subjects.every(({ key }) => agreed.has(key))) throw denied('those concerned have not agreed');
}

interface Settled {
  readonly answer: ProviderAnswer;
  readonly subjects: readonly Subject[];
  readonly outcome: Told['outcome'];
}

async function settle(station: Station, asked: Asking, ask: () => Promise<ProviderAnswer>): Promise<Settled> {
  const { met, before, right, hold } = asked;
  const given = await ask();
  const { subjects: found, nameless } = subjectsOfAnswer(met, given, before.subjects);
  const subjects = distinct([...before.subjects, ...found]);
  if (nameless && right.consent === true) throw denied('it is about people without a number, who cannot have agreed');
  checkNumber(subjects, before.run);
  await checkConsent(station, asked, found);
  // An error of which nobody can say whose data is in it is told without its words.
  const isMute = met.places.answer.length > 0 && !isSuccess(given);
  const scoped = inScope(isMute ? errorAlone(given) : given, { fields: right.fields, hold });
  const answer = right.consent === true ? notToBeKept(scoped) : scoped;
  return { answer, subjects, outcome: outcomeOf(given) };
}

/** Consent may be withdrawn at any moment: whoever asks next has to ask again (RFC 9111 §5.2.2.5). */
export function notToBeKept(answer: ProviderAnswer): ProviderAnswer {
  const headers = answer.headers.filter(([name]) => name.toLowerCase() !== 'cache-control');
  return { ...answer, headers: [...headers, ['Cache-Control', 'no-store']] };
}

/** That a register has nothing of somebody was said of them as well. */
const outcomeOf = ({ status }: ProviderAnswer): Told['outcome'] =>
  status < 400 || status === 404 || status === 410 ? 'granted' : 'unavailable';

const dayMs = 86_400_000;

async function tell(
  station: Station,
  { request, right, met, before, absent = false, bears = false }: Asking,
  subjects: readonly Subject[],
  outcome: Told['outcome'],
): Promise<void> {
  if (subjects.length === 0) return;
  const { purpose, act, article, hiddenDays, fields = [] } = right;
  const at = station.now();
  const issue = issueOf(request);
  const told: Told = {
    at,
    requestId: request.requestId.toLowerCase(),
    client: printClientId(request.client),
    service: printServiceId(request.service),
    method: request.method,
    path: met.path,
    purpose,
    act,
    article,
    fields,
    outcome,
    subjects,
    ...(issue === undefined ? {} : { issue }),
    ...(hiddenDays === undefined ? {} : { hiddenUntil: new Date(at.getTime() + hiddenDays * dayMs) }),
  };
  if (before.run === undefined) await station.ledger.disclose(told).catch(unlogged);
  // Nobody makes a run larger by asking for who is not there; that they were asked about is told if it was none.
  else if (outcome === 'granted' || bears) await station.ledger.count(before.run, { ...told, absent }).catch(unlogged);
}

/** `X-Road-Issue`, as far as it can be shown. */
function issueOf(request: RestRequest): string | undefined {
  const text = headerOf(request, 'x-road-issue')
    ?.replace(/[\p{Cc}\p{Cs}]/gu, '')
    .slice(0, 200)
    .trim();
  return text === '' ? undefined : text;
}

function unlogged(cause: unknown): never {
  throw serverFault('logging_failed', 'Those concerned could not be told', cause);
}
