import {
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  type Row,
  type Tables,
  text,
  transactionNumber,
  yesNo,
} from '../../kernel/entity.ts';

/** What another institution may say to a case. */
export const opinionAnswers = {
  agrees: { az: 'Razıdır', en: 'Agrees', ru: 'Согласие' },
  'agrees-with-conditions': { az: 'Şərtlə razıdır', en: 'Agrees with conditions', ru: 'Согласие с условиями' },
  objects: { az: 'Etiraz edir', en: 'Objects', ru: 'Возражение' },
} as const;
export type OpinionAnswer = keyof typeof opinionAnswers;
export const opinionAnswerNames = Object.keys(opinionAnswers) as readonly OpinionAnswer[];

const givers = {
  officials: { az: 'Vəzifəli şəxslər', en: 'Officials', ru: 'Должностные лица' },
  silence: { az: 'Müddətin bitməsi', en: 'Silence', ru: 'Молчание' },
} as const;
export type OpinionGiver = keyof typeof givers;

const caseLabel = { az: 'Müraciət', en: 'Case', ru: 'Обращение' };
const opinionLabel = { az: 'Rəy', en: 'Opinion', ru: 'Заключение' };
const nameLabel = { az: 'Rəyin kodu', en: 'Name of the opinion', ru: 'Код заключения' };
const answerLabel = { az: 'Cavab', en: 'Answer', ru: 'Ответ' };
const giverLabel = { az: 'Kim verib', en: 'Given by', ru: 'Кем дано' };
const instance = { ...id(opinionLabel), references: 'process.instance' } as const;
const institution = {
  ...text({ label: { az: 'Rəy verən qurum', en: 'Institution asked', ru: 'Запрошенное учреждение' }, max: 60 }),
  references: 'identity.institution',
} as const;

export const opinion = entity('services.opinion', {
  label: opinionLabel,
  about:
    'Opinions asked of other institutions on a case, as they stand. The id is a process instance within that of the case; the reason lies in its journal.',
  fields: {
    instance,
    case: reference('services.case', { label: caseLabel }),
    name: text({ label: nameLabel, max: 41 }),
    institution,
    asked_at: instant({ label: { az: 'Soruşulub', en: 'Asked', ru: 'Запрошено' } }),
    answer: optional(choice(opinionAnswers, { label: answerLabel })),
    given_by: optional(choice(givers, { label: giverLabel })),
    given_at: optional(instant({ label: { az: 'Verilib', en: 'Given', ru: 'Дано' } })),
  },
});

export const opinionGiven = entity('services.opinion_given', {
  label: { az: 'Verilmiş rəy', en: 'Opinion given', ru: 'Данное заключение' },
  about: 'Journal of opinions given, or taken as given by silence: whose, what was said, and whether in time.',
  grant: 'append',
  fields: {
    instance,
    seq: integer({ label: { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' }, minimum: 1 }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Услуга' }, max: 63 }),
    name: text({ label: nameLabel, max: 41 }),
    institution,
    answer: choice(opinionAnswers, { label: answerLabel }),
    given_by: choice(givers, { label: giverLabel }),
    in_time: yesNo({ label: { az: 'Vaxtında', en: 'In time', ru: 'В срок' } }),
  },
});

export const opinionEntities = [opinion, opinionGiven] as const;
export type OpinionTables = Tables<(typeof opinionEntities)[number]>;
export type OpinionRow = Row<typeof opinion>;
export type OpinionGivenRow = Row<typeof opinionGiven>;
