import { FeelError, type Types } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import { type CompiledProcess, compileProcess, flagTypes, type ProcessSource } from '../../process/index.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { amendEffect, isAmending } from './amending.ts';
import { feeActions } from './fee.ts';
import { finding, unknown } from './finding.ts';
import { checkOffered } from './offered.ts';
import { quotaEffects } from './quota.ts';
import type { ServiceSource } from './schema.ts';
import { agreementTypes, coApplicantsOf, openAgreements } from './co-applicant.ts';
import { sentUnagreed } from './co-applicant-finding.ts';
import { approvedUnheard } from './opinion-finding.ts';
import { approvedUnreviewed } from './review-finding.ts';
import { guardTypesWith, type Heard, heardIn, heardOf, opinionsAmong, reviewsAmong } from './heard.ts';
import { flagStandings, guardTypes, programOf, typesOf } from './types.ts';

/** Actions that the engine takes by itself once a case is submitted: by the table, or on to an official. */
export const tableActions = { approve: 'grant', officer: 'examine' } as const;
/** What an applicant may sign: what they send, not what they take back. */
const signedByApplicant: readonly string[] = ['submit', 'answer'];
const signingOfficials: readonly string[] = ['officer', 'approver', 'deputy_head'];
const notifyPrefix = 'notify-';
const doPrefix = 'do-';

/** What an effect asks for: enter, issue, take either back or correct it, tell somebody, or take a further action of the process. */
export type Effect =
  | { readonly kind: Delivering }
  | { readonly kind: 'notify'; readonly notification: string }
  | { readonly kind: 'do'; readonly action: string }
  /** The fee is asked for, or the case goes on where there is none. */
  | { readonly kind: 'charge' };

const delivering = ['enter', 'document', 'revoke', 'end', amendEffect, quotaEffects.give, quotaEffects.end] as const;
type Delivering = (typeof delivering)[number];

const isDelivering = (name: string): name is Delivering => (delivering as readonly string[]).includes(name);

export function readEffect(name: string): Effect | undefined {
  if (isDelivering(name) || name === 'charge') return { kind: name };
  if (name.startsWith(notifyPrefix)) return { kind: 'notify', notification: name.slice(notifyPrefix.length) };
  if (name.startsWith(doPrefix)) return { kind: 'do', action: name.slice(doPrefix.length) };
  return undefined;
}

/** Compiles the section `process:` and checks that the engine finds in it what it counts on. */
export function compileServiceProcess(
  source: ServiceSource<ProcessSource>,
  fields: readonly CompiledField[],
  within: NonNullable<CompiledService['within']>,
  findings: Finding[],
): CompiledProcess {
  const coApplicants = coApplicantsOf({ within });
  const { process, notifications, entry, document, fee, quota } = source;
  const done = Object.values(process.actions).flatMap(({ effects = [] }) =>
    effects.flatMap((name) => (name.startsWith(doPrefix) ? [name.slice(doPrefix.length)] : [])),
  );
  const effects = [
    ...(entry ? ['enter'] : []),
    ...(entry?.ends ? ['end'] : []),
    ...(document ? ['document', 'revoke'] : []),
    ...(document || entry ? [amendEffect] : []),
    ...(fee?.asked === 'issue' ? ['charge'] : []),
    ...(quota ? Object.values(quotaEffects) : []),
    ...Object.keys(notifications).map((name) => `${notifyPrefix}${name}`),
    ...Object.entries(process.actions).flatMap(([name, { actor }]) =>
      actor === 'system' ? [`${doPrefix}${name}`] : [],
    ),
  ];
  const { compiled, findings: found } = compileProcess(process, {
    inputTypes: { ...typesOf(fields), ...guardTypesWith(heardOf({ within }), coApplicants) },
    triggers: [...Object.values(tableActions), ...done, ...(fee ? Object.values(feeActions) : [])],
    signs: (name, actor) =>
      (signingOfficials.includes(actor) && !isAmending(process, name) && !sendsBack(process, name)) ||
      signedByApplicant.includes(name),
    effects,
  });
  findings.push(...found.map((one) => ({ ...one, path: ['process', ...one.path] })));
  const approves = source.decision.rules.some(({ outcome }) => outcome === 'approve');
  findings.push(...checkBeginning(compiled, approves), ...checkOffered(source), ...checkNotifications(source));
  if (coApplicants.length > 0) findings.push(...checkSending(source, fields));
  return compiled;
}

