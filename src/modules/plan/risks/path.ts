export const riskDeskPath = (id: string) => `/masa/plan/risk/${id}`;
