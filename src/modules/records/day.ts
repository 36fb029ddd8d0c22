/** Days as `YYYY-MM-DD`: a calendar date has no zone, so the arithmetic is done in UTC throughout. */

const dayMilliseconds = 86_400_000;

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;

export function addDays(day: string, days: number): string {
  return new Date((numberOf(day) + days) * dayMilliseconds).toISOString().slice(0, 10);
}

/** Days from one to the other; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** Whole years between birth and a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** A real calendar date in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = numberOf(text);
  return !Number.isNaN(number) && addDays(text, 0) === text;
}
