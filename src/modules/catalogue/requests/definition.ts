import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { twice } from '../definition/finding.ts';
import { checkInstitution, type Definitions } from '../definition/reference.ts';
import { code, text } from '../definition/schema.ts';
import { enteredKinds, type EntryKind, entryKinds } from '../kinds.ts';

const closed = { additionalProperties: false } as const;

const topicsSchema = Type.Object(
  {
    /** The division of topics stands in no act: pages say so. */
    sample: Type.Optional(Type.Boolean()),
    /** Institution that decides. */
    decides: code,
    topics: Type.Array(
      Type.Object(
        {
          code,
          institution: code,
          kinds: Type.Array(Type.Unsafe<EntryKind>(Type.String({ enum: [...enteredKinds] })), { minItems: 1 }),
          title: text,
          looksAt: text,
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

export interface Topic {
  readonly code: string;
  readonly institution: string;
  readonly kinds: readonly EntryKind[];
  readonly title: Text;
  readonly looksAt: Text;
}

export interface Topics {
  readonly sample: boolean;
  readonly decides: string;
  readonly topics: readonly Topic[];
}

/** `catalogue/topics.yaml`: who decides on requests, and who reviews which section of them. */
export const topicsKind: DefinitionKind<typeof topicsSchema, Topics> = {
  kind: 'catalogue-topics',
  files: /^catalogue\/topics\.yaml$/,
  schema: topicsSchema,
  needs: ['institutions'],
  compile({ sample = false, decides, topics }: Static<typeof topicsSchema>, scope) {
    const codes = topics.map((topic) => topic.code);
    const findings: Finding[] = [
      ...checkInstitution(scope, decides, ['decides']),
      ...topics.flatMap((topic, index) => [
        ...checkInstitution(scope, topic.institution, ['topics', index, 'institution']),
        ...(codes.indexOf(topic.code) < index ? [twice(['topics', index, 'code'], topic.code)] : []),
      ]),
      ...enteredKinds.filter((kind) => !topics.some(({ kinds }) => kinds.includes(kind))).map(unreviewed),
    ];
    return { compiled: { sample, decides, topics }, findings };
  },
};

/** What no section looks at would be decided without one review. */
function unreviewed(kind: EntryKind): Finding {
  const { az, en, ru } = entryKinds[kind];
  return {
    path: ['topics'],
    rule: 'kind-without-topic',
    message: {
      az: `“${az}” növünə heç bir bölmə baxmır (${kind}).`,
      en: `No topic reviews entries of the kind “${en}” (${kind}).`,
      ru: `Записи вида «${ru}» не рассматривает ни один раздел (${kind}).`,
    },
    remedy: {
      az: `Mövzulardan birinin “kinds” siyahısına ${kind} əlavə edin.`,
      en: `Add ${kind} to the “kinds” of a topic.`,
      ru: `Добавьте ${kind} в список “kinds” одного из разделов.`,
    },
  };
}

/** The topics in force. @throws Error where none is released: the installation's definitions are incomplete. */
export function topicsOf(from: Definitions): Topics {
  const found = from.get('catalogue-topics', 'catalogue-topics');
  const topics = found && typeof found === 'object' && 'compiled' in found ? found.compiled : found;
  if (!topics) throw new Error('no definition catalogue/topics.yaml is in force');
  return topics as Topics;
}
