import { accessTable } from '../../kernel/access.ts';
import type { Room } from '../../kernel/module.ts';
import { planKind } from './definition.ts';
import { demo } from './demo/index.ts';
import { indicators } from './indicators/index.ts';
import { intake } from './intake/index.ts';
import { measures } from './measures/index.ts';
import { office } from './office/index.ts';
import { overview, publicPages } from './overview/index.ts';
import type { Part } from './part.ts';
import { publishing } from './publishing/index.ts';
import { reports } from './reports/index.ts';
import { risks } from './risks/index.ts';
import { roadmaps } from './roadmaps/index.ts';
import { spending } from './spending/index.ts';

/** The plans that are written down as definitions. */
const plan: Part = { access: {}, definitions: [planKind] };

/** In the order in which they lean on each other. */
const parts: readonly Part[] = [
  plan,
  measures,
  indicators,
  intake,
  roadmaps,
  risks,
  reports,
  spending,
  overview,
  office,
  publishing,
  demo,
];

/** Of all parts, what they add under one name. */
function all<K extends Exclude<keyof Part, 'access' | 'open' | 'released' | 'seed'>>(
  name: K,
): readonly NonNullable<Part[K]>[number][] {
  return parts.flatMap((part) => [...(part[name] ?? [])] as NonNullable<Part[K]>[number][]);
}

/** The Action Plan: its measures, what institutions report of them, what is measured, risks and spending. */
export const room: Room = {
  name: 'plan',
  dependsOn: ['identity', 'process', 'catalogue'],
  access: accessTable('plan', Object.assign({}, ...parts.map(({ access }) => access))),
  entities: all('entities'),
  routes: all('routes'),
  nav: all('nav'),
  jobs: all('jobs'),
  reactions: all('reactions'),
  measurements: all('measurements'),
  definitions: all('definitions'),
  commands: all('commands'),
  publicPages,
  open(vahid) {
    for (const part of parts) part.open?.(vahid);
  },
  async released(ctx) {
    for (const part of parts) await part.released?.(ctx);
  },
  async seed(vahid) {
    for (const part of parts) await part.seed?.(vahid);
  },
};
