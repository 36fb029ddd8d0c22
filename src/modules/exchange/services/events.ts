import { Type } from 'typebox';
import { event } from '../../../kernel/event.ts';

/** What gateways let through has changed: services of these subsystems, or rights to call them. */
export const bookChanged = event('exchange.book_changed', Type.Object({ subsystems: Type.Array(Type.String()) }));
