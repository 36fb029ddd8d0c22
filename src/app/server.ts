import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { settleCollector } from '../kernel/collector.ts';
import { loadAssets } from '../kernel/http/asset.ts';
import { assetsPort } from '../kernel/http/frame.ts';
import { buildServer } from '../kernel/http/server.ts';
import type { Vahid } from '../kernel/vahid.ts';
import { mountDemoProvider } from '../modules/identity/index.ts';
import { failurePage } from './failure.tsx';

/** Portal, desk and API on one port, ready to listen. */
export async function openServer(vahid: Vahid, root: string): Promise<FastifyInstance> {
  settleCollector(200, 20);
  const assets = await loadAssets(join(root, 'dist/assets'));
  assetsPort.fill(vahid, assets);
  return buildServer(vahid, {
    assets,
    failurePage,
    ...(vahid.config.mode === 'demo' ? { extend: (server: FastifyInstance) => mountDemoProvider(server, vahid) } : {}),
  });
}
