import { Type } from 'typebox';
import { allow } from '../../../kernel/access.ts';
import { file, idParam, json, route } from '../../../kernel/http/route.ts';
import { InvalidInput, notFound } from '../../../kernel/refusal.ts';
import { printVerifierKey } from '../../../protocols/merkle/checkpoint.ts';
import { consistencyProof } from '../../../protocols/merkle/tree.ts';
import { ownerOf } from '../actions.ts';
import { type LogName, logNames } from './entities.ts';
import { logKeys, verifierOf } from './key.ts';
import { nodeReader } from './leaves.ts';
import { lookUpProof } from './look-up-proof.ts';
import { lastCheckpoint } from './store.ts';

const names = Object.keys(logNames) as LogName[];
const plain = 'text/plain; charset=utf-8';
const answer = Type.String();

/** Whoever keeps checkpoints sees later that a log only grew. Of one log: its signed note as it is; else one after another. */
const checkpoints = route({
  method: 'GET',
  path: '/exchange/log/checkpoint',
  access: 'exchange.watchLogs',
  query: Type.Object({ log: Type.Optional(Type.String({ enum: names })) }),
  async handler(request) {
    allow(request, 'exchange.watchLogs');
    const { db, query } = request;
    const asked = names.filter((name) => query.log === undefined || query.log === name);
    const found = await Promise.all(asked.map((name) => lastCheckpoint(db, name)));
    const notes = found.flatMap((one) => (one ? [one.note] : []));
    if (notes.length === 0) throw notFound();
    return file(notes.join('\n'), plain);
  },
});

/** Keys of all logs, the present one of each first, then the notes by which earlier ones lead to it. */
const keys = route({
  method: 'GET',
  path: '/exchange/log/key',
  access: 'exchange.watchLogs',
  async handler(request) {
    allow(request, 'exchange.watchLogs');
    const all = await Promise.all(names.map((name) => logKeys(request, name)));
    const lines = all.flatMap((own) => own.toReversed().map((key) => `${printVerifierKey(verifierOf(key))}\n`));
    const notes = all.flatMap((own) => own.flatMap(({ note }) => (note === null ? [] : [note])));
    return file([lines.join(''), ...notes].join('\n'), plain);
  },
});

const digits = Type.String({ pattern: '^[1-9][0-9]{0,14}$' });
const size = Type.Integer();

const consistency = route({
  method: 'GET',
  path: '/exchange/log/consistency',
  access: 'exchange.watchLogs',
  summary:
    'Hashes that show that the tree of a log over `from` lines is a beginning of that over `to` (RFC 9162 §2.1.4)',
  query: Type.Object({
    log: Type.String({ enum: names }),
    from: digits,
    to: digits,
  }),
  answer: Type.Object({ log: answer, from: size, to: size, proof: Type.Array(answer) }),
  async handler(request) {
    allow(request, 'exchange.watchLogs');
    const { db, query } = request;
    const { from, to } = { from: Number(query.from), to: Number(query.to) };
    const log = query.log as LogName;
    const last = await lastCheckpoint(db, log);
    if (last === undefined || to > last.size) throw notFound();
    if (from > to) throw new InvalidInput([{ path: '/from', message: 'from must not be larger than to' }]);
    const proof = await consistencyProof(nodeReader(db, log), from, to);
    return json({ log, from, to, proof: proof.map((hash) => Buffer.from(hash).toString('base64')) });
  },
});

/** The proof of one look-up, for the one whose data it is: "vahid verify" judges it. */
const proof = route({
  method: 'GET',
  path: '/baxislar/:id/subut',
  access: 'exchange.readLookUps',
  params: idParam,
  async handler(request) {
    const { id } = request.params;
    const found = await lookUpProof(request, ownerOf(request), id);
    return file(`${JSON.stringify(found, null, 1)}\n`, 'application/json', `baxis-${id}.json`);
  },
});

export const logRoutes = [checkpoints, keys, consistency, proof];
