import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { CompiledLifeEvents, CompiledSystem, CompiledSystems } from './compiled.ts';
import { onlyOneSide, twice, unknownName } from './finding.ts';
import { own } from './own.ts';
import { checkAct, checkInstitution, dictionary, readReference, register, registers } from './reference.ts';
import { lifeEventsSchema, systemsSchema } from './schema.ts';
import { lifeEventsWords } from './words.ts';

/** `systems.yaml`: information systems, whose they are and which registers they keep. */
export const systemsKind: DefinitionKind<typeof systemsSchema, CompiledSystems> = {
  kind: 'systems',
  files: /^systems\.yaml$/,
  schema: systemsSchema,
  needs: ['institutions', 'acts', 'dictionary'],
  compile(source, scope) {
    const findings: Finding[] = [];
    const systems: Record<string, CompiledSystem> = {};
    const { concepts, relations: ties } = dictionary(scope);
    const names = [...Object.keys(concepts), ...Object.keys(ties)];
    for (const [index, { code, ...system }] of source.systems.entries()) {
      const path = ['systems', index];
      if (own(systems, code)) findings.push(twice([...path, 'code'], code));
      findings.push(...checkInstitution(scope, system.owner, [...path, 'owner']));
      for (const [at, act] of (system.acts ?? []).entries())
        findings.push(...checkAct(scope, readReference(act), [...path, 'acts', at]));
      for (const [at, { concepts: told = [] }] of (system.relations ?? []).entries())
        for (const [n, name] of told.entries())
          if (!names.includes(name))
            findings.push(unknownName('concept', [...path, 'relations', at, 'concepts', n], name, names));
      systems[code] = system;
    }
    return { compiled: { systems }, findings };
  },
  // Registers are compiled after systems, because they name theirs.
  check({ systems }, scope) {
    const known = registers(scope).map(({ name }) => name);
    return Object.entries(systems).flatMap(([code, system], index) =>
      system.registers.flatMap((name, at) => {
        const path = ['systems', index, 'registers', at];
        if (!known.includes(name)) return [unknownName('register', path, name, known)];
        return register(scope, name)?.system === code ? [] : [onlyOneSide(path, name, code)];
      }),
    );
  },
};

/** `life-events.yaml`: the doors by which people and businesses find services. */
export const lifeEventsKind: DefinitionKind<typeof lifeEventsSchema, CompiledLifeEvents> = {
  kind: 'life-events',
  files: /^life-events\.yaml$/,
  schema: lifeEventsSchema,
  words: lifeEventsWords,
  needs: [],
  compile({ lifeEvents }) {
    const codes = lifeEvents.map(({ code }) => code);
    const findings = codes.flatMap((code, index) =>
      codes.indexOf(code) < index ? [twice(['lifeEvents', index, 'code'], code)] : [],
    );
    return { compiled: { events: lifeEvents }, findings };
  },
};
