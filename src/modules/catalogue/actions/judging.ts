import type { Context } from '../../../kernel/context.ts';
import type { CompiledDefinition, Finding, Judgement, Path } from '../../../kernel/definition.ts';
import { otherSources } from '../concepts/one-source.ts';
import { lockConcepts } from '../concepts/store.ts';
import type { CompiledRegister, CompiledSystems } from '../definition/compiled.ts';
import { secondPrimary, takenCode, unknownName } from '../definition/finding.ts';
import { findOtherwiseEntered, findOwners } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';

type Found = readonly [file: string, finding: Finding];

/**
 * What the compiler cannot see of definitions: that people have entered another source of a concept (OO-3), another
 * thing under the same code, or nothing under a code to which a system is tied. For `Room.judge`; checks no access.
 */
export async function judgeDefinitions(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<Judgement> {
  await lockConcepts(ctx);
  const found = [
    ...(await takenCodes(ctx, definitions)),
    ...(await secondSources(ctx, definitions)),
    ...(await lostTies(ctx, definitions)),
  ];
  const byFile = Map.groupBy(found, ([file]) => file);
  return new Map([...byFile].map(([file, ofFile]) => [file, ofFile.map(([, finding]) => finding)]));
}

/** A register or service bears its definition's name, a system stands in a list. */
function entriesOf({ kind, name, compiled }: CompiledDefinition): readonly (EntryRef & { readonly path: Path })[] {
  if (kind === 'register' || kind === 'service') return [{ kind, code: name, path: [] }];
  if (kind !== 'systems') return [];
  return Object.keys((compiled as CompiledSystems).systems).map((code, index) => {
    return { kind: 'system', code, path: ['systems', index, 'code'] };
  });
}

async function takenCodes(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<readonly Found[]> {
  const named = definitions.flatMap((one) => entriesOf(one).map((entry) => ({ ...entry, file: one.file })));
  const refs = named.map(({ kind, code }) => ({ kind, code }));
  return (await findOtherwiseEntered(ctx.db, refs)).flatMap(({ kind, code, title, source }): readonly Found[] => {
    const at = named.find((one) => one.kind === kind && one.code === code);
    return at ? [[at.file, takenCode(at.path, code, title, source)]] : [];
  });
}

async function secondSources(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<readonly Found[]> {
  const registers = definitions.filter(({ kind }) => kind === 'register');
  const named = registers.flatMap(({ name, file, compiled }) => {
    const { title, provides } = compiled as CompiledRegister;
    return provides.map((one, index) => ({
      claim: { concept: one.name, register: name, title },
      file,
      path: ['provides', index, one.kind === 'relation' ? 'relation' : 'concept'],
    }));
  });
  // Against each other they have been compiled.
  const others = await otherSources(
    ctx,
    named.map(({ claim }) => claim),
    { instead: registers.map(({ name }) => name) },
  );
  return named.flatMap(({ claim, file, path }): readonly Found[] => {
    const title = others.get(claim);
    return title ? [[file, secondPrimary(path, claim.concept, { title })]] : [];
  });
}

/** Ties of systems to what neither these definitions nor the register have. */
async function lostTies(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<readonly Found[]> {
  const ties = definitions
    .filter(({ kind }) => kind === 'systems')
    .flatMap(({ file, compiled }) =>
      Object.values((compiled as CompiledSystems).systems).flatMap(({ relations = [] }, index) =>
        relations.map(({ to }, at) => ({ file, to, path: ['systems', index, 'relations', at, 'to', 'code'] })),
      ),
    );
  const known = [
    ...definitions.flatMap(entriesOf),
    ...(await findOwners(
      ctx.db,
      ties.map(({ to }) => to),
    )),
  ];
  return ties.flatMap(({ file, to, path }): readonly Found[] => {
    const ofKind = known.filter(({ kind }) => kind === to.kind).map(({ code }) => code);
    return ofKind.includes(to.code) ? [] : [[file, unknownName('entry', path, `${to.kind}/${to.code}`, [])]];
  });
}
