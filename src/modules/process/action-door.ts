import { Type } from 'typebox';

/*
 * How the API takes an action of a process, in whatever room: by its name in the address, with the version of what was
 * read, and a key under which the same call is carried out once.
 */

/** Made by whoever sends: sent twice with the same key, a request acts once. */
export const idempotencyKey = Type.String({ minLength: 8, maxLength: 100, pattern: '^[A-Za-z0-9-]+$' });

export const actionName = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });

export const actionFields = {
  note: Type.Optional(Type.String({ maxLength: 5000 })),
  version: Type.Integer({ minimum: 1 }),
  key: idempotencyKey,
};
