import type { Lang } from '../../../../language/index.ts';

const az = {
  last: 'Müraciətçiyə son bildiriş',
  inPortal: 'Portalda',
  read: 'oxunub,',
  unread: 'oxunmuş kimi qeyd edilməyib',
};

type Words = typeof az;

const en: Words = {
  last: 'Last notification to the applicant',
  inPortal: 'In the portal',
  read: 'read,',
  unread: 'not marked as read',
};

const ru: Words = {
  last: 'Последнее уведомление заявителю',
  inPortal: 'На портале',
  read: 'прочитано,',
  unread: 'не отмечено прочитанным',
};

/** Words of whether the applicant was reached. */
export const toldTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
