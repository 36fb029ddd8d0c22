import { newId } from '../../../kernel/identifier.ts';
import type { KeyRing } from '../../../kernel/key.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Journal } from '../../../kernel/writer.ts';
import type { Disclosure } from '../../../protocols/gateway/disclosure.ts';
import { keysOfDays } from '../day-keys.ts';
import { beginRun, type RunGround } from './store.ts';

export interface ToldSubject {
  readonly entity: Disclosure['entity'];
  readonly key: string;
}

/** One exchange about people or organisations. */
export interface Told {
  readonly at: Date;
  readonly requestId: string;
  readonly client: string;
  readonly service: string;
  readonly method: string;
  /** Path of the endpoint as it is declared. */
  readonly path: string;
  readonly purpose: string;
  readonly act: string;
  readonly article: string;
  readonly issue?: string;
  /** Empty: the whole answer. */
  readonly fields: readonly string[];
  readonly outcome: Disclosure['outcome'];
  readonly hiddenUntil?: Date;
  readonly subjects: readonly ToldSubject[];
}

/** Where a gateway writes down whose data it gives out. */
export interface Ledger {
  /** Resolves once there is a committed line for each of them. */
  disclose(told: Told): Promise<void>;
  /** The same for a part of a run that was begun: they are counted, not named; of whom there was nothing, not even counted. */
  count(run: string, told: Told & { readonly absent?: boolean }): Promise<void>;
  /** Whether a run may go on: it is not over, and of the same client, service and ground since its first request. */
  begin(run: string, ground: Omit<RunGround, 'id' | 'gateway'>): Promise<boolean>;
}

export const lines: Journal = {
  table: 'exchange.disclosure',
  columns: {
    id: 'uuid',
    at: 'timestamptz',
    gateway: 'text',
    request_id: 'uuid',
    client: 'text',
    service: 'text',
    method: 'text',
    path: 'text',
    entity: 'text',
    subject: 'bytea',
    purpose: 'text',
    act: 'text',
    article: 'text',
    issue: 'text',
    fields: 'jsonb',
    outcome: 'text',
    hidden_until: 'timestamptz',
  },
};

const parts: Journal = {
  table: 'exchange.run_part',
  columns: {
    id: 'uuid',
    at: 'timestamptz',
    gateway: 'text',
    run: 'uuid',
    request_id: 'uuid',
    method: 'text',
    path: 'text',
    issue: 'text',
    fields: 'jsonb',
    hidden_until: 'timestamptz',
    digests: 'bytea',
    subjects: 'bytea',
  },
};

/** A claim on a run is asked for anew after this time, long before the run would be over. */
const claimMs = 10 * 60_000;
const mostClaims = 10_000;

export function openLedger(vahid: Vahid, gateway: string): Ledger {
  const { writer, keys, db } = vahid;
  const claims = new Map<string, number>();
  return {
    async disclose(told) {
      await Promise.all(told.subjects.map((subject) => writer.append(lines, lineOf(keys, gateway, told, subject))));
    },
    count: (run, told) => writer.append(parts, partOf(keys, { gateway, run }, told)),
    async begin(run, ground) {
      const now = vahid.now();
      const claim = JSON.stringify([run, ground]);
      if (now.getTime() - (claims.get(claim) ?? 0) < claimMs) return true;
      if (!(await beginRun(db, { ...ground, id: run, gateway }, now))) return false;
      if (claims.size >= mostClaims) claims.clear();
      claims.set(claim, now.getTime());
      return true;
    },
  };
}

/** A line as it is stored; with whom it is about so that nobody reads it without the installation's key. */
export function lineOf(keys: KeyRing, gateway: string, told: Told, { entity, key }: ToldSubject) {
  const { at, requestId, client, service, method, path, purpose, act, article, issue, fields, outcome } = told;
  const id = newId(at.getTime());
  return {
    id,
    at,
    gateway,
    request_id: requestId,
    client,
    service,
    method,
    path,
    entity,
    subject: wrapSubjects(keys, { id, at }, key),
    purpose,
    act,
    article,
    issue: issue ?? null,
    fields,
    outcome,
    hidden_until: told.hiddenUntil ?? null,
  };
}

function partOf(
  keys: KeyRing,
  { gateway, run }: { gateway: string; run: string },
  told: Told & { readonly absent?: boolean },
) {
  const { at, requestId, method, path, issue, fields, hiddenUntil, subjects } = told;
  const id = newId(at.getTime());
  const counted = told.absent === true ? [] : subjects;
  const digests = Buffer.concat(counted.map(({ entity, key }) => runDigest(keys, run, `${entity} ${key}`)));
  return {
    id,
    at,
    gateway,
    run,
    request_id: requestId,
    method,
    path,
    issue: issue ?? null,
    fields,
    digests,
    hidden_until: hiddenUntil ?? null,
    subjects: wrapSubjects(keys, { id, at }, JSON.stringify(subjects)),
  };
}

export const digestLength = 8;

/** Tells within one run whether somebody was counted; says nothing across runs, nor without the installation's key. */
const runDigest = (keys: KeyRing, run: string, subject: string): Buffer =>
  keys.digest('exchange.run', `${run} ${subject}`).subarray(0, digestLength);

interface LineOf {
  readonly id: string;
  readonly at: Date;
}

const purpose = 'exchange.disclosure';
const dayKeys = keysOfDays(purpose);

/** Sealed by a key of its day (one key would not last for all lines), and bound to its line. */
const wrapSubjects = (keys: KeyRing, of: LineOf, text: string): Buffer =>
  dayKeys(keys, of.at).wrap(`${purpose} ${of.id}`, Buffer.from(text));

export const openSubjects = (keys: KeyRing, of: LineOf, wrapped: Buffer): string =>
  dayKeys(keys, of.at).unwrap(`${purpose} ${of.id}`, wrapped).toString();
