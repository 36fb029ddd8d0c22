export { endQuota, grantQuota, quotaOf, type QuotaView } from './actions/granting.ts';
export { type Unit, unitNames, units } from './entities.ts';
export { QuotaFacts } from './pages/parts.tsx';
export { deskQuotaPath, ownQuotaPath } from './path.ts';
