/** Who has how much before them. */
export const workloadPath = '/masa/is-yuku';
