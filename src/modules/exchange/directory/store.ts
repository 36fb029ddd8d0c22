import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { GatewayState } from './entities.ts';

export interface GatewayRow {
  readonly id: string;
  /** `AZ/GOV/rinn/gw1`. */
  readonly name: string;
  /** That runs it. */
  readonly institution: string;
  readonly address: string;
  readonly state: GatewayState;
  readonly at: Date;
}

/** How something ended before its time. */
export interface Ending {
  readonly withdrawnAt: Date | null;
  readonly reason: string | null;
  readonly withdrawnBy: string | null;
}

export interface CertificateRow extends Ending {
  readonly fingerprint: string;
  readonly gateway: string;
  /** Identifier of the system that shows it; null where the gateway itself does. */
  readonly client: string | null;
  readonly pem: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly announcement: string;
  readonly at: Date;
}

export interface KeyRow extends Ending {
  readonly gateway: string;
  readonly kid: string;
  readonly jwk: Readonly<Record<string, string>>;
  readonly announcement: string;
  readonly at: Date;
}

/** Makes whoever changes the directory take turns, until the end of the transaction. */
export async function takeTurn(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('exchange.gateway'))`.execute(db);
}

/** As `takeTurn`, but does not wait: false while it is somebody else's turn. */
export async function tryTurn(db: Database): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select
    pg_try_advisory_xact_lock(hashtext('exchange.gateway')) as mine`.execute(db);
  return rows[0]?.mine === true;
}

const gatewayColumns = sql`g.id, g.name, g.institution, g.address, g.state, g.at`;

export async function findGateways(db: Database): Promise<readonly GatewayRow[]> {
  const { rows } = await sql<GatewayRow>`select ${gatewayColumns} from exchange.gateway g order by g.name`.execute(db);
  return rows;
}

/** By its identifier, or by its key. */
export async function findGateway(
  db: Database,
  by: { name: string } | { id: string },
): Promise<GatewayRow | undefined> {
  const which = 'name' in by ? sql`g.name = ${by.name}` : sql`g.id = ${by.id}`;
  const { rows } = await sql<GatewayRow>`select ${gatewayColumns} from exchange.gateway g where ${which}`.execute(db);
  return rows[0];
}

export async function insertGateway(db: Database, { id, name, institution, address, state, at }: GatewayRow) {
  await sql`insert into exchange.gateway (id, name, institution, address, state, at)
    values (${id}, ${name}, ${institution}, ${address}, ${state}, ${at})`.execute(db);
}

export async function updateGateway(
  db: Database,
  { id, address, state }: Pick<GatewayRow, 'id' | 'address' | 'state'>,
): Promise<void> {
  await sql`update exchange.gateway set address = ${address}, state = ${state} where id = ${id}`.execute(db);
}

/** Certificates of one gateway, or of all, the newest first. */
export async function findCertificates(db: Database, gateway?: string): Promise<readonly CertificateRow[]> {
  const { rows } =
    await sql<CertificateRow>`select c.fingerprint, c.gateway, c.client, c.pem, c.valid_from as "validFrom",
      c.valid_to as "validTo", c.announcement, c.at, w.at as "withdrawnAt", w.reason, w.institution as "withdrawnBy"
    from exchange.certificate c left join exchange.withdrawal w on w.certificate = c.fingerprint
    where ${gateway ?? null}::uuid is null or c.gateway = ${gateway ?? null} order by c.at desc, c.fingerprint`.execute(
      db,
    );
  return rows;
}

/** Keys of one gateway, or of all, the newest first. */
export async function findKeys(db: Database, gateway?: string): Promise<readonly KeyRow[]> {
  const { rows } =
    await sql<KeyRow>`select k.gateway, k.kid, k.jwk, k.announcement, k.at, w.at as "withdrawnAt", w.reason,
      w.institution as "withdrawnBy"
    from exchange.gateway_key k left join exchange.withdrawal w on w.gateway = k.gateway and w.kid = k.kid
    where ${gateway ?? null}::uuid is null or k.gateway = ${gateway ?? null} order by k.at desc, k.kid`.execute(db);
  return rows;
}

