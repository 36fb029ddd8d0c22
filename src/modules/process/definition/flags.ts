import type { Types } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import { found, unknown } from './findings.ts';
import type { CompiledProcess } from './schema.ts';

type Holds = Pick<CompiledProcess, 'flags'>;

/** The engine's own name in guards for the flags: `flag.urgent` is true while it is raised. */
export const flagInput = 'flag';

/** What flags add to the names of guards; nothing where there are none. */
export function flagTypes({ flags = [] }: Holds): Types {
  if (flags.length === 0) return {};
  return { [flagInput]: { context: Object.fromEntries(flags.map(({ name }) => [name, 'boolean'] as const)) } };
}

/** The same as values, with these raised. */
export function flagValues({ flags = [] }: Holds, raised: readonly string[]): Readonly<Record<string, unknown>> {
  if (flags.length === 0) return {};
  return { [flagInput]: Object.fromEntries(flags.map(({ name }) => [name, raised.includes(name)])) };
}

/** What is raised and lowered is there, an action does not do both, and every flag can be raised. */
export function checkFlags({ flags = [], actions }: Pick<CompiledProcess, 'flags' | 'actions'>): Finding[] {
  const known = flags.map(({ name }) => name);
  const findings = actions.flatMap(({ name: action, raise = [], lower = [] }) => [
    ...(['raise', 'lower'] as const).flatMap((part) =>
      (part === 'raise' ? raise : lower).flatMap((flag, index) =>
        known.includes(flag) ? [] : [unknown('flag', ['actions', action, part, index], flag, known)],
      ),
    ),
    ...lower.flatMap((flag, index) =>
      raise.includes(flag) ? [found('flag-both', ['actions', action, 'lower', index], { action, flag })] : [],
    ),
  ]);
  const raised = new Set(actions.flatMap(({ raise = [] }) => raise));
  const never = known.filter((name) => !raised.has(name));
  return [...findings, ...never.map((flag) => found('flag-unraised', ['flags', flag], { flag }))];
}
