/** How the exchange does, at the desk. */
export const operationPath = '/masa/mubadile/isleme';
