import type { GivenParty, ItemRow, NewItem, PlanRow, StandingMeasure, Title } from '../measures/index.ts';
import { type DeadlineReading, readDeadline } from './deadline.ts';
import { type DraftMeasure, keptReading } from './draft.ts';
import { type FormFinding, formFinding, type FormProblem } from './form-finding.ts';
import type { FormLine, FormLines } from './form-lines.ts';
import { circles, entangled } from './form-needs.ts';
import { type FormResponsible, readResponsible } from './form-responsible.ts';
import { markOf } from './measure-mark.ts';
import type { Owners } from './owners.ts';

/** What a form is read against: a plan as it stands. */
export interface StandingPlan {
  readonly plan: Pick<PlanRow, 'code' | 'origin' | 'period_from'>;
  /** Not removed, in their order. */
  readonly items: readonly ItemRow[];
  readonly measures: ReadonlyMap<string, StandingMeasure>;
  readonly responsible: readonly FormResponsible[];
  readonly owners: Owners;
}

export interface FormDraft {
  /** All items of the plan, those of the form as it has them. */
  readonly items: readonly NewItem[];
  readonly measures: readonly DraftMeasure[];
  readonly responsible: readonly FormResponsible[];
}

/**
 * Makes of the lines of a form what is to be entered; what is wrong goes to `findings`. `taken`: what each measure was when
 * the form was taken.
 */
export function readDraft(
  lines: FormLines,
  standing: StandingPlan,
  findings: FormFinding[],
  taken: ReadonlyMap<string, string>,
): FormDraft {
  const reader = new Reader(lines, standing, findings);
  return reader.read(taken);
}

/** What a measure is now, for the form that is taken. */
export function standingMark({ measures }: Pick<StandingPlan, 'measures'>, item: ItemRow): string {
  const none = { parties: [], starts: null, due: null, deliverables: [], milestones: [] };
  const { parties, ...schedule } = measures.get(item.number) ?? none;
  return markOf({ title: item.title, deadlineText: item.deadline_text, parties, schedule });
}

type Schedule = DraftMeasure['schedule'];
type Milestone = Schedule['milestones'][number];

interface Growing {
  parties: readonly GivenParty[];
  starts: string | undefined;
  due: string | undefined;
  /** As they are written, before a deadline in words is read. */
  readonly written?: { readonly starts: string | null; readonly due: string | null };
  /** Rows of the form, once it has any of the measure. */
  deliverables?: { readonly code: string; readonly title: Title }[];
  milestones?: { readonly line: FormLine; readonly given: Milestone }[];
}

class Reader {
  readonly #lines: FormLines;
  readonly #standing: StandingPlan;
  readonly #findings: FormFinding[];
  readonly #rows: ReadonlyMap<string, ItemRow>;
  readonly #items: Map<string, NewItem>;
  readonly #measures = new Map<string, Growing>();
  /** The first line of each measure, and the column in which its number stands. */
  readonly #places = new Map<string, readonly [FormLine, string]>();
  /** Lines without a date that was set. */
  readonly #undated: { readonly number: string; readonly line: FormLine; readonly due: string }[] = [];

  constructor(lines: FormLines, standing: StandingPlan, findings: FormFinding[]) {
    this.#lines = lines;
    this.#standing = standing;
    this.#findings = findings;
    this.#rows = new Map(standing.items.map((row) => [row.number, row]));
    this.#items = new Map(standing.items.map((row) => [row.number, itemOf(row)]));
  }

