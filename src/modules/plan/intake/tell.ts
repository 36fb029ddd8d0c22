import type { CommandIo } from '../../../kernel/command.ts';
import { fill } from '../../../kernel/refusal.ts';
import { pick, type Text } from '../../../language/index.ts';
import type { Entered } from './enter.ts';

const texts = {
  done: {
    az: 'Dəyişdi: bəndlər {items}, icraçılar {parties}, təqvimlər {schedules}, məsul şəxslər {responsible}.',
    en: 'Changed: items {items}, executors {parties}, schedules {schedules}, responsible {responsible}.',
    ru: 'Изменено: пункты {items}, исполнители {parties}, графики {schedules}, ответственные {responsible}.',
  },
  would: {
    az: 'Dəyişərdi: bəndlər {items}, icraçılar {parties}, təqvimlər {schedules}, məsul şəxslər {responsible}. Heç nə yazılmadı.',
    en: 'Would change: items {items}, executors {parties}, schedules {schedules}, responsible {responsible}. Nothing was written.',
    ru: 'Изменилось бы: пункты {items}, исполнители {parties}, графики {schedules}, ответственные {responsible}. Ничего не записано.',
  },
  wrong: {
    az: 'Səhvlər: {count}. Heç nə yazılmadı.',
    en: 'Errors: {count}. Nothing was written.',
    ru: 'Ошибок: {count}. Ничего не записано.',
  },
} as const satisfies Record<string, Text>;

/** Says what an import changed, or would change. */
export function tellEntered(io: CommandIo, entered: Entered, written: boolean): void {
  if (io.json) io.out(JSON.stringify({ ...entered, written }));
  else io.out(pick(fill(written ? texts.done : texts.would, { ...entered }), io.lang));
}

interface Told {
  readonly message: Text;
  readonly remedy: Text;
}

/** Says what was found, each at its place; with --json those that hinder, as one answer. */
export function tellFindings<F extends Told>(
  io: CommandIo,
  findings: readonly F[],
  where: (finding: F) => string,
  hinders: (finding: F) => boolean,
): boolean {
  const wrong = findings.filter(hinders);
  if (io.json) {
    if (wrong.length > 0) io.out(JSON.stringify({ written: false, errors: wrong }));
    return wrong.length > 0;
  }
  for (const finding of findings) tellFinding(io, where(finding), finding);
  if (wrong.length > 0) io.err(pick(fill(texts.wrong, { count: wrong.length }), io.lang));
  return wrong.length > 0;
}

export function tellFinding(io: CommandIo, where: string, { message, remedy }: Told): void {
  io.err(`${where}: ${pick(message, io.lang)} ${pick(remedy, io.lang)}`);
}
