import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { answersFor, inChargeOf } from '../../../identity/index.ts';
import { entriesWithStems } from '../../../catalogue/index.ts';
import { judge } from '../checks/checks.ts';
import { routeNames } from '../choices.ts';
import { architectureOf, riskOf } from '../content.ts';
import { type Comparable, type Likeness, likeness } from '../duplicates.ts';
import { pictureFor, readAnswers, recordFor } from '../lookup.ts';
import { largestOf } from '../money.ts';
import { rulesOf, triageOf } from '../rules.ts';
import { type Frequencies, type Stems, stemsOf, tellingStems, vectorOf } from '../similarity.ts';
import { writeChecks } from '../store/checks.ts';
import {
  type Candidate,
  comparableDocuments,
  frequenciesOf,
  type Telling,
  writeCandidates,
  writeDocument,
} from '../store/duplicates.ts';
import { setRoute, setSampled, setScanned, type SpendRow } from '../store/requests.ts';
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
  const institution = await inChargeOf(ctx, row.institution);
  const said = architectureOf(row.answers, read.content, institution);
  const at = ctx.vahid.now();
  await writeChecks(ctx.db, row.id, judge(said, await pictureFor(ctx, row.answers, read)), at);
  await writeCandidates(ctx.db, row.id, await findCandidates(ctx, row), at);
  await setScanned(ctx.db, row.id, at);
}

/** Most others that are looked at, those with the weightiest stems in common first; and most that a person is shown. */
const mostCompared = 500;
const mostShown = 20;

/** Another thing as it is compared, once the worth of its stems is known. */
interface Other {
  readonly stems: Stems;
  readonly of: Omit<Comparable, 'vector'>;
  readonly to: Partial<Candidate>;
}

async function findCandidates(ctx: Context, row: SpendRow): Promise<readonly Candidate[]> {
  const { duplicates: least } = rulesOf(ctx);
  const stems = stemsOf(row.title, row.purpose);
  const frequencies = await frequenciesOf(ctx.db, stems.all);
  const vector = vectorOf(stems, frequencies);
  const telling = new Map(
    tellingStems(vector, Math.min(least.words, least.wordsWithData, least.wordsOnly)).map((stem) => {
      return [stem, vector.get(stem) ?? 0] as const;
    }),
  );
  const own: Comparable = { vector, capabilities: row.capabilities, users: row.users, concepts: row.concepts };
  const others = [...(await otherRequests(ctx, row, telling)), ...(await otherEntries(ctx, row, telling))];
  const all = await withTheirs(ctx, frequencies, others);
  const found = others.flatMap(({ stems: theirs, of, to }) => {
    const alike = likeness(own, { vector: vectorOf(theirs, all), ...of }, least);
    return alike ? [candidate(alike, to)] : [];
  });
  return found.sort((a, b) => b.score - a.score).slice(0, mostShown);
}

/** With the counts of the stems that only the others hold: their vectors are as long as they would be in a scan of their own. */
async function withTheirs(
  ctx: Context,
  { requests, of }: Frequencies,
  others: readonly Pick<Other, 'stems'>[],
): Promise<Frequencies> {
  const theirs = [...new Set(others.flatMap(({ stems }) => stems.all))].filter((stem) => !of.has(stem));
  const more = await frequenciesOf(ctx.db, theirs);
  return { requests, of: new Map([...of, ...more.of]) };
}

async function otherRequests(ctx: Context, row: SpendRow, telling: Telling): Promise<readonly Other[]> {
  const institutions = await answersFor(ctx, await inChargeOf(ctx, row.institution));
  const documents = await comparableDocuments(ctx.db, { request: row.id, institutions }, telling, mostCompared);
  return documents.map(({ request, titleStems, stems, capabilities, users, concepts }) => ({
    stems: { title: titleStems, all: stems },
    of: { capabilities, users, concepts },
    to: { other: request },
  }));
}

async function otherEntries(ctx: Context, row: SpendRow, telling: Telling): Promise<readonly Other[]> {
  const owner = await inChargeOf(ctx, row.institution);
  const found = await entriesWithStems(ctx, [...telling.keys()], mostCompared);
  const foreign: Other[] = [];
  for (const { kind, code, title, about, institution, concepts } of found) {
    const entry = `${kind}/${code}`;
    // Its own entries, and those it names, are no news to whoever asks.
    if (row.entries.includes(entry) || (await inChargeOf(ctx, institution, entry)) === owner) continue;
    foreign.push({
      stems: stemsOf(title.az, about?.az ?? ''),
      of: { capabilities: [], users: [], concepts },
      to: { entry_kind: kind, entry_code: code },
    });
  }
  return foreign;
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

/**
 * Whether a request is drawn, by a key that nobody who asks has: it is not foreseen, and stays the same however often it
 * is sent.
 */
export function isDrawn(vahid: Context['vahid'], id: string): boolean {
  return vahid.keys.digest('plan.spending_lot', id).readUInt32BE() % rulesOf({ vahid }).sampleOneIn === 0;
}

/** Draws the lot of a request that has been sent. */
export async function drawLot(ctx: Context, id: string): Promise<boolean> {
  const drawn = isDrawn(ctx.vahid, id);
  await setSampled(ctx.db, id, drawn);
  return drawn;
}

/** Says who looks at a request: by its answers, by what its institution has earned, and by lot. */
export async function routeRequest(ctx: Context, row: SpendRow): Promise<void> {
  await setRoute(ctx.db, row.id, await routedAnew(ctx, row));
}

/** What is answered while it is looked at, or comes out when it is under way, may make its route graver, never lighter. */
export async function rerouteRequest(ctx: Context, row: SpendRow): Promise<void> {
  const anew = await routedAnew(ctx, row);
  const { route, routeGrounds: grounds } = row;
  const stays = route !== null && routeNames.indexOf(anew.route) <= routeNames.indexOf(route);
  await setRoute(ctx.db, row.id, stays ? { route, grounds } : anew);
}

async function routedAnew(ctx: Context, row: SpendRow): Promise<Routed> {
  const { content } = await readAnswers(ctx, row.answers, row.institution);
  const answers = riskOf(row.answers, content, row.institution);
  // Once it is under way it may come to more than was answered.
  const total = largestOf([answers.total, row.forecast, row.committed]) ?? answers.total;
  const { level } = await recordFor(ctx, row.institution);
  const routed = routeOf(triageOf(ctx), { ...answers, total }, level);
  const drawn = row.sampled && routed.route === 'self_assure';
  return drawn ? { route: 'central', grounds: [...routed.grounds, sampledGround] } : routed;
}
