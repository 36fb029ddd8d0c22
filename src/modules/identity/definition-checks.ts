import type { Finding, Path } from '../../kernel/definition.ts';
import type { Text } from '../../language/lang.ts';
import * as say from './definition-texts.ts';
import type { Institution } from './entities.ts';
import { successorsOf } from './succession.ts';

/** A finding at a place within `institutions`. */
export function finding(at: Path, rule: string, message: Text, remedy: Text): Finding {
  return { path: ['institutions', ...at], rule, message, remedy };
}

/** Successors and shares exist, belong to a closed institution, take each thing once and never lead back. */
export function successionFindings(
  institutions: readonly Institution[],
  all: ReadonlyMap<string, Institution>,
): Finding[] {
  return institutions.flatMap((one, index) => {
    const found = [...successorFindings(one, index, all), ...splitFindings(one, index, all)];
    if (found.length > 0 || !returns(one.code, all)) return found;
    const at = one.successor === null ? 'split' : 'successor';
    return [finding([index, at], 'successor-circle', say.circle(one.code), say.breakCircle)];
  });
}

function successorFindings(
  { code, successor, closedOn }: Institution,
  index: number,
  all: ReadonlyMap<string, Institution>,
): Finding[] {
  const at = [index, 'successor'];
  if (successor === null) return [];
  if (!all.has(successor)) return [finding(at, 'successor-known', say.unknown(successor), say.useCode)];
  return closedOn === null ? [finding(at, 'successor-of-closed', say.open(code), say.giveDay)] : [];
}

function splitFindings(
  { code, successor, closedOn, split = [] }: Institution,
  index: number,
  all: ReadonlyMap<string, Institution>,
): Finding[] {
  const at = [index, 'split'];
  if (split.length > 0 && closedOn === null)
    return [finding(at, 'split-of-closed', say.splitOfOpen(code), say.giveDay)];
  const takers = new Map<string, string>();
  return split.flatMap((part, n) => {
    const by = [...at, n, 'successor'];
    const twice = part.takes.flatMap((entry, m) => {
      const before = takers.get(entry);
      takers.set(entry, before ?? part.successor);
      return before === undefined
        ? []
        : [finding([...at, n, 'takes', m], 'split-once', say.taken(entry, before), say.takeOnce)];
    });
    const unknown = all.has(part.successor)
      ? []
      : [finding(by, 'successor-known', say.unknown(part.successor), say.useCode)];
    const same =
      part.successor === successor ? [finding(by, 'split-other', say.general(part.successor), say.dropPart)] : [];
    return [...unknown, ...same, ...twice];
  });
}

/** Does a way through the successors that begins at `code` come back to an institution it has passed? */
function returns(code: string, all: ReadonlyMap<string, Institution>, passed: readonly string[] = []): boolean {
  if (passed.includes(code)) return true;
  const found = all.get(code);
  return found !== undefined && successorsOf(found).some((next) => returns(next, all, [...passed, code]));
}

/** Former names differ from the present one and each other, and stand in the order in which they were borne. */
export function nameFindings(institutions: readonly Institution[]): Finding[] {
  return institutions.flatMap(({ code, name, closedOn, formerNames = [] }, index) => {
    const seen = new Set([name.az]);
    let before = '';
    return formerNames.flatMap((former, n) => {
      const at = [index, 'formerNames', n];
      const twice = seen.has(former.name.az);
      const unordered = former.until <= before;
      seen.add(former.name.az);
      before = former.until;
      return [
        ...(twice ? [finding([...at, 'name'], 'former-name-once', say.sameName(former.name.az), say.dropName)] : []),
        ...(unordered ? [finding([...at, 'until'], 'former-name-order', say.namesUnordered, say.orderNames)] : []),
        ...(closedOn !== null && former.until > closedOn
          ? [finding([...at, 'until'], 'former-name-day', say.nameAfterClosing(code), say.mendDay)]
          : []),
      ];
    });
  });
}
