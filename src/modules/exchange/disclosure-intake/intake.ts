import { createHash } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { countAttempt, origin, refuseAfter } from '../../../kernel/attempt.ts';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type Configuration, type GatewayEntry, keyOf } from '../../../protocols/gateway/configuration.ts';
import {
  type Disclosure,
  type Disclosures,
  DisclosuresRefused,
  type MassRun,
  readDisclosures,
} from '../../../protocols/gateway/disclosure.ts';
import { printClientId } from '../../../protocols/x-road/identifier.ts';
import { partsOf } from '../directory/instance.ts';
import { type MassRunRow, tellRuns } from '../mass-runs/store.ts';
import { outside } from '../ask.ts';
import { subjectsByKey } from '../subject.ts';
import { configurationPort, type Receipt } from './ports.ts';
import { disclosuresUnsigned, noConfiguration, noDisclosures } from './refusals.ts';
import { flawOf, readClient, runFlawOf } from './rules.ts';
import { addLines, type ToldLine } from './store.ts';

/** A batch holds 500 lines, so this is more than any gateway has to tell. */
const mostDeliveries = { count: 1200, minutes: 1 };
/** Whoever signs wrongly so often is not asked to try again. */
const mostForged = { count: 100, minutes: 10 };

/**
 * Takes what a gateway has to tell: who was given whose data. The word of a gateway is its signature. Each line is taken
 * once, however often it comes; one that can never be taken is named in the receipt, and keeps no other back.
 * @throws noDisclosures, disclosuresUnsigned, noConfiguration, tooManyAttempts
 */
export async function deliverDisclosures(ctx: Context, signed: string, ip: string): Promise<Receipt> {
  allow(ctx, 'exchange.deliverDisclosures');
  const forged = `disclosures forged ${origin(ip)}`;
  await refuseAfter(ctx, forged, mostForged.count, mostForged.minutes);
  const configuration = await configurationOf(ctx);
  const batch = await read(signed, configuration, ctx.vahid.now()).catch(async (error: unknown) => {
    // Without a configuration nobody could have signed rightly.
    if (configuration) await countAttempt(ctx, forged, mostForged.count, mostForged.minutes);
    throw error;
  });
  await countAttempt(ctx, `disclosures of ${batch.gateway}`, mostDeliveries.count, mostDeliveries.minutes);
  return take(ctx, batch, entryOf(configuration, batch.gateway));
}

/** The same for a gateway of this very installation. */
export async function takeOwnDisclosures(ctx: Context, batch: Disclosures): Promise<Receipt> {
  return take(ctx, batch, entryOf(await configurationOf(ctx), batch.gateway));
}

/** Undefined while the centre has published none, and knows no gateway. */
async function configurationOf(ctx: Context): Promise<Configuration | undefined> {
  const { ports } = ctx.vahid;
  return ports.has(configurationPort.name) ? configurationPort.of(ctx.vahid)(ctx) : undefined;
}

function entryOf(configuration: Configuration | undefined, gateway: string): GatewayEntry {
  if (!configuration) throw noConfiguration();
  const found = configuration.gateways.find(({ id }) => id === gateway);
  if (!found) throw disclosuresUnsigned();
  return found;
}

/** What is no batch at all is told so first, whatever the centre knows. */
async function read(signed: string, configuration: Configuration | undefined, now: Date): Promise<Disclosures> {
  try {
    return await readDisclosures(signed, (gateway, kid) => keyOf(entryOf(configuration, gateway), kid, now));
  } catch (error) {
    if (!(error instanceof DisclosuresRefused)) throw error;
    throw error.reason === 'shape' ? noDisclosures() : disclosuresUnsigned();
  }
}

