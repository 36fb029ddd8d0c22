import { readFile } from 'node:fs/promises';
import { type Command, UsageError } from '../../kernel/command.ts';
import { countReading, type PlanCounts, readPlanText } from './reading.ts';

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
  options: { items: {} },
  about: `
Reads a plan as published, clean or as printed with its line breaks and scanning faults, and counts its items.
--items prints every item with its number. Exit code 1 when the numbering has a gap.`,
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
    return reading.gaps.length > 0 ? 1 : 0;
  },
};