/** It says by remarks what is to be corrected, which a signature over the case would not cover. */
const sendsBack = ({ actions, states }: ProcessSource, name: string): boolean =>
  states[actions[name]?.to ?? '']?.status === 'waiting_for_applicant';

/**
 * What the applicant sends waits until everybody has agreed: the guard is asked as if all else were well and one agreement
 * still awaited.
 */
function checkSending({ process }: ServiceSource<ProcessSource>, fields: readonly CompiledField[]): Finding[] {
  return signedByApplicant.flatMap((name) => {
    const action = process.actions[name];
    if (!action) return [];
    const flags = flagsIn(process);
    const types = { ...agreementTypes, ...flagTypes({ flags }) };
    const program = action.guard === undefined ? undefined : compiledOrNot(fields, action.guard, types);
    const known = { unmet: 0, missing: 0, openChildren: 1, [openAgreements]: 1 };
    const waits =
      program?.inputs.includes(openAgreements) &&
      flagStandings(flags).every((standing) => program.evaluate({ ...known, ...standing }) !== true);
    return waits ? [] : [sentUnagreed(name)];
  });
}

/** `submit` leads out of a draft to a state from which the table's actions go on: where it `approves`, that action too. */
function checkBeginning(process: CompiledProcess, approves: boolean): Finding[] {
  const submit = process.actions.find(({ name }) => name === 'submit');
  const needed = [
    { name: 'submit', actor: 'applicant', from: process.initial },
    ...(approves ? [{ name: tableActions.approve, actor: 'system', from: submit?.to }] : []),
    { name: tableActions.officer, actor: 'system', from: submit?.to },
  ];
  const findings = needed.flatMap(({ name, actor, from }) => {
    const action = process.actions.find((one) => one.name === name);
    const fits = action?.actor === actor && from !== undefined && action.from.includes(from);
    return fits ? [] : [beginningMissing(name, actor, from ?? 'submit')];
  });
  const first = process.states[0];
  return first && first.status !== 'draft' ? [...findings, notDraft(first.name)] : findings;
}

const beginningMissing = (action: string, actor: string, from: string): Finding =>
  finding(
    ['process', 'actions'],
    'beginning',
    [
      `“${action}” əməliyyatı yoxdur və ya “${from}” vəziyyətindən başlamır (actor: ${actor}).`,
      `The action “${action}” is missing, or does not begin in the state “${from}” (actor: ${actor}).`,
      `Действия «${action}» нет, или оно не начинается в состоянии «${from}» (actor: ${actor}).`,
    ],
    [
      `actions bölməsinə yazın: ${action}: {from: [${from}], actor: ${actor}, …}.`,
      `Write under actions: ${action}: {from: [${from}], actor: ${actor}, …}.`,
      `Напишите в actions: ${action}: {from: [${from}], actor: ${actor}, …}.`,
    ],
  );

const notDraft = (state: string): Finding =>
  finding(
    ['process', 'states', state, 'status'],
    'beginning',
    [
      `Müraciət qaralamadan başlayır, “${state}” isə qaralama deyil.`,
      `A case begins as a draft, but “${state}” is none.`,
      `Обращение начинается с черновика, а «${state}» им не является.`,
    ],
    [
      'Birinci vəziyyətdə status: draft yazın.',
      'Give the first state status: draft.',
      'Укажите для первого состояния status: draft.',
    ],
  );

/**
 * What may stand in the holes of a notification. No personal data: a notice may be read over a shoulder. `reason` is
 * what the official wrote with the action, `article` that of the decision: of a revocation everybody may read both.
 */
export const noticeHoles = ['reference', 'service', 'institution', 'days', 'date', 'reason', 'article'] as const;

