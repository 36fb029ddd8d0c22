import { Type } from 'typebox';
import { tellingContentType } from '../../../protocols/gateway/telling.ts';

/** 500 lines of the usual length take half of it. */
const mostBytes = 1024 ** 2;

/** What goes through a door at which gateways tell the centre something, and what comes back: see `Receipt`. */
export const tellingDoor = {
  bodyType: tellingContentType,
  body: Type.String({ minLength: 1, maxLength: mostBytes }),
  bodyLimit: mostBytes,
  answer: Type.Object({
    taken: Type.Integer(),
    repeated: Type.Integer(),
    refused: Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }), code: Type.String() })),
  }),
} as const;
