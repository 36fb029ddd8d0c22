/**
 * A replacement of `replace` (F&O 3.1, 5.6.3), in parts: plain text, and groups by number. Null where it is none.
 * `$12` is group 12 where there are that many, else group 1 and a 2; a single digit without group is empty.
 */
export function readReplacement(replacement: string, groups: number): readonly (string | number)[] | null {
  const parts: (string | number)[] = [];
  let plain = '';
  for (let at = 0; at < replacement.length; at++) {
    const sign = replacement.charAt(at);
    if (sign === '\\') {
      at += 1;
      const next = replacement.charAt(at);
      if (next !== '\\' && next !== '$') return null;
      plain += next;
    } else if (sign === '$') {
      const digits = /^[0-9]+/.exec(replacement.slice(at + 1, at + 8))?.[0];
      if (digits === undefined) return null;
      const named = groupNamed(digits, groups);
      at += named.digits;
      if (named.group <= groups) {
        parts.push(plain, named.group);
        plain = '';
      }
    } else plain += sign;
  }
  parts.push(plain);
  return parts;
}

function groupNamed(digits: string, groups: number): { readonly group: number; readonly digits: number } {
  let used = digits.length;
  while (used > 1 && Number(digits.slice(0, used)) > groups) used -= 1;
  return { group: Number(digits.slice(0, used)), digits: used };
}
