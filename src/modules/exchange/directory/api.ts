import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { type Answer, json, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { centreKey } from './centre-key.ts';
import { partsOf } from './instance.ts';
import { centrePath, configurationPath } from './path.ts';
import { configurationName, publishedNow } from './publish.ts';
import { listMembers } from './reading.ts';

/** Gateways ask every minute: until then whoever stands between may answer. */
const keptSeconds = 30;

async function published(ctx: Context, name: string): Promise<Answer> {
  allow(ctx, 'exchange.readConfiguration');
  const found = await publishedNow(ctx.db, name);
  if (!found) throw notFound();
  return kept(found.signed, 'application/jose');
}

const kept = (bytes: string, type: string): Answer => ({
  kind: 'file',
  bytes,
  type,
  kept: { seconds: keptSeconds, digest: createHash('sha256').update(bytes).digest('hex') },
});

export const configurationRoute = route({
  method: 'GET',
  path: configurationPath,
  access: 'exchange.readConfiguration',
  handler: (request) => published(request, configurationName),
});

/** The book of one gateway: its identifier in one segment, and `.jws`. */
export const bookRoute = route({
  method: 'GET',
  path: '/exchange/books/:file',
  access: 'exchange.readConfiguration',
  params: Type.Object({ file: Type.String({ pattern: '^[^/]+/[^/]+/[^/]+/.+\\.jws$', maxLength: 500 }) }),
  async handler(request) {
    const gateway = request.params.file.slice(0, -'.jws'.length);
    if (partsOf(request.vahid, gateway)?.system === undefined) throw notFound();
    return published(request, gateway);
  },
});

export const centreRoute = route({
  method: 'GET',
  path: centrePath,
  access: 'exchange.readConfiguration',
  async handler(request) {
    allow(request, 'exchange.readConfiguration');
    const key = await centreKey(request);
    if (!key) throw notFound();
    return kept(key.pem, 'application/x-pem-file');
  },
});

const names = Type.Array(Type.String());

export const membersRoute = route({
  method: 'GET',
  path: '/api/v1/exchange/members',
  access: 'exchange.readConfiguration',
  summary: 'Who takes part in the exchange: members, their systems, and the gateways through which they do',
  answer: Type.Object({
    instance: Type.String(),
    members: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), subsystems: names })),
    gateways: Type.Array(
      Type.Object({
        id: Type.String(),
        address: Type.String(),
        certificates: names,
        keys: Type.Array(Type.Object({ kid: Type.String(), until: Type.Optional(Type.String()) })),
        serves: names,
      }),
    ),
  }),
  async handler(request) {
    const { instance, members, gateways } = await listMembers(request);
    const keysOf = (keys: (typeof gateways)[number]['keys']) =>
      keys.map(({ kid, until }) => ({ kid, ...(until === undefined ? {} : { until }) }));
    return json({ instance, members, gateways: gateways.map((one) => ({ ...one, keys: keysOf(one.keys) })) });
  },
});
