/** Addresses without language. */
export const deskPath = '/masa/plan/xerc';
export const deskRequestPath = (id: string): string => `${deskPath}/${id}`;
export const publicPath = '/plan/xercler';
export const publicRequestPath = (id: string): string => `${publicPath}/${id}`;
