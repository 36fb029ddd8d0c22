import { compile, FeelError, type Program, type Types } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import { found } from './findings.ts';
import { flagTypes } from './flags.ts';
import type { CompiledAction, CompiledProcess } from './schema.ts';

// A compiled definition is kept by the releases for as long as it is in use, so its guards are compiled once.
const cache = new WeakMap<CompiledProcess, Map<string, Program>>();

/** The engine's own name in guards: how many processes begun within this one are not yet at an end. */
export const openChildren = 'openChildren';

const typesOf = (process: CompiledProcess): Types => ({
  ...process.inputTypes,
  ...flagTypes(process),
  [openChildren]: 'number',
});

/** The guard of an action, ready to run; undefined where it has none. */
export function guardOf(process: CompiledProcess, action: CompiledAction): Program | undefined {
  if (action.guard === undefined) return undefined;
  const known = cache.get(process) ?? new Map<string, Program>();
  cache.set(process, known);
  const program = known.get(action.name) ?? compile(action.guard, typesOf(process));
  known.set(action.name, program);
  return program;
}

export function checkGuards(process: CompiledProcess): Finding[] {
  const own = [openChildren, ...Object.keys(flagTypes(process))].filter((input) => input in process.inputTypes);
  const reserved = own.map((input) => found('input-reserved', [], { input }));
  const findings = process.actions.flatMap((action) => {
    const path = ['actions', action.name, 'guard'];
    if (action.guard === undefined) {
      return action.otherwise
        ? [found('guard-missing', ['actions', action.name, 'otherwise'], { action: action.name })]
        : [];
    }
    return guardFinding(action.guard, typesOf(process), path, action.name);
  });
  return [...reserved, ...findings];
}

function guardFinding(source: string, types: Types, path: Finding['path'], action: string): Finding[] {
  try {
    const { type } = compile(source, types);
    // Anything but yes or no would bar the action for ever.
    return type === 'boolean' || type === 'any' ? [] : [found('guard-type', path, { action })];
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return [{ path, rule: error.code, message: error.text, remedy: error.remedy }];
  }
}
