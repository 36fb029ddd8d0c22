/** The registrar's proposals to the dictionary, without language. */
export const proposalsPath = '/masa/kataloq/lugat';

export const proposalPath = (id: string): string => `${proposalsPath}/${id}`;

/** A concept and its history, for everybody, without language. */
export const conceptPath = (name: string): string => `/lugat/${name}`;
