import type { Context } from '../../../kernel/context.ts';
import { nearest } from '../../../feel/index.ts';
import { bakuDate, fold } from '../../../language/index.ts';
import { type Institution, institutionsByCode, successorOn } from '../../identity/index.ts';

/** Finds institutions by what people write: code, acronym or name in any language, also a former one. */
export interface Owners {
  /** Code of the institution that is in charge today of what this one did; undefined for none or for several. */
  find(name: string): string | undefined;
  /** What a person writes for an institution, and reads: its acronym where no other has the same. */
  nameOf(code: string, lang: 'az' | 'en' | 'ru'): string;
  /** What was probably meant by a name that is none: the acronym of an institution. */
  meant(name: string): string | undefined;
  readonly institutions: readonly Institution[];
}

const clean = (name: string): string =>
  fold(name)
    .replace(/["'.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export async function ownersOf(ctx: Context): Promise<Owners> {
  const byCode = await institutionsByCode(ctx);
  return ownersAmong(byCode, bakuDate(ctx.vahid.now()));
}

/** @param today YYYY-MM-DD */
export function ownersAmong(byCode: ReadonlyMap<string, Institution>, today: string): Owners {
  const found = new Map<string, Set<string>>();
  for (const { code, acronym, name, formerNames = [] } of byCode.values()) {
    const words = [acronym, name, ...formerNames.map((former) => former.name)].flatMap((text) => Object.values(text));
    for (const word of [code, ...words]) {
      const known = found.get(clean(word)) ?? new Set<string>();
      found.set(clean(word), known.add(code));
    }
  }
  const only = (name: string): string | undefined => {
    if (byCode.has(name)) return name;
    const codes = [...(found.get(clean(name)) ?? [])];
    return codes.length === 1 ? codes[0] : undefined;
  };
  const find = (name: string): string | undefined => {
    // “Name (ACRONYM)” is the one or the other.
    const parts = /^(.*?)\s*\(([^()]+)\)\s*$/.exec(name);
    const code = only(name) ?? (parts ? (only(parts[1] ?? '') ?? only(parts[2] ?? '')) : undefined);
    return code === undefined ? undefined : successorOn(byCode, code, today);
  };
  const nameOf: Owners['nameOf'] = (code, lang) => {
    const acronym = byCode.get(code)?.acronym[lang];
    return acronym !== undefined && only(acronym) === code ? acronym : code;
  };
  return {
    find,
    nameOf,
    meant: (name) => {
      const near = nearest(clean(name), found.keys());
      const code = near === undefined ? undefined : find(near);
      return code === undefined ? undefined : nameOf(code, 'az');
    },
    institutions: [...byCode.values()],
  };
}
