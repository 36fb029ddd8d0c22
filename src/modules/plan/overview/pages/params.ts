import { Type } from 'typebox';

export const planCode = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' });
const number = Type.String({ pattern: '^[\\p{L}0-9._-]{1,40}$' });

export const planParams = Type.Object({ plan: planCode });
export const numberParams = Type.Object({ number });
export const planNumberParams = Type.Object({ plan: planCode, number });
export const institutionParams = Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }) });
