import { mailPath } from '../process/index.ts';

/** Where one says by which address one wants to be told. */
export const addressPath = mailPath;
export const confirmPath = `${mailPath}/tesdiq`;
export const removePath = `${mailPath}/sil`;
