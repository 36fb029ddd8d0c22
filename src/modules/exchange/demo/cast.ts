import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { addDays, bakuDate, bakuInstant, type Text } from '../../../language/index.ts';
import { appoint, appointmentsOf, demoName, demoPeople, ensurePerson } from '../../identity/index.ts';

interface Member {
  readonly fin: string;
  readonly name?: string;
  readonly institution?: string;
  readonly role?: Role;
}

/** People who sign in to the demonstration. */
const known = {
  citizen: { fin: '3ZP5W6L' },
  rinnRegistrar: { fin: '3BW9F5H' },
  rinnOfficer: { fin: '5QX2J7N' },
  rinnApprover: { fin: '2RF8Y4S' },
  inRegistrar: { fin: '6DL1T3P' },
} as const satisfies Record<string, Member>;

/** Officials of other institutions, people of the invented state who do not sign in. */
const others = {
  dinRegistrar: { fin: '3HMD6A2', name: 'Ruslan Hüseynov', institution: 'din', role: 'registrar' },
  dinOfficer: { fin: '2DK7JE9', name: 'Bəhruz Qurbanov', institution: 'din', role: 'officer' },
  dinApprover: { fin: '7HUSTKY', name: 'İradə Hüseynova', institution: 'din', role: 'approver' },
  inOfficer: { fin: '9P7N0CP', name: 'Pərviz Novruzlu', institution: 'in', role: 'officer' },
  inApprover: { fin: '7HURY7T', name: 'Gülnar Rəhimli', institution: 'in', role: 'approver' },
  eesmnRegistrar: { fin: '5RPA35L', name: 'Arif Nəcəfzadə', institution: 'eesmn', role: 'registrar' },
  eesmnOfficer: { fin: '5LPCVFL', name: 'Valeh Hüseynov', institution: 'eesmn', role: 'officer' },
  eesmnApprover: { fin: '83629QJ', name: 'Xəyalə Hüseynova', institution: 'eesmn', role: 'approver' },
} as const satisfies Record<string, Member>;

export type Name = keyof typeof known | keyof typeof others;

/** Everybody who does not sign in. */
export const unseen: readonly { readonly fin: string; readonly name: string }[] = Object.values(others);

const titles: Readonly<Record<'registrar' | 'officer' | 'approver', Text>> = {
  registrar: { az: 'Mübadilə üzrə məsul mütəxəssis', en: 'Registrar', ru: 'Специалист по обмену' },
  officer: { az: 'Aparıcı məsləhətçi', en: 'Leading adviser', ru: 'Ведущий консультант' },
  approver: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
};

/** The people of the demonstration at work, each at a moment of its own. */
export interface Stage {
  /** Somebody at work so many days ago, at an hour of Baku. */
  as(name: Name, daysAgo: number, hour?: string): Promise<Context>;
  /** What happens without a person: a system calls. */
  program(daysAgo: number, hour?: string): Context;
}

/** The officials who are still to be appointed are; undefined where the people who sign in are not there. */
export async function openStage(ctx: Context): Promise<Stage | undefined> {
  for (const { fin } of [known.rinnRegistrar, known.rinnApprover, known.inRegistrar])
    if ((await appointmentsOf(ctx, await ensurePerson(ctx, fin))).length === 0) return undefined;
  const from = addDays(bakuDate(ctx.vahid.now()), -120);
  for (const { fin, institution, role } of Object.values(others))
    await appoint(ctx, { person: await ensurePerson(ctx, fin), institution, role, title: titles[role], from });
  return {
    as: async (name, daysAgo, hour = '11:00') => ({ ...then(ctx, daysAgo, hour), actor: await actorOf(ctx, name) }),
    program: (daysAgo, hour = '11:00') => then(ctx, daysAgo, hour),
  };
}

const everybody: Readonly<Record<Name, Member>> = { ...known, ...others };

/** One of these people, in the offices that they hold now. */
export async function actorOf(ctx: Context, name: Name): Promise<Actor> {
  const { fin, name: called } = everybody[name];
  const person = await ensurePerson(ctx, fin);
  const one = demoPeople.find((each) => each.fin === fin);
  const written = called ?? (one && demoName(one));
  const appointments = await appointmentsOf(ctx, person);
  return { kind: 'person', person, appointments, ...(written === undefined ? {} : { name: written }) };
}

/** The same so many days ago. */
function then(ctx: Context, daysAgo: number, hour: string): Context {
  const moment = momentOf(ctx.vahid, daysAgo, hour);
  const vahid: Vahid = { ...ctx.vahid, now: () => moment };
  return { ...ctx, vahid, actor: { kind: 'system', appointments: [] } };
}

export const momentOf = ({ now }: Pick<Vahid, 'now'>, daysAgo: number, hour: string): Date =>
  bakuInstant(addDays(bakuDate(now()), -daysAgo), hour);
