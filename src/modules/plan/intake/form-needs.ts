type Needs = ReadonlyMap<string, readonly string[]>;

/**
 * Milestones from which a way may lead back to itself: those that are left when, over and over, all are taken out that
 * need none of the rest. In a plan without a mistake it is none, however long its chains are.
 */
export function entangled(needs: Needs): ReadonlySet<string> {
  const left = new Map<string, number>();
  const neededBy = new Map<string, string[]>();
  for (const [at, list] of needs) {
    const known = list.filter((one) => needs.has(one));
    left.set(at, known.length);
    for (const one of known) {
      const users = neededBy.get(one);
      if (users) users.push(at);
      else neededBy.set(one, [at]);
    }
  }
  const free = [...left].filter(([, count]) => count === 0).map(([at]) => at);
  for (const at of free) {
    left.delete(at);
    for (const user of neededBy.get(at) ?? []) {
      const count = (left.get(user) ?? 0) - 1;
      left.set(user, count);
      if (count === 0) free.push(user);
    }
  }
  return new Set(left.keys());
}

/** The way from a milestone back to itself over what each needs; undefined where there is none. */
export function circles(needs: Needs, from: string): readonly string[] | undefined {
  const before = new Map<string, string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of needs.get(at) ?? []) {
      if (next === from) return [...wayTo(at, from, before), from];
      if (before.has(next)) continue;
      before.set(next, at);
      open.push(next);
    }
  return undefined;
}

function wayTo(end: string, from: string, before: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let at = end; at !== from; way.push(at)) at = before.get(at) ?? from;
  return way.toReversed();
}
