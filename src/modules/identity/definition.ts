import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Scope } from '../../kernel/definition.ts';
import { finding, nameFindings, successionFindings } from './definition-checks.ts';
import { giveOther, twice } from './definition-texts.ts';
import { institutionsWords } from './definition-words.ts';
import {
  formerNameSchema,
  type Institution,
  institutionCodePattern,
  institutionKinds,
  publicContactSchema,
  splitSchema,
  textSchema,
} from './entities.ts';

const institutionSource = Type.Object(
  {
    code: Type.String({ pattern: institutionCodePattern }),
    kind: Type.Unsafe<keyof typeof institutionKinds>(Type.String({ enum: Object.keys(institutionKinds) })),
    name: textSchema,
    acronym: textSchema,
    contact: Type.Optional(publicContactSchema),
    closedOn: Type.Optional(Type.String({ format: 'date' })),
    successor: Type.Optional(Type.String({ pattern: institutionCodePattern })),
    split: Type.Optional(Type.Array(splitSchema, { minItems: 1, maxItems: 100 })),
    formerNames: Type.Optional(Type.Array(formerNameSchema, { minItems: 1, maxItems: 50 })),
  },
  { additionalProperties: false },
);

export const institutionsSchema = Type.Object(
  {
    /** Where the list stands. */
    source: Type.Optional(
      Type.Object(
        { act: Type.String({ maxLength: 100 }), section: Type.Optional(Type.String({ maxLength: 20 })) },
        { additionalProperties: false },
      ),
    ),
    institutions: Type.Array(institutionSource, { minItems: 1, maxItems: 2000 }),
  },
  { additionalProperties: false },
);

export interface CompiledInstitutions {
  readonly institutions: readonly Institution[];
}

/**
 * `institutions.yaml` holds the institutions of the plan; others stand in files of their own, `institutions/<name>.yaml`.
 * An institution that was closed stays in its file with the day and, if it has one, its successor; where it was split, with what
 * others took over. One that was renamed and kept its code stays with the names that it bore.
 */
export const institutionsKind: DefinitionKind<typeof institutionsSchema, CompiledInstitutions> = {
  kind: 'institutions',
  files: /^institutions(?:\/([a-z0-9-]+))?\.yaml$/,
  schema: institutionsSchema,
  words: institutionsWords,
  needs: [],
  compile(source, scope, name) {
    const institutions = source.institutions.map(compileInstitution);
    return { compiled: { institutions }, findings: codesTwice(source, scope, name) };
  },
  check: ({ institutions }, scope) => [
    ...successionFindings(institutions, everyInstitution(scope)),
    ...nameFindings(institutions),
  ],
};

function compileInstitution(source: Static<typeof institutionSource>): Institution {
  const { code, kind, name, acronym, successor = null, closedOn = null, contact, split, formerNames } = source;
  return {
    code,
    kind,
    name,
    acronym,
    successor,
    closedOn,
    ...(contact ? { contact } : {}),
    ...(split ? { split } : {}),
    ...(formerNames ? { formerNames } : {}),
  };
}

function everyInstitution(scope: Scope, except?: string): ReadonlyMap<string, Institution> {
  const files = [...scope.all<CompiledInstitutions>('institutions')].filter(([name]) => name !== except);
  return new Map(files.flatMap(([, { institutions }]) => institutions.map((one) => [one.code, one] as const)));
}

function codesTwice(source: Static<typeof institutionsSchema>, scope: Scope, name: string): Finding[] {
  const seen = new Set(everyInstitution(scope, name).keys());
  return source.institutions.flatMap(({ code }, index) => {
    if (!seen.has(code)) {
      seen.add(code);
      return [];
    }
    return [finding([index, 'code'], 'institution-once', twice(code), giveOther)];
  });
}
