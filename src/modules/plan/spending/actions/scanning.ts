import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { entriesWithStems } from '../../../catalogue/index.ts';
import { recordOf } from '../autonomy.ts';
import { judge } from '../checks/checks.ts';
import { routeNames } from '../choices.ts';
import { architectureOf, riskOf } from '../content.ts';
import { type Comparable, type Likeness, likeness } from '../duplicates.ts';
import { pictureFor, readAnswers, today } from '../lookup.ts';
import { rulesOf, triageOf } from '../rules.ts';
import { type Frequencies, stemsOf, tellingStems, vectorOf } from '../similarity.ts';
import { writeChecks } from '../store/checks.ts';
import { listOutcomes } from '../store/decisions.ts';
import {
  type Candidate,
  comparableDocuments,
  type Document,
  frequenciesOf,
  writeCandidates,
  writeDocument,
} from '../store/duplicates.ts';
import { setRoute, setScanned, type SpendRow } from '../store/requests.ts';
import { type Ground, type Routed, routeOf } from '../triage.ts';

/** Takes the words of a request into the index, so that those to come are compared with it. */
export async function indexRequest(ctx: Context, row: SpendRow): Promise<void> {
  const { id: request, institution, capabilities, users, concepts } = row;
  const of = { request, institution, capabilities, users, concepts };
  await writeDocument(ctx.db, stemsOf(row.title, row.purpose), of);
}

/** Runs the architecture checks and looks for duplicates; what a person waived or resolved stays. */
export async function scanRequest(ctx: Context, row: SpendRow): Promise<void> {
  const read = await readAnswers(ctx, row.answers, row.institution);
  const said = architectureOf(row.answers, read.content, row.institution);
  const at = ctx.vahid.now();
  await writeChecks(ctx.db, row.id, judge(said, await pictureFor(ctx, row.answers, read)), at);
  await writeCandidates(ctx.db, row.id, await findCandidates(ctx, row), at);
  await setScanned(ctx.db, row.id, at);
}

/** Most others that are looked at, those with the most telling stems in common first; and most that a person is shown. */
const mostCompared = 500;
const mostShown = 20;

async function findCandidates(ctx: Context, row: SpendRow): Promise<readonly Candidate[]> {
  const { duplicates: least } = rulesOf(ctx);
  const stems = stemsOf(row.title, row.purpose);
  const frequencies = await frequenciesOf(ctx.db, stems.all);
  const vector = vectorOf(stems, frequencies);
  const telling = tellingStems(vector, Math.min(least.words, least.wordsWithData, least.wordsOnly));
  const own: Comparable = { vector, capabilities: row.capabilities, users: row.users, concepts: row.concepts };
  const of = { request: row.id, institution: row.institution };
  const documents = await comparableDocuments(ctx.db, of, telling, mostCompared);
  const all = await withTheirs(ctx, frequencies, documents);
  const requests = documents.flatMap((document) => {
    const alike = likeness(own, comparableOf(document, all), least);
    return alike ? [candidate(alike, { other: document.request })] : [];
  });
  const entries = await findEntries(ctx, row, own, telling, frequencies);
  return [...requests, ...entries].sort((a, b) => b.score - a.score).slice(0, mostShown);
}

/** With the counts of the stems that only the others hold: their vectors are as long as they would be in a scan of their own. */
async function withTheirs(
  ctx: Context,
  { requests, of }: Frequencies,
  documents: readonly Document[],
): Promise<Frequencies> {
  const theirs = [...new Set(documents.flatMap(({ stems }) => stems))].filter((stem) => !of.has(stem));
  const more = await frequenciesOf(ctx.db, theirs);
  return { requests, of: new Map([...of, ...more.of]) };
}

const comparableOf = ({ titleStems, stems, ...rest }: Document, frequencies: Frequencies): Comparable => ({
  vector: vectorOf({ title: titleStems, all: stems }, frequencies),
  ...rest,
});

async function findEntries(
  ctx: Context,
  row: SpendRow,
  own: Comparable,
  telling: readonly string[],
  frequencies: Frequencies,
): Promise<readonly Candidate[]> {
  const { duplicates: least } = rulesOf(ctx);
  const found = await entriesWithStems(ctx, telling, mostCompared);
  return found.flatMap(({ kind, code, title, about, institution, concepts }) => {
    // Its own entries, and those it names, are no news to whoever asks.
    if (institution === row.institution || row.entries.includes(`${kind}/${code}`)) return [];
    const vector = vectorOf(stemsOf(title.az, about?.az ?? ''), frequencies);
    const alike = likeness(own, { vector, capabilities: [], users: [], concepts }, least);
    return alike ? [candidate(alike, { entry_kind: kind, entry_code: code })] : [];
  });
}

function candidate({ score, why }: Likeness, to: Partial<Candidate>): Candidate {
  return { id: newId(), other: null, entry_kind: null, entry_code: null, ...to, score, why };
}

const sampledGround: Ground = {
  text: {
    az: 'Öz qiymətləndirməsi seçmə yolla mərkəzdə yoxlanılır.',
    en: 'Self-assurance is looked at by the centre, as drawn by lot.',
    ru: 'Самооценка выборочно проверяется центром.',
  },
  article: 'action-plan-2026-2028 6.1.5.2.2',
};

/** Says who looks at a request: by its answers, by what its institution has earned, and by lot. */
export async function routeRequest(ctx: Context, row: SpendRow): Promise<void> {
  await setRoute(ctx.db, row.id, await routedAnew(ctx, row));
}

/** What was answered while it is looked at may make its route graver, never lighter. */
export async function rerouteRequest(ctx: Context, row: SpendRow): Promise<void> {
  const anew = await routedAnew(ctx, row);
  const { route, routeGrounds: grounds } = row;
  const stays = route !== null && routeNames.indexOf(anew.route) <= routeNames.indexOf(route);
  await setRoute(ctx.db, row.id, stays ? { route, grounds } : anew);
}

async function routedAnew(ctx: Context, row: SpendRow): Promise<Routed> {
  const { content } = await readAnswers(ctx, row.answers, row.institution);
  const { tolerance, autonomy } = rulesOf(ctx);
  const record = recordOf(await listOutcomes(ctx.db, row.institution), today(ctx), tolerance, autonomy);
  const routed = routeOf(triageOf(ctx), riskOf(row.answers, content, row.institution), record.level);
  const drawn = row.sampled && routed.route === 'self_assure';
  return drawn ? { route: 'central', grounds: [...routed.grounds, sampledGround] } : routed;
}
