/** Letters that differ, are missing, too many or swapped with their neighbour; `most + 1` when there are more than `most`. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [twoBack, oneBack]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((oneBack[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (oneBack[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (twoBack[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [twoBack, oneBack] = [oneBack, row];
  }
  return Math.min(oneBack[b.length] ?? 0, most + 1);
}

const slipsAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
const mostNearest = 5;

/** Words of a vocabulary nearest to one that is not in it, both folded: one slip from four letters, two from eight. */
export function nearestWords(word: string, vocabulary: Iterable<string>): readonly string[] {
  const most = slipsAllowed(word);
  if (most === 0) return [];
  let nearest: string[] = [];
  let least = most;
  const [first, second] = word;
  for (const other of vocabulary) {
    // One slip at the beginning leaves one of the first two letters in one of the first two places.
    if (other[0] !== first && other[1] !== second && other[0] !== second && other[1] !== first) continue;
    const found = slips(word, other, least);
    if (found > least) continue;
    if (found < least) nearest = [];
    least = found;
    nearest.push(other);
  }
  return nearest.sort().slice(0, mostNearest);
}
