import { compile, FeelError, FeelInputError, type FeelType, type Program } from '../../../feel/index.ts';
import type { Json } from '../../../kernel/job.ts';
import type { RegisterField } from '../../catalogue/index.ts';
import { filterWrong } from './refusals.ts';
import type { EventType } from './type.ts';

const types: Readonly<Record<RegisterField['type'], FeelType>> = {
  text: 'string',
  choice: 'string',
  number: 'number',
  decimal: 'number',
  date: 'date',
  yesno: 'boolean',
};

export type Data = Readonly<Record<string, Json>>;

/** Whether a subscriber wants an event. What cannot be told (null) is not wanted. */
export type Filter = (data: Data) => boolean;

/**
 * Compiles a filter: a FEEL expression over `data`, the fields that the event carries and the right lets through. Total
 * and without effects, bound by the steps of an evaluation. @throws filterWrong
 */
export function compileFilter(source: string | null, type: EventType, fields: readonly string[]): Filter {
  if (source === null) return () => true;
  const program = compiled(source, type, fields);
  return (data) => {
    try {
      return program.evaluate({ data }) === true;
    } catch (error) {
      // A field may have been redefined since the event was published.
      if (error instanceof FeelInputError) return false;
      throw error;
    }
  };
}

function compiled(source: string, { register }: EventType, fields: readonly string[]): Program {
  const context = Object.fromEntries(
    fields.map((name) => {
      const field = register.record.fields[name];
      const one = types[field?.type ?? 'text'];
      return [name, field?.many ? { list: one } : one];
    }),
  );
  try {
    const program = compile(source, { data: { context } });
    if (program.type === 'boolean' || program.type === 'any') return program;
    throw filterWrong({ why: 'the expression gives no truth value' });
  } catch (error) {
    if (error instanceof FeelError) throw filterWrong({ why: error.message });
    throw error;
  }
}
