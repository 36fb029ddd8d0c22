import type { Command } from '../kernel/command.ts';
import { check, releaseCommand } from './commands/definitions.ts';
import { describeCommand } from './commands/describe.ts';
import { feelCommand } from './commands/feel.ts';
import { journey } from './commands/journey.ts';
import { migrateCommand, seed, serve, work } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { tableCommand } from './commands/table.ts';

/** Commands of the program itself; rooms add their own. */
export const appCommands: readonly Command[] = [
  serve,
  work,
  check,
  releaseCommand,
  migrateCommand,
  seed,
  journey,
  describeCommand,
  feelCommand,
  tableCommand,
  schemaCommand,
];
