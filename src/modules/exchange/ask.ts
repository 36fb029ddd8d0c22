import type { Context } from '../../kernel/context.ts';
import type { CompiledRegister, Provision } from '../catalogue/index.ts';
import type { RelationProvision } from './plan.ts';
import { providerOf, RegisterUnavailable, type Provider, type Readings, type UnderTerms } from './provider.ts';

/** How long a register may take, and after how long it is asked again when it does not say itself. */
export const patienceMilliseconds = 5_000;
export const retryMilliseconds = 15 * 60_000;

export type Asked<T> =
  | { readonly state: 'answered'; readonly answer: T; readonly readAt: string }
  | { readonly state: 'unavailable'; readonly retryAt: string };

/** Reads one register about all subjects at once. Never throws: a register that fails is unavailable. */
export function askRegister(
  ctx: Context,
  register: CompiledRegister,
  request: UnderTerms & { provides: readonly Provision[]; keys: readonly string[]; asOf: string },
): Promise<Asked<Readings>> {
  return ask(ctx, register, (provider, outside) => provider.read(outside, { register: register.name, ...request }));
}

/** Whose relation points to one of the targets? */
export function findInRegister(
  ctx: Context,
  register: CompiledRegister,
  request: UnderTerms & { provision: RelationProvision; targets: readonly string[]; asOf: string },
): Promise<Asked<ReadonlyMap<string, readonly string[]>>> {
  return ask(ctx, register, (provider, outside) => provider.find(outside, { register: register.name, ...request }));
}

/**
 * The same actor outside the caller's transaction. A register's failure must not end the caller's transaction, and
 * what the log says must be there even if that is rolled back.
 */
export function outside({ vahid, actor, requestId }: Context): Context {
  return { vahid, db: vahid.db, actor, requestId };
}

async function ask<T>(
  ctx: Context,
  register: CompiledRegister,
  question: (provider: Provider, outside: Context) => Promise<T>,
): Promise<Asked<T>> {
  const { vahid } = ctx;
  try {
    const provider = providerOf(vahid, register);
    if (!provider) throw new RegisterUnavailable(register.name);
    const answer = await withPatience(question(provider, outside(ctx)), register.name);
    return { state: 'answered', answer, readAt: vahid.now().toISOString() };
  } catch (error) {
    vahid.log.warn({ err: error, register: register.name, request: ctx.requestId }, 'register unavailable');
    const said = error instanceof RegisterUnavailable ? error.retryAt : undefined;
    const retryAt = said ?? new Date(vahid.now().getTime() + retryMilliseconds);
    return { state: 'unavailable', retryAt: retryAt.toISOString() };
  }
}

async function withPatience<T>(work: Promise<T>, register: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RegisterUnavailable(register)), patienceMilliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
