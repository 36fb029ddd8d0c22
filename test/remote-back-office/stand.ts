import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../src/app/commands/run.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { readGatewaySettings, runGateway, type RunningGateway } from '../../src/modules/exchange/index.ts';
import { Gateway, makeGateway, publishExchange, settleGateway } from '../../tools/proof/gateways.ts';
import { backOfficeSystem } from '../remote-service.ts';
import { service } from '../service-stage.ts';

/* Vahid with its gateway in the test, and beyond it an institution: a gateway and a back office, each a process of its own. */

const vahidSystem = 'AZ/GOV/rinn/vahid';
const cases = `${vahidSystem}/cases`;
export const ownSystem = `AZ/GOV/rinn/${backOfficeSystem}`;
/** Another system of the institution, which also may call, and works on no case. */
export const otherSystem = 'AZ/GOV/rinn/portal';
const ground = { path: '/v1/**', purpose: service, act: 'technopark-rules', article: '4.2' };

export interface BackOffice {
  start(): Promise<void>;
  /** As if it fell over. */
  kill(): Promise<void>;
  /** What it has heard of. */
  kept(): Promise<{
    readonly cases: Record<
      string,
      { version: number; state: { name: string }; answers: Record<string, unknown>; actions: readonly object[] }
    >;
    readonly steps: Record<string, { readonly reference: string; readonly action: string }>;
  }>;
  /** An official of the institution decides in their own system. */
  decide(order: {
    reference: string;
    key?: string;
    client?: string;
    act: object;
  }): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
}

export interface RemoteStand {
  readonly office: BackOffice;
  close(): Promise<void>;
}

/** Makes both gateways by the commands of an administrator, and starts everything. */
export async function openRemoteStand(root: string, folder: string, vahid: Vahid): Promise<RemoteStand> {
  const port = await freePort();
  const ours = await makeGateway(root, join(folder, 'vahid'), { id: 'AZ/GOV/rinn/gw-vahid', serves: vahidSystem });
  const serves = `${ownSystem},${otherSystem}`;
  const theirs = await makeGateway(root, join(folder, 'institution'), { id: 'AZ/GOV/rinn/gw1', serves });
  await publishExchange(root, folder, ['vahid', 'institution']);
  settleGateway(ours, {
    disclosures: 'here',
    services: [{ service: cases, address: 'vahid:cases', personal: true }],
    rights: [ownSystem, otherSystem].map((client) => ({ client, service: cases, method: '*', ...ground })),
  });
  settleGateway(theirs, {
    allowed: { loopback: true },
    services: [{ service: `${ownSystem}/back-office`, address: `http://127.0.0.1:${port}`, personal: false }],
    rights: [{ client: vahidSystem, service: `${ownSystem}/back-office`, method: 'POST', ...ground }],
  });
  const gateway = new Gateway(root, theirs);
  const office = backOffice(root, join(folder, 'office'), { port, gateway: gateway.port });
  let running: RunningGateway | undefined;
  const close = async () => {
    await office.kill();
    await gateway.close();
    await running?.close();
  };
  try {
    running = await runGateway(vahid, readGatewaySettings(join(ours.folder, 'gateway/gateway.yaml')));
    await Promise.all([gateway.start(), office.start()]);
  } catch (error) {
    await close();
    throw error;
  }
  return { office, close };
}

function backOffice(
  root: string,
  folder: string,
  { port, gateway }: { readonly port: number; readonly gateway: number },
): BackOffice {
  mkdirSync(folder, { recursive: true });
  let child: ChildProcess | undefined;
  const at = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    GATEWAY: `http://127.0.0.1:${gateway}`,
    CLIENT: ownSystem,
    SERVICE: cases,
    PURPOSE: service,
    FILE: join(folder, 'cases.json'),
  };
  return {
    start() {
      const program = join(root, 'test/remote-back-office/back-office.ts');
      const started = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      child = started;
      return new Promise((done, failed) => {
        started.stdout.once('data', () => done());
        started.once('exit', (code) => failed(new Error(`the back office ended with ${code}`)));
      });
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child?.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
    kept: async () => (await (await fetch(`${at}/kept`)).json()) as Awaited<ReturnType<BackOffice['kept']>>,
    async decide(order) {
      const answer = await fetch(`${at}/decide`, { method: 'POST', body: JSON.stringify(order) });
      return (await answer.json()) as Awaited<ReturnType<BackOffice['decide']>>;
    },
  };
}
