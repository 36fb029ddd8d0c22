import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Server } from '../../../kernel/database.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { enterAll, type Entered } from '../actions/entering.ts';
import type { Envelope, EnvelopeRelation } from '../envelope.ts';
import type { EntryKind } from '../kinds.ts';
import { actOnException, type ExceptionGiven, proposeException } from '../exceptions/actions.ts';
import { hostingOf, moveHosting } from './actions.ts';
import type { HostedKind, HostingState } from './states.ts';

/** A database of the test's own, open, with a clock that the test turns. */
interface Opened {
  readonly vahid: Vahid;
  readonly server: Server;
  readonly clock: { now(): Date; set(moment: string): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

/** A registrar and an approver in an open database, and short ways to enter and move things. */
export async function openStand(test: Opened) {
  const registrar = await person(test, '1AAAAA1', ['aef', 'registrar']);
  const approver = await person(test, '1AAAAA2', ['rinn', 'approver']);
  return {
    test,
    registrar,
    approver,
    enter: (...given: readonly Envelope[]) => enterPlaced(test, ...given.map((envelope) => ({ envelope }))),
    enterIn: (place: Entered['place'], envelope: Envelope) => enterPlaced(test, { envelope, place }),
    move: (code: string, to: HostingState, more: { kind?: HostedKind; wave?: string; note?: string } = {}) =>
      moveHosting(test.ctx(registrar), { kind: 'system', code, to, ...more }),
    stateOf: async (code: string, kind: HostedKind = 'system') => (await hostingOf(test.ctx(), { kind, code }))?.state,
    /** Asked for by the entry's registrar, granted by the approver. Answers its id. */
    async grant(given: ExceptionGiven): Promise<string> {
      const id = await proposeException(test.ctx(registrar), given);
      await actOnException(test.ctx(approver), { id, action: 'approve' });
      return id;
    },
    async toMoving(code: string, kind: HostedKind = 'system') {
      for (const to of ['assessed', 'planned', 'moving'] as const)
        await moveHosting(test.ctx(registrar), { kind, code, to, wave: '2027-1' });
    },
  };
}

function enterPlaced(test: Opened, ...given: readonly Entered[]): Promise<number> {
  return enterAll(test.ctx(), given, { origin: 'request', source: 'R-1' });
}

/** Somebody with offices, each an institution and a role. */
export async function person(
  test: Opened,
  fin: string,
  ...offices: readonly (readonly [string, Role])[]
): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  return {
    kind: 'person',
    person: id,
    name: fin,
    appointments: offices.map(([institution, role]) => ({ institution, role })),
  };
}

const specs = {
  system: {},
  register: {},
  api: { protocol: 'rest' },
  portal: { platform: 'web' },
  service: { audience: 'person', lifeEvents: [] },
  hosting: { place: 'local' },
} as const;

/** An entry in use. */
export function thing(
  kind: keyof typeof specs,
  code: string,
  relations: readonly EnvelopeRelation[] = [],
  changed: Partial<Envelope> = {},
): Envelope {
  const title = { az: code, en: code, ru: code };
  return { kind, code, title, institution: 'aef', state: 'in_use', acts: [], spec: specs[kind], relations, ...changed };
}

export const uses = (kind: EntryKind, code: string, channel: 'local' | 'exchange' = 'local'): EnvelopeRelation => ({
  kind: 'uses',
  to: { kind, code },
  channel,
});

export const runsOn = (code: string): EnvelopeRelation => ({ kind: 'hosted_on', to: { kind: 'hosting', code } });