function checkNotifications({ notifications, process }: ServiceSource<ProcessSource>): Finding[] {
  const sent = new Set(Object.values(process.actions).flatMap(({ effects = [] }) => effects));
  return Object.entries(notifications).flatMap(([name, text]) => {
    const holes = Object.values(text).flatMap((one) => [...one.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
    const strange = [...new Set(holes)].filter((hole) => !(noticeHoles as readonly string[]).includes(hole));
    return [
      ...strange.map((hole) => unknown('field', ['notifications', name], hole, noticeHoles)),
      ...(sent.has(`${notifyPrefix}${name}`) ? [] : [neverSent(name)]),
    ];
  });
}

const neverSent = (name: string): Finding =>
  finding(
    ['notifications', name],
    'notification-unsent',
    [
      `“${name}” bildirişini heç bir əməliyyat göndərmir.`,
      `No action sends the notification “${name}”.`,
      `Уведомление «${name}» не отправляет ни одно действие.`,
    ],
    [
      `Əməliyyatın effects siyahısına notify-${name} yazın və ya bildirişi silin.`,
      `Add notify-${name} to effects of an action, or remove it.`,
      `Добавьте notify-${name} в effects действия или удалите уведомление.`,
    ],
  );

/** Every outcome is an action of the process, told to the applicant, and a refusal is put in words. */
export function compileOutcomes(
  source: ServiceSource<ProcessSource>,
  fields: readonly CompiledField[],
  heard: readonly Heard[],
  findings: Finding[],
): CompiledService['outcomes'] {
  const { actions } = source.process;
  const { approved, refused, lapsed = [], revoked = [] } = source.outcomes;
  for (const [outcome, names] of Object.entries({ approved, refused, lapsed, revoked })) {
    for (const [index, name] of names.entries()) {
      const path = ['outcomes', outcome, index];
      const action = actions[name];
      if (!action) findings.push(unknown('action', path, name, Object.keys(actions)));
      else if (!action.effects?.some((effect) => effect.startsWith(notifyPrefix))) findings.push(silent(path, name));
    }
  }
  for (const name of approved) {
    const asks = /\bunmet\b/.test(actions[name]?.guard ?? '');
    if (actions[name] && actions[name].actor !== 'system' && !asks && Object.keys(source.requirements).length > 0)
      findings.push(unguarded(name));
    const asked = { fields, heard, flags: flagsIn(source.process) };
    if (actions[name] && !hears(actions[name], asked)) findings.push(approvedUnheard(name));
    if (actions[name] && !waitsForReviews(actions[name], asked)) findings.push(approvedUnreviewed(name));
  }
  for (const name of [...refused, ...revoked]) {
    if (actions[name]?.actor === 'system') findings.push(refusedByProgram(['process', 'actions', name, 'actor'], name));
  }
  for (const name of revoked) findings.push(...checkRevocation(source, name));
  return { approved, refused, lapsed, revoked };
}

const flagsIn = ({ flags = {} }: ProcessSource) => Object.entries(flags).map(([name, flag]) => ({ name, ...flag }));

/** What a guard is asked over. */
interface Asked {
  readonly fields: readonly CompiledField[];
  readonly heard: readonly Heard[];
  readonly flags: ReturnType<typeof flagsIn>;
}

/** What a guard is asked about an approval for which all is well but what others say. */
const allWell = { unmet: 0, missing: 0, openChildren: 1, openOpinions: 0, openReviews: 0 };

/**
 * Does an approving action wait for every opinion? Its guard is asked as if all else were well and one opinion still
 * awaited. For the program the engine waits by itself; a guard that does not compile is found elsewhere.
 */
function hears({ actor, guard }: ProcessSource['actions'][string], { fields, heard, flags }: Asked): boolean {
  const opinions = opinionsAmong(heard);
  if (actor === 'system' || opinions.length === 0) return true;
  if (guard === undefined) return false;
  const program = compiledOrNot(fields, guard, { ...guardTypesWith(heard), ...flagTypes({ flags }) });
  const names = heardIn(guard, opinions);
  if (program && !program.inputs.includes('openOpinions') && names.length < opinions.length) return false;
  return opinions.every(({ name: awaited }) => {
    const opinion = Object.fromEntries(opinions.map(({ name }) => [name, name === awaited ? null : 'agrees']));
    return flagStandings(flags).every(
      (standing) => program?.evaluate({ ...allWell, openOpinions: 1, opinion, ...standing }) !== true,
    );
  });
}

/** The same of reviews: asked as if the opinions had come, and one reviewer had not scored yet. */
function waitsForReviews({ actor, guard }: ProcessSource['actions'][string], { fields, heard, flags }: Asked): boolean {
  if (actor === 'system' || !reviewsAmong(heard)) return true;
  if (guard === undefined) return false;
  const opinion = Object.fromEntries(opinionsAmong(heard).map(({ name }) => [name, 'agrees']));
  const program = compiledOrNot(fields, guard, { ...guardTypesWith(heard), ...flagTypes({ flags }) });
  if (program && !program.inputs.includes('openReviews') && heardIn(guard, heard).length === 0) return false;
  return flagStandings(flags).every(
    (standing) => program?.evaluate({ ...allWell, openReviews: 1, opinion, review: {}, ...standing }) !== true,
  );
}

function compiledOrNot(fields: readonly CompiledField[], guard: string, more: Types) {
  try {
    return programOf(fields, guard, { ...guardTypes, ...more, openChildren: 'number' });
  } catch (error) {
    if (error instanceof FeelError) return undefined;
    throw error;
  }
}

/** What is taken back is taken back for a reason and on a ground, by two people, and can be appealed. */
function checkRevocation({ process, decision }: ServiceSource<ProcessSource>, name: string): Finding[] {
  const action = process.actions[name];
  const appealable = Object.values(process.actions).some(
    ({ actor, from }) =>
      actor === 'applicant' && action !== undefined && from.includes(action.to) && !action.from.includes(action.to),
  );
  const wants = [
    { there: decision.revocation !== undefined, what: 'decision: { revocation: { reason: …, article: … } }' },
    { there: action?.note === 'required', what: `${name}: { note: required }` },
    { there: action?.fourEyes !== undefined, what: `${name}: { fourEyes: … }` },
    { there: appealable, what: `appeal: { from: [${action?.to ?? '…'}] }` },
  ];
  return wants.filter(({ there }) => !there).map(({ what }) => baselessRevocation(name, what));
}

const baselessRevocation = (action: string, what: string): Finding =>
  finding(
    ['outcomes', 'revoked'],
    'baseless-revocation',
    [
      `“${action}” ləğvi əsassızdır və ya ondan şikayət vermək olmur.`,
      `The revocation “${action}” would stand without a ground, or could not be appealed.`,
      `Отзыв «${action}» был бы без основания, или его нельзя было бы обжаловать.`,
    ],
    [`Yazın: ${what}.`, `Write: ${what}.`, `Напишите: ${what}.`],
  );

const silent = (path: Finding['path'], action: string): Finding =>
  finding(
    path,
    'silent-decision',
    [
      `“${action}” qərarı müraciətçiyə bildirilmir.`,
      `The applicant is not told of the decision “${action}”.`,
      `О решении «${action}» заявителю не сообщают.`,
    ],
    [
      'Əməliyyatın effects siyahısına notify-… əlavə edin.',
      'Add notify-… to effects of the action.',
      'Добавьте notify-… в effects действия.',
    ],
  );

/** Between a proposal and its approval a condition may cease to be met. */
const unguarded = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'guard'],
    'approved-unguarded',
    [
      `“${action}” şərtlərin hələ ödənildiyini yoxlamadan təsdiq edir.`,
      `“${action}” approves without asking whether the conditions are still met.`,
      `«${action}» одобряет, не проверяя, выполнены ли ещё условия.`,
    ],
    [
      'Əməliyyata guard: unmet = 0 və otherwise mətnini yazın.',
      'Give the action guard: unmet = 0 and the words under otherwise.',
      'Укажите для действия guard: unmet = 0 и текст в otherwise.',
    ],
  );

/** A refusal needs a person: the table may only propose one. */
const refusedByProgram = (path: Finding['path'], action: string): Finding =>
  finding(
    path,
    'refused-by-program',
    [
      `“${action}” imtinadır, onu proqram verə bilməz.`,
      `“${action}” refuses, which the program may not do.`,
      `«${action}» – это отказ, его не может вынести программа.`,
    ],
    ['actor sahəsində vəzifəli şəxsi göstərin.', 'Name an official in actor.', 'Укажите в actor должностное лицо.'],
  );
