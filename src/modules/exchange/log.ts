import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { insertAll, type Journal } from '../../kernel/writer.ts';
import type { operations, outcomes, Reason } from './entities.ts';
import type { EntityName } from './fact.ts';
import type { Terms } from './rules.ts';

const journal: Journal = {
  table: 'exchange.look_up',
  columns: {
    id: 'uuid',
    at: 'timestamptz',
    operation: 'text',
    consumer: 'text',
    actor_person: 'uuid',
    entity: 'text',
    subject: 'uuid',
    concepts: 'jsonb',
    purpose: 'text',
    act: 'text',
    article: 'text',
    reference: 'text',
    outcome: 'text',
    reason: 'text',
    system: 'text',
    service: 'text',
    hidden_until: 'timestamptz',
    requests: 'text',
  },
};

type Outcome = keyof typeof outcomes;

interface Line {
  readonly entity: EntityName;
  readonly subject: string;
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly concepts: Set<string>;
  readonly key: string | null;
}

export interface LoggedTerms extends Terms {
  readonly reference?: string;
  /** Of what a system got without asking each time: which one, by which service, and until when no act lets it be shown. */
  readonly through?: { readonly system: string; readonly service: string; readonly hiddenUntil?: Date | undefined };
  /** Told by which request over the exchange these keys were asked about. */
  readonly asked?: (keys: readonly string[], requestId: string) => void;
}

/** A look-up of which more was asked than a line names would be one of many thousands. */
const mostRequests = 100;

/** Gathers what one look-up touched and writes it as one line per subject and outcome. */
export class LookUpLog {
  readonly #operation: keyof typeof operations;
  readonly #terms: LoggedTerms;
  readonly #lines = new Map<string, Line>();
  readonly #requests = new Map<string, Set<string>>();

  constructor(operation: keyof typeof operations, terms: LoggedTerms) {
    this.#operation = operation;
    this.#terms = terms;
  }

  note(
    of: { entity: EntityName; id: string | null; key?: string | null },
    concept: string,
    outcome: Outcome,
    reason: Reason | null = null,
  ): void {
    // Nobody's data was read where the register's key leads to nobody.
    if (of.id === null) return;
    const key = `${of.entity} ${of.id} ${outcome} ${reason}`;
    const line = this.#lines.get(key) ?? {
      entity: of.entity,
      subject: of.id,
      outcome,
      reason,
      key: of.key ?? null,
      concepts: new Set(),
    };
    line.concepts.add(concept);
    this.#lines.set(key, line);
  }

  /** Notes by which request over the exchange keys were asked about: what a gateway tells of it is this look-up. */
  readonly asked = (keys: readonly string[], requestId: string): void => {
    for (const key of keys) {
      const known = this.#requests.get(key) ?? new Set();
      this.#requests.set(key, known.add(requestId));
    }
  };

  /** Notes that somebody was named in the answers about another. */
  reached(from: string, to: string): void {
    for (const id of this.#requests.get(from) ?? []) this.asked([to], id);
  }

  /** Resolves when every line is committed, in a transaction of its own: a rollback of the caller's changes nothing. */
  async commit(ctx: Context): Promise<void> {
    await Promise.all(this.#rows(ctx).map((row) => ctx.vahid.writer.append(journal, row)));
  }

  /** Writes in the caller's transaction: for an entry, which is there only if that commits. */
  async write(ctx: Context): Promise<void> {
    const rows = this.#rows(ctx);
    if (rows.length > 0) await insertAll(ctx.db, journal, rows);
  }

  #rows(ctx: Context) {
    const at = ctx.vahid.now();
    const { consumer, purpose, basis, reference, through } = this.#terms;
    return [...this.#lines.values()].map(({ entity, subject, outcome, reason, concepts, key }) => ({
      id: newId(at.getTime()),
      at,
      operation: this.#operation,
      consumer,
      actor_person: ctx.actor.person ?? null,
      entity,
      subject,
      concepts: [...concepts],
      purpose,
      act: basis.act,
      article: basis.article,
      reference: reference ?? null,
      outcome,
      reason,
      system: through?.system ?? null,
      service: through?.service ?? null,
      hidden_until: through?.hiddenUntil ?? null,
      requests: this.#requestsOf(key),
    }));
  }

  #requestsOf(key: string | null): string | null {
    const ids = key === null ? undefined : this.#requests.get(key);
    return ids === undefined ? null : [...ids].slice(0, mostRequests).join(' ');
  }
}
