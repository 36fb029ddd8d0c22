import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { type CommandIo, openProgress, readGiven } from '../../kernel/command.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { appointCommand, dismissCommand } from './commands.ts';
import { appointmentsOf, personByFin } from './index.ts';
import { room } from './module.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, room] });
});
afterAll(() => test.close());

async function run(line: string, json = false, command = appointCommand) {
  const lines: string[] = [];
  const opened: unknown[] = [];
  const progress: CommandIo['progress'] = (label) => openProgress(label, process.stderr, true);
  const io: CommandIo = {
    lang: 'en',
    json,
    root,
    env: {},
    async open(options) {
      opened.push(options);
      return { vahid: test.vahid, close: async () => undefined };
    },
    out: (text) => lines.push(text),
    err: (text) => lines.push(text),
    progress,
  };
  const code = await command.run(readGiven(command, line.split(' ')), io);
  return { code, lines, opened };
}

const held = async (fin: string) => {
  const person = await personByFin(test.ctx(), fin);
  return person ? appointmentsOf(test.ctx(), person) : [];
};

describe('vahid appoint', () => {
  const order = '--fin 8cd4e5f --institution rinn --role deputy_head --from 2026-11-01';

  it('checks and writes nothing with --dry-run', async () => {
    expect(await run(`${order} --dry-run`)).toEqual({
      code: 0,
      lines: ['8CD4E5F would be appointed: rinn, Deputy head, from 1 Nov 2026. Nothing was written.'],
      opened: [{ migrate: false }],
    });
    expect(await personByFin(test.ctx(), '8CD4E5F')).toBeUndefined();
    await expect(run('--fin 8CD4E5F --institution atlantis --role officer --dry-run')).rejects.toMatchObject({
      code: 'identity.unknown_institution',
    });
  });

  it('gives the first official their office', async () => {
    const { code, lines, opened } = await run(order, true);
    expect([code, opened]).toEqual([0, [{ migrate: true }]]);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      fin: '8CD4E5F',
      institution: 'rinn',
      role: 'deputy_head',
      from: '2026-11-01',
      written: true,
    });
    expect(await held('8CD4E5F')).toMatchObject([
      { institution: 'rinn', role: 'deputy_head', title: { az: 'Rəhbərin müavini', ru: 'Заместитель руководителя' } },
    ]);
    await expect(run(order)).rejects.toMatchObject({ code: 'identity.already_appointed' });
  });

  it.each([
    '--institution rinn --role officer',
    '--fin 8CD4E5 --institution rinn --role officer',
    '--fin 8CD4E5F --role officer',
    '--fin 8CD4E5F --institution rinn --role king',
    '--fin 8CD4E5F --institution rinn --role officer --from 2026-02-30',
    '--fin 8CD4E5F --institution rinn --role officer --loud',
  ])('is refused as “%s”', async (line) => {
    await expect(run(line)).rejects.toThrow(/--/);
  });
});

describe('vahid dismiss', () => {
  const office = '--fin 8CD4E5G --institution rinn --role officer';

  it('ends an office from its day on, once, and writes nothing with --dry-run', async () => {
    await run(`${office} --from 2026-11-01`);
    const dry = await run(`${office} --dry-run`, false, dismissCommand);
    expect(dry.lines).toEqual([
      '8CD4E5G would hold the office no longer: rinn, Officer, from 23 Nov 2026. Nothing was written.',
    ]);
    expect(await held('8CD4E5G')).toHaveLength(1);
    expect((await run(office, false, dismissCommand)).code).toBe(0);
    expect(await held('8CD4E5G')).toEqual([]);
    await expect(run(office, false, dismissCommand)).rejects.toMatchObject({ code: 'identity.appointment_ended' });
    await expect(run(`${office} --on 2026-02-30`, false, dismissCommand)).rejects.toThrow(/--on/);
  });
});
