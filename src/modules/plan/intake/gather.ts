import { type Lang, type Text } from '../../../language/index.ts';
import type { GivenParty, ItemKind, NewItem, PlanRow, Title } from '../measures/index.ts';
import { type DeadlineReading, readDeadline } from './deadline.ts';
import { type DraftMeasure, keptReading, type PlanDraft, titleOf } from './draft.ts';
import { type FileFinding, fileFinding } from './file-finding.ts';
import type { FieldName, FileContent, FileLine, PlanFact } from './file-lines.ts';
import type { PlanMap } from './map.ts';
import type { Owners } from './owners.ts';

export interface GatherOptions {
  readonly owners: Owners;
  /** Instead of the code in the file. */
  readonly code?: string | undefined;
  /** Code of the plan that it takes the place of, instead of the one in the file. */
  readonly supersedes?: string | undefined;
  /** Day from which terms are counted; without it the first day of the plan. */
  readonly base?: string | undefined;
  /** What the file is called. */
  readonly source: string;
}

/** How a deadline of a file was read, for the person who enters it. */
export interface ReadDeadline {
  readonly number: string;
  readonly text: string;
  readonly how: Text;
}

export interface Gathered {
  /** Absent while something is wrong. */
  readonly draft?: PlanDraft;
  readonly findings: readonly FileFinding[];
  readonly deadlines: readonly ReadDeadline[];
}

/** Makes a plan of what a file holds. */
export function gather(content: FileContent, map: PlanMap, options: GatherOptions): Gathered {
  const gatherer = new Gatherer(map, content, options);
  return gatherer.gather();
}

type Milestone = DraftMeasure['schedule']['milestones'][number];

interface GrowingMeasure {
  readonly number: string;
  readonly parties: readonly GivenParty[];
  readonly reading: DeadlineReading | undefined;
  readonly milestones: Milestone[];
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const numberShape = /^[\p{L}\p{N}]+(?:[.\-/][\p{L}\p{N}]+)*$/u;

class Gatherer {
  readonly #map: PlanMap;
  readonly #content: FileContent;
  readonly #options: GatherOptions;
  readonly #findings: FileFinding[];
  readonly #deadlines: ReadDeadline[] = [];
  readonly #items: NewItem[] = [];
  readonly #measures = new Map<string, GrowingMeasure>();
  readonly #seen = new Set<string>();
  /** The last number of each level, and how many entries stand under each number. */
  readonly #open: string[] = [];
  readonly #counts = new Map<string, number>();
  #base: string | undefined;

  constructor(map: PlanMap, content: FileContent, options: GatherOptions) {
    this.#map = map;
    this.#content = content;
    this.#options = options;
    this.#findings = [...content.findings];
  }

