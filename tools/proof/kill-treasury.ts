import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import { camt, ministryAccount, payerAccount } from '../../src/modules/payments/test-statement.ts';
import type { Random } from '../../src/modules/records/generator/random.ts';
import type { Cast } from './kill-applicants.ts';

const desk = '/masa/odenisler';
const fee = 25;

interface Order {
  readonly reference: string;
  readonly done: PromiseWithResolvers<void>;
}

/** What the ministry acknowledged of money, by the references of bills. */
export interface Money {
  readonly paid: Set<string>;
  readonly sentBack: Set<string>;
}

/** The bank of the founders and the desk of the ministry: one after another, as statements of an account are. */
export class Treasury {
  readonly acknowledged: Money = { paid: new Set(), sentBack: new Set() };
  readonly #ministry: Cast['ministry'];
  readonly #random: Random;
  readonly #read: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  #toPay: Order[] = [];
  #toSendBack: Order[] = [];
  #open = true;
  #statements = 0;
  /** Of the last statement that counts and told it. */
  #closing = 0;

  constructor(ministry: Cast['ministry'], random: Random, read: <T>(work: (db: Database) => Promise<T>) => Promise<T>) {
    this.#ministry = ministry;
    this.#random = random;
    this.#read = read;
  }

  /** Resolves once the payment of a bill was read in, and confirmed where that is needed. */
  pay(reference: string): Promise<void> {
    return put(this.#toPay, reference);
  }

  /** Resolves once the money of a bill whose case was withdrawn went back to the bank. */
  sendBack(reference: string): Promise<void> {
    return put(this.#toSendBack, reference);
  }

  close(): void {
    this.#open = false;
  }

  /** Works until it is closed; whoever waits hears of what went wrong. */
  async work(): Promise<void> {
    try {
      while (this.#open) {
        await this.#takePayments();
        await this.#takeRefunds();
        await sleep(30);
      }
    } catch (error) {
      for (const { done } of [...this.#toPay, ...this.#toSendBack]) done.reject(error);
      throw error;
    }
  }

  async #takePayments(): Promise<void> {
    if (this.#toPay.length === 0) return;
    const orders = [...this.#toPay];
    await this.#readIn(orders.map(({ reference }) => reference));
    this.#toPay = this.#toPay.filter((order) => !orders.includes(order));
    for (const { reference, done } of orders) {
      this.acknowledged.paid.add(reference);
      done.resolve();
    }
  }

  /** As one that proves itself, with a gap before it, or as CSV without balances; a third of them twice. */
  async #readIn(references: readonly string[]): Promise<void> {
    this.#statements += 1;
    const number = this.#statements;
    const way = this.#random.pick(['proves itself', 'gap', 'csv'] as const);
    const entries = references.map((rf, index) => ({ rf, ref: `P-${number}-${index}` }));
    const opening = this.#closing + (way === 'gap' ? 10 : 0);
    const told = { number: `S-${number}`, opening: opening.toFixed(2) };
    const text = way === 'csv' ? csv(entries) : camt(entries, ministryAccount, told);
    const { officer, approver } = this.#ministry;
    const once = async () => {
      const form = new FormData();
      form.append('qurum', 'in');
      form.append('statement', new Blob([text]), way === 'csv' ? 's.csv' : 's.xml');
      const next = await officer.form(`${desk}/cixaris`, form);
      if (next.includes('/cixaris/')) await approver.form(new URL(next, 'http://here').pathname, { do: 'confirm' });
      return next;
    };
    const next = await once();
    if (next.includes('/cixaris/') !== (way !== 'proves itself'))
      throw new Error(`a statement (${way}) led to ${next}`);
    if (this.#random.chance(30)) await once();
    if (way !== 'csv') this.#closing = opening + fee * references.length;
  }

  /** Confirms what the program ordered, makes a file of it and says that the bank has it. */
  async #takeRefunds(): Promise<void> {
    const orders = [...this.#toSendBack];
    if (orders.length === 0) return;
    const refunds = await this.#read((db) =>
      refundsOf(
        db,
        orders.map(({ reference }) => reference),
      ),
    );
    const now = orders.filter(({ reference }) => refunds.has(reference));
    if (now.length === 0) return;
    const { officer, deputy } = this.#ministry;
    for (const { reference } of now) await deputy.form(`${desk}/qaytarma/${refunds.get(reference)}`, { do: 'confirm' });
    await officer.form(`${desk}/bank-fayli`, { qurum: 'in' });
    for (const file of await this.#read(filesToSend)) await officer.form(`${desk}/bank-fayli/${file}/gonderildi`, {});
    this.#toSendBack = this.#toSendBack.filter((order) => !now.includes(order));
    for (const { reference, done } of now) {
      this.acknowledged.sentBack.add(reference);
      done.resolve();
    }
  }
}

function put(orders: Order[], reference: string): Promise<void> {
  const done = Promise.withResolvers<void>();
  orders.push({ reference, done });
  return done.promise;
}

function csv(entries: readonly { readonly rf: string; readonly ref: string }[]): string {
  const lines = entries.map(({ rf, ref }) =>
    [ministryAccount, ref, '2026-11-24', 'C', fee.toFixed(2), 'AZN', rf, 'Sınaq', payerAccount].join(','),
  );
  const head = 'account,entry,booked_on,direction,amount,currency,remittance,payer,payer_account';
  return [head, ...lines, ''].join('\r\n');
}

async function refundsOf(db: Database, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; reference: string }>`select r.id, b.reference from payments.refund r
    join payments.bill b on b.id = r.bill where b.reference = any(${references}::text[])`.execute(db);
  return new Map(rows.map(({ id, reference }) => [reference, id]));
}

async function filesToSend(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from payments.bank_file f where exists (
    select from payments.bank_file_refund r where r.bank_file = f.id and not exists (
      select from payments.entry e where e.refund = r.refund and e.kind = 'refund_sent')) order by made_at`.execute(db);
  return rows.map(({ id }) => id);
}
