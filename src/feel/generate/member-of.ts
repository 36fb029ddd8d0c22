import { spend } from '../fuel.ts';
import { member } from '../values/member.ts';
import { isContext, isList, type Value } from '../values/value.ts';

/** `value.name`: of a list, the list of what its elements give (10.3.2.5). */
export function memberOf(value: Value, name: string): Value {
  if (isContext(value)) return value.get(name) ?? null;
  if (!isList(value)) return member(value, name);
  spend(value.length);
  return value.map((element) => memberOf(element, name));
}
