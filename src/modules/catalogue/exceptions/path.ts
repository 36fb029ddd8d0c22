export const exceptionsPath = '/kataloq/istisnalar';
/** At the desk: what is asked for, and what is in force, without language. */
export const exceptionDeskPath = '/masa/kataloq/istisnalar';

export const askedPath = (id: string): string => `${exceptionDeskPath}/${id}`;
