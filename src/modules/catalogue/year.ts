/** The same moment a year before; 29 February becomes 1 March. */
export function yearBefore(moment: Date): Date {
  const before = new Date(moment);
  before.setUTCFullYear(before.getUTCFullYear() - 1);
  return before;
}

/** The same day `YYYY-MM-DD` a year later; 29 February becomes 1 March. */
export function yearAfter(day: string): string {
  const after = new Date(`${day}T00:00:00Z`);
  after.setUTCFullYear(after.getUTCFullYear() + 1);
  return after.toISOString().slice(0, 10);
}
