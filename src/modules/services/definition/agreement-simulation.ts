import { digestSeen, finsIn, type KnownAgreement, withAgreements } from '../rules/co-applicants.ts';
import type { Answers, CaseData } from '../rules/values.ts';
import { coApplicantsOf } from './co-applicant.ts';
import type { CompiledService } from './compiled.ts';

/** How the agreements of a played case stand, and which ways co-applicants went. */
export interface PlayedAgreements {
  readonly known: KnownAgreement[];
  /** Who agrees as soon as they are asked, to whatever they see then. */
  readonly ready: ReadonlySet<string>;
  readonly agreed: Set<string>;
  readonly declined: Set<string>;
}

export const playedAgreements = (ready: Readonly<Record<string, 'agrees'>> = {}): PlayedAgreements => ({
  known: [],
  ready: new Set(Object.keys(ready)),
  agreed: new Set(),
  declined: new Set(),
});

interface Played {
  readonly service: CompiledService;
  readonly data: CaseData;
  readonly answers: Answers;
}

/** The case as a guard sees it: those who agree at once have agreed. */
export function withPlayedAgreements(played: Played, agreements: PlayedAgreements): CaseData {
  const { service, data, answers } = played;
  const ready = [...agreements.ready].flatMap((name) => agreementsOf(played, name));
  return withAgreements(service, data, answers, [...agreements.known, ...ready]);
}

function agreementsOf({ service, data, answers }: Played, name: string): readonly KnownAgreement[] {
  const found = coApplicantsOf(service).find((one) => one.name === name);
  if (!found) return [];
  const seen = digestSeen(service, found, answers);
  return finsIn(found, data.values).map((fin) => ({ name, fin, seen }));
}

interface Said {
  readonly agrees?: string | undefined;
  readonly declines?: string | undefined;
  readonly note?: string | undefined;
}

/** Everybody of that name agrees, or declines with a reason. Answers why they cannot; undefined when they did. */
export function sayAgreement(
  played: Played,
  status: string,
  said: Said,
  agreements: PlayedAgreements,
): string | undefined {
  const name = said.agrees ?? said.declines ?? '';
  if (!coApplicantsOf(played.service).some((one) => one.name === name)) return `no co-applicant ${name}`;
  const parties = agreementsOf(played, name);
  if (parties.length === 0) return `nobody is ${name}`;
  if (status !== 'draft' && status !== 'waiting_for_applicant') return `${name} is not asked`;
  const { known, agreed, declined } = agreements;
  const others = known.filter((one) => one.name !== name);
  if (said.agrees === undefined && said.note === undefined) return `${name} needs a note`;
  known.splice(0, known.length, ...others, ...(said.agrees === undefined ? [] : parties));
  (said.agrees === undefined ? declined : agreed).add(name);
  return undefined;
}
