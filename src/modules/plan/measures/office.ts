import { type Static, Type } from 'typebox';
import type { DefinitionKind } from '../../../kernel/definition.ts';
import type { Releases } from '../../../kernel/release.ts';
import { checkInstitution } from '../../catalogue/index.ts';
import type { PeriodLength } from './periods.ts';

const officeSchema = Type.Object(
  {
    /** Stands in no act: pages say so. */
    sample: Type.Optional(Type.Boolean()),
    /** Institution whose project office follows the plan. */
    centre: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
    /** How often institutions report. */
    period: Type.Unsafe<PeriodLength>(Type.String({ enum: ['month', 'quarter'] })),
  },
  { additionalProperties: false },
);

export interface Office {
  readonly sample: boolean;
  readonly centre: string;
  readonly period: PeriodLength;
}

/** `plan/office.yaml`: who follows the plan, and how often institutions report. */
export const officeKind: DefinitionKind<typeof officeSchema, Office> = {
  kind: 'plan-office',
  files: /^plan\/office\.yaml$/,
  schema: officeSchema,
  needs: ['institutions'],
  compile({ sample = false, centre, period }: Static<typeof officeSchema>, scope) {
    return { compiled: { sample, centre, period }, findings: [...checkInstitution(scope, centre, ['centre'])] };
  },
};

/** @throws Error where none is released: the installation's definitions are incomplete. */
export function officeOf(releases: Releases): Office {
  const found = releases.get<Office>('plan-office', 'plan-office');
  if (!found) throw new Error('no definition plan/office.yaml is in force');
  return found.compiled;
}
