import { type Command, UsageError } from '../../../kernel/command.ts';
import { textOf } from '../../../kernel/text.ts';
import { healthOf, type ServiceEvents, usualPeriod } from './health.ts';
import { t, texts } from './text/index.ts';

const longestPeriod = 30 * 86_400;

export const healthCommand: Command = {
  name: 'exchange-health',
  summary: textOf(texts, 'healthSummary'),
  options: { seconds: { value: 'SECONDS' } },
  about: `
Tells how the services behind the gateways of this installation do, in the names of X-Road's health data: when each
was asked last, and how many requests of the last SECONDS (${usualPeriod}) succeeded and failed, how long they took and how
large they were. --json gives the whole of it. Gateways keep what they count once a minute.`,
  async run(given, io) {
    const seconds = Number(given.value('seconds') ?? usualPeriod);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestPeriod)
      throw new UsageError(`--seconds must be 1 to ${longestPeriod}.`);
    const { vahid, close } = await io.open({ migrate: false });
    try {
      const health = await healthOf(vahid, seconds);
      if (io.json) io.out(JSON.stringify(health));
      else if (health.servicesEvents.length === 0) io.out(t(io.lang, 'noTraffic'));
      else for (const events of health.servicesEvents) io.out(lineOf(events));
      return 0;
    } finally {
      await close();
    }
  },
};

const moment = (at: number | undefined): string => (at === undefined ? '-' : new Date(at).toISOString());

function lineOf(events: ServiceEvents): string {
  const { service, lastSuccessfulRequestTimestamp: good, lastUnsuccessfulRequestTimestamp: bad } = events;
  const figures = Object.entries(events.lastPeriodStatistics).map(([name, value]) => `  ${name}: ${value}`);
  const last = [`  lastSuccessfulRequest: ${moment(good)}`, `  lastUnsuccessfulRequest: ${moment(bad)}`];
  return [service, ...last, ...figures].join('\n');
}
