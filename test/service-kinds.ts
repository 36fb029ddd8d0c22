import { room as catalogue } from '../src/modules/catalogue/module.ts';
import { room as exchange } from '../src/modules/exchange/module.ts';
import { room as identity } from '../src/modules/identity/module.ts';
import { room as payments } from '../src/modules/payments/module.ts';
import { room as services } from '../src/modules/services/module.ts';

/** Kinds of definitions that a service is made of, and rests on: those of the plan and of processes are not among them. */
export const serviceKinds = [identity, catalogue, exchange, payments, services].flatMap(
  (room) => room.definitions ?? [],
);
