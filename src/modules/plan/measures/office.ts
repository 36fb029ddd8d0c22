import { type Static, Type } from 'typebox';
import type { DefinitionKind } from '../../../kernel/definition.ts';
import type { Releases } from '../../../kernel/release.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { addDays, bakuDate } from '../../../language/index.ts';
import { checkInstitution } from '../../catalogue/index.ts';
import { periodEnd, type PeriodLength, periodOf, previousPeriod } from './periods.ts';

const officeSchema = Type.Object(
  {
    /** Stands in no act: pages say so. */
    sample: Type.Optional(Type.Boolean()),
    /** Institution whose project office follows the plan. */
    centre: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
    /** How often institutions report. */
    period: Type.Unsafe<PeriodLength>(Type.String({ enum: ['month', 'quarter'] })),
    /** Working days after a period in which its reports are written and judged. */
    grace: Type.Integer({ minimum: 0, maximum: 60 }),
    /** Working days within which whoever carries a measure out asks for its dates. */
    askDates: Type.Integer({ minimum: 0, maximum: 60 }),
    /** Who is told of a delay, so many working days after it began: offices of the executor, then of the centre. */
    ladder: Type.Array(
      Type.Object(
        {
          to: Type.Unsafe<'deputy_head' | 'head' | 'project_office'>(
            Type.String({ enum: ['deputy_head', 'head', 'project_office'] }),
          ),
          after: Type.Integer({ minimum: 0, maximum: 60 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 3 },
    ),
  },
  { additionalProperties: false },
);

export interface Office extends Static<typeof officeSchema> {
  readonly sample: boolean;
}

/** `plan/office.yaml`: who follows the plan, and how often institutions report. */
export const officeKind: DefinitionKind<typeof officeSchema, Office> = {
  kind: 'plan-office',
  files: /^plan\/office\.yaml$/,
  schema: officeSchema,
  needs: ['institutions'],
  compile({ sample = false, ...office }: Static<typeof officeSchema>, scope) {
    const ladder = office.ladder.toSorted((a, b) => a.after - b.after);
    const findings = [...checkInstitution(scope, office.centre, ['centre'])];
    return { compiled: { sample, ...office, ladder }, findings };
  },
};

/** @throws Error where none is released: the installation's definitions are incomplete. */
export function officeOf(releases: Releases): Office {
  const found = releases.get<Office>('plan-office', 'plan-office');
  if (!found) throw new Error('no definition plan/office.yaml is in force');
  return found.compiled;
}

type Now = Pick<Vahid, 'releases' | 'calendar' | 'now'>;

/** The day from which missing evidence of a period counts: the days in which its reports are written and judged are over. */
export function judgedFrom(vahid: Pick<Now, 'releases' | 'calendar'>, period: string): string {
  return addDays(vahid.calendar().addWorkingDays(periodEnd(period), officeOf(vahid.releases).grace), 1);
}

/** The last period whose reports are judged by now: the one that a standing speaks of. */
export function judgedPeriod(vahid: Now): string {
  const today = bakuDate(vahid.now());
  let period = previousPeriod(periodOf(today, officeOf(vahid.releases).period));
  while (judgedFrom(vahid, period) > today) period = previousPeriod(period);
  return period;
}
