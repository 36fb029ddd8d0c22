import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  readonly until: number;
}

/** What the demo provider remembers between two steps of a sign-in. It lives in memory: a restart ends them all. */
export type DemoShelf = Map<string, Kept>;

// A visitor who only ever opens the first step must not fill the memory.
const most = 20_000;

export class DemoStore implements Adapter {
  readonly #model: string;
  readonly #shelf: DemoShelf;

  constructor(model: string, shelf: DemoShelf) {
    this.#model = model;
    this.#shelf = shelf;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn = 3600): Promise<void> {
    const now = Date.now();
    // Oldest first: the map keeps the order in which things came.
    for (const [key, { until }] of this.#shelf) {
      if (until > now && this.#shelf.size < most) break;
      this.#shelf.delete(key);
    }
    this.#shelf.set(this.#key(id), { payload, until: now + expiresIn * 1000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const kept = this.#shelf.get(this.#key(id));
    return kept && kept.until > Date.now() ? kept.payload : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#own().find(({ payload }) => payload.uid === uid)?.payload;
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#own().find(({ payload }) => payload.userCode === userCode)?.payload;
  }

  async consume(id: string): Promise<void> {
    const kept = this.#shelf.get(this.#key(id));
    if (kept) kept.payload = { ...kept.payload, consumed: Math.floor(Date.now() / 1000) };
  }

  async destroy(id: string): Promise<void> {
    this.#shelf.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.#shelf) if (payload.grantId === grantId) this.#shelf.delete(key);
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }

  #own(): Kept[] {
    const now = Date.now();
    return [...this.#shelf]
      .filter(([key, { until }]) => key.startsWith(`${this.#model}:`) && until > now)
      .map(([, kept]) => kept);
  }
}
