import type { Text } from '../../../language/lang.ts';
import { type DescribedEndpoint, endpointName, type FieldLine, type Parameter } from './openapi/described.ts';

/** In which part of an endpoint something changed. */
export type Part = 'parameter' | 'body' | 'answer' | 'subject' | 'description';

/** How it changed. `needed`: has to be sent from now on; `optional`: may be left out from now on; `unknown`: is no longer described. */
export type How = 'added' | 'needed' | 'removed' | 'optional' | 'type' | 'unknown';

export interface Change {
  readonly part: Part;
  readonly how: How;
  /** Name of the parameter or pointer of the field; of a subject, where it stands. */
  readonly at: string;
  /** Whoever calls as before may get no answer, or miss something in it. */
  readonly breaking: boolean;
}

export interface ChangedEndpoint {
  readonly name: string;
  readonly changes: readonly Change[];
}

/** What a next description changes for those who call. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedEndpoint[];
}

export const isBreaking = ({ removed, changed }: Difference): boolean =>
  removed.length > 0 || changed.some(({ changes }) => changes.some((one) => one.breaking));

export const isSame = ({ added, removed, changed }: Difference): boolean =>
  added.length + removed.length + changed.length === 0;

/** Compares two descriptions, endpoint by endpoint. */
export function differenceOf(before: readonly DescribedEndpoint[], after: readonly DescribedEndpoint[]): Difference {
  const old = new Map(before.map((one) => [endpointName(one), one]));
  const next = new Map(after.map((one) => [endpointName(one), one]));
  return {
    added: [...next.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !next.has(name)),
    changed: [...next].flatMap(([name, one]) => {
      const was = old.get(name);
      const changes = was ? changesOf(was, one) : [];
      return changes.length > 0 ? [{ name, changes }] : [];
    }),
  };
}

/** What changed in one endpoint, breaking changes first. */
export function changesOf(before: DescribedEndpoint, after: DescribedEndpoint): readonly Change[] {
  const changes = [
    ...inRequest('parameter', before.parameters.map(sent), after.parameters.map(sent)),
    ...inRequest('body', (before.body ?? []).map(held), (after.body ?? []).map(held)),
    ...inAnswer(before.answer, after.answer),
    ...subjects(before, after),
    ...(before.summary === after.summary ? [] : [change('description', 'type', '', false)]),
  ];
  return changes.toSorted((a, b) => Number(b.breaking) - Number(a.breaking));
}

interface Sent {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
}

const sent = (one: Parameter): Sent => ({ key: `${one.in} ${one.name}`, type: one.type, required: one.required });
const held = (one: FieldLine): Sent => ({ key: one.at, type: one.type, required: one.required });
const change = (part: Part, how: How, at: string, breaking: boolean): Change => ({ part, how, at, breaking });

function inRequest(part: Part, before: readonly Sent[], after: readonly Sent[]): Change[] {
  const old = new Map(before.map((one) => [one.key, one]));
  const next = new Map(after.map((one) => [one.key, one]));
  return [
    ...before.flatMap(({ key }) => (next.has(key) ? [] : [change(part, 'removed', key, true)])),
    ...after.flatMap(({ key, type, required }) => {
      const was = old.get(key);
      if (!was) return [change(part, required ? 'needed' : 'added', key, required)];
      return [
        ...(was.type === type ? [] : [change(part, 'type', key, true)]),
        ...(required && !was.required ? [change(part, 'needed', key, true)] : []),
        ...(!required && was.required ? [change(part, 'optional', key, false)] : []),
      ];
    }),
  ];
}

function inAnswer(before: DescribedEndpoint['answer'], after: DescribedEndpoint['answer']): Change[] {
  if (before && !after) return [change('answer', 'unknown', '', true)];
  const old = new Map((before ?? []).map((one) => [one.at, one]));
  const next = new Map((after ?? []).map((one) => [one.at, one]));
  return [
    ...[...old.keys()].flatMap((at) => (next.has(at) ? [] : [change('answer', 'removed', at, true)])),
    ...[...next].flatMap(([at, one]) => {
      const was = old.get(at);
      if (!was) return [change('answer', 'added', at, false)];
      return [
        ...(was.type === one.type ? [] : [change('answer', 'type', at, true)]),
        ...(was.required && !one.required ? [change('answer', 'optional', at, true)] : []),
      ];
    }),
  ];
}

const placeName = ({ entity, in: where, at }: DescribedEndpoint['subjects'][number]) => `${entity} ${where} ${at}`;

function subjects(before: DescribedEndpoint, after: DescribedEndpoint): Change[] {
  const old = new Set(before.subjects.map(placeName));
  const next = new Set(after.subjects.map(placeName));
  return [
    ...[...next].flatMap((one) => (old.has(one) ? [] : [change('subject', 'added', one, false)])),
    ...[...old].flatMap((one) => (next.has(one) ? [] : [change('subject', 'removed', one, false)])),
  ];
}

/** Whether a title or a purpose was written anew. */
export const isReworded = (
  a: { readonly title: Text; readonly purpose: Text },
  b: { readonly title: Text; readonly purpose: Text },
): boolean => JSON.stringify([a.title, a.purpose]) !== JSON.stringify([b.title, b.purpose]);
