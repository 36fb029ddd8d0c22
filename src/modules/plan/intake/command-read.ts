import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, type CommandIo, UsageError } from '../../../kernel/command.ts';
import { systemContext } from '../../../kernel/context.ts';
import { fill, Refusal } from '../../../kernel/refusal.ts';
import { pick, type Text } from '../../../language/index.ts';
import { countReading, type PlanCounts, readPlanText } from './reading.ts';
import { storeWording } from './wording.ts';

const labels: Readonly<Record<keyof PlanCounts, string>> = {
  directions: 'directions',
  measures: 'measures',
  results: 'results',
  risks: 'risks',
  targets: 'target indicators',
  goals: 'goals',
  institutions: 'institutions',
  numbered: 'numbered items',
};

/** `vahid plan read`: what stands in the published text of a plan. */
export const planRead: Command = {
  name: 'plan read',
  summary: {
    az: 'Planın dərc olunmuş mətnini oxuyur',
    en: 'Reads the published text of a plan',
    ru: 'Читает опубликованный текст плана',
  },
  words: ['FILE'],
  options: { items: {}, store: { value: 'PLAN' } },
  about: `
Reads a plan as published, clean or as printed with its line breaks and scanning faults, and counts its items.
--items prints every item with its number. --store keeps the official wording of each item, clean and as printed, with
the name and the digest of the file, in the plan of that code; no wording comes with the program. Exit code 1 when the
numbering has a gap or, with --store, the plan lacks an item of the text.`,
  async run(given, io) {
    const [file] = given.words;
    if (!file) throw new UsageError('Which FILE?');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`Cannot read ${file}.`);
    });
    const reading = readPlanText(text);
    const counts = countReading(reading);
    if (io.json) io.out(JSON.stringify({ counts, gaps: reading.gaps, items: reading.items }));
    else {
      if (given.has('items')) for (const { number, text: words } of reading.items) io.out(`${number}\t${words}`);
      for (const [name, label] of Object.entries(labels)) io.out(`${label}: ${counts[name as keyof PlanCounts]}`);
      for (const { after, found } of reading.gaps) io.err(`gap in the numbering: ${found} follows ${after}`);
    }
    const plan = given.value('store');
    const whole = plan === undefined || (await keep(plan, text, basename(file), io));
    return reading.gaps.length > 0 || !whole ? 1 : 0;
  },
};

/** Stores the wording; false when the text has items that the plan lacks. */
async function keep(plan: string, text: string, source: string, io: CommandIo): Promise<boolean> {
  const opened = await io.open({ migrate: false });
  try {
    const found = await storeWording(systemContext(opened.vahid, 'vahid plan read'), plan, text, source);
    if (io.json) io.out(JSON.stringify(found));
    else {
      io.out(pick(fill(texts.stored, { count: found.stored }), io.lang));
      for (const number of found.unknown) io.err(pick(fill(texts.unknown, { number, plan }), io.lang));
      for (const number of found.missing) io.err(pick(fill(texts.missing, { number }), io.lang));
    }
    return found.unknown.length === 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(pick(error.text, io.lang));
    return false;
  } finally {
    await opened.close();
  }
}

const texts = {
  stored: {
    az: 'Rəsmi mətni saxlanılan və ya dəyişən bəndlər: {count}.',
    en: 'Items whose official wording was stored or changed: {count}.',
    ru: 'Пунктов, чей официальный текст сохранён или изменён: {count}.',
  },
  unknown: {
    az: '{plan} planında {number} bəndi yoxdur.',
    en: 'The plan {plan} has no item {number}.',
    ru: 'В плане {plan} нет пункта {number}.',
  },
  missing: {
    az: '{number} bəndi mətndə yoxdur.',
    en: 'Item {number} is not in the text.',
    ru: 'Пункта {number} в тексте нет.',
  },
} as const satisfies Record<string, Text>;
