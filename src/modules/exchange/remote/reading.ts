import type { Json } from '../../../kernel/job.ts';
import type { CompiledRegister, CompiledRemote, Provision } from '../../catalogue/index.ts';
import { readingOf, type Reading, type RecordInForce } from '../provider.ts';
import { type ExactJson, parseExact, pointed } from './exact-json.ts';
import { readValue, WrongAnswer } from './value.ts';

/** A register that is asked over the exchange. */
export type RemoteRegister = CompiledRegister & { readonly remote: CompiledRemote };

/** What stands in an answer: records as they were written, none where nobody is known. @throws WrongAnswer */
export function recordsIn(
  { absent }: CompiledRemote,
  pointer: string,
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): readonly ExactJson[] {
  if (absent.statuses.includes(status)) return [];
  if (status !== 200) throw new WrongAnswer(`status ${status}`);
  const answer = jsonIn(type, text);
  if (absent.at !== undefined && isNothing(pointed(answer, absent.at))) return [];
  const found = pointed(answer, pointer);
  if (found === undefined) throw new WrongAnswer(`${pointer} is missing`);
  if (found === null) return [];
  return Array.isArray(found) ? (found as readonly ExactJson[]) : [found];
}

const isNothing = (value: ExactJson | undefined): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

/** @throws WrongAnswer */
export function jsonIn(type: string, text: string): ExactJson {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) throw new WrongAnswer('the answer is no JSON');
  try {
    return parseExact(text);
  } catch (cause) {
    throw new WrongAnswer('the answer is broken JSON', { cause });
  }
}

/** The number by which a record knows whom it is about, or whom it points to. @throws WrongAnswer */
export function keysOf({ record, remote }: RemoteRegister, field: string, given: ExactJson): readonly string[] {
  const [declared, how] = [record.fields[field], remote.fields[field]];
  if (!declared || !how) throw new WrongAnswer(`${field} has no place in the answer`);
  return [readValue(declared, how, pointed(given, how.at)) ?? []].flat().map(String);
}

/** What a provision says, given the records about one key. Of fields that are not asked for nothing is read. */
export function remoteReading(
  register: RemoteRegister,
  provision: Provision,
  records: readonly ExactJson[],
  asOf: string,
): Reading {
  const { validFrom, validTo } = register.record;
  const needed = [
    ...(provision.kind === 'take' ? [provision.take] : provision.kind === 'relation' ? [provision.to] : []),
    ...[validFrom, validTo].flatMap((name) => (name !== undefined && register.remote.fields[name] ? [name] : [])),
  ];
  const inForce = records
    .map((record) => recordInForce(register, needed, record))
    .filter(({ data }) => isInForce(validFrom && data[validFrom], validTo && data[validTo], asOf));
  return readingOf(register, provision, inForce);
}

function recordInForce({ record, remote }: RemoteRegister, needed: readonly string[], given: ExactJson): RecordInForce {
  const values = needed.flatMap((name): (readonly [string, Json])[] => {
    const [declared, how] = [record.fields[name], remote.fields[name]];
    if (!declared || !how) return [];
    const value = readValue(declared, how, pointed(given, how.at));
    return value === undefined ? [] : [[name, value]];
  });
  const at = remote.recordedAt === undefined ? undefined : pointed(given, remote.recordedAt);
  return { data: Object.fromEntries(values), recordedAt: momentOf(at) };
}

/** Moment with its zone; empty where the register gives none that can be read. */
function momentOf(given: ExactJson | undefined): string {
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d)$/.test(given)) return '';
  const moment = new Date(given);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** The last day still counts. */
const isInForce = (from: Json | undefined, to: Json | undefined, day: string): boolean =>
  !(typeof from === 'string' && from > day) && !(typeof to === 'string' && to < day);
