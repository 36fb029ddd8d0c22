/** Addresses at the desk, without language. */
export const workPath = '/masa/plan';
export const reportPath = (id: string) => `/masa/plan/hesabat/${id}`;
export const datesPath = (id: string) => `/masa/plan/tarixler/${id}`;
/** A file that belongs to a report, for those who may read the report. */
export const reportFilePath = (report: string, piece: string) => `${reportPath(report)}/fayl/${piece}`;
