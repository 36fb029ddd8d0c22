import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { twice } from '../definition/finding.ts';
import { checkInstitution, type Definitions } from '../definition/reference.ts';
import { code, text } from '../definition/schema.ts';
import type { EntryKind } from '../kinds.ts';
import { enteredKinds } from './questions.ts';

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
    ];
    return { compiled: { sample, decides, topics }, findings };
  },
};

/** The topics in force. @throws Error where none is released: the installation's definitions are incomplete. */
export function topicsOf(from: Definitions): Topics {
  const found = from.get('catalogue-topics', 'catalogue-topics');
  const topics = found && typeof found === 'object' && 'compiled' in found ? found.compiled : found;
  if (!topics) throw new Error('no definition catalogue/topics.yaml is in force');
  return topics as Topics;
}
