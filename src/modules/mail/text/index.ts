import { words } from '../../../kernel/text.ts';
import { inAll } from '../../../language/index.ts';
import { az } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const t = words({ az, en, ru });

/** To the owner of an address to which letters do not come. It does not name the address. */
export const refusedText = inAll((lang) => t(lang, 'refusedNotice'));
