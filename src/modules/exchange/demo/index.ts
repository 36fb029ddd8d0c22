import { systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { addExchangeLife } from './life.ts';

/** What makes the exchange of a demonstration look lived in. */
export const seedExchange = (vahid: Vahid): Promise<void> => addExchangeLife(systemContext(vahid, 'seed exchange'));
