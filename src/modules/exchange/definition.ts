import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../kernel/definition.ts';
import type { Releases } from '../../kernel/release.ts';
import type { Text } from '../../language/lang.ts';
import { checkAct, checkInstitution, dictionary, registers, unknownName } from '../catalogue/index.ts';
import { rightsWords } from './definition-words.ts';

/** Purpose of the platform's own look-ups at sign-in. */
export const signIn = 'sign-in';
/** What it asks then: for whom somebody may act, and, of officials, in which cases they have a part. */
export const headTerms: readonly string[] = ['headedBy', 'organisation.name'];

/** Purpose for which somebody is shown what registers hold about them. */
export const ownDataPurpose = 'own-data';

const closed = { additionalProperties: false } as const;
const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
const text = Type.Object(
  { az: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }), ru: Type.String({ minLength: 1 }) },
  closed,
);

export const rightsSchema = Type.Object(
  {
    purposes: Type.Record(code, Type.Object({ title: text }, closed)),
    rights: Type.Array(
      Type.Object(
        {
          consumer: code,
          purpose: Type.String(),
          act: Type.String(),
          article: Type.String({ minLength: 1 }),
          concepts: Type.Optional(Type.Array(Type.String())),
          relations: Type.Optional(Type.Array(Type.String())),
          enters: Type.Optional(Type.Array(Type.String())),
        },
        closed,
      ),
    ),
  },
  closed,
);

type Source = Static<typeof rightsSchema>;

/** `rights.yaml`: who may read and enter what, for which purpose, by which article. */
export interface CompiledRights {
  readonly purposes: Readonly<Record<string, { readonly title: Text }>>;
  readonly rights: readonly Right[];
}

export interface Right {
  /** Code of the institution. */
  readonly consumer: string;
  readonly purpose: string;
  readonly act: string;
  readonly article: string;
  /** Concepts and relations that may be read. */
  readonly reads: readonly string[];
  /** Registers into which its decisions may be entered. */
  readonly enters: readonly string[];
}

export const rightsKind: DefinitionKind<typeof rightsSchema, CompiledRights> = {
  kind: 'rights',
  files: /^rights\.yaml$/,
  schema: rightsSchema,
  words: rightsWords,
  needs: ['acts', 'institutions', 'dictionary', 'register'],
  compile({ purposes, rights }, scope) {
    return {
      compiled: {
        purposes,
        rights: rights.map(({ concepts = [], relations = [], enters = [], ...right }) => ({
          ...right,
          reads: [...concepts, ...relations],
          enters,
        })),
      },
      findings: [
        ...rights.flatMap((right, index) => rightFindings(right, Object.keys(purposes), scope, ['rights', index])),
        ...(rights.some(servesSignIn) ? [] : [withoutSignIn]),
        ...unreadByTheirOwn(rights, scope),
      ],
    };
  },
};

function rightFindings(
  right: Source['rights'][number],
  purposes: readonly string[],
  scope: Scope,
  path: Path,
): Finding[] {
  const words = dictionary(scope);
  const at = (key: string) => [...path, key];
  const lists = [
    ['concept', 'concepts', Object.keys(words.concepts)],
    ['relation', 'relations', Object.keys(words.relations)],
    ['register', 'enters', registers(scope).map(({ name }) => name)],
  ] as const;
  return [
    ...checkInstitution(scope, right.consumer, at('consumer')),
    ...(purposes.includes(right.purpose) ? [] : [unknownName('purpose', at('purpose'), right.purpose, purposes)]),
    ...checkAct(scope, right, at('act'), at('article')),
    ...lists.flatMap(([thing, key, known]) =>
      (right[key] ?? []).flatMap((name, index) =>
        known.includes(name) ? [] : [unknownName(thing, [...at(key), index], name, known)],
      ),
    ),
  ];
}

function servesSignIn({ purpose, concepts = [], relations = [] }: Source['rights'][number]): boolean {
  return purpose === signIn && headTerms.every((name) => [...concepts, ...relations].includes(name));
}

/** Without it nobody could act for an organisation, and no official on the case of one. */
const withoutSignIn: Finding = {
  path: ['rights'],
  rule: 'sign-in-right',
  message: {
    az: `Heç bir hüquq “${signIn}” məqsədi üçün bunların hamısını oxumağa icazə vermir: ${headTerms.join(', ')}.`,
    en: `No right lets all of these be read for the purpose “${signIn}”: ${headTerms.join(', ')}.`,
    ru: `Ни одно право не разрешает читать всё это для цели «${signIn}»: ${headTerms.join(', ')}.`,
  },
  remedy: {
    az: 'Onları bir qurumun həmin məqsəd üçün hüququna yazın: relations: [headedBy], concepts: [organisation.name].',
    en: 'Give them to the right of one institution for that purpose: relations: [headedBy], concepts: [organisation.name].',
    ru: 'Внесите их в право одного учреждения для этой цели: relations: [headedBy], concepts: [organisation.name].',
  },
};

/** What a register holds about a person or a company they read at `/melumatlarim`, where a right names it for that. */
function unreadByTheirOwn(rights: Source['rights'], scope: Scope): Finding[] {
  const own = rights.flatMap((right, at) =>
    right.purpose === ownDataPurpose ? [{ at, names: right.concepts ?? [] }] : [],
  );
  if (own.length === 0) return [];
  const { concepts } = dictionary(scope);
  const entityOf = (name: string) => concepts[name]?.entity;
  const read = new Set(own.flatMap(({ names }) => names));
  // People and companies have a right each.
  const rightFor = (entity: string | undefined) =>
    (own.find(({ names }) => names.some((name) => entityOf(name) === entity)) ?? own[0])?.at ?? 0;
  const held = new Set(registers(scope).flatMap(({ provides }) => provides.map(({ name }) => name)));
  const unread = [...held].filter((name) => isOwned(entityOf(name)) && !read.has(name));
  return unread.map((name) => withoutOwnData(['rights', rightFor(entityOf(name)), 'concepts'], name));
}

const isOwned = (entity: string | undefined) => entity === 'person' || entity === 'organisation';

const withoutOwnData = (path: Path, name: string): Finding => ({
  path,
  rule: 'own-data-right',
  message: {
    az: `Reyestr “${name}” məlumatını saxlayır, amma barəsində olduğu şəxs onu oxuya bilmir: heç bir “${ownDataPurpose}” hüququ onu əhatə etmir.`,
    en: `A register holds “${name}”, but whom it is about cannot read it: no right for “${ownDataPurpose}” covers it.`,
    ru: `Реестр хранит сведения «${name}», но тот, кого они касаются, прочесть их не может: ни одно право с целью «${ownDataPurpose}» их не охватывает.`,
  },
  remedy: {
    az: `“${name}” məlumatını bu hüququn concepts siyahısına əlavə edin.`,
    en: `Add “${name}” to the concepts of this right.`,
    ru: `Добавьте «${name}» в список concepts этого права.`,
  },
});

const noRights: CompiledRights = { purposes: {}, rights: [] };

export function rightsInForce(releases: Releases): CompiledRights {
  return releases.get<CompiledRights>('rights', 'rights')?.compiled ?? noRights;
}
