import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound, refusal } from '../../../kernel/refusal.ts';
import { type Checkpoint, type NamedKey, openByChain } from '../../../protocols/merkle/checkpoint.ts';
import { includedRoot, inclusionProof } from '../../../protocols/merkle/tree.ts';
import { logKeys, successionsOf } from './key.ts';
import { nodeReader } from './leaves.ts';
import { lookUps } from './logs.ts';
import { lookUpLeaf, plainLine } from './look-up-line.ts';
import { successions, way } from './proof.ts';
import { lastCheckpoint, placeOf } from './store.ts';

/* What proves to the person concerned that a look-up at their data stands in the log, where nobody can take it out. */

const format = 'vahid-look-up-proof/1';

const shape = Type.Object(
  {
    format: Type.Literal(format),
    line: Type.Record(Type.String(), Type.Unknown()),
    place: Type.Integer({ minimum: 0 }),
    way,
    checkpoint: Type.String(),
    keys: successions,
  },
  { additionalProperties: false },
);
export type LookUpProof = Static<typeof shape>;
const compiled = Compile(shape);

export const notInTree = refusal('exchange.not_in_tree', 409, {
  az: 'Bu baxış hələ jurnalın ağacına daxil edilməyib. Bir dəqiqədən sonra yenidən cəhd edin.',
  en: 'This look-up is not in the tree of the log yet. Try again in a minute.',
  ru: 'Это обращение ещё не вошло в дерево журнала. Повторите через минуту.',
});

/** Whose log: a person, or an organisation. */
type Owner = { readonly person: string } | { readonly organisation: string };

/** The proof of one look-up, for the one whose data it is. One that is still hidden is not there. @throws notFound */
export async function lookUpProof(ctx: Context, owner: Owner, id: string): Promise<LookUpProof> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const { db, vahid } = ctx;
  const subject = 'person' in owner ? owner.person : owner.organisation;
  const [line] = await lookUps.read(
    db,
    sql`m.id = ${id} and m.subject = ${subject} and (m.hidden_until is null or m.hidden_until <= ${vahid.now()})`,
  );
  if (line === undefined) throw notFound();
  const [place, last] = [await placeOf(db, lookUps.name, line), await lastCheckpoint(db, lookUps.name)];
  if (place === undefined || last === undefined) throw notInTree();
  const steps = await inclusionProof(nodeReader(db, lookUps.name), place, last.size);
  const keys = successionsOf(await logKeys(ctx, lookUps.name));
  return {
    format,
    line: { ...plainLine(vahid.keys, line) },
    place,
    way: steps.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: last.note,
    ...(keys.length > 0 ? { keys: [...keys] } : {}),
  };
}

/** Reads such a proof; undefined where the bytes are none. */
export function readLookUpProof(bytes: Buffer): LookUpProof | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return compiled.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export type LookUpVerdict = { readonly logged: Checkpoint } | { readonly fault: 'checkpoint' | 'inclusion' };

/** Judges a proof by the key of the log, which must come from elsewhere. */
export function judgeLookUpProof(proof: LookUpProof, log: NamedKey): LookUpVerdict {
  const logged = openByChain(proof.checkpoint, log, proof.keys ?? []);
  if (logged === undefined) return { fault: 'checkpoint' };
  const steps = proof.way.map((hash) => Buffer.from(hash, 'base64'));
  const { place: index, line } = proof;
  const root = includedRoot({ leaf: lookUpLeaf(line), index, size: logged.size, proof: steps });
  return root !== undefined && Buffer.from(logged.root).equals(root) ? { logged } : { fault: 'inclusion' };
}
