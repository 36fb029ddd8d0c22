import { type Static, Type } from 'typebox';

const day = Type.String({ format: 'date' });

/** A deadline as it was read from words; nothing is known where it is absent. */
export const deadlineReadingSchema = Type.Object(
  {
    from: Type.Optional(day),
    due: Type.Optional(day),
    precision: Type.Unsafe<'day' | 'month' | 'quarter' | 'season' | 'half' | 'year' | 'range' | 'ongoing'>(
      Type.String({ enum: ['day', 'month', 'quarter', 'season', 'half', 'year', 'range', 'ongoing'] }),
    ),
  },
  { additionalProperties: false },
);
export type DeadlineReading = Static<typeof deadlineReadingSchema>;
