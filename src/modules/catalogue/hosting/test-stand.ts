import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { enterAll, type Entered } from '../actions/entering.ts';
import type { Envelope, EnvelopeRelation } from '../envelope.ts';
import type { EntryKind } from '../kinds.ts';
import { room as catalogue } from '../module.ts';
import { hostingOf, moveHosting } from './actions.ts';
import type { HostedKind, HostingState } from './states.ts';

/** A database of the catalogue alone, with a registrar, and short ways to enter and move things. */
export async function openStand() {
  const test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
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
    async toMoving(code: string, kind: HostedKind = 'system') {
      for (const to of ['assessed', 'planned', 'moving'] as const)
        await moveHosting(test.ctx(registrar), { kind, code, to, wave: '2027-1' });
    },
  };
}

function enterPlaced(test: TestVahid, ...given: readonly Entered[]): Promise<number> {
  return enterAll(test.ctx(), given, { origin: 'request', source: 'R-1' });
}

/** Somebody with offices, each an institution and a role. */
export async function person(
  test: TestVahid,
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
