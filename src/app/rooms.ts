import type { Room } from '../kernel/module.ts';
import { kernelRoom } from '../kernel/room.ts';

/** The rooms of the house, each after those it leans on. Adding a room is one line here. */
export const rooms: readonly Room[] = [kernelRoom];
