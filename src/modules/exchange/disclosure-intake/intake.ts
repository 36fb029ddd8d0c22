import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import {
  type Disclosure,
  type Disclosures,
  type MassRun,
  readDisclosures,
} from '../../../protocols/gateway/disclosure.ts';
import { printClientId } from '../../../protocols/x-road/identifier.ts';
import { partsOf } from '../directory/instance.ts';
import { type MassRunRow, tellRuns } from '../mass-runs/store.ts';
import { outside } from '../ask.ts';
import { subjectsByKey } from '../subject.ts';
import type { Receipt } from './ports.ts';
import { flawOf, readClient, runFlawOf } from './rules.ts';
import { addLines, type ToldLine } from './store.ts';
import { hear, hearOwn, lineId, type Told } from './teller.ts';

/**
 * Takes what a gateway has to tell: who was given whose data. The word of a gateway is its signature. Each line is taken
 * once, however often it comes; one that can never be taken is named in the receipt, and keeps no other back.
 * @throws noDisclosures, disclosuresUnsigned, noConfiguration, tooManyAttempts
 */
export async function deliverDisclosures(ctx: Context, signed: string, ip: string): Promise<Receipt> {
  allow(ctx, 'exchange.deliverDisclosures');
  return take(ctx, await hear(ctx, { signed, ip, what: 'disclosures' }, readDisclosures));
}

/** The same for a gateway of this very installation. */
export async function takeOwnDisclosures(ctx: Context, own: Disclosures): Promise<Receipt> {
  return take(ctx, await hearOwn(ctx, own));
}

async function take(ctx: Context, { batch, gateway, former }: Told<Disclosures>): Promise<Receipt> {
  const teller = { gateway, former, now: ctx.vahid.now() };
  const judged = batch.disclosures.map((line) => ({ line, code: flawOf(line, teller) }));
  const judgedRuns = batch.runs.map((line) => ({ line, code: runFlawOf(line, teller) }));
  const good = judged.filter(({ code }) => code === undefined).map(({ line }) => line);
  const runs = judgedRuns.filter(({ code }) => code === undefined).map(({ line }) => line);
  const { lines, unknown } = await linesOf(ctx, good, gateway.id);
  const added = await addLines(ctx.db, lines);
  const told = await tellRuns(
    ctx.db,
    runs.map((run) => runOf(ctx, run, gateway.id)),
  );
  const taken = added + told;
  const faults = [...judged, ...judgedRuns].flatMap(({ line: { id }, code }) => (code ? [{ id, code }] : []));
  const refused = [...faults, ...unknown.map((id) => ({ id, code: 'key' as const }))];
  return { taken, repeated: lines.length + runs.length - taken, refused };
}

/** Questions to identity that are under way at once. */
const atOnce = 4;

interface Lines {
  readonly lines: readonly ToldLine[];
  /** Ids of lines about somebody who never was: an applicant's number that was not given. */
  readonly unknown: readonly string[];
}

/** Whose data it was, as identity knows them: entered there if they were not, so that the line waits for their sign-in. */
async function linesOf(ctx: Context, told: readonly Disclosure[], gateway: string): Promise<Lines> {
  const ids = new Map<string, string>();
  for (const entity of ['person', 'organisation'] as const) {
    const keys = [...new Set(told.filter((line) => line.entity === entity).map(({ key }) => key))];
    const parts = Array.from({ length: atOnce }, (_, part) => keys.filter((_key, at) => at % atOnce === part));
    const found = await Promise.all(parts.map((part) => subjectsByKey(outside(ctx), entity, part)));
    for (const { id, key } of found.flatMap((part) => [...part.values()]))
      if (id !== null) ids.set(`${entity} ${key}`, id);
  }
  const subjectIn = ({ entity, key }: Disclosure) => ids.get(`${entity} ${key}`);
  return {
    lines: told.flatMap((line) => {
      const subject = subjectIn(line);
      return subject === undefined ? [] : [lineOf(ctx, line, { gateway, subject })];
    }),
    unknown: told.flatMap((line) => (subjectIn(line) === undefined ? [line.id] : [])),
  };
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
