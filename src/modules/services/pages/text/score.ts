import type { Lang } from '../../../../language/index.ts';

const az = {
  title: 'Bal',
  total: (points: number, most: number) => `Cəmi ${points} bal, ən çoxu ${most}`,
  criterion: 'Meyar',
  points: 'Bal',
  of: (points: number, most: number) => `${points}\u00a0/\u00a0${most}`,
  reason: 'Səbəb və əsas',
  quota: 'Kvota',
  ledger: 'Kvotanın uçotu',
  open: 'Uçota bax',
};
export type ScoreWords = typeof az;

const en: ScoreWords = {
  title: 'Points',
  total: (points, most) => `${points} points in all, of at most ${most}`,
  criterion: 'Criterion',
  points: 'Points',
  of: (points, most) => `${points}\u00a0of\u00a0${most}`,
  reason: 'Why, and by which article',
  quota: 'Quota',
  ledger: 'Ledger of the quota',
  open: 'Open the ledger',
};

const ru: ScoreWords = {
  title: 'Баллы',
  total: (points, most) => `Всего баллов: ${points} из ${most}`,
  criterion: 'Критерий',
  points: 'Баллы',
  of: (points, most) => `${points}\u00a0из\u00a0${most}`,
  reason: 'Причина и основание',
  quota: 'Квота',
  ledger: 'Учёт квоты',
  open: 'Открыть учёт',
};

export const scoreTexts: Readonly<Record<Lang, ScoreWords>> = { az, en, ru };
