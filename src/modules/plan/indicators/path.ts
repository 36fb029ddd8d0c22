/** Addresses without language. */
export const indicatorsPath = '/plan/gostericiler';
export const indicatorPath = (code: string) => `/plan/gosterici/${code}`;
export const indicatorDeskPath = '/masa/plan/gosterici';
export const draftPath = (id: string) => `${indicatorDeskPath}/${id}`;
export const valuePath = (code: string) => `${indicatorDeskPath}/deyer/${encodeURIComponent(code)}`;
export const discrepancyPath = (id: string) => `/masa/isler/${id}`;
