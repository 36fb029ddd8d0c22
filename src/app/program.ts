import type { Command } from '../kernel/command.ts';
import { appCommands } from './commands.ts';
import { rooms } from './rooms.ts';

export { rooms };

export const commands: readonly Command[] = [...appCommands, ...rooms.flatMap((room) => room.commands ?? [])];
