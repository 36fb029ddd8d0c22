import { textOf, words } from '../../../kernel/text.ts';
import { az, reasonsAz } from './az.ts';
import { en, reasonsEn } from './en.ts';
import { reasonsRu, ru } from './ru.ts';

export const t = words({ az, en, ru });

const reasons = { az: reasonsAz, en: reasonsEn, ru: reasonsRu };

/** Why a register is stopped; told to whoever is waiting, so a closed list in three languages. */
export const outageReasons = {
  maintenance: textOf(reasons, 'maintenance'),
  migration: textOf(reasons, 'migration'),
  fault: textOf(reasons, 'fault'),
  inspection: textOf(reasons, 'inspection'),
};
