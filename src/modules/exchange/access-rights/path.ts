/** Rights that were granted, for everybody, without language. */
export const rightsPath = '/mubadile/huquqlar';
/** At the desk: asked by us, asked of us. */
export const rightDeskPath = '/masa/mubadile/huquqlar';
export const askPath = `${rightDeskPath}/yeni`;

export const rightPath = (id: string): string => `${rightDeskPath}/${id}`;
/** The form that asks for a right to a service. */
export const askFor = (service: string): string => `${askPath}?xidmet=${service}`;
