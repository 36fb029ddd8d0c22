/** Quotas of an institution, at its desk; and a quota as its holder sees it. */
export const quotasPath = '/masa/kvotalar';
export const deskQuotaPath = (id: string): string => `${quotasPath}/${id}`;
export const ownQuotaPath = (id: string): string => `/kvotalar/${id}`;
