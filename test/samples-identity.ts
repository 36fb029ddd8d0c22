import { newCode, newId } from '../src/kernel/identifier.ts';
import { demoPeople } from '../src/modules/identity/index.ts';
import type { Asked, House } from './house.ts';
import { foreignSamples } from './samples-foreign.ts';
import type { Sample } from './samples.ts';

/** Follows a sign-in like a browser up to the page where it stops: answers the page's address. */
async function walk(house: House, jar: Record<string, string>, from: string, until: RegExp): Promise<string> {
  let at = from;
  while (!until.test(at)) {
    const answer = await house.http.inject({ url: at, cookies: jar });
    for (const { name, value } of answer.cookies) jar[name] = value;
    const to = answer.headers.location;
    if (to === undefined) throw new Error(`${at} leads nowhere: ${answer.statusCode}`);
    at = to;
  }
  return at;
}

async function beginSignIn(house: House): Promise<{ readonly uid: string; readonly jar: Record<string, string> }> {
  const jar: Record<string, string> = {};
  const at = await walk(house, jar, '/giris', /^\/giris\/demo\//);
  return { uid: at.slice('/giris/demo/'.length), jar };
}

const fin = demoPeople[0]?.fin ?? '';

/** The provider's answer to a sign-in that was begun in the same browser. */
async function completeSignIn(house: House): Promise<Asked> {
  const { uid, jar } = await beginSignIn(house);
  const chosen = await house.ask(
    house.route('POST /giris/demo/:uid'),
    { params: { uid }, body: { person: fin } },
    house.visitor('anonymous'),
  );
  const at = await walk(house, jar, chosen.headers.location ?? '', /^\/giris\/qayit/);
  return { query: Object.fromEntries(new URL(at, 'http://localhost').searchParams), cookies: jar };
}

export const identitySamples: Readonly<Record<string, Sample>> = {
  'GET /giris/qayit': completeSignIn,
  'GET /giris/qayit (not begun here)': () => ({ query: { state: 'made-up', code: 'made-up' } }),
  'GET /giris/demo/:uid': async (house) => ({ params: { uid: (await beginSignIn(house)).uid } }),
  'GET /giris/demo/:uid (unknown)': () => ({ params: { uid: newCode(21) } }),
  'POST /giris/demo/:uid': async (house) => ({
    params: { uid: (await beginSignIn(house)).uid },
    body: { person: fin },
  }),
  'POST /giris/demo/:uid (unknown)': () => ({ params: { uid: newCode(21) }, body: { person: fin } }),
  ...foreignSamples,
  'POST /cixis': () => ({}),
  'POST /sessiyalar': async (house) => {
    const session = await house.signIn(house.visitor('citizen.own'));
    return { body: { session: session?.id ?? '' } };
  },
  'POST /sessiyalar (unknown)': () => ({ body: { session: newId() } }),
  'POST /sessiyalar (all but this one)': () => ({ body: { session: 'others' } }),
  'POST /kimin-adindan': (house) => ({ body: { organisation: house.visitor('company.own').organisation ?? '' } }),
  'POST /kimin-adindan (unknown)': () => ({ body: { organisation: newId() } }),
  'POST /kimin-adindan (oneself)': () => ({ body: { organisation: 'self' } }),
};
