import { words } from '../../kernel/text.ts';
import { az } from './text/az.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

export const texts = { az, en, ru };
export const t = words(texts);
