import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../kernel/command.ts';
import { pick, type Text } from '../../language/lang.ts';
import { walkJourney, WrongStep } from '../journey/journey.ts';
import { rooms } from '../rooms.ts';
import { openServer } from '../server.ts';
import { openInstallation } from './open.ts';
import { freePort, prepare } from './run.ts';

/** `vahid journey`: an installation of its own, thrown away at the end. */
export const journey: Command = {
  name: 'journey',
  summary: {
    az: 'Bir müraciəti əvvəldən axıra keçir',
    en: 'Walks one application from end to end',
    ru: 'Проходит одно заявление от начала до конца',
  },
  about: `
Starts a server of its own with an invented state in a temporary folder and walks the application of a company for
residency of the technology park over HTTP, step by step: registers, questions, decision, certificate, indicator.
Exit code 1 when a step is wrong.`,
  async run(_given, io) {
    const dataDir = await mkdtemp(join(tmpdir(), 'vahid-journey-'));
    const port = await freePort();
    const { DATABASE_URL: _own, ...env } = io.env;
    let ahead = 0;
    const opened = await openInstallation(
      {
        root: io.root,
        env: {
          ...env,
          VAHID_MODE: 'demo',
          VAHID_DATA: dataDir,
          PORT: String(port),
          HOST: 'localhost',
          VAHID_URL: `http://localhost:${port}`,
        },
      },
      rooms,
      { now: () => new Date(Date.now() + ahead) },
    );
    const { vahid, config } = opened;
    const seen: { step: string; seen: string }[] = [];
    try {
      await prepare(vahid, io);
      const server = await openServer(vahid, io.root);
      await server.listen({ host: config.host, port: config.port });
      const stopWork = vahid.jobs.start();
      try {
        const tell = (title: Text, found: string) => {
          seen.push({ step: pick(title, io.lang), seen: found });
          if (!io.json) io.out(`${String(seen.length).padStart(2)}  ${pick(title, io.lang)}: ${found}`);
        };
        await walkJourney(config.publicUrl, tell, () => (ahead += 24 * 60 * 60_000));
      } finally {
        await server.close();
        await stopWork();
      }
      if (io.json) io.out(JSON.stringify({ right: true, steps: seen }));
      return 0;
    } catch (error) {
      if (!(error instanceof WrongStep)) throw error;
      if (io.json) io.out(JSON.stringify({ right: false, steps: seen, wrong: error.message }));
      else io.err(`${String(seen.length + 1).padStart(2)}  ${wrong[io.lang]}: ${error.message}`);
      return 1;
    } finally {
      await opened.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

const wrong = { az: 'SƏHV', en: 'WRONG', ru: 'НЕВЕРНО' };
