import type { Lang } from '../../../../language/index.ts';

const az = {
  insteadOf: (name: string) => `əvəz etdiyi: ${name}`,
  asSubstitute: 'əvəzetmə qaydasında',
  decidedInstead: (name: string) => `Qərar əvəzetmə qaydasında qəbul edilib. Əvəz olunan: ${name}.`,
  decidedAsSubstitute: 'Qərar əvəzetmə qaydasında qəbul edilib.',
  yours: 'sizdədir',
  substitutes: 'əvəz etdiyiniz icraçıdadır',
  taken: 'İş əvəz etdiyiniz icraçıya tapşırılıb.',
  own: 'Mənə tapşırılanlar',
  all: 'Bütün işlər',
  noOwn:
    'Sizə və ya əvəz etdiyiniz icraçıya tapşırılmış iş yoxdur. İş sizə tapşırılanda və ya onu üzərinizə götürəndə burada görünəcək.',
  hand: 'Başqasına ver',
};

type Words = typeof az;

const en: Words = {
  insteadOf: (name) => `for ${name}`,
  asSubstitute: 'as a substitute',
  decidedInstead: (name) => `Decided in substitution of ${name}.`,
  decidedAsSubstitute: 'Decided by a substitute.',
  yours: 'yours',
  substitutes: 'of the one you stand in for',
  taken: 'The case was given to the official you stand in for.',
  own: 'Given to me',
  all: 'All cases',
  noOwn:
    'No case was given to you or to the one you stand in for. It appears here when it is given to you or when you take it.',
  hand: 'Give to somebody else',
};

const ru: Words = {
  insteadOf: (name) => `за: ${name}`,
  asSubstitute: 'в порядке замещения',
  decidedInstead: (name) => `Решение принято в порядке замещения. Замещаемый: ${name}.`,
  decidedAsSubstitute: 'Решение принято в порядке замещения.',
  yours: 'у вас',
  substitutes: 'у того, кого вы замещаете',
  taken: 'Дело поручено сотруднику, которого вы замещаете.',
  own: 'Порученные мне',
  all: 'Все дела',
  noOwn:
    'Ни вам, ни тому, кого вы замещаете, дел не поручено. Они появятся здесь, когда их поручат вам или вы их возьмёте.',
  hand: 'Передать другому',
};

/** Words of substitution and of to whom a case was given. */
export const standingInTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
