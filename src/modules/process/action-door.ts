import { Type } from 'typebox';
import { type FormBody, formValue } from '../../kernel/http/route.ts';

/*
 * How an action of a process is taken, in whatever room: by its name, with the version of what was read, and a key under
 * which the same call is carried out once. The API has the name in the address, a form in the button that was pressed.
 */

/** Made by whoever sends: sent twice with the same key, a request acts once. */
export const idempotencyKey = Type.String({ minLength: 8, maxLength: 100, pattern: '^[A-Za-z0-9-]+$' });

export const actionName = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });

export const actionFields = {
  note: Type.Optional(Type.String({ maxLength: 5000 })),
  version: Type.Integer({ minimum: 1 }),
  key: idempotencyKey,
};

/** What a form of {@link ActionCard} sends. */
export interface Pressed {
  readonly action: string;
  readonly note: string;
  readonly key: string;
  readonly version?: number;
}

/** The action that was pressed. A version that cannot be read fits no instance, and is refused as changed meanwhile. */
export function pressedIn(body: FormBody, action: string = formValue(body, 'do')): Pressed {
  const version = formValue(body, 'version');
  return {
    action,
    note: formValue(body, 'note'),
    key: `${action}:${formValue(body, 'key')}`,
    ...(version === '' ? {} : { version: /^\d{1,9}$/.test(version) ? Number(version) : -1 }),
  };
}
