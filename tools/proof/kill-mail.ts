import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import { openTestPost, type Received, type TestPost } from '../../src/modules/mail/test-post.ts';
import type { Random } from '../../src/modules/records/generator/random.ts';

/** A mail server that now and then takes a letter without saying so, or refuses one for the moment. */
export async function openPost(random: Random): Promise<TestPost> {
  const post = await openTestPost();
  post.cuts = () => {
    if (random.chance(10)) post.refusals.push(451);
    return random.chance(20);
  };
  return post;
}

/** Everybody who is known wants letters, at night too. */
export async function subscribeAll(db: Database): Promise<void> {
  await sql`insert into mail.address (id, person, organisation, address, lang, quiet, asked_at, confirmed_at)
    select gen_random_uuid(), person, organisation, coalesce(person, organisation) || '@example.az', 'en', false, now(), now()
    from (select id as person, null::uuid as organisation from identity.person
      union all select null, id from identity.organisation) o`.execute(db);
}

/** Lets no letter wait for more news, nor for its next try. */
export async function hurry(db: Database): Promise<void> {
  await sql`update kernel.job set run_at = now() where id in (select id from kernel.job
    where kind like 'mail.%' and run_at > now() for update skip locked)`.execute(db);
}

interface Letter {
  readonly id: string;
  readonly to: string;
  readonly news: number;
}

/** Everything but the moment at which it was posted. */
const sayings = ({ to, raw }: Received): string => `${to}\n${raw.replace(/^Date: .*\r\n/im, '')}`;
const idIn = (raw: string): string => /^Message-ID: (.*)\r$/im.exec(raw)?.[1] ?? '';
const newsIn = (raw: string): number => Number(/how many: (\d+)/.exec(raw.replaceAll('=\r\n', ''))?.[1]);

/** What is wrong with the letters that arrived; those that came more than once must be the same. */
export async function mailFaults(db: Database, taken: readonly Received[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const arrived = Map.groupBy(taken, ({ raw }) => idIn(raw));
  for (const [id, letters] of arrived) {
    const [first, ...others] = new Set(letters.map(sayings));
    if (others.length > 0) faults.push(`letter ${id} came again as another: ${first} --- ${others[0]}`);
  }
  const { rows } = await sql<Letter>`select m.letter as id, a.address as "to", count(*)::integer as news
    from mail.message m join mail.address a on a.id = m.address where m.state = 'sent' group by 1, 2`.execute(db);
  for (const { id, to, news } of rows) {
    const letter = arrived.get(id)?.[0];
    if (letter?.to !== to || newsIn(letter.raw) !== news)
      faults.push(
        `letter ${id} of ${news} to ${to} is noted as sent; arrived: ${letter?.to} ${letter && newsIn(letter.raw)}`,
      );
  }
  const noted = new Set(rows.map(({ id }) => id));
  for (const id of arrived.keys()) if (!noted.has(id)) faults.push(`letter ${id} arrived and is not noted`);
  return faults;
}

/** Each query finds what must not be. */
export const mailInvariants: readonly (readonly [says: string, query: RawBuilder<unknown>])[] = [
  ['news of which no letter was sent', sql`select id, state, letter from mail.message where state <> 'sent'`],
  [
    'address that was not told of exactly its notifications',
    sql`select a.address from mail.address a where
      (select count(*) from mail.message m where m.address = a.id) <> (select count(*) from process.notification n
        where n.at >= a.asked_at and (n.person = a.person or n.organisation = a.organisation))`,
  ],
];
