import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/*
 * A small back office, as an institution’s developer would write it: a process of its own that knows Vahid only by the
 * exchange. It takes cases at POST /v1/cases, keeps them in a file, and hands on what its officials decide. Nothing of
 * Vahid is imported here.
 *
 *   node back-office.ts
 *   PORT     where the institution’s gateway brings cases
 *   GATEWAY  that gateway’s door for information systems, http://127.0.0.1:8081
 *   CLIENT   this system in the exchange, AZ/GOV/rinn/technopark-system
 *   SERVICE  the service of Vahid that takes actions, AZ/GOV/rinn/vahid/cases
 *   PURPOSE  for which the right was granted
 *   FILE     where cases are kept
 */

interface Case {
  readonly reference: string;
  readonly version: number;
  readonly state: { readonly name: string; readonly status: string };
  readonly answers: Readonly<Record<string, unknown>>;
  readonly actions: readonly { readonly action: string; readonly blocked?: object }[];
}

interface Message {
  readonly key: string;
  readonly step: { readonly seq: number; readonly action: string };
  readonly case: Case;
}

interface Kept {
  /** By reference. */
  readonly cases: Record<string, Case>;
  /** Steps that were heard of, by their keys: a message may come twice. */
  readonly steps: Record<string, { readonly reference: string; readonly action: string }>;
}

const { PORT = '0', GATEWAY = '', CLIENT = '', SERVICE = '', PURPOSE = '', FILE = '' } = process.env;

const kept: Kept = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Kept) : { cases: {}, steps: {} };

/** First to disk, then the acknowledgement: what was acknowledged is not sent again. */
function save(): void {
  writeFileSync(`${FILE}.new`, JSON.stringify(kept));
  renameSync(`${FILE}.new`, FILE);
}

/** Messages come in any order: the case of the highest version is the one that holds. */
function take(message: Message): void {
  if (kept.steps[message.key]) return;
  const { reference, version } = message.case;
  const before = kept.cases[reference];
  if (!before || before.version < version) kept.cases[reference] = message.case;
  kept.steps[message.key] = { reference, action: message.step.action };
  save();
}

interface Order {
  readonly reference: string;
  readonly key?: string;
  readonly client?: string;
  readonly act: object;
}

/** What an official decided goes to Vahid; the answer is the case as it stands then. The same key does it once. */
async function post({ reference, key, client = CLIENT, act }: Order): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${GATEWAY}/r1/${SERVICE}/v1/cases/${encodeURIComponent(reference)}/actions`, {
    method: 'POST',
    headers: {
      'X-Road-Client': client,
      'X-Road-Id': `back-office-${randomUUID()}`,
      'X-Vahid-Purpose': PURPOSE,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ key: key ?? randomUUID(), ...act }),
  });
  const body: unknown = await answer.json();
  if (answer.ok) {
    kept.cases[reference] = body as Case;
    save();
  }
  return { status: answer.status, body };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || 'null');
}

function tell(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const door = `${request.method} ${request.url}`;
  if (door === 'POST /v1/cases') {
    take((await bodyOf(request)) as Message);
    return tell(response, 202, { taken: true });
  }
  // What the officials’ pages of this system would call.
  if (door === 'POST /decide') return tell(response, 200, await post((await bodyOf(request)) as Order));
  if (door === 'GET /kept') return tell(response, 200, kept);
  tell(response, 404, {});
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => tell(response, 500, { error: String(error) }));
});
server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
