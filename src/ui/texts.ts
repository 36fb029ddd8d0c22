import type { Lang } from '../language/index.ts';
import { az, type Words } from './text/az.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

export type { Words } from './text/az.ts';

/** The interface's own words: buttons, names of states, sentences of the frame. */
export const texts: Readonly<Record<Lang, Words>> = { az, en, ru };
