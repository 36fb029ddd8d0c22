import { randomUUID } from 'node:crypto';
import type { Json } from '../../src/kernel/job.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { openRandom } from '../../src/modules/records/generator/random.ts';
import { type Acknowledged, apply, type Cast, signIn } from './kill-applicants.ts';
import { Acknowledgements, Caller } from './kill-caller.ts';

/** A page as somebody in particular asks for it. */
export interface Visited {
  /** The page, and who looks at it where several do. */
  readonly what: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };
/** In the officer's queue, more or less: some are decided, some taken back. */
const cases = 40;

const as = ({ token }: Caller): Visited['headers'] => ({ ...asBrowser, cookie: `vahid=${token}` });

/** Pages that are open to all, a citizen's own, a company's own and an officer's, of a state in which people have applied. */
export async function visitedPages(vahid: Vahid): Promise<readonly Visited[]> {
  const acknowledged = new Acknowledgements();
  const base = `http://localhost:${vahid.config.port}`;
  const cast = await signIn(vahid.db, (token) => new Caller(base, token, acknowledged));
  const { company, waiting } = await applications(cast);
  const [citizen] = cast.founders;
  if (!citizen) throw new Error('nobody heads a company');
  return [...openPages, ...(await citizensPages(citizen)), ...companysPages(company, waiting), ...desk(cast, waiting)];
}

const openPages: readonly Visited[] = [
  '/',
  '/xidmetler',
  '/xidmetler?q=park',
  '/xidmetler/technopark-residency',
  '/plan',
  '/kataloq',
].map((path) => ({ what: path, path, headers: asBrowser }));

/** A case that waits for an officer, of a company that has applied. */
async function applications(cast: Cast): Promise<{ readonly company: Caller; readonly waiting: string }> {
  const random = openRandom(1, 'pages');
  const known = new Map<string, Acknowledged>();
  for (const company of cast.companies.slice(0, cases)) await apply(cast, company, random, known);
  for (const { caller, open } of cast.companies)
    if (open?.actions.at(-1) === 'examine') return { company: caller, waiting: open.id };
  throw new Error('no application waits for an officer');
}

/** Somebody with a document that was issued at once, and with a draft of which every question is answered. */
async function citizensPages(citizen: Caller): Promise<readonly Visited[]> {
  const issued = await draft(citizen, 'freelancer-registration', { is: { work: 'software' } });
  await citizen.post(`/api/v1/cases/${issued}/submit`, { key: randomUUID() });
  const written = await draft(citizen, 'company-registration', {
    nizamname: { charter: 'own', charterText: 'Hesabat ildə iki dəfədir.' },
    ad: { companyName: 'Sınaq 1' },
    is: { activity: 'software' },
    yer: { seat: 'Bakı, Sınaq 3' },
  });
  return own('citizen', citizen, [
    ['/'],
    ['/melumatlarim'],
    ['/muracietler'],
    ['/muracietler/:id', issued],
    ['/muracietler/:id/sual/ad', written],
    ['/muracietler/:id/yoxlama', written],
    ['/senedler'],
    ['/bildirisler'],
    ['/baxislar'],
  ]);
}

const companysPages = (company: Caller, waiting: string): readonly Visited[] =>
  own('company', company, [
    ['/biznes'],
    ['/muracietler'],
    ['/muracietler/:id', waiting],
    ['/bildirisler'],
    ['/baxislar'],
  ]);

const own = (
  who: string,
  caller: Caller,
  pages: readonly (readonly [path: string, id?: string])[],
): readonly Visited[] =>
  pages.map(([path, id = '']) => ({ what: `${path}, ${who}`, path: path.replace(':id', id), headers: as(caller) }));

/** Answers the id of the draft. */
async function draft(
  caller: Caller,
  service: string,
  pages: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): Promise<string> {
  const { id } = await caller.post<{ id: string }>('/api/v1/cases', { service });
  for (const [page, values] of Object.entries(pages))
    await caller.post(`/api/v1/cases/${id}/answers`, { page, values });
  return id;
}

/** The queue of the office where the companies have applied, and a case in it. */
const desk = ({ officer }: Cast, waiting: string): readonly Visited[] => [
  { what: '/masa', path: '/masa', headers: as(officer) },
  { what: '/masa/is/:id', path: `/masa/is/${waiting}`, headers: as(officer) },
];
