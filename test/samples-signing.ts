import { sql } from 'kysely';
import { newCode, newId } from '../src/kernel/identifier.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

/** A case that was sent, with a signature beside its second step; what stands in it matters to no door. */
async function signedCase(house: House, id: string): Promise<string> {
  await sql`insert into services.signature (instance, seq, at, jws, key, contents)
    values (${id}, 2, ${house.clock.now()}, 'a.b.c', '\\x00', '{}')`.execute(house.vahid.db);
  return id;
}

/** Somebody stands before the demo signing service, to sign in there. */
async function atService({ http, vahid }: House): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'vahid',
    redirect_uri: `${vahid.config.publicUrl}/imza/qayit`,
    scope: 'service',
    state: newCode(20),
    code_challenge: newCode(43),
    code_challenge_method: 'S256',
  });
  const led = await http.inject({ url: `/demo-csc/oauth2/authorize?${query}` });
  return led.headers.location?.split('/').at(-1) ?? '';
}

/** An order for a signature is its session's own: to every other it is not there. */
const atSigning: Readonly<Record<string, Sample>> = {
  'GET /imza/:id': () => ({ params: { id: newId() } }),
  'GET /imza/:id/davam': () => ({ params: { id: newId() } }),
  'GET /imza/qayit': () => ({ query: { state: 'made-up', code: 'made-up' } }),
  'GET /imza/demo/:uid': async (house) => ({ params: { uid: await atService(house) } }),
  'GET /imza/demo/:uid (unknown)': () => ({ params: { uid: newCode(21) } }),
  'POST /imza/demo/:uid': async (house) => ({
    params: { uid: await atService(house) },
    body: { person: '5KN7R2A', agree: 'yes' },
  }),
  'POST /imza/demo/:uid (unknown)': () => ({ params: { uid: newCode(21) }, body: { agree: 'yes' } }),
};

/** Doors of signing, and of the signatures of a case. */
export function signingSamples(sentCase: (house: House) => Promise<string>): Readonly<Record<string, Sample>> {
  const there: Sample = async (house) => ({ params: { id: await signedCase(house, await sentCase(house)), seq: '2' } });
  const unknown: Sample = () => ({ params: { id: newId(), seq: '2' } });
  const doors = ['GET /muracietler/:id/imza/:seq', 'GET /masa/is/:id/imza/:seq'];
  const ofCases = doors.flatMap((door): readonly (readonly [string, Sample])[] => [
    [door, there],
    [`${door} (unknown)`, unknown],
  ]);
  return { ...atSigning, ...Object.fromEntries(ofCases) };
}