  read(taken: ReadonlyMap<string, string>): FormDraft {
    const seen = new Set<string>();
    for (const line of this.#lines.get('measures') ?? []) this.#measure(line, seen);
    for (const line of this.#lines.get('deliverables') ?? []) this.#deliverable(line);
    for (const line of this.#lines.get('milestones') ?? []) this.#milestone(line);
    const told = [...this.#measures].map(([number, growing]) => this.#whole(number, growing));
    const measures = told.filter((one) => this.#isMeant(one, taken.get(one.number)));
    const meant = new Set(measures.map(({ number }) => number));
    for (const { number, line, due } of this.#undated)
      if (meant.has(number)) this.#say(line, 'due', 'dateGone', { value: due.split('-').toReversed().join('.') });
    this.#checkNeeds(measures);
    const { responsible, owners } = this.#standing;
    const people = readResponsible(this.#lines.get('responsible') ?? [], responsible, owners, this.#findings);
    return { items: [...this.#items.values()], measures, responsible: people };
  }

  #say(line: FormLine, path: string, problem: FormProblem, values: { value?: string; wanted?: string } = {}): void {
    if (!line.faulty.has(path)) this.#findings.push(formFinding(line.place(path), problem, values));
  }

  #measure(line: FormLine, told: Set<string>): void {
    if (line.faulty.has('number')) return;
    const number = firstWord(line.texts.get('number') ?? '');
    if (told.has(number)) return this.#say(line, 'number', 'twice', { value: number });
    told.add(number);
    const row = this.#rows.get(number);
    const title = row ? this.#title(line, row) : this.#newTitle(line, number);
    if (!title || !this.#fitsParent(line, row)) return;
    const deadline = this.#deadline(line);
    const item: NewItem = {
      ...(row ? itemOf(row) : { number, kind: 'measure', parent: parentOf(line) }),
      title,
      deadlineText: deadline?.text ?? null,
      deadline: keptReading(deadline?.reading),
    };
    this.#items.set(number, item);
    this.#places.set(number, [line, 'number']);
    const dates = this.#dates(number, line, this.#standing.measures.get(number), {
      reading: deadline?.text === row?.deadline_text ? undefined : deadline?.reading,
    });
    const written = { starts: line.texts.get('starts') ?? null, due: line.texts.get('due') ?? null };
    this.#measures.set(number, { parties: this.#parties(line), starts: dates?.starts, due: dates?.due, written });
  }

  #title(line: FormLine, row: ItemRow): Title | undefined {
    const given = titleIn(line, 'title');
    if (this.#standing.plan.origin !== 'definition') return given ?? row.title;
    for (const lang of ['az', 'en', 'ru'] as const) {
      const [cell, kept] = [line.texts.get(`title.${lang}`), row.title[lang]?.trim()];
      if (cell === undefined || cell === kept) continue;
      this.#say(line, `title.${lang}`, 'owned', { value: kept ?? '' });
      return undefined;
    }
    return row.title;
  }

  /** A plan of the definitions takes no new measures. */
  #newTitle(line: FormLine, number: string): Title | undefined {
    if (this.#standing.plan.origin === 'definition' || !/^[\p{L}\p{N}.\-/]{1,40}$/u.test(number)) {
      this.#say(line, 'number', 'measure', { value: number });
      return undefined;
    }
    const title = titleIn(line, 'title');
    if (!title) this.#say(line, 'title.az', 'missing');
    return title;
  }

  #fitsParent(line: FormLine, row: ItemRow | undefined): boolean {
    const given = parentOf(line);
    const fits = row ? given === undefined || given === row.parent : given === undefined || this.#rows.has(given);
    if (!fits) this.#say(line, 'parent', 'parent', { value: given ?? '' });
    return fits;
  }

  #deadline(line: FormLine): { readonly text: string; readonly reading?: DeadlineReading } | undefined {
    const text = line.texts.get('deadlineText');
    if (text === undefined) return undefined;
    const { reading, finding } = readDeadline(text, this.#standing.plan.period_from);
    if (finding) {
      const { message, remedy } = finding;
      this.#findings.push({ ...line.place('deadlineText'), message, remedy, notice: true });
    }
    return { text, ...(reading && { reading }) };
  }

  /** Dates of a row; where it has none those that a new text says. A date that was set is moved and not removed. */
  #dates(
    number: string,
    line: FormLine,
    before: { readonly starts: string | null; readonly due: string | null } | undefined,
    { reading }: { readonly reading?: DeadlineReading | undefined } = {},
  ): { readonly starts?: string; readonly due?: string } | undefined {
    const due = line.texts.get('due') ?? reading?.due;
    const starts = line.texts.get('starts') ?? (line.texts.has('due') ? undefined : reading?.from);
    if (line.faulty.has('due') || line.faulty.has('starts')) return undefined;
    if (due === undefined) {
      if (before?.due) this.#undated.push({ number, line, due: before.due });
      else if (line.texts.has('starts')) this.#say(line, 'due', 'startAlone');
      return undefined;
    }
    if (starts !== undefined && starts > due) this.#say(line, 'due', 'order');
    return { ...(starts === undefined ? {} : { starts }), due };
  }

  #parties(line: FormLine): readonly GivenParty[] {
    const given = [
      ...(line.texts.has('executor') ? [['executor', line.texts.get('executor') ?? '', 'executor'] as const] : []),
      ...(line.lists.get('coExecutors') ?? []).map((name) => ['coExecutors', name, 'co_executor'] as const),
    ];
    const parties: GivenParty[] = [];
    for (const [path, name, role] of given) {
      const { owners } = this.#standing;
      const institution = owners.find(name);
      const meant = institution === undefined ? owners.meant(name) : undefined;
      if (institution === undefined)
        this.#say(line, path, meant === undefined ? 'institution' : 'nearest', { value: name, wanted: meant ?? '' });
      else if (parties.some((one) => one.institution === institution))
        this.#say(line, path, 'partyTwice', { value: name });
      else parties.push({ institution, role });
    }
    return parties;
  }

  /** The measure of a row of another sheet. */
  #growing(line: FormLine): { readonly number: string; readonly growing: Growing } | undefined {
    if (line.faulty.has('measure') || line.faulty.has('code')) return undefined;
    const number = firstWord(line.texts.get('measure') ?? '');
    const item = this.#items.get(number);
    const parent = parentOf(line);
    if (item?.kind !== 'measure') this.#say(line, 'measure', 'measure', { value: number });
    else if (parent !== undefined && parent !== item.parent) this.#say(line, 'parent', 'parent', { value: parent });
    else {
      const before = this.#standing.measures.get(number);
      const growing = this.#measures.get(number) ?? {
        parties: before?.parties ?? [],
        starts: before?.starts ?? undefined,
        due: before?.due ?? undefined,
      };
      this.#measures.set(number, growing);
      if (!this.#places.has(number)) this.#places.set(number, [line, 'measure']);
      return { number, growing };
    }
    return undefined;
  }

  #deliverable(line: FormLine): void {
    const found = this.#growing(line);
    if (!found) return;
    const list = (found.growing.deliverables ??= []);
    const [code, title] = [line.texts.get('code') ?? '', titleIn(line, 'title')];
    if (list.some((one) => one.code === code)) this.#say(line, 'code', 'twice', { value: code });
    else if (title) list.push({ code, title });
  }

