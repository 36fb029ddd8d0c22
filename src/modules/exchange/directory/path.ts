/** At the desk: who takes part in the exchange; without language. */
export const directoryPath = '/masa/mubadile';
export const gatewayPath = (id: string): string => `${directoryPath}/slyuz/${id}`;
export const announcementPath = (id: string): string => `${directoryPath}/elan/${id}`;
/** Keys with which the centre signs. */
export const centreKeyPath = `${directoryPath}/merkez-acari`;

export const configurationPath = '/exchange/configuration.jws';
export const centrePath = '/exchange/centre.pem';
