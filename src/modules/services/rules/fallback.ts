import { Decimal } from 'decimal.js';
import type { Json } from '../../../kernel/job.ts';
import type { AskedField, CompiledPage, CompiledService, RegisterField } from '../definition/compiled.ts';
import { say } from '../text/index.ts';
import type { Answers, Facts } from './values.ts';

/*
 * While a register is silent a service may ask the applicant for what it holds, once, before the application is sent.
 * What they say stands in the case as their word: an official may weigh it, the table decides nothing on it, and when the
 * register answers its value takes the place, and a difference is shown.
 */

/** Under which name the applicant's answer is kept. */
export const toldName = (field: string): string => `told${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;

/** The address of its page. */
const pageName = (field: string): string =>
  `reyestr-evezine-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

type Fallback = RegisterField & { readonly ifUnavailable: NonNullable<RegisterField['ifUnavailable']> };

export const fallbacksOf = ({ fields }: Pick<CompiledService, 'fields'>): readonly Fallback[] =>
  fields.filter((field): field is Fallback => field.source === 'register' && field.ifUnavailable !== undefined);

/**
 * The service with a page for each field whose register is silent, and for each that was answered so. `ask`: whether the
 * applicant is asked at all, which is over once the application is sent.
 */
export function withFallbacks(
  service: CompiledService,
  { facts, answers, ask }: { readonly facts: Facts; readonly answers: Answers; readonly ask: boolean },
): CompiledService {
  const base = baseOf.get(service) ?? service;
  const asked = fallbacksOf(base).filter(
    ({ name }) => isTold(answers, name) || (ask && facts[name]?.state === 'unavailable'),
  );
  if (asked.length === 0) return base;
  const made = madeOf.get(base) ?? new Map<string, CompiledService>();
  const key = asked.map(({ name }) => name).join(' ');
  const fields = [...base.fields, ...asked.map(askedField)];
  const given = made.get(key) ?? { ...base, fields, pages: [...base.pages, ...asked.map(pageOf)] };
  madeOf.set(base, made.set(key, given));
  baseOf.set(given, base);
  return given;
}

/** What is compiled for a service is kept by its identity, so each is made once. */
const madeOf = new WeakMap<CompiledService, Map<string, CompiledService>>();
const baseOf = new WeakMap<CompiledService, CompiledService>();

const isTold = (answers: Answers, field: string): boolean => (answers[toldName(field)] ?? null) !== null;

function askedField({ name, concept, type, class: dataClass, label, choices, ifUnavailable }: Fallback): AskedField {
  const all = Object.entries(choices ?? {}).map(([value, text]) => ({ value, label: text, opens: [] }));
  return {
    source: 'applicant',
    name: toldName(name),
    insteadOf: name,
    concept,
    type,
    class: dataClass,
    label,
    optional: false,
    ...(choices ? { choices: all } : {}),
    ...ifUnavailable,
  };
}

const pageOf = ({ name, label }: Fallback): CompiledPage => ({
  page: pageName(name),
  question: say('insteadQuestion', (lang) => ({ fact: label[lang] })),
  hint: say('insteadHint', () => ({})),
  fields: [toldName(name)],
});

/** Do the register and the applicant say the same? */
export function saysTheSame({ type }: Pick<RegisterField, 'type'>, said: Json, told: Json): boolean {
  const isNumber = type === 'number' || type === 'decimal';
  if (isNumber && said !== null && told !== null) return new Decimal(String(said)).eq(String(told));
  return said === told;
}
