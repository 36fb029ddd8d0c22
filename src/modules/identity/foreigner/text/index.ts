import { words } from '../../../../kernel/text.ts';
import { az } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const t = words({ az, en, ru });