/** Whether a certificate or a key ever stood here. */
export async function isKnown(db: Database, what: { fingerprint: string } | { thumbprint: string }): Promise<boolean> {
  const { rows } =
    'fingerprint' in what
      ? await sql`select from exchange.certificate where fingerprint = ${what.fingerprint}`.execute(db)
      : await sql`select from exchange.gateway_key where thumbprint = ${what.thumbprint}`.execute(db);
  return rows.length > 0;
}

type Given<T> = Omit<T, keyof Ending> & { readonly person: string };

export async function insertCertificate(db: Database, given: Given<CertificateRow>): Promise<void> {
  await sql`insert into exchange.certificate (fingerprint, gateway, client, pem, valid_from, valid_to, announcement, person, at)
    values (${given.fingerprint}, ${given.gateway}, ${given.client}, ${given.pem}, ${given.validFrom}, ${given.validTo},
      ${given.announcement}, ${given.person}, ${given.at})`.execute(db);
}

export async function insertKey(db: Database, given: Given<KeyRow> & { readonly thumbprint: string }): Promise<void> {
  await sql`insert into exchange.gateway_key (gateway, kid, jwk, thumbprint, announcement, person, at)
    values (${given.gateway}, ${given.kid}, ${JSON.stringify(given.jwk)}::jsonb, ${given.thumbprint}, ${given.announcement},
      ${given.person}, ${given.at})`.execute(db);
}

export interface Withdrawal {
  readonly id: string;
  readonly gateway: string;
  readonly certificate?: string | undefined;
  readonly kid?: string | undefined;
  readonly reason: string;
  readonly institution: string;
  readonly person: string;
  readonly at: Date;
}

/** False where it was withdrawn already. */
export async function insertWithdrawal(db: Database, given: Withdrawal): Promise<boolean> {
  const { rows } =
    await sql`insert into exchange.withdrawal (id, gateway, certificate, kid, reason, institution, person, at)
    values (${given.id}, ${given.gateway}, ${given.certificate ?? null}, ${given.kid ?? null}, ${given.reason},
      ${given.institution}, ${given.person}, ${given.at}) on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

export interface ServingRow {
  readonly subsystem: string;
  /** Null: it takes part through none any more. */
  readonly gateway: string | null;
  readonly at: Date;
}

/** Where each system takes part now. */
export async function findServing(db: Database): Promise<readonly ServingRow[]> {
  const { rows } = await sql<ServingRow>`select distinct on (subsystem) subsystem, gateway, at from exchange.serving
    order by subsystem, number desc`.execute(db);
  return rows;
}

export async function insertServing(db: Database, given: ServingRow & { readonly person: string }): Promise<void> {
  await sql`insert into exchange.serving (subsystem, gateway, person, at)
    values (${given.subsystem}, ${given.gateway}, ${given.person}, ${given.at})`.execute(db);
}

export interface FormerServingRow {
  readonly subsystem: string;
  readonly from: Date;
  readonly until: Date;
}

/** What took part through a gateway, by its identifier, and then through another or none. */
export async function findFormerServing(db: Database, gateway: string): Promise<readonly FormerServingRow[]> {
  const { rows } = await sql<FormerServingRow>`select told.subsystem, told.at as "from", told.until from (
      select s.subsystem, s.gateway, s.at, lead(s.at) over (partition by s.subsystem order by s.number) as until
      from exchange.serving s
      where s.subsystem in (select o.subsystem from exchange.serving o join exchange.gateway g on g.id = o.gateway
        where g.name = ${gateway})) told
    join exchange.gateway g on g.id = told.gateway and g.name = ${gateway} where told.until is not null`.execute(db);
  return rows;
}
