import type { JournalEntry } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readEffect } from '../definition/process.ts';
import type { EffectRow } from '../entities.ts';
import { label, say } from '../text/index.ts';
import type { EffectView } from '../views.ts';
import type { Guide } from './guide.ts';

/** What follows an approval, in order, and which of it is done. Without a decision: what would follow one. */
export function effectViews(
  service: CompiledService,
  guide: Guide,
  done: readonly EffectRow[],
  seq: number | undefined,
  entries: readonly JournalEntry[],
): readonly EffectView[] {
  const taken = entries.find((entry) => entry.seq === seq)?.action ?? service.outcomes.approved[0];
  const action = service.process.actions.find(({ name }) => name === taken);
  return (action?.effects ?? []).flatMap((name): EffectView[] => {
    const text = effectText(service, guide, name);
    return text ? [{ name, text, done: done.some((row) => row.seq === seq && row.name === name) }] : [];
  });
}

function effectText({ entry, document }: CompiledService, guide: Guide, name: string) {
  const effect = readEffect(name);
  if (effect?.kind === 'enter' && entry)
    return say('effectEnter', (lang) => ({ register: guide.register(entry.register).title[lang] }));
  if (effect?.kind === 'document' && document)
    return say('effectDocument', (lang) => ({ title: document.title[lang] }));
  return effect?.kind === 'notify' ? label('effectNotify') : undefined;
}
