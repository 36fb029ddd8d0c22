import { Type } from 'typebox';
import {
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  type Row,
  structure,
  type Tables,
  text,
  yesNo,
} from '../../kernel/entity.ts';

/** How a review counts: awaited, given, or not to come from this reviewer any more. */
const standings = {
  open: { az: 'Gözlənilir', en: 'Awaited', ru: 'Ожидается' },
  given: { az: 'Verilib', en: 'Given', ru: 'Дана' },
  over: { az: 'Verilməyəcək', en: 'Will not come', ru: 'Не будет дана' },
} as const;

/**
 * Why somebody of the pool was not among those who could be drawn: is the applicant; works for the applicant or a partner, or heads it;
 * holds an office where it is decided; has handled the case; was drawn before; is an expert of another field; where they
 * work is not known.
 */
export type Bar = 'applicant' | 'organisation' | 'office' | 'handled' | 'drawn' | 'field' | 'unknown';

/** One who could be drawn, with how often they were in a year. */
export interface Candidate {
  readonly person: string;
  readonly load: number;
  /** Was drawn for an application of the same applicant that was taken back: comes first. */
  readonly again?: true;
}

const reviewLabel = { az: 'Ekspert rəyi', en: 'Review', ru: 'Рецензия' };
const caseLabel = { az: 'Müraciət', en: 'Case', ru: 'Обращение' };
const momentLabel = { az: 'Vaxt', en: 'Moment', ru: 'Момент' };
const pointsLabel = { az: 'Ballar', en: 'Points', ru: 'Баллы' };

export const review = entity('services.review', {
  label: reviewLabel,
  about:
    'Reviews of experts on a case, as they stand. The id is a process instance within that of the case, which the reviewer owns. The applicant is never told who they are.',
  fields: {
    instance: { ...id(reviewLabel), references: 'process.instance' } as const,
    case: reference('services.case', { label: caseLabel }),
    reviewer: reference('identity.person', {
      label: { az: 'Rəyçi', en: 'Reviewer', ru: 'Рецензент' },
      class: 'personal',
    }),
    ordinal: integer({ label: { az: 'Sıra nömrəsi', en: 'Ordinal', ru: 'Порядковый номер' }, minimum: 1 }),
    standing: choice(standings, { label: { az: 'Vəziyyət', en: 'Standing', ru: 'Положение' } }),
    drawn_at: instant({ label: { az: 'Seçilib', en: 'Drawn', ru: 'Выбран' } }),
    given_at: optional(instant({ label: { az: 'Verilib', en: 'Given', ru: 'Дана' } })),
    points: optional(
      structure(Type.Unsafe<Readonly<Record<string, number>>>(Type.Record(Type.String(), Type.Integer())), {
        label: pointsLabel,
      }),
    ),
    in_time: optional(yesNo({ label: { az: 'Vaxtında', en: 'In time', ru: 'В срок' } })),
  },
});

export const reviewLine = entity('services.review_line', {
  label: { az: 'Meyar üzrə qiymət', en: 'Score by criterion', ru: 'Оценка по критерию' },
  about: 'What a reviewer writes by criterion: a draft until the review is given, its reasons from then on.',
  fields: {
    instance: { ...id(reviewLabel), references: 'services.review' } as const,
    criterion: text({ label: { az: 'Meyar', en: 'Criterion', ru: 'Критерий' }, max: 41 }),
    points: optional(integer({ label: pointsLabel, minimum: 0 })),
    words: text({
      label: { az: 'Əsaslandırma', en: 'Reason', ru: 'Обоснование' },
      min: 0,
      max: 2000,
      class: 'personal',
    }),
  },
});

export const reviewDraw = entity('services.review_draw', {
  label: { az: 'Rəyçilərin seçilməsi', en: 'Draw of reviewers', ru: 'Выбор рецензентов' },
  about:
    'Journal of draws: seed, who could be drawn with the reviews they had, whom what kept out, and who was drawn. From these the draw can be done again.',
  grant: 'append and delete by retention',
  fields: {
    instance: reference('services.case', { label: caseLabel }),
    seq: integer({ label: { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' }, minimum: 1 }),
    at: instant({ label: momentLabel }),
    seed: text({ label: { az: 'Başlanğıc qiymət', en: 'Seed', ru: 'Начальное значение' }, max: 64 }),
    wanted: integer({ label: { az: 'Neçə nəfər', en: 'Wanted', ru: 'Сколько нужно' }, minimum: 1 }),
    candidates: structure(
      Type.Unsafe<readonly Candidate[]>(
        Type.Array(
          Type.Object({ person: Type.String(), load: Type.Integer(), again: Type.Optional(Type.Literal(true)) }),
        ),
      ),
      { label: { az: 'Namizədlər', en: 'Candidates', ru: 'Кандидаты' }, class: 'personal' },
    ),
    barred: structure(Type.Unsafe<Readonly<Record<string, Bar>>>(Type.Record(Type.String(), Type.String())), {
      label: { az: 'Kənarda qalanlar', en: 'Kept out', ru: 'Исключённые' },
      class: 'personal',
    }),
    drawn: structure(Type.Array(Type.String()), {
      label: { az: 'Seçilənlər', en: 'Drawn', ru: 'Выбранные' },
      class: 'personal',
    }),
  },
});

export const reviewEntities = [review, reviewLine, reviewDraw] as const;
export type ReviewTables = Tables<(typeof reviewEntities)[number]>;
export type ReviewRow = Row<typeof review>;
export type ReviewLineRow = Row<typeof reviewLine>;
export type ReviewDrawRow = Row<typeof reviewDraw>;
