/** Services of the exchange for everybody, without language. */
export const servicesPath = '/mubadile/xidmetler';
/** At the desk: those of one's own institution. */
export const serviceDeskPath = '/masa/mubadile/xidmetler';

export const servicePath = (system: string, code: string): string =>
  `${servicesPath}/${encodeURIComponent(system)}/${encodeURIComponent(code)}`;

/** One of its endpoints. */
export const endpointPath = (system: string, code: string, method: string, path: string): string =>
  `${servicePath(system, code)}/emeliyyat?${new URLSearchParams({ metod: method, yol: path }).toString()}`;

/** Of its ending, at the desk; `:id` stands for the service. */
export const serviceEndPath = (id: string): string => `${serviceDeskPath}/${id}/son-gun`;

export const serviceAtDesk = (id: string): string => `${serviceDeskPath}/${id}`;
