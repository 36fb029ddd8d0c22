import type { SubjectPlace } from '../../../../protocols/gateway/book.ts';
import type { Marked } from './schema.ts';

/*
 * Whose data an endpoint is about is guessed from names: FİN and VÖEN are called alike in most systems. A guess is only
 * proposed; somebody of the provider's institution confirms each.
 */

const person =
  /^(?:fin|pin|finkod|fincode|pincode|fincod|personalcode|personfin|personpin|citizenfin|userfin|sexsfin)$/;
const organisation = /^(?:voen|tin|taxid|taxpayerid|voenkod|voencode|companyvoen|organisationvoen|organizationvoen)$/;

export type Whose = SubjectPlace['entity'];

/** Whose a value of this name may be; `mark` is what the document itself says. */
export function guessed(name: string, mark?: Marked): Whose | undefined {
  if (mark !== undefined) return mark === 'none' ? undefined : mark;
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s_.-]/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e')
    .toLowerCase();
  if (person.test(plain)) return 'person';
  return organisation.test(plain) ? 'organisation' : undefined;
}

/** The name that a pointer ends with: of `/people/*` it is `people`. */
export function lastName(pointer: string): string {
  const names = pointer.split('/').filter((token) => token !== '*' && token !== '');
  return (names.at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
