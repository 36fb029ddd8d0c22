import type { Lang } from '../../../../language/index.ts';

const az = {
  of: {
    approved: 'Təsdiqin səbəbləri',
    refused: 'İmtinanın səbəbləri',
    lapsed: 'Baxılmadan bağlamanın səbəbləri',
    revoked: 'Ləğvin səbəbləri',
  },
  hint: 'Qərarda göstərilməyəcək səbəbin işarəsini götürün.',
  own: 'Əlavə səbəb',
  ownHint: 'Qərarda olduğu kimi göstəriləcək.',
  article: 'Əlavə səbəbin maddəsi',
};

type Words = typeof az;

const en: Words = {
  of: {
    approved: 'Reasons for approval',
    refused: 'Reasons for refusal',
    lapsed: 'Reasons for closing without a decision',
    revoked: 'Reasons for revocation',
  },
  hint: 'Untick a reason that is not to stand in the decision.',
  own: 'A further reason',
  ownHint: 'It stands in the decision as you write it.',
  article: 'Article of the further reason',
};

const ru: Words = {
  of: {
    approved: 'Причины одобрения',
    refused: 'Причины отказа',
    lapsed: 'Причины закрытия без рассмотрения',
    revoked: 'Причины отзыва',
  },
  hint: 'Снимите отметку с причины, которой не должно быть в решении.',
  own: 'Дополнительная причина',
  ownHint: 'В решении она приводится так, как вы её напишете.',
  article: 'Пункт для дополнительной причины',
};

/** Words of choosing the reasons of a decision. */
export const reasonTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
