import type { Lang } from '../../../../language/index.ts';

const az = {
  missing: (institution: string, role: string, services: string) =>
    `${institution}: “${role}” vəzifəsini heç kim tutmur. Bu xidmətlərdə ona çatan işlər gözləyəcək: ${services}. Vəzifəyə şəxs təyin edin.`,
};

type Words = typeof az;

const en: Words = {
  missing: (institution, role, services) =>
    `${institution}: no one holds the office “${role}”. What comes to it will wait in these services: ${services}. Appoint somebody.`,
};

const ru: Words = {
  missing: (institution, role, services) =>
    `${institution}: должность «${role}» никто не занимает. В этих услугах дела, поступающие к ней, будут ждать: ${services}. Назначьте человека.`,
};

/** Words of offices that nobody holds. */
export const officeTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