  #milestone(line: FormLine): void {
    const found = this.#growing(line);
    if (!found) return;
    const { number, growing } = found;
    const list = (growing.milestones ??= []);
    const [code, title] = [line.texts.get('code') ?? '', titleIn(line, 'title')];
    if (list.some((one) => one.given.code === code)) return this.#say(line, 'code', 'twice', { value: code });
    const before = this.#standing.measures.get(number)?.milestones.find((one) => one.code === code);
    const deliverable = line.texts.get('deliverable');
    const needs = [
      ...new Set(
        (line.lists.get('needs') ?? []).map((need) =>
          need.startsWith(`${number}/`) ? need.slice(number.length + 1) : need,
        ),
      ),
    ];
    const given: Milestone = {
      code,
      title: title ?? { az: code },
      weight: (line.numbers.get('weight') ?? 1).toFixed(3),
      ...this.#dates(number, line, before),
      needs,
      ...(deliverable === undefined ? {} : { deliverable }),
    };
    list.push({ line, given });
  }

  /** What the form says of a measure, and what stands where it has no rows. */
  #whole(number: string, { parties, starts, due, deliverables, milestones }: Growing): DraftMeasure {
    const before = this.#standing.measures.get(number);
    const things = deliverables ?? before?.deliverables ?? [];
    const codes = new Set(things.map(({ code }) => code));
    for (const { line, given } of milestones ?? [])
      if (given.deliverable !== undefined && !codes.has(given.deliverable))
        this.#say(line, 'deliverable', 'deliverable', { value: given.deliverable });
    const steps = milestones?.map(({ given }) => given) ?? (before?.milestones ?? []).map(milestoneOf);
    const dates = { ...(starts === undefined ? {} : { starts }), ...(due === undefined ? {} : { due }) };
    return { number, parties, schedule: { ...dates, deliverables: things, milestones: steps } };
  }

  /** Changed since the form was taken: what the form leaves as it was then stays as it is now, and the rest is an error. */
  #isMeant(measure: DraftMeasure, taken: string | undefined): boolean {
    const row = this.#rows.get(measure.number);
    const item = this.#items.get(measure.number);
    if (!row || !item || taken === undefined) return true;
    const now = standingMark(this.#standing, row);
    if (now === taken) return true;
    const { parties, schedule } = measure;
    const { title, deadlineText = row.deadline_text } = item;
    if (markOf({ title, deadlineText, parties, schedule }) === now) return true;
    const { written = schedule, deliverables = [], milestones = [] } = this.#measures.get(measure.number) ?? {};
    const rows = { ...written, deliverables, milestones: milestones.map(({ given }) => given) };
    const [line, path = ''] = this.#places.get(measure.number) ?? [];
    if (markOf({ title, deadlineText, parties, schedule: rows }) !== taken && line)
      this.#say(line, path, 'changedSince', { value: measure.number });
    this.#items.set(measure.number, itemOf(row));
    return false;
  }

  #checkNeeds(measures: readonly DraftMeasure[]): void {
    const needs = new Map<string, readonly string[]>();
    const add = (number: string, steps: readonly Pick<Milestone, 'code' | 'needs'>[]) => {
      for (const step of steps)
        needs.set(
          `${number}/${step.code}`,
          (step.needs ?? []).map((need) => (need.includes('/') ? need : `${number}/${need}`)),
        );
    };
    const told = new Set(measures.map(({ number }) => number));
    for (const [number, { milestones }] of this.#standing.measures) if (!told.has(number)) add(number, milestones);
    for (const { number, schedule } of measures) add(number, schedule.milestones);
    const suspects = entangled(needs);
    let tries = 0;
    for (const [number, { milestones = [] }] of this.#measures)
      for (const { line, given } of milestones) {
        const lost = (needs.get(`${number}/${given.code}`) ?? []).filter((need) => !needs.has(need));
        for (const value of lost) this.#say(line, 'needs', 'need', { value });
        const looked = lost.length === 0 && suspects.has(`${number}/${given.code}`) && tries++ < mostTries;
        const circle = looked ? circles(needs, `${number}/${given.code}`) : undefined;
        if (circle) this.#say(line, 'needs', 'circle', { value: circle.join(' → ') });
      }
  }
}

