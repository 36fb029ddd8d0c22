import { type Static, Type } from 'typebox';
import type { Finding, Path } from '../../../kernel/definition.ts';
import { type Unit, unitNames } from '../../quotas/index.ts';
import type { CompiledProcess } from '../../process/index.ts';
import type { CompiledField } from './compiled.ts';
import { expressionFault, finding, unknown } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { deliveryTypes, programOf } from './types.ts';

const expression = Type.String({ minLength: 1, maxLength: 500 });

/** A quantity that an approval gives to use. */
export const quotaSection = Type.Object(
  {
    unit: Type.Enum([...unitNames]),
    /** A decimal in quotes, or FEEL: of both sorts all but the unit may use what entry and document may. */
    amount: expression,
    /** Of the quota; one that is there already is extended. */
    number: expression,
    /** The first and the last day. */
    validFrom: expression,
    validTo: expression,
    /** Institution that measures its use; without it the one that provides the service. */
    operator: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
    article: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type QuotaSource = Static<typeof quotaSection>;

/** A quota as the engine takes it; `amount` gives a decimal as text. */
export interface CompiledQuota {
  readonly unit: Unit;
  readonly amount: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly operator: string;
  readonly article: string;
}

/** The effects that give a quota and take what is left of it. */
export const quotaEffects = { give: 'quota', end: 'end-quota' } as const;

/** As text, in thousandths at most: so that no digit of it is ever a binary number's. */
const amountFormula = (amount: string): string => `string(round half up((${amount}\n), 3))`;

interface Given {
  readonly quota?: QuotaSource | undefined;
  readonly institution: string;
}

export function compileQuota(
  { quota, institution }: Given,
  fields: readonly CompiledField[],
  { around, findings }: { readonly around: Surroundings; readonly findings: Finding[] },
): CompiledQuota | undefined {
  if (!quota) return undefined;
  const { unit, number, validFrom, validTo, operator = institution } = quota;
  const wanted = { amount: 'number', number: 'string', validFrom: 'date', validTo: 'date' } as const;
  const faults = Object.entries(wanted).flatMap(([part, type]) =>
    typeFaults(fields, quota[part as keyof typeof wanted], type, ['quota', part]),
  );
  findings.push(...faults);
  const codes = around.institutions.map(({ code }) => code);
  if (!codes.includes(operator)) findings.push(unknown('institution', ['quota', 'operator'], operator, codes));
  const article = articleOf(around, quota.article, ['quota'], 'quota', findings);
  if (faults.length > 0) return undefined;
  return { unit, amount: amountFormula(quota.amount), number, validFrom, validTo, operator, article };
}

function typeFaults(fields: readonly CompiledField[], source: string, wanted: string, path: Path): readonly Finding[] {
  try {
    const { type } = programOf(fields, source, deliveryTypes);
    return type === wanted || type === 'any' ? [] : [wrongType(path, wanted)];
  } catch (error) {
    return [expressionFault(path, error)];
  }
}

/** What `amount` of a release was written as. */
export const writtenAmount = ({ amount }: Pick<CompiledQuota, 'amount'>): string =>
  /^string\(round half up\(\((.*)\n\), 3\)\)$/s.exec(amount)?.[1] ?? amount;

interface Course {
  readonly process: CompiledProcess;
  readonly outcomes: { readonly approved: readonly string[]; readonly revoked?: readonly string[] };
}

/** Whatever approves gives the quota, itself or by an action of the program that it takes; whatever takes back ends it. */
export function checkQuotaCourse(quota: QuotaSource | undefined, { process, outcomes }: Course): readonly Finding[] {
  if (!quota) return [];
  const effectsOf = (name: string) => process.actions.find((one) => one.name === name)?.effects ?? [];
  const leadsTo = (name: string, effect: string): boolean =>
    effectsOf(name).some(
      (one) => one === effect || (one.startsWith('do-') && effectsOf(one.slice('do-'.length)).includes(effect)),
    );
  return [
    ...outcomes.approved.filter((name) => !leadsTo(name, quotaEffects.give)).map(ungiven),
    ...(outcomes.revoked ?? []).filter((name) => !leadsTo(name, quotaEffects.end)).map(unended),
  ];
}

const typeWords = {
  number: { az: 'ədəd', en: 'number', ru: 'число' },
  string: { az: 'mətn', en: 'text', ru: 'текст' },
  date: { az: 'tarix', en: 'date', ru: 'дату' },
} as const;

function wrongType(path: Path, wanted: string): Finding {
  const { az, en, ru } = typeWords[wanted as keyof typeof typeWords];
  return finding(
    path,
    'quota-type',
    [`İfadə ${az} vermir.`, `The expression gives no ${en}.`, `Выражение не даёт ${ru}.`],
    [
      `İfadəni elə yazın ki, ${az} alınsın.`,
      `Write an expression that gives a ${en}.`,
      `Напишите выражение, которое даёт ${ru}.`,
    ],
  );
}

const ungiven = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'effects'],
    'quota-ungiven',
    [
      `“${action}” təsdiqdən sonra kvotanı vermir.`,
      `“${action}” approves and does not give the quota.`,
      `«${action}» одобряет и не предоставляет квоту.`,
    ],
    [
      'Onun və ya onun çağırdığı əməliyyatın effects siyahısına quota əlavə edin.',
      'Add quota to its effects, or to those of an action that it takes.',
      'Добавьте quota в его effects или в effects действия, которое он вызывает.',
    ],
  );

const unended = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'effects'],
    'quota-unended',
    [
      `“${action}” qərarı geri alır, kvotanın qalığı isə qalır.`,
      `“${action}” takes the decision back, and leaves the rest of the quota.`,
      `«${action}» отзывает решение, но остаток квоты остаётся.`,
    ],
    [
      'Onun effects siyahısına end-quota əlavə edin.',
      'Add end-quota to its effects.',
      'Добавьте end-quota в его effects.',
    ],
  );
