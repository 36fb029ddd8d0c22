import type { Command } from '../kernel/command.ts';
import type { Room } from '../kernel/module.ts';
import { kernelRoom } from '../kernel/room.ts';
import { room as catalogue } from '../modules/catalogue/module.ts';
import { room as exchange } from '../modules/exchange/module.ts';
import { room as identity } from '../modules/identity/module.ts';
import { room as process } from '../modules/process/module.ts';
import { room as records } from '../modules/records/module.ts';

/** What `vahid gateway` needs of the house: the exchange, what it leans on, and the registers that it may serve. */
export const rooms: readonly Room[] = [kernelRoom, identity, process, catalogue, exchange, records];

export const commands: readonly Command[] = exchange.commands ?? [];
