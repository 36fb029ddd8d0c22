import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';

/** The right to act for an organisation, as its register tells it at this moment. */
export interface Mandate {
  /** Key of identity.organisation. */
  readonly organisation: string;
  readonly voen: string;
  readonly name: string;
  readonly office: 'head';
}

/** Full names of people by identity key, asked of the population register for `purpose`; who is not known is absent. */
export const namesPort =
  port<(ctx: Context, persons: readonly string[], purpose: string) => Promise<ReadonlyMap<string, string>>>(
    'names of people',
  );

/** For whom a person may act. Asked of the companies' register each time; undefined while it does not answer. */
export const mandatesPort =
  port<(ctx: Context, person: string) => Promise<readonly Mandate[] | undefined>>('mandates of a person');

/** The same without names: keys of the organisations that the person heads. */
export const headedPort =
  port<(ctx: Context, person: string) => Promise<readonly string[] | undefined>>('organisations a person heads');
