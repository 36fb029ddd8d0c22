/** Full age by the Civil Code, in years. */
const fullAge = 18;

/** The day on which somebody comes of age; of who was born on 29 February, 1 March of a year without that day. */
export function comesOfAge(birthDate: string): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  return new Date(Date.UTC(year + fullAge, month - 1, day)).toISOString().slice(0, 10);
}
