import type { Finding } from '../../../kernel/definition.ts';
import type { ProcessSource } from '../../process/index.ts';
import type { CompiledService } from './compiled.ts';
import { finding } from './finding.ts';
import type { ServiceSource } from './schema.ts';

type Takes = Pick<CompiledService, 'applicants'>;

/** May somebody known by FİN apply? Where a definition says nothing, only they. */
export const takesPeople = ({ applicants }: Takes): boolean => applicants?.includes('person') ?? true;

/** May somebody apply who has no FİN, and whom nobody has checked? */
export const takesForeigners = ({ applicants }: Takes): boolean => applicants?.includes('foreigner') ?? false;

/** May a parent apply for a child under age? The case is the child's. */
export const takesChildren = ({ applicants }: Takes): boolean => applicants?.includes('ward') ?? false;

/**
 * Nobody has checked who an applicant without FİN is: a service that takes them is decided by people, not by its table
 * alone, and asks of them nothing that they cannot do.
 */
export function checkApplicants(source: ServiceSource<ProcessSource>): Finding[] {
  const { applicants, audience, channels, decision, process } = source;
  if (!applicants?.includes('foreigner')) return [];
  return [
    ...(audience === 'business' ? [forBusiness] : []),
    ...(channels.includes('centre') && !applicants.includes('person') ? [atCentre] : []),
    ...decision.rules.flatMap(({ outcome }, index) => (outcome === 'approve' ? [approvedAtOnce(index)] : [])),
    ...Object.entries(process.actions).flatMap(([name, { actor, sign }]) =>
      actor === 'applicant' && sign === 'required' ? [signedByApplicant(name)] : [],
    ),
  ];
}

const forBusiness = finding(
  ['applicants'],
  'foreign-applicants',
  [
    'Biznes xidmətinə şirkətin adından müraciət olunur, FİN-i olmayan şəxs isə şirkəti təmsil edə bilməz.',
    'One applies to a service for businesses on behalf of a company, which nobody without a FİN can represent.',
    'В услуге для бизнеса заявление подаётся от имени компании, а лицо без FİN не может её представлять.',
  ],
  [
    '`applicants` sətrini silin və ya `audience: person` yazın.',
    'Take out `applicants`, or write `audience: person`.',
    'Удалите `applicants` или укажите `audience: person`.',
  ],
);

const atCentre = finding(
  ['channels'],
  'foreign-applicants',
  [
    'Xidmət mərkəzində müraciətçi FİN ilə tanınır, bu xidmət isə yalnız FİN-i olmayanlar üçündür.',
    'At a service centre one is known by a FİN, and this service is only for those without one.',
    'В центре услуг заявителя узнают по FİN, а эта услуга только для тех, у кого его нет.',
  ],
  ['`centre` kanalını silin.', 'Take out the channel `centre`.', 'Удалите канал `centre`.'],
);

const approvedAtOnce = (index: number): Finding =>
  finding(
    ['decision', 'rules', index, 'outcome'],
    'foreign-applicants',
    [
      'FİN-i olmayan müraciətçinin kimliyi yoxlanılmayıb, ona görə cədvəl özü təsdiq edə bilməz.',
      'Nobody has checked who an applicant without FİN is, so the table cannot approve by itself.',
      'Личность заявителя без FİN не проверена, поэтому таблица не может одобрять сама.',
    ],
    [
      '`approve` əvəzinə `officer` yazın: qərarı əməkdaş verəcək.',
      'Write `officer` instead of `approve`: an official decides.',
      'Вместо `approve` укажите `officer`: решение примет сотрудник.',
    ],
  );

const signedByApplicant = (name: string): Finding =>
  finding(
    ['process', 'actions', name, 'sign'],
    'foreign-applicants',
    [
      'FİN-i olmayan müraciətçi elektron imza ata bilməz.',
      'An applicant without FİN has no electronic signature.',
      'У заявителя без FİN нет электронной подписи.',
    ],
    [
      '`sign: optional` yazın və ya sətri silin.',
      'Write `sign: optional`, or take the line out.',
      'Укажите `sign: optional` или удалите строку.',
    ],
  );
