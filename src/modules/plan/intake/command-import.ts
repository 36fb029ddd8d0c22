import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, type CommandIo, type ExitCode, type Given, UsageError } from '../../../kernel/command.ts';
import { type Context, inTransactionIf, systemContext } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { XlsxError } from '../../../protocols/xlsx/index.ts';
import type { PlanDraft } from './draft.ts';
import { type Entered, enterDraft } from './enter.ts';
import { readCsv } from './file-csv.ts';
import type { FileFinding } from './file-finding.ts';
import type { FormFinding } from './form-finding.ts';
import { readYaml } from './file-yaml.ts';
import { type Gathered, gather } from './gather.ts';
import { enterForm, hindering, readFormOf, standingPlan } from './form-enter.ts';
import { type PlanMap, readMap } from './map.ts';
import { ownersOf } from './owners.ts';
import { shippedFile } from './shipped.ts';
import { tellEntered, tellFinding, tellFindings } from './tell.ts';

/** `vahid plan import`: a plan from a file of any shape that a map describes, or the form as a workbook. */
export const importCommand: Command = {
  name: 'plan import',
  summary: {
    az: 'Planı fayldan daxil edir',
    en: 'Enters a plan from a file',
    ru: 'Вносит план из файла',
  },
  words: ['FILE'],
  options: {
    map: { value: 'MAP' },
    plan: { value: 'CODE' },
    supersedes: { value: 'CODE' },
    base: { value: 'DAY' },
    reason: { value: 'TEXT' },
    'dry-run': {},
  },
  about: `
FILE.yaml or FILE.csv: enters a plan of another shape. MAP says where number, title, owner and deadline stand at each of
up to four levels: a file, or one that ships (three-level, four-level). --plan stands for the code in the file; DAY is the
day from which “within 6 months” is counted (2027-01-31; otherwise the plan's first day). Deadlines in words keep their
text, and how each was read is printed. Owners who are no known institution are listed and kept as text.

The plan is followed beside the national one; with --supersedes, or where the file says so, it takes the place of that
plan on its first day.

FILE.xlsx: enters the form that plan template and plan export write.

All is entered or, when anything is wrong, nothing: errors are listed by line or cell, with exit code 1. Dates that were
set before are moved only with --reason, and the first ones stay beside the new. --dry-run checks and tells everything
and writes nothing.`,
  async run(given, io) {
    const [file] = given.words;
    if (!file || !/\.(ya?ml|csv|xlsx)$/i.test(file)) throw new UsageError('Which FILE.yaml, FILE.csv or FILE.xlsx?');
    const map = /\.xlsx$/i.test(file) ? undefined : await mapOf(given, io);
    if (map === 'wrong') return 1;
    const opened = await io.open({ migrate: false });
    try {
      const ctx = systemContext(opened.vahid, 'vahid plan import');
      return await (map ? importMapped(ctx, file, map, given, io) : importForm(ctx, file, given, io));
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof XlsxError)) throw error;
      io.err(pick(error.text, io.lang));
      return 1;
    } finally {
      await opened.close();
    }
  },
};

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`Cannot read ${file}.`);
  });
}

async function mapOf(given: Given, io: CommandIo): Promise<PlanMap | 'wrong'> {
  const name = given.value('map');
  if (name === undefined) throw new UsageError('Which --map MAP? These ship: three-level, four-level.');
  const text = /^[a-z-]+$/.test(name) ? shippedFile(`maps/${name}.yaml`) : await textOf(name);
  if (text === undefined) throw new UsageError(`No map ${name} ships. These do: three-level, four-level.`);
  const { map, problems } = readMap(name, text);
  for (const problem of problems) tellFinding(io, `${name}:${problem.line}`, problem);
  return map ?? 'wrong';
}

async function importForm(ctx: Context, file: string, given: Given, io: CommandIo): Promise<ExitCode> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`Cannot read ${file}.`);
  });
  const dryRun = given.has('dry-run');
  const options = { source: basename(file), reason: given.value('reason') };
  const enter = async (inner: Context) => {
    const standing = await standingPlan(inner, given.value('plan'), { locked: true });
    const read = await readFormOf(standing, bytes);
    if (hindering(read.findings).length > 0) return { findings: read.findings };
    return { findings: read.findings, entered: await enterForm(inner, standing, read.draft, options) };
  };
  const { findings, entered } = await inTransactionIf(ctx, () => !dryRun, enter);
  const where = ({ sheet, cell }: FormFinding) => `${sheet} ${cell}`;
  if (tellFindings(io, findings, where, ({ notice }) => !notice) || !entered) return 1;
  tellEntered(io, entered, !dryRun);
  return 0;
}

async function importMapped(ctx: Context, file: string, map: PlanMap, given: Given, io: CommandIo): Promise<ExitCode> {
  const text = await textOf(file);
  const base = given.value('base');
  if (base !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(base)) throw new UsageError('--base needs a day: 2027-01-31');
  const source = basename(file);
  const content = /\.csv$/i.test(file) ? readCsv(text, map) : readYaml(text, map);
  const gathered = gather(content, map, {
    owners: await ownersOf(ctx),
    code: given.value('plan'),
    supersedes: given.value('supersedes'),
    base,
    source,
  });
  const where = ({ line, place }: FileFinding) => `${source}:${line} ${place}`.trimEnd();
  const { draft } = gathered;
  if (tellFindings(io, gathered.findings, where, ({ wrong }) => wrong) || !draft) return 1;
  const dryRun = given.has('dry-run');
  if (!io.json) tellDraft(draft, gathered, dryRun, io);
  const entered: Entered = await inTransactionIf(
    ctx,
    () => !dryRun,
    (inner) => enterDraft(inner, draft, { source, reason: given.value('reason') }),
  );
  tellEntered(io, entered, !dryRun);
  return 0;
}

/** How deadlines were read; in a trial also every item with its executors. */
function tellDraft(draft: PlanDraft, { deadlines }: Gathered, dryRun: boolean, io: CommandIo): void {
  const parties = new Map(draft.measures.map((measure) => [measure.number, measure.parties]));
  if (dryRun)
    for (const { number, title } of draft.items) {
      const who = (parties.get(number) ?? []).map(({ institution }) => institution).join(', ');
      io.out([number, title[io.lang] ?? title.az, who].join('\t').trimEnd());
    }
  for (const { number, text, how } of deadlines) io.out(`${number}\t${text}\t${pick(how, io.lang)}`);
}
