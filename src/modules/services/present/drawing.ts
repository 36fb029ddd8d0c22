import { capitalise, type Lang, type Text } from '../../../language/index.ts';
import { type CompiledAction, type Following, graphOf, type ProcessGraph } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readEffect } from '../definition/process.ts';

/** The course of a service as it is drawn. */
export function drawnService({ title, process }: CompiledService): ProcessGraph {
  return graphOf(title, process, following);
}

const words = {
  enter: { az: 'reyestrə yazılır', en: 'the entry is made', ru: 'вносится запись в реестр' },
  document: { az: 'sənəd verilir', en: 'the document is issued', ru: 'выдаётся документ' },
  end: { az: 'qeydə son qoyulur', en: 'the entry ends', ru: 'запись прекращается' },
  revoke: { az: 'sənəd ləğv edilir', en: 'the document is revoked', ru: 'документ отзывается' },
} as const satisfies Readonly<Record<string, Text>>;

function following({ effects }: CompiledAction): Following {
  const kinds = effects.flatMap((name) => readEffect(name)?.kind ?? []);
  const done = kinds.flatMap((kind) => (kind === 'notify' || kind === 'do' ? [] : [words[kind]]));
  const told = (lang: Lang) => capitalise(done.map((text) => text[lang]).join(', '), lang);
  return {
    tells: kinds.includes('notify'),
    ...(done.length === 0 ? {} : { work: { az: told('az'), en: told('en'), ru: told('ru') } }),
  };
}
