import type { CompiledService } from '../definition/compiled.ts';
import type { FactRow } from '../entities.ts';
import { shownValue } from '../rules/showing.ts';
import type { FactView } from '../views.ts';
import type { Guide } from './guide.ts';

type Known = Pick<FactRow, 'field' | 'state' | 'value' | 'read_at' | 'retry_at'>;

/** Facts of a case in the order of the definition; one that was never read is not known. */
export function factViews(
  service: CompiledService,
  guide: Guide,
  facts: readonly Known[],
  atSubmission: readonly Known[] = [],
): readonly FactView[] {
  return service.fields.flatMap((field): FactView[] => {
    if (field.source !== 'register') return [];
    const about = { field: field.name, label: field.label, register: guide.register(field.register) };
    const found = facts.find((fact) => fact.field === field.name);
    if (!found) return [{ ...about, state: 'unknown' }];
    const shown = found.state === 'value' ? shownValue(field, found.value ?? undefined) : undefined;
    const before = atSubmission.find((fact) => fact.field === field.name);
    const earlier = before?.state === 'value' ? shownValue(field, before.value ?? undefined) : undefined;
    return [
      {
        ...about,
        // A value of nothing is none.
        state: found.state === 'value' && !shown ? 'none' : found.state,
        ...(found.value !== null && shown ? { value: found.value, shown } : {}),
        readAt: found.read_at,
        ...(found.retry_at ? { retryAt: found.retry_at } : {}),
        ...(earlier && earlier.az !== shown?.az ? { atSubmission: earlier } : {}),
      },
    ];
  });
}
