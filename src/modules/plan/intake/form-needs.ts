/** The way from a milestone back to itself over what each needs; undefined where there is none. */
export function circles(needs: ReadonlyMap<string, readonly string[]>, from: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const follow = (at: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of needs.get(at) ?? []) {
      if (next === from) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = follow(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return follow(from, [from]);
}
