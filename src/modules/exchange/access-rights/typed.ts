import { type FormBody, formValue } from '../../../kernel/http/route.ts';
import { readDate } from '../../../ui/index.ts';
import { type DescribedEndpoint, endpointName } from '../services/openapi/described.ts';
import type { RightContent, Scope } from './content.ts';
import * as refusals from './refusals.ts';
import { scopeName, scopeOf } from './rules.ts';

/** A right as it is typed into its form. */
export interface TypedContent {
  /** Names of endpoints: `GET /people/{fin}`. */
  readonly endpoints: readonly string[];
  /** Scopes as lines: `GET /people/*`. */
  readonly patterns: string;
  readonly purpose: string;
  /** Act and article: `technopark-rules 4.2`. */
  readonly act: string;
  readonly whole: string;
  readonly fields: readonly string[];
  readonly fieldLines: string;
  readonly conditions: readonly string[];
  readonly hiddenDays: string;
  readonly hiddenAct: string;
  readonly until: string;
}

/** So many boxes a form may send under one name. */
export const mostBoxes = 100;

const listOf = (value: FormBody[string] | undefined): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const typedIn = (body: FormBody): TypedContent => ({
  endpoints: listOf(body.endpoints),
  patterns: formValue(body, 'patterns'),
  purpose: formValue(body, 'purpose').slice(0, 63),
  act: formValue(body, 'act').slice(0, 120),
  whole: formValue(body, 'whole'),
  fields: listOf(body.fields),
  fieldLines: formValue(body, 'fieldLines'),
  conditions: listOf(body.conditions),
  hiddenDays: formValue(body, 'hiddenDays').slice(0, 10),
  hiddenAct: formValue(body, 'hiddenAct').slice(0, 120),
  until: formValue(body, 'until').slice(0, 20),
});

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const groundOf = (reference: string) => {
  const [act = '', ...rest] = reference.trim().split(' ');
  return { act, article: rest.join(' ').trim() };
};

/** What was typed, for a service as it is now. `ground`: of a proposal, whose ground is that of what was asked. */
export function contentOf(
  typed: TypedContent,
  endpoints: readonly DescribedEndpoint[],
  ground?: Pick<RightContent, 'purpose' | 'act' | 'article'>,
): RightContent {
  const { purpose, act, article } = ground ?? { purpose: typed.purpose, ...groundOf(typed.act) };
  const fields = [...new Set([...typed.fields, ...linesOf(typed.fieldLines)])];
  const on = (key: string) => typed.conditions.includes(key);
  return {
    scopes: scopesOf(typed, endpoints),
    purpose,
    act,
    article,
    fields: typed.whole === 'yes' ? null : fields.slice(0, 500),
    byDefault: on('byDefault'),
    massRun: on('massRun'),
    consent: on('consent'),
    hidden: hiddenOf(typed),
    until: readDate(typed.until) ?? '',
  };
}

function scopesOf({ endpoints: chosen, patterns }: TypedContent, endpoints: readonly DescribedEndpoint[]): Scope[] {
  const byName = new Map(endpoints.map((one) => [endpointName(one), one]));
  const scopes = [...chosen, ...linesOf(patterns)].map((line): Scope => {
    const endpoint = byName.get(line);
    if (endpoint) return scopeOf(endpoint);
    const [, method, path] = /^(\*|[A-Z]{3,7})\s+(\/\S*)$/.exec(line) ?? [];
    const known = method === '*' || endpoints.some((one) => one.method === method);
    if (method === undefined || path === undefined || !known || path.length > 1000)
      throw refusals.nothingCovered({ scope: line.slice(0, 100) });
    return { method: method as Scope['method'], path };
  });
  return [...new Map(scopes.map((one) => [scopeName(one), one])).values()].slice(0, 50);
}

function hiddenOf({ hiddenDays, hiddenAct }: TypedContent): RightContent['hidden'] {
  if (hiddenDays === '' && hiddenAct === '') return null;
  const days = /^\d{1,4}$/.test(hiddenDays) ? Number(hiddenDays) : Number.NaN;
  if (!Number.isInteger(days) || days < 1 || days > 3650 || hiddenAct === '') throw refusals.noHidingAct();
  return { days, ...groundOf(hiddenAct) };
}

/** A right as its form shows it; `offered` are fields that stand there as boxes. */
export function typedOf(
  content: RightContent,
  endpoints: readonly DescribedEndpoint[],
  offered: readonly string[],
): TypedContent {
  const asScope = new Map(endpoints.map((one) => [scopeName(scopeOf(one)), endpointName(one)]));
  const names = content.scopes.map((one) => asScope.get(scopeName(one)));
  const fields = content.fields ?? [];
  const boxes = endpoints.length <= mostBoxes;
  const patterns = content.scopes.filter((_, index) => !boxes || names[index] === undefined);
  return {
    endpoints: boxes ? names.flatMap((name) => (name === undefined ? [] : [name])) : [],
    patterns: patterns.map(scopeName).join('\n'),
    purpose: content.purpose,
    act: `${content.act} ${content.article}`,
    whole: content.fields === null ? 'yes' : 'no',
    fields: fields.filter((one) => offered.includes(one)),
    fieldLines: fields.filter((one) => !offered.includes(one)).join('\n'),
    conditions: (['byDefault', 'massRun', 'consent'] as const).filter((key) => content[key]),
    hiddenDays: content.hidden ? String(content.hidden.days) : '',
    hiddenAct: content.hidden ? `${content.hidden.act} ${content.hidden.article}` : '',
    until: content.until,
  };
}

/** Fields that the form offers as boxes: those of the answers, where they are few enough. */
export function offeredFields(endpoints: readonly DescribedEndpoint[]): readonly string[] {
  const all = [...new Set(endpoints.flatMap(({ answer = [] }) => answer.map(({ at }) => at)))];
  return all.length > mostBoxes ? [] : all;
}
