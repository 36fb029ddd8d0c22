type Token = { readonly kind: 'within' | 'anything' } | { readonly kind: 'letter'; readonly letter: string };

/** Endpoint pattern of X-Road, ready to be asked. */
export interface PathGlob {
  readonly pattern: string;
  matches(path: string): boolean;
}

/**
 * Compiles an endpoint pattern: `*` stands for anything within a segment, `**` for anything at all, and `\` takes its
 * meaning from what follows. Asking costs at most length of pattern × length of path, whatever the pattern is.
 */
export function compileGlob(pattern: string): PathGlob {
  const tokens = readTokens(pattern);
  const first = tokens.findIndex(({ kind }) => kind !== 'letter');
  const [start, rest] = first < 0 ? [tokens, []] : [tokens.slice(0, first), tokens.slice(first)];
  const prefix = start.map((token) => (token.kind === 'letter' ? token.letter : '')).join('');
  return { pattern, matches: (path) => path.startsWith(prefix) && endsIn(rest, path.slice(prefix.length)) };
}

/** What most patterns end in, nothing or anything, is told at once: rights are asked with each exchange. */
function endsIn(rest: readonly Token[], path: string): boolean {
  if (rest.length === 1 && rest[0]?.kind === 'anything') return true;
  return matches(rest, path);
}

function readTokens(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    if (letter === '\\' && at + 1 < pattern.length) {
      at += 1;
      tokens.push({ kind: 'letter', letter: pattern[at] ?? '' });
    } else if (letter !== '*') tokens.push({ kind: 'letter', letter });
    else if (pattern[at + 1] === '*') {
      at += 1;
      tokens.push({ kind: 'anything' });
    } else tokens.push({ kind: 'within' });
  }
  return tokens;
}

/** Follows all ways through the pattern at once. */
function matches(tokens: readonly Token[], path: string): boolean {
  let reached = skipping(tokens, new Set([0]));
  for (let index = 0; index < path.length; index += 1) {
    const letter = path[index];
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token.kind === 'letter') {
        if (token.letter === letter) next.add(at + 1);
      } else if (token.kind === 'anything' || letter !== '/') next.add(at);
    }
    if (next.size === 0) return false;
    reached = skipping(tokens, next);
  }
  return reached.has(tokens.length);
}

/** Adds the places that are reached without reading: a star may stand for nothing. */
function skipping(tokens: readonly Token[], places: Set<number>): Set<number> {
  for (const at of places) {
    const token = tokens[at];
    if (token !== undefined && token.kind !== 'letter') places.add(at + 1);
  }
  return places;
}

/**
 * Paths as rights are asked of them: decoded, without `.` and steps through `..`. Two where the path holds an encoded
 * slash, because nobody knows whether the provider takes it for one: a right must allow both readings. Undefined where
 * the path cannot be decoded, `..` leads out of it, or a backslash or control character could mean anything, or a step
 * has a parameter (`..;x`), which some servers take off before they step, or a dot or slash is encoded twice, because
 * some decode twice.
 */
export function normalPaths(path: string): readonly string[] | undefined {
  const encoded = /%2f/i.test(path);
  const readings = encoded ? [path.replace(/%2f/gi, '/'), path.replace(/%2f/gi, encodeURIComponent(noSlash))] : [path];
  const found = readings.map(normal);
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** Stands for a slash that is none; no path may hold it (a noncharacter of Unicode). */
const noSlash = '\uFFFF';

function normal(path: string): string | undefined {
  const segments: string[] = [];
  const given = path.split('/');
  for (const [index, raw] of given.entries()) {
    const segment = decoded(raw);
    if (segment === undefined || /[\\\p{Cc}]|^\.\.?;|%(?:2e|2f|5c)/iu.test(segment)) return undefined;
    const steps = segment === '.' || segment === '..';
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segments.length === 0 && index > 0) return undefined;
    if (!steps) segments.push(segment);
    else if (index === given.length - 1) segments.push('');
  }
  return segments.join('/');
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
