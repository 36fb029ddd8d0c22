import { sql } from 'kysely';
import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { release } from '../../../kernel/release.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import type { IndicatorFile } from './definition.ts';
import type { Sheet } from './sheet.ts';
import { takeOverSheets } from './sheets.ts';

/** A database of the test's own, open. */
interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: string): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

/** Officials for the tests of indicators. */
export async function openStand(test: Opened) {
  const official = async (fin: string, institution: string, role: Role): Promise<Actor> => {
    const person = await ensurePerson(test.ctx(), fin);
    await appoint(test.ctx(), { person, institution, role, title: { az: 'Vəzifə', en: 'Post', ru: 'Должность' } });
    return { kind: 'person', person, name: fin, appointments: [{ institution, role }] };
  };
  return {
    office: await official('1AAAAA1', 'rinn', 'project_office'),
    second: await official('1AAAAA2', 'rinn', 'project_office'),
    officer: await official('1AAAAA3', 'rinn', 'officer'),
    deputy: await official('1AAAAA4', 'rinn', 'deputy_head'),
    stranger: await official('1AAAAA5', 'din', 'officer'),
    owner: await official('1AAAAA6', 'aef', 'officer'),
  };
}

/** What was measured of a name on a day; `count` cases or things. */
export async function figure(
  { vahid }: Opened,
  name: string,
  day: string,
  numerator: number,
  denominator: number,
  count = denominator,
): Promise<void> {
  await sql`insert into kernel.measurement as m (name, day, institution, service, region, dimension, numerator, denominator, count)
    values (${name}, ${day}, 'rinn', 'technopark-residency', '', '', ${numerator}, ${denominator}, ${count})
    on conflict (name, day, institution, service, region, dimension) do update set numerator = m.numerator + excluded.numerator,
      denominator = m.denominator + excluded.denominator, count = m.count + excluded.count`.execute(vahid.db);
}

/** As if the room had been measured just now. */
export async function measuredNow({ vahid, clock }: Opened, name: string): Promise<void> {
  await sql`insert into kernel.watermark (measurement, reached, measured_at) values (${name}, '4711'::xid8, ${clock.now()})
    on conflict (measurement) do update set reached = excluded.reached, measured_at = excluded.measured_at`.execute(
    vahid.db,
  );
}

/** Releases the file of indicators as `change` makes it of the one in force. */
export async function releaseSheets(
  test: Opened,
  change: (sheets: readonly Sheet[]) => readonly Sheet[],
): Promise<void> {
  const { releases, db } = test.vahid;
  const now = releases.current().find(({ kind }) => kind === 'indicators');
  if (!now) throw new Error('no indicators are in force');
  const { indicators } = now.compiled as IndicatorFile;
  const compiled: IndicatorFile = { indicators: change(indicators) };
  await release(db, [{ ...now, compiled }], 'test', test.clock.now());
  await releases.refresh();
  await takeOverSheets(test.ctx());
}
