import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Scope } from '../../kernel/definition.ts';
import type { Text } from '../../language/index.ts';
import {
  type Institution,
  institutionCodePattern,
  institutionKinds,
  publicContactSchema,
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
 * An institution that was closed stays in its file with the day and, if it has one, its successor.
 */
export const institutionsKind: DefinitionKind<typeof institutionsSchema, CompiledInstitutions> = {
  kind: 'institutions',
  files: /^institutions(?:\/([a-z0-9-]+))?\.yaml$/,
  schema: institutionsSchema,
  needs: [],
  compile(source, scope, name) {
    const institutions = source.institutions.map(compileInstitution);
    return { compiled: { institutions }, findings: codesTwice(source, scope, name) };
  },
  check: (compiled, scope) => successorFindings(compiled.institutions, everyInstitution(scope)),
};

function compileInstitution(source: Static<typeof institutionSource>): Institution {
  const { code, kind, name, acronym, successor = null, closedOn = null, contact } = source;
  return { code, kind, name, acronym, successor, closedOn, ...(contact ? { contact } : {}) };
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
    return [finding(index, 'code', 'institution-once', twice(code), giveOther)];
  });
}

function successorFindings(institutions: readonly Institution[], all: ReadonlyMap<string, Institution>): Finding[] {
  return institutions.flatMap(({ code, successor, closedOn }, index) => {
    if (successor === null) return [];
    if (!all.has(successor)) return [finding(index, 'successor', 'successor-known', unknown(successor), useCode)];
    if (closedOn === null) return [finding(index, 'successor', 'successor-of-closed', open(code), giveDay)];
    if (returns(code, all)) return [finding(index, 'successor', 'successor-circle', circle(code), breakCircle)];
    return [];
  });
}

/** Does the chain of successors that begins at `code` come back to an institution it has passed? */
function returns(code: string, all: ReadonlyMap<string, Institution>): boolean {
  const passed = new Set<string>();
  for (let at: string | null = code; at !== null; at = all.get(at)?.successor ?? null) {
    if (passed.has(at)) return true;
    passed.add(at);
  }
  return false;
}

function finding(index: number, field: string, rule: string, message: Text, remedy: Text): Finding {
  return { path: ['institutions', index, field], rule, message, remedy };
}

const twice = (code: string): Text => ({
  az: `“${code}” kodu iki quruma verilib.`,
  en: `Two institutions have the code “${code}”.`,
  ru: `Код «${code}» дан двум учреждениям.`,
});
const giveOther: Text = {
  az: 'Qurumlardan birinə başqa kod verin.',
  en: 'Give one of them another code.',
  ru: 'Дайте одному из них другой код.',
};
const unknown = (code: string): Text => ({
  az: `Hüquqi varis “${code}” siyahıda yoxdur.`,
  en: `The successor “${code}” is in no list of institutions.`,
  ru: `Правопреемника «${code}» нет в списке учреждений.`,
});
const useCode: Text = {
  az: 'Varisin kodunu yoxlayın və ya varisi siyahıya əlavə edin.',
  en: 'Check the code, or add the successor to the list.',
  ru: 'Проверьте код или добавьте правопреемника в список.',
};
const open = (code: string): Text => ({
  az: `“${code}” qurumunun varisi var, amma ləğv edildiyi gün göstərilməyib.`,
  en: `“${code}” has a successor but no day on which it was closed.`,
  ru: `У «${code}» есть правопреемник, но не указан день упразднения.`,
});
const giveDay: Text = {
  az: '`closedOn` sahəsinə qurumun artıq fəaliyyət göstərmədiyi ilk günü yazın.',
  en: 'Write in `closedOn` the first day on which the institution is no more.',
  ru: 'Укажите в `closedOn` первый день, когда учреждения уже нет.',
};
const circle = (code: string): Text => ({
  az: `“${code}” qurumunun varisləri dairə əmələ gətirir.`,
  en: `The successors of “${code}” form a circle.`,
  ru: `Правопреемники «${code}» образуют круг.`,
});
const breakCircle: Text = {
  az: 'Sonuncu qurumdan `successor` sahəsini silin.',
  en: 'Remove `successor` from the last institution.',
  ru: 'Удалите `successor` у последнего учреждения.',
};
