/** The dotless ı stands alone in simple case folding; only Turkic folding joins it to I. */
const dotless = 0x131;

const single = (text: string, otherwise: number): number => {
  const point = text.codePointAt(0) ?? otherwise;
  return text.length === (point > 0xffff ? 2 : 1) ? point : otherwise;
};

/** Simple case folding of Unicode: what two letters that differ only in case share. İ and ı fold to themselves. */
export function fold(point: number): number {
  if (point < 0x80) return point >= 0x41 && point <= 0x5a ? point + 0x20 : point;
  if (point === dotless) return point;
  const upper = single(String.fromCodePoint(point).toUpperCase(), point);
  return single(String.fromCodePoint(upper).toLowerCase(), upper);
}

/** No letter behind this one has a case. */
const lastCased = 0x1e943;

let families: readonly (readonly number[])[] | undefined;

/** Letters that differ only in case, together. Found on first use: most patterns mind the case. */
function familiesOfCase(): readonly (readonly number[])[] {
  if (families) return families;
  const members = new Map<number, number[]>();
  for (let point = 0; point <= lastCased; point++) {
    const root = fold(point);
    if (root === point) continue;
    const family = members.get(root);
    if (family) family.push(point);
    else members.set(root, [root, point]);
  }
  families = [...members.values()];
  return families;
}

/** The other cases of all letters from `first` to `last`, and some of these themselves. */
export function caseVariants(first: number, last: number): readonly number[] {
  return familiesOfCase()
    .filter((family) => family.some((point) => point >= first && point <= last))
    .flat();
}
