import type { Room } from '../kernel/module.ts';
import { kernelRoom } from '../kernel/room.ts';
import { room as catalogue } from '../modules/catalogue/module.ts';
import { room as documents } from '../modules/documents/module.ts';
import { room as exchange } from '../modules/exchange/module.ts';
import { room as identity } from '../modules/identity/module.ts';
import { room as mail } from '../modules/mail/module.ts';
import { room as payments } from '../modules/payments/module.ts';
import { room as plan } from '../modules/plan/module.ts';
import { room as process } from '../modules/process/module.ts';
import { room as quotas } from '../modules/quotas/module.ts';
import { room as records } from '../modules/records/module.ts';
import { room as services } from '../modules/services/module.ts';

/** The rooms of the house, each after those it leans on. Adding a room is one line here. */
export const rooms: readonly Room[] = [
  kernelRoom,
  identity,
  process,
  payments,
  quotas,
  mail,
  catalogue,
  exchange,
  records,
  documents,
  services,
  plan,
];
