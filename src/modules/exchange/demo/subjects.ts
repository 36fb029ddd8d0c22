/** Who is told of a look-up: the citizen of the demonstration, a head of a company, and her company. */
export const subjects = {
  citizen: { entity: 'person', key: '3ZP5W6L' },
  head: { entity: 'person', key: '5KN7R2A' },
  company: { entity: 'organisation', key: '2007311431' },
} as const;
