import type { Context } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { mayRead } from '../../exchange/index.ts';
import { clock, flagsOfInstance, journal, stateOfInstance, titleAtDesk } from '../../process/index.ts';
import type { CompiledService, RegisterField } from '../definition/compiled.ts';
import type { FactRow } from '../entities.ts';
import { judgeRead, submissionDay } from '../actions/deciding.ts';
import { deskActions } from '../actions/desk.ts';
import { removedEvidence } from '../actions/evidence.ts';
import type { LoadedCase } from '../actions/loading.ts';
import * as store from '../store.ts';
import { openGuide } from './guide.ts';

/** A case as an institution's own system gets it: fields of the definition and nothing else of the applicant. */
export type BackOfficeFile = { readonly [key: string]: Json };

/**
 * A case with what the desk would show of it and what may be done with it now. A fact goes with its value only where
 * `rights.yaml` lets the institution read it today for the purpose of the service.
 */
export async function caseForBackOffice(ctx: Context, loaded: LoadedCase): Promise<BackOfficeFile> {
  const { row, of, service } = loaded;
  const [facts, answers] = [await store.listFacts(ctx.db, row.id), await store.listAnswers(ctx.db, row.id)];
  const judged = judgeRead(service, facts, answers, {
    opinions: {},
    reviews: [],
    submittedOn: submissionDay(ctx, row),
  });
  const actions = await deskActions(ctx, of, service, judged, { headed: [], awaited: undefined });
  const state = await stateOfInstance(ctx, of);
  const running = await clock(ctx, of);
  return {
    reference: row.reference,
    service: { name: service.name, version: row.version, title: { ...service.title } },
    applicant: row.organisation === null ? 'person' : 'organisation',
    channel: row.channel,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    version: of.version,
    seq: of.seq,
    state: { name: state.name, status: state.status, title: { ...titleAtDesk(state) } },
    flags: (await flagsOfInstance(ctx, of)).map(({ name, title }) => ({ name, title: { ...title } })),
    clock: running
      ? { name: running.name, due: running.due?.toISOString() ?? null, workingDaysLeft: running.workingDaysLeft }
      : null,
    facts: factsGiven(ctx, loaded, facts),
    answers: Object.fromEntries(answers.map(({ field, value }) => [field, value])),
    removed: (await removedEvidence(ctx, row.id)).map(({ removedAt, ...file }) => ({
      ...file,
      removedAt: removedAt.toISOString(),
    })),
    requirements: judged.requirements.map(({ name, sign, text, article }) => ({
      name,
      sign,
      text: { ...text },
      article,
    })),
    pages: service.pages.map(({ page, question }) => ({ page, question: { ...question } })),
    actions: actions.map(({ action, title, note, asksPages, proposesAmendment, blocked }) => ({
      action,
      title: { ...title },
      note,
      pages: asksPages,
      amendment: proposesAmendment,
      ...(blocked ? { blocked: { code: blocked.code, text: { ...blocked.text } } } : {}),
    })),
    journal: await journalGiven(ctx, loaded),
    decision: await decisionGiven(ctx, loaded),
    document: row.document_code,
  };
}

const grantedTo = (ctx: Context, { row, service }: Pick<LoadedCase, 'row' | 'service'>) =>
  mayRead(ctx.vahid.releases, { consumer: row.institution, purpose: service.purpose, basis: service.basis });

function factsGiven(ctx: Context, loaded: LoadedCase, facts: readonly FactRow[]): BackOfficeFile {
  const may = grantedTo(ctx, loaded);
  const given = loaded.service.fields.flatMap((field): (readonly [string, Json])[] => {
    if (field.source !== 'register') return [];
    const about = { label: { ...field.label }, concept: field.concept, register: field.register };
    const found = facts.find((fact) => fact.field === field.name);
    if (!may(field.concept)) return [[field.name, { ...about, state: 'refused' }]];
    const goneAt = loaded.service.forgotten?.get(field.name)?.toISOString();
    if (!found) return [[field.name, { ...about, state: 'unknown', ...(goneAt ? { forgottenAt: goneAt } : {}) }]];
    const value = found.state === 'value' ? { value: found.value } : {};
    return [[field.name, { ...about, state: found.state, ...value, readAt: found.read_at.toISOString() }]];
  });
  return Object.fromEntries(given);
}

/** Words of the applicant and of the institution; nobody's name. */
async function journalGiven(ctx: Context, { of }: LoadedCase): Promise<Json> {
  const entries = await journal(ctx, of);
  return entries.map(({ seq, at, action, actedAs, status, note }) => ({
    seq,
    at: at.toISOString(),
    action,
    by: actedAs,
    status,
    ...(note?.state === 'kept' ? { note: note.value } : {}),
  }));
}

async function decisionGiven(ctx: Context, { row }: LoadedCase): Promise<Json> {
  const decision = await store.lastDecision(ctx.db, row);
  if (!decision) return null;
  const guide = await openGuide(ctx);
  return {
    outcome: decision.outcome,
    at: decision.at.toISOString(),
    appealUntil: row.appeal_until,
    reasons: decision.reasons.map(({ text, article }) => ({
      text: { ...text },
      article,
      cited: { ...guide.article(article).cited },
    })),
  };
}

/** The concepts of the dictionary that a case gives: of the registers' facts that have a value, and of the answers. */
export function conceptsGiven({ fields }: CompiledService, file?: BackOfficeFile): readonly string[] {
  const facts = (file?.facts ?? {}) as Readonly<Record<string, { readonly state?: string } | undefined>>;
  const answers = (file?.answers ?? {}) as Readonly<Record<string, Json | undefined>>;
  const isGiven = (name: string) => facts[name]?.state === 'value' || answers[name] !== undefined;
  const named = fields.filter((field): field is RegisterField => 'concept' in field);
  const given = named.filter(({ name }) => file === undefined || isGiven(name)).map(({ concept }) => concept);
  return [...new Set(given.length > 0 ? given : named.map(({ concept }) => concept))];
}
