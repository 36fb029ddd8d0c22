import { type Static, Type } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import type { DefinitionKind } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import {
  type CompiledAction,
  type CompiledProcessDefinition,
  type HoldsProcess,
  type Instance,
  processKindOf,
} from '../../process/index.ts';
import type { Level, Tolerance } from './autonomy.ts';
import type { Thresholds } from './duplicates.ts';
import { isOwners, verdictAt, withdrawn, writableIn } from './states.ts';
import { type CompiledTriage, triageName } from './triage.ts';

const closed = { additionalProperties: false } as const;
const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
const line = Type.String({ minLength: 1, maxLength: 250 });
const text = Type.Object({ az: line, en: line, ru: line }, closed);
const share = Type.Number({ minimum: 0, maximum: 1 });
const level = Type.Object(
  { ended: Type.Integer({ minimum: 1 }), kept: Type.Integer({ minimum: 0, maximum: 100 }) },
  closed,
);
const tags = Type.Array(Type.Object({ code, title: text }, closed), { minItems: 1 });

const schema = Type.Object(
  {
    /** Figures that stand in no act: pages say so. */
    sample: Type.Boolean(),
    /** One in so many self-assured requests is looked at centrally. */
    sampleOneIn: Type.Integer({ minimum: 2, maximum: 1000 }),
    /** Calendar months in which an approval must be used. */
    commitMonths: Type.Integer({ minimum: 1, maximum: 60 }),
    /** Calendar months after the end until the benefits are reviewed. */
    benefitsMonths: Type.Integer({ minimum: 1, maximum: 60 }),
    tolerance: Type.Object(
      { cost: Type.Integer({ minimum: 100, maximum: 200 }), days: Type.Integer({ minimum: 0, maximum: 365 }) },
      closed,
    ),
    autonomy: Type.Object({ partial: level, full: level }, closed),
    duplicates: Type.Object({ words: share, wordsWithData: share, data: share, wordsOnly: share }, closed),
    /** What systems can do, for the search for duplicates. */
    capabilities: tags,
    /** What the state offers to all and nobody builds anew. */
    components: tags,
  },
  closed,
);

export interface Tagged {
  readonly code: string;
  readonly title: Text;
}

export interface SpendingRules {
  readonly sample: boolean;
  readonly sampleOneIn: number;
  readonly commitMonths: number;
  readonly benefitsMonths: number;
  readonly tolerance: Tolerance;
  readonly autonomy: { readonly partial: Level; readonly full: Level };
  readonly duplicates: Thresholds;
  readonly capabilities: readonly Tagged[];
  readonly components: readonly Tagged[];
}

const rulesName = 'plan-spending-rules';

/** `plan/spending-rules.yaml`: the figures by which it is judged. */
export const rulesKind: DefinitionKind<typeof schema, SpendingRules> = {
  kind: rulesName,
  files: /^plan\/spending-rules\.yaml$/,
  schema,
  needs: [],
  compile(source: Static<typeof schema>) {
    return { compiled: source, findings: [] };
  },
};

export const spendingProcess = 'plan-spending';

const processKind = processKindOf({
  kind: spendingProcess,
  files: /^plan\/spending\.yaml$/,
  effects: ['triage', 'scan', 'route', 'assign', 'decide', 'index', 'benefits-later'],
  triggers: ['triage', 'expire', 'detect-change'],
  inputs: {
    /** Questions that bar the step, unanswered or answered so that they cannot be read. */
    problems: 'number',
    fundingIsWhole: 'boolean',
    route: 'string',
    scanned: 'boolean',
    conflict: 'boolean',
    wrote: 'boolean',
    /** Looked at by the actor, by name. */
    mine: 'boolean',
    failedChecks: 'number',
    openDuplicates: 'number',
    conditions: 'number',
    looseConditions: 'number',
    blockedCommit: 'number',
    blockedDelivery: 'number',
    blockedClosing: 'number',
    cabinetAct: 'boolean',
    contract: 'boolean',
    withinApproval: 'boolean',
    entryInUse: 'boolean',
    replacedClosed: 'boolean',
    benefitsDue: 'boolean',
    benefitsWritten: 'boolean',
  },
});

/** `plan/spending.yaml`: the states of a request and who may do what in them. What decides leads where a decision can. */
export const spendingKind: typeof processKind = {
  ...processKind,
  compile(source, scope, name) {
    const answer = processKind.compile(source, scope, name);
    const lost = Object.entries(source.process.actions).filter(
      ([, { effects = [], to }]) => effects.includes('decide') && verdictAt[to] === undefined,
    );
    const known = Object.keys(verdictAt).join(', ');
    const findings = lost.map(([action, { to }]) => ({
      path: ['process', 'actions', action, 'to'],
      rule: 'spending-decision-unknown',
      message: {
        az: `“${action}” qərar verir, amma “${to}” vəziyyətinə heç bir qərar aparmır.`,
        en: `“${action}” decides, but no decision leads to “${to}”.`,
        ru: `«${action}» принимает решение, но ни одно решение не ведёт в «${to}».`,
      },
      remedy: {
        az: `Bunlardan birinə aparsın: ${known}.`,
        en: `Let it lead to one of: ${known}.`,
        ru: `Пусть ведёт в одно из: ${known}.`,
      },
    }));
    return { ...answer, findings: [...answer.findings, ...findings] };
  },
};

interface Released {
  readonly rules: SpendingRules;
  readonly triage: CompiledTriage;
}

function inForce<T>(
  { vahid }: Pick<Context, 'vahid'>,
  kind: string,
): { readonly version: number; readonly compiled: T } {
  const found = vahid.releases.get<T>(kind, kind);
  if (!found) throw new Error(`no definition of kind ${kind} is in force`);
  return found;
}

/** The rules of spending in force. @throws Error where none are: the installation's definitions are incomplete. */
export const rulesOf = (ctx: Pick<Context, 'vahid'>): Released['rules'] =>
  inForce<SpendingRules>(ctx, rulesName).compiled;
export const triageOf = (ctx: Pick<Context, 'vahid'>): Released['triage'] =>
  inForce<CompiledTriage>(ctx, triageName).compiled;

export function processInForce(ctx: Pick<Context, 'vahid'>) {
  const { version, compiled } = inForce<CompiledProcessDefinition>(ctx, spendingProcess);
  return { version, ...compiled };
}

/** The steps of the definition by which a request runs. */
export async function stepsOf(ctx: Context, of: Instance): Promise<readonly CompiledAction[]> {
  const found = await ctx.vahid.releases.version<HoldsProcess>(of.kind, of.name, of.definition_version);
  return found?.process.actions ?? [];
}

/** What was written goes on by it, so it has to be complete. */
export const sends = ({ actor, to }: CompiledAction, state: string): boolean =>
  writableIn.includes(state) && isOwners(actor) && to !== withdrawn;