async function take(ctx: Context, batch: Disclosures, gateway: GatewayEntry): Promise<Receipt> {
  const teller = { gateway, now: ctx.vahid.now() };
  const judged = batch.disclosures.map((line) => ({ line, code: flawOf(line, teller) }));
  const judgedRuns = batch.runs.map((line) => ({ line, code: runFlawOf(line, teller) }));
  const good = judged.filter(({ code }) => code === undefined).map(({ line }) => line);
  const runs = judgedRuns.filter(({ code }) => code === undefined).map(({ line }) => line);
  const lines = await linesOf(ctx, good, gateway.id);
  const added = await addLines(ctx.db, lines);
  const told = await tellRuns(
    ctx.db,
    runs.map((run) => runOf(ctx, run, gateway.id)),
  );
  const taken = added + told;
  const refused = [...judged, ...judgedRuns].flatMap(({ line: { id }, code }) => (code ? [{ id, code }] : []));
  return { taken, repeated: lines.length + runs.length - taken, refused };
}

/** Questions to identity that are under way at once. */
const atOnce = 4;

/** Whose data it was, as identity knows them: entered there if they were not, so that the line waits for their sign-in. */
async function linesOf(ctx: Context, told: readonly Disclosure[], gateway: string): Promise<readonly ToldLine[]> {
  const ids = new Map<string, string>();
  for (const entity of ['person', 'organisation'] as const) {
    const keys = [...new Set(told.filter((line) => line.entity === entity).map(({ key }) => key))];
    const parts = Array.from({ length: atOnce }, (_, part) => keys.filter((_key, at) => at % atOnce === part));
    const found = await Promise.all(parts.map((part) => subjectsByKey(outside(ctx), entity, part)));
    for (const { id, key } of found.flatMap((part) => [...part.values()]))
      if (id !== null) ids.set(`${entity} ${key}`, id);
  }
  return told.map((line) => {
    const subject = ids.get(`${line.entity} ${line.key}`);
    if (subject === undefined) throw new Error('a judged key leads to nobody');
    return lineOf(ctx, line, { gateway, subject });
  });
}

function lineOf(ctx: Context, line: Disclosure, { gateway, subject }: { gateway: string; subject: string }): ToldLine {
  const { client, service, method, path, entity, purpose, act, article, outcome, fields, requestId } = line;
  const at = new Date(line.at);
  return {
    id: lineId(gateway, line.id, at),
    at,
    // What was sent by another method may have been looked at, entered or both.
    operation: method === 'GET' || method === 'HEAD' ? 'read' : 'exchange',
    consumer: consumerOf(ctx, client),
    entity,
    subject,
    purpose,
    act,
    article,
    reference: line.issue ?? null,
    outcome,
    system: client,
    service,
    endpoint: `${method} ${path}`,
    fields,
    request_id: requestId,
    gateway,
    hidden_until: line.hiddenUntil === undefined ? null : new Date(line.hiddenUntil),
  };
}

const runOf = (ctx: Context, run: MassRun, gateway: string): MassRunRow => ({
  id: newId(ctx.vahid.now().getTime()),
  run: run.id,
  gateway,
  client: run.client,
  service: run.service,
  consumer: consumerOf(ctx, run.client),
  purpose: run.purpose,
  act: run.act,
  article: run.article,
  started_at: new Date(run.from),
  reached_at: new Date(run.to),
  people: run.people,
  final: run.final,
});

/** Code of an institution; a member that is none by its whole identifier. */
function consumerOf({ vahid }: Context, client: string): string {
  const own = partsOf(vahid, client);
  if (own) return own.institution;
  const { subsystem: _system, ...member } = readClient(client) ?? { instance: '', memberClass: '', memberCode: '' };
  return printClientId(member);
}

/**
 * Id of the line here, the same for every delivery of it (UUID version 8, RFC 9562): no gateway can take that of
 * another’s, nor give one id to two. Begins with the moment, as those of version 7 do.
 */
function lineId(gateway: string, id: string, at: Date): string {
  const digest = createHash('sha256').update(`${gateway}\n${id}\n${at.toISOString()}`).digest();
  digest.writeUIntBE(at.getTime(), 0, 6);
  digest[6] = 0x80 | ((digest[6] ?? 0) & 0x0f);
  digest[8] = 0x80 | ((digest[8] ?? 0) & 0x3f);
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
