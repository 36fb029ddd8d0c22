import { randomInt } from 'node:crypto';
import { newId } from '../../kernel/identifier.ts';
import type { Json } from '../../kernel/job.ts';
import { makeVoen } from '../../language/index.ts';
import { type CompiledRegister, register } from '../catalogue/index.ts';
import { type Provider, readingOf, type ReadRequest, type RecordInForce } from './provider.ts';

interface Kept {
  readonly register: string;
  readonly data: Readonly<Record<string, Json>>;
  readonly from: string;
  readonly to: string | null;
}

/** Registers held in memory, for tests of the exchange: a provider like any other, which counts what it is asked. */
export class TrialRegisters implements Provider {
  readonly records: Kept[] = [];
  readonly reads: ReadRequest[] = [];
  readonly entered = new Map<string, string>();
  /** Registers that answer with this instead. */
  readonly broken = new Map<string, () => Promise<never>>();

  add(name: string, data: Readonly<Record<string, Json>>, from = '2020-01-01', to: string | null = null): void {
    this.records.push({ register: name, data, from, to });
  }

  readonly read: Provider['read'] = async ({ vahid }, request) => {
    this.reads.push(request);
    await this.broken.get(request.register)?.();
    const asked = register(vahid.releases, request.register) as CompiledRegister;
    return new Map(
      request.keys.map((key) => [
        key,
        Object.fromEntries(
          request.provides.map((provision) => {
            const about = this.inForce(asked.name, request.asOf).filter(({ data }) => holds(data[provision.by], key));
            return [provision.name, readingOf(asked, provision, about)];
          }),
        ),
      ]),
    );
  };

  readonly find: Provider['find'] = async (_ctx, { register: name, provision, targets, asOf }) => {
    await this.broken.get(name)?.();
    return new Map(
      targets.map((target) => {
        const pointing = this.inForce(name, asOf).filter(({ data }) => holds(data[provision.to], target));
        return [target, pointing.map(({ data }) => String(data[provision.by]))];
      }),
    );
  };

  readonly enter: Provider['enter'] = async (_ctx, { register: name, entry, effectKey }) => {
    const before = this.entered.get(effectKey);
    if (before !== undefined) return { record: before, repeated: true };
    const record = newId();
    this.entered.set(effectKey, record);
    this.add(name, entry);
    return { record };
  };

  private inForce(name: string, day: string): readonly RecordInForce[] {
    return this.records
      .filter((record) => record.register === name && record.from <= day && (record.to === null || day < record.to))
      .map(({ data, from }) => ({ data, recordedAt: `${from}T08:00:00.000Z` }));
  }
}

function holds(value: Json | undefined, key: string): boolean {
  return value === key || (Array.isArray(value) && value.includes(key));
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A FİN nobody has. */
export function newFin(): string {
  return Array.from({ length: 7 }, () => letters[randomInt(letters.length)]).join('');
}

/** A VÖEN of a legal person that nobody has. */
export function newVoen(): string {
  for (;;) {
    const voen = makeVoen(String(randomInt(10_000_000, 99_999_999)), 'legal');
    if (voen) return voen;
  }
}
