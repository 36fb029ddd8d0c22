import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileGlob,
  digestBy,
  followChain,
  InvalidEvidence,
  readArchive,
  readChainResult,
  readRequest,
  readSharedParameters,
  requestBytes,
  requestHash,
  transformed,
  verifyContainer,
} from '../../src/protocols/x-road/index.ts';
import { complain, type Order, print } from './order.ts';

/** Judges endpoint patterns, hash chains, containers and an archive of X-Road by what is known of each. */
export async function judgeXRoad({ folder }: Order): Promise<boolean | undefined> {
  const at = join(folder, 'x-road');
  if (!existsSync(at)) return complain(`There is no ${at}.`);
  const results = [patterns(at), hashes(), chains(at), await containers(at), await archives(at)];
  return results.every((right) => right);
}

function told(what: string, faults: readonly string[], of: number): boolean {
  const right = faults.length === 0 && of > 0;
  print(`${right ? 'ok  ' : 'FAIL'} ${what}: ${of - faults.length} of ${of}`);
  for (const fault of faults) complain(`     ${fault}`);
  return right;
}

function patterns(at: string): boolean {
  const cases = JSON.parse(readFileSync(join(at, 'path-glob.json'), 'utf8')) as [string, string, boolean][];
  const wrong = cases.filter(([pattern, path, expected]) => compileGlob(pattern).matches(path) !== expected);
  return told(
    'endpoint patterns',
    wrong.map((one) => JSON.stringify(one)),
    cases.length,
  );
}

/** Hashes of one request without and with a body, worked by pr-rest §4.3 and not by this program. */
const golden = {
  '': '5/AzYL6aE/ItfLH95b7q5Pcs6+NH7Ggv+1HFAichRL16tto/VSUdyiqrUui4eUpel30SQBUCc+fZVYKiS+IYdQ==',
  '{"a":1}': 'f3/juvBtNBJb0dXFRWQBDW7nNHNkOqtIpSQR2SW52hY+CL9eketxDfUJ4hra/GvNTqOwGXjj4bHQfPjcwUFo7g==',
};

function hashes(): boolean {
  const request = readRequest(
    {
      method: 'GET',
      target: '/r1/AZ/GOV/1234/Reg/people/v1/7?x=1',
      headers: [
        ['X-Road-Client', 'AZ/GOV/9/App'],
        ['accept', 'application/json'],
      ],
    },
    { requestId: '00000000-0000-4000-8000-000000000001', id: 'AZ-00000000-0000-4000-8000-000000000002' },
  );
  const sha512 = (of: string | Buffer) => createHash('sha512').update(of).digest();
  const head = sha512(requestBytes(request));
  const faults = Object.entries(golden).flatMap(([body, expected]) => {
    const found = requestHash(head, body === '' ? undefined : { sha512: sha512(body) });
    return found === expected ? [] : [`${body}: ${found}`];
  });
  return told('request hashes', faults, Object.keys(golden).length);
}

/** Chains whose name says that they are wrong must be found so; files that are not there count as what the chain says. */
function chains(at: string): boolean {
  const folder = join(at, 'hash-chain');
  const names = readdirSync(folder).filter((name) => /-hashchain(?:-invalid)?\.xml$/.test(name));
  const faults = names.filter((name) => {
    const stem = name.replace(/-hashchain(?:-invalid)?\.xml$/, '');
    const chain = readFileSync(join(folder, name));
    const message = join(folder, `${stem}-message.xml`);
    const stated = statedDigests(chain.toString('utf8'));
    try {
      followChain(
        chain,
        readChainResult(readFileSync(join(folder, `${stem}-hashchainresult.xml`))),
        (uri, method, how) =>
          existsSync(message) ? digestBy(method, transformed(readFileSync(message), uri, how)) : stated.get(uri),
      );
      return name.includes('invalid');
    } catch (error) {
      if (!(error instanceof InvalidEvidence)) throw error;
      return !name.includes('invalid');
    }
  });
  return told('hash chains', faults, names.length);
}

function statedDigests(chain: string): ReadonlyMap<string, Buffer> {
  const found = chain.matchAll(/DataRef URI="([^"]+)">\s*<DigestValue>([^<]+)</g);
  return new Map([...found].map(([, uri = '', value = '']) => [uri, Buffer.from(value, 'base64')]));
}

const trustOf = (at: string) => readSharedParameters(readFileSync(join(at, 'globalconf/shared-params.xml')));

async function verdictOf(bytes: Buffer, at: string): Promise<string> {
  try {
    await verifyContainer(bytes, trustOf(at));
    return 'valid';
  } catch (error) {
    if (!(error instanceof InvalidEvidence)) throw error;
    return error.fault;
  }
}

async function containers(at: string): Promise<boolean> {
  const verdicts = JSON.parse(readFileSync(join(at, 'verdicts.json'), 'utf8')) as Record<string, string>;
  const faults: string[] = [];
  for (const [name, expected] of Object.entries(verdicts)) {
    const verdict = await verdictOf(readFileSync(join(at, 'asice', name)), at);
    if (verdict !== expected) faults.push(`${name}: ${verdict} instead of ${expected}`);
  }
  return told('containers of evidence', faults, Object.keys(verdicts).length);
}

async function archives(at: string): Promise<boolean> {
  const names = readdirSync(join(at, 'archive')).filter((name) => name.endsWith('.zip'));
  const faults: string[] = [];
  for (const name of names) {
    const { containers: found, broken } = await readArchive(readFileSync(join(at, 'archive', name)));
    if (found.size === 0 || broken.length > 0) faults.push(`${name}: ${broken.join(', ') || 'empty'}`);
  }
  return told('archives', faults, names.length);
}
