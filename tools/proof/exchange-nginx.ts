import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/app/commands/run.ts';
import type { Tools } from './proof.ts';

/* A pair of nginx as gateways are measured beside: TLS 1.3 with certificates on both sides, and nothing else. */

export interface NginxOrder {
  /** Port of the provider's information system on this machine. */
  readonly to: number;
  /** Folders of certificates, of the consumer's side and of the provider's. */
  readonly asks: string;
  readonly gives: string;
}

/** Whether nginx is installed on this machine. */
export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).status === 0;

/** Starts both, one process each, until the run is over. */
export async function openNginx(
  tools: Tools,
  { to, asks, gives }: NginxOrder,
): Promise<{ readonly port: number; readonly pids: readonly [number, number] }> {
  const [near, far] = [await freePort(), await freePort()];
  const provider = await started(tools, 'nginx-provider', far, [
    `listen 127.0.0.1:${far} ssl;`,
    `ssl_certificate ${gives}/certificate.pem;`,
    `ssl_certificate_key ${gives}/certificate.key;`,
    `ssl_client_certificate ${asks}/certificate.pem;`,
    'ssl_protocols TLSv1.3;',
    'ssl_verify_client on;',
    ...passing('http', to),
  ]);
  const consumer = await started(tools, 'nginx-consumer', near, [
    `listen 127.0.0.1:${near};`,
    `proxy_ssl_certificate ${asks}/certificate.pem;`,
    `proxy_ssl_certificate_key ${asks}/certificate.key;`,
    `proxy_ssl_trusted_certificate ${gives}/certificate.pem;`,
    'proxy_ssl_protocols TLSv1.3;',
    'proxy_ssl_verify on;',
    `proxy_ssl_name ${nameIn(`${gives}/certificate.pem`)};`,
    ...passing('https', far),
  ]);
  return { port: near, pids: [consumer, provider] };
}

/** The name of a gateway, for which its certificate is made out. */
const nameIn = (path: string): string => /^CN=(.+)$/m.exec(new X509Certificate(readFileSync(path)).subject)?.[1] ?? '';

/** Connections to the next one stay open, as many as the bare pair keeps. */
const passing = (scheme: 'http' | 'https', to: number): readonly string[] => [
  `location / { proxy_pass ${scheme}://next; proxy_http_version 1.1; proxy_set_header Connection ""; }`,
  `} upstream next { server 127.0.0.1:${to}; keepalive 64; keepalive_requests 1000000;`,
];

async function started(tools: Tools, name: string, port: number, server: readonly string[]): Promise<number> {
  const folder = join(tools.folder, name);
  mkdirSync(folder);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (of) => `${of}_temp_path ${folder}/${of};`,
  );
  const http = ['access_log off;', 'keepalive_requests 1000000;', ...temporary, 'server {', ...server, '}'];
  const top = ['daemon off;', 'master_process off;', `pid ${folder}/pid;`, `error_log ${folder}/error.log;`];
  const events = 'events { worker_connections 2048; }';
  writeFileSync(join(folder, 'nginx.conf'), [...top, events, 'http {', ...http, '}'].join('\n'));
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  tools.after(() => child.kill('SIGKILL'));
  for (const end = Date.now() + 10_000; !(await answers(port)); await sleep(50))
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${name} did not start`);
  return child.pid ?? 0;
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
