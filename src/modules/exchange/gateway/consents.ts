import { port, type Vahid } from '../../../kernel/vahid.ts';
import type { Subject } from './subjects.ts';

/** Who is asked whether they agreed that a client gets their data from a service, for a purpose. */
export interface ConsentsAsked {
  readonly client: string;
  readonly service: string;
  readonly purpose: string;
  readonly subjects: readonly Subject[];
  readonly at: Date;
}

/** Keys (FİN, VÖEN) of those who agreed, and have not taken it back. */
export const consentsPort = port<(asked: ConsentsAsked) => Promise<ReadonlySet<string>>>('exchange.consents');

/** Where nobody keeps consents, nobody has agreed. */
export const consentsOf =
  (vahid: Vahid) =>
  (asked: ConsentsAsked): Promise<ReadonlySet<string>> =>
    vahid.ports.has(consentsPort.name) ? consentsPort.of(vahid)(asked) : Promise.resolve(new Set());