/** Circles that are looked for in one form: what is left is refused when it is entered. */
const mostTries = 200;

const firstWord = (text: string): string => text.split(/\s/, 1)[0] ?? '';

const parentOf = (line: FormLine): string | undefined => {
  const text = line.texts.get('parent');
  return text === undefined ? undefined : firstWord(text);
};

/** A title from its three cells; undefined without the Azerbaijani one. */
export function titleIn(line: FormLine, path: string): Title | undefined {
  const [az, en, ru] = (['az', 'en', 'ru'] as const).map((lang) => line.texts.get(`${path}.${lang}`));
  if (az === undefined) return undefined;
  return { az, ...(en === undefined ? {} : { en }), ...(ru === undefined ? {} : { ru }) };
}

/** An item as it stands, its deadline left as it is. */
function itemOf({ number, parent, kind, title, note, absolute }: ItemRow): NewItem {
  return { number, kind, title, absolute, ...(parent === null ? {} : { parent }), ...(note === null ? {} : { note }) };
}

function milestoneOf({
  code,
  title,
  weight,
  deliverable,
  needs,
  starts,
  due,
}: StandingMeasure['milestones'][number]): Milestone {
  return {
    code,
    title,
    weight,
    needs,
    ...(deliverable === null ? {} : { deliverable }),
    ...(starts === null ? {} : { starts }),
    ...(due === null ? {} : { due }),
  };
}
