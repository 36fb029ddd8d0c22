import { type Static, Type } from 'typebox';
import type { Finding, Scope } from '../../../kernel/definition.ts';
import {
  type CompiledProcessDefinition,
  type HeldWithin,
  processKindOf,
  type ProcessSource,
} from '../../process/index.ts';
import type { Within } from './co-applicant.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { finding, withoutStandard } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { checkAsked, checkFields, timed } from './opinion.ts';
import type { ServiceSource } from './schema.ts';

const closed = { additionalProperties: false } as const;
const fieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' });
const stateName = Type.String({ pattern: '^[a-z][a-z0-9]*([-_][a-z0-9]+)*$' });

/** That an officer who has a case may ask another institution in words of their own. */
export const inquiriesSection = Type.Object(
  {
    article: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Fields that the institution may be shown at most. */
    mayShow: Type.Array(fieldName, { minItems: 1, uniqueItems: true }),
    /** States of the case in which it may be asked. */
    asked: Type.Array(stateName, { minItems: 1, uniqueItems: true }),
    workingDays: Type.Integer({ minimum: 1, maximum: 365 }),
  },
  closed,
);

export interface CompiledInquiries
  extends HeldWithin,
    Omit<Static<typeof inquiriesSection>, 'article' | 'workingDays'> {
  readonly article: string;
}

const standardInquiry = 'inquiry';
/** Kind of the process of an inquiry, which its service holds. */
export const inquiryProcess = 'service.inquiry';
/** Under this name the service holds it; no opinion and no co-applicant can have it. */
export const heldAs = 'ad-hoc';

/** `services/inquiry.yaml`: how an answer comes to be, in every service that lets its officers ask. */
export const inquiryKind = processKindOf({
  kind: standardInquiry,
  files: /^services\/inquiry\.yaml$/,
  effects: [],
  triggers: ['close'],
});

/** Whether officers may ask other institutions, with the process of what they ask. */
export function compileInquiries(
  source: ServiceSource<ProcessSource>,
  fields: readonly CompiledField[],
  { around, scope }: { readonly around: Surroundings; readonly scope: Scope },
  findings: Finding[],
): readonly CompiledInquiries[] {
  const { inquiries } = source;
  if (!inquiries) return [];
  const path = ['inquiries'];
  const { mayShow, asked, workingDays } = inquiries;
  if (source.backOffice !== 'here') findings.push(askedElsewhere());
  findings.push(...checkAsked(source, { asked }, path));
  findings.push(...checkFields(mayShow, fields, [...path, 'mayShow']));
  const standard = scope.get<CompiledProcessDefinition>(standardInquiry, standardInquiry);
  if (!standard) {
    findings.push(withoutStandard('inquiries', standardInquiry));
    return [];
  }
  const article = articleOf(around, inquiries.article, path, 'inquiries', findings);
  const process = timed(standard.process, workingDays, false);
  return [{ name: heldAs, title: standard.title, article, mayShow, asked, process }];
}

const askedElsewhere = (): Finding =>
  finding(
    ['inquiries'],
    'back-office-inquiries',
    [
      'Digər qurumlara sorğu yalnız bu masadan göndərilir, müraciətə isə qurumun öz sistemində baxılır.',
      'Other institutions are asked from the desk here, but cases are worked on in the institution’s own system.',
      'Запросы другим учреждениям направляются отсюда, а заявления рассматриваются в собственной системе учреждения.',
    ],
    [
      'inquiries bölməsini silin və ya backOffice: here yazın.',
      'Remove the section inquiries, or write backOffice: here.',
      'Удалите раздел inquiries или напишите backOffice: here.',
    ],
  );

export const isInquiries = (one: Within): one is CompiledInquiries => 'mayShow' in one;

/** Undefined where officers may ask nobody, as in releases made before services had them. */
export const inquiriesOf = ({ within = [] }: Pick<CompiledService, 'within'>): CompiledInquiries | undefined =>
  within.find(isInquiries);

/** Within how many working days an inquiry is answered. */
export const daysToAnswer = ({ process }: CompiledInquiries): number => process.clocks[0]?.workingDays ?? 0;
