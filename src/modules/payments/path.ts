/** Payments of an institution, at its desk. */
export const paymentsPath = '/masa/odenisler';
export const entryPath = (id: string): string => `${paymentsPath}/daxilolma/${id}`;
export const billPath = (id: string): string => `${paymentsPath}/hesab/${id}`;
export const bankFilesPath = `${paymentsPath}/bank-fayli`;
export const bankFilePath = (id: string): string => `${bankFilesPath}/${id}`;
export const statementPath = (id: string): string => `${paymentsPath}/cixaris/${id}`;