  gather(): Gathered {
    const plan = this.#plan();
    this.#base = this.#options.base ?? plan?.period_from;
    for (const line of this.#content.lines) this.#line(line);
    const found = { findings: this.#findings.toSorted((a, b) => a.line - b.line), deadlines: this.#deadlines };
    if (!plan || this.#findings.some(({ wrong }) => wrong)) return found;
    const measures = [...this.#measures.values()].map(({ number, parties, reading, milestones }) => ({
      number,
      parties,
      schedule: { ...daysOf(reading), deliverables: [], milestones },
    }));
    return { ...found, draft: { plan, items: this.#items, measures } };
  }

  #plan(): Omit<PlanRow, 'entered_at'> | undefined {
    const { plan, lines } = this.#content;
    // A file of which nothing could be read is told of once.
    if (lines.length === 0 && this.#findings.some(({ wrong }) => wrong)) return undefined;
    const missing = (['title', 'from', 'to'] as const).filter((name) => !plan.has(name));
    const code = this.#options.code ?? plan.get('code');
    for (const name of [...missing, ...(code === undefined ? ['code'] : [])])
      this.#findings.push(fileFinding({ line: 1, place: name }, 'noPlan', name));
    const [from, to] = [this.#day(plan, 'from'), this.#day(plan, 'to')];
    const title = titleOf({ [this.#map.language]: plan.get('title') });
    if (code === undefined || !title || from === undefined || to === undefined) return undefined;
    const [act, supersedes] = [plan.get('act') ?? null, this.#options.supersedes ?? plan.get('supersedes') ?? null];
    return {
      kind: supersedes === null ? 'other' : 'national',
      institution: null,
      topic: null,
      year: null,
      supersedes,
      code,
      title,
      act,
      period_from: from,
      period_to: to,
      origin: 'import',
      source: this.#options.source,
    };
  }

  #day(plan: FileContent['plan'], name: PlanFact): string | undefined {
    const value = plan.get(name);
    if (value === undefined) return undefined;
    const { reading } = readDeadline(value);
    if (reading?.precision === 'day' && reading.due !== undefined && day.test(reading.due)) return reading.due;
    this.#findings.push(fileFinding({ line: 1, place: name }, 'badDay', value));
    return undefined;
  }

  #line(line: FileLine): void {
    const parent = this.#open[line.level - 1];
    if (line.level > 0 && parent === undefined)
      return this.#say(line, 'number', 'noParent', text(line, 'number') ?? '');
    const number = this.#number(line, parent);
    if (number === undefined) return;
    this.#open.length = line.level;
    this.#open[line.level] = number;
    const title = this.#title(line);
    if (!title) return this.#say(line, 'title', 'noTitle', number);
    if (this.#seen.has(number)) return this.#say(line, 'number', 'twice', number);
    this.#seen.add(number);
    if (line.kind === 'milestone') this.#milestone(line, number, parent ?? '', title);
    else this.#item(line, number, parent, title, line.kind);
  }

  #number(line: FileLine, parent: string | undefined): string | undefined {
    const above = parent ?? '';
    const count = (this.#counts.get(above) ?? 0) + 1;
    this.#counts.set(above, count);
    const given = text(line, 'number')?.replace(/\.$/, '');
    if (line.numbered && given === undefined) {
      this.#say(line, 'number', 'noNumber');
      return undefined;
    }
    const own = given ?? String(count);
    if (!numberShape.test(own) || own.length > 40) {
      this.#say(line, 'number', 'badNumber', own);
      return undefined;
    }
    const whole = this.#map.numbers === 'whole' && line.numbered;
    return parent === undefined || whole || own.startsWith(`${parent}.`) ? own : `${parent}.${own}`;
  }

  #title(line: FileLine): Title | undefined {
    const { language } = this.#map;
    const [az, en, ru] = (['az', 'en', 'ru'] as const).map(
      (lang) => text(line, `title.${lang}`) ?? (lang === language ? text(line, 'title') : undefined),
    );
    return titleOf({ ...(az && { az }), ...(en && { en }), ...(ru && { ru }) });
  }

  #item(line: FileLine, number: string, parent: string | undefined, title: Title, kind: ItemKind): void {
    const deadline = this.#deadline(line, number);
    const { parties, unknown } = this.#parties(line);
    const note = noteOf({ ...unknown, status: text(line, 'status'), indicator: text(line, 'indicator') });
    this.#items.push({
      number,
      parent,
      kind,
      title,
      note,
      deadlineText: deadline?.text ?? null,
      deadline: keptReading(deadline?.reading),
    });
    if (kind === 'measure') this.#measures.set(number, { number, parties, reading: deadline?.reading, milestones: [] });
  }

  #milestone(line: FileLine, number: string, parent: string, title: Title): void {
    const code = number.startsWith(`${parent}.`) ? number.slice(parent.length + 1) : number;
    const given = text(line, 'weight');
    const weight = Number((given ?? '1').replace(',', '.').replace(/\s*%$/, ''));
    if (!(weight > 0 && weight < 1_000_000)) return this.#say(line, 'weight', 'badWeight', given);
    const days = daysOf(this.#deadline(line, number)?.reading);
    this.#measures.get(parent)?.milestones.push({ code, title, weight: weight.toFixed(3), ...days });
  }

  #deadline(line: FileLine, number: string): { readonly text: string; readonly reading?: DeadlineReading } | undefined {
    const written = text(line, 'deadline');
    if (written === undefined) return undefined;
    const { finding, reading } = readDeadline(written, this.#base);
    if (finding)
      this.#findings.push({ ...line.spot('deadline'), message: finding.message, remedy: finding.remedy, wrong: false });
    else this.#deadlines.push({ number, text: written, how: reading.how });
    return { text: written, ...(reading && { reading }) };
  }

  #parties(line: FileLine): { parties: readonly GivenParty[]; unknown: Partial<Record<'owner' | 'partners', string>> } {
    const [owners, partners] = [this.#institutions(line, 'owner'), this.#institutions(line, 'partners')];
    const [executor, ...more] = owners.found;
    const others = [...new Set([...more, ...partners.found])].filter((code) => code !== executor);
    const parties: GivenParty[] = executor === undefined ? [] : [{ institution: executor, role: 'executor' }];
    for (const institution of others) parties.push({ institution, role: 'co_executor' });
    const kept = (names: readonly string[]) => (names.length === 0 ? undefined : names.join('; '));
    const [owner, partner] = [kept(owners.unknown), kept(partners.unknown)];
    return { parties, unknown: { ...(owner && { owner }), ...(partner && { partners: partner }) } };
  }

  #institutions(line: FileLine, field: 'owner' | 'partners'): { found: readonly string[]; unknown: readonly string[] } {
    const value = line.values.get(field);
    const names = typeof value === 'string' ? this.#divided(value) : (value ?? []);
    const found: string[] = [];
    const unknown: string[] = [];
    for (const name of names) {
      const code = this.#options.owners.find(name);
      if (code !== undefined) found.push(code);
      else {
        unknown.push(name);
        this.#say(line, field, 'unknownOwner', name);
      }
    }
    return { found, unknown };
  }

  /** A name may hold what divides names: as a whole it comes first. */
  #divided(value: string): readonly string[] {
    const split = (given: string, by: string | RegExp) =>
      given
        .split(by)
        .map((name) => name.trim())
        .filter((name) => name !== '');
    return split(value, /[;\n]/).flatMap((part) => {
      const { divide } = this.#map;
      return divide === undefined || this.#options.owners.find(part) !== undefined ? [part] : split(part, divide);
    });
  }

  #say(line: FileLine, field: FieldName, problem: Parameters<typeof fileFinding>[1], value = ''): void {
    this.#findings.push(fileFinding(line.spot(field), problem, value));
  }
}

function text(line: FileLine, field: FieldName): string | undefined {
  const value = line.values.get(field);
  return typeof value === 'string' ? value : value?.join('; ');
}

/** First and last day of a reading, where it has a last one. */
function daysOf(reading: DeadlineReading | undefined): { readonly starts?: string; readonly due?: string } {
  if (reading?.due === undefined) return {};
  return { ...(reading.from === undefined ? {} : { starts: reading.from }), due: reading.due };
}

const kept: Readonly<Record<'owner' | 'partners' | 'status' | 'indicator', Text>> = {
  owner: {
    az: 'İcraçı, mənbədə yazıldığı kimi',
    en: 'Executor, as the source has it',
    ru: 'Исполнитель, как в источнике',
  },
  partners: {
    az: 'Birgə icraçılar, mənbədə yazıldığı kimi',
    en: 'Co-executors, as the source has them',
    ru: 'Соисполнители, как в источнике',
  },
  status: {
    az: 'Vəziyyəti, mənbədə yazıldığı kimi',
    en: 'State, as the source has it',
    ru: 'Состояние, как в источнике',
  },
  indicator: {
    az: 'Göstərici, mənbədə yazıldığı kimi',
    en: 'Indicator, as the source has it',
    ru: 'Показатель, как в источнике',
  },
};

/** What a file says and this program does not know how to hold is kept as a note. */
function noteOf(said: Partial<Record<keyof typeof kept, string | undefined>>): Title | undefined {
  const names = (Object.keys(kept) as (keyof typeof kept)[]).filter((name) => said[name]);
  if (names.length === 0) return undefined;
  const write = (lang: Lang) => names.map((name) => `${kept[name][lang]}: ${said[name]}.`).join(' ');
  return { az: write('az'), en: write('en'), ru: write('ru') };
}
