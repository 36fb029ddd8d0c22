import { nearest } from '../nearest.ts';
import { elementOf, normalName, type Types } from '../types.ts';
import type { Visit } from './visit.ts';

const dateMembers: Types = { year: 'number', month: 'number', day: 'number', weekday: 'number' };
const timeMembers: Types = {
  hour: 'number',
  minute: 'number',
  second: 'number',
  timezone: 'string',
  'time offset': 'days and time duration',
};
const scalarMembers: Readonly<Record<string, Types>> = {
  date: dateMembers,
  time: timeMembers,
  'date and time': { ...dateMembers, ...timeMembers },
  'days and time duration': { days: 'number', hours: 'number', minutes: 'number', seconds: 'number' },
  'years and months duration': { years: 'number', months: 'number' },
};

/** Every member of a date, a time or a duration. */
export const temporalMembers: readonly string[] = Object.values(scalarMembers).flatMap(Object.keys);

export const path: Visit<'path'> = (check, node, names) => {
  const owner = check.visit(node.target, names);
  const element = elementOf(owner);
  if (element === 'any') return 'any';
  const members =
    typeof element === 'string' ? (scalarMembers[element] ?? {}) : 'context' in element ? element.context : {};
  const found = Object.entries(members).find(([known]) => normalName(known) === normalName(node.member));
  if (!found) {
    const known = Object.keys(members);
    const holes = { owner: check.text(node.target), name: node.member, known: known.join(', ') || '–' };
    return check.fail('feel.unknown_member', node.memberSpan, holes, nearest(node.member, known));
  }
  return element === owner ? found[1] : { list: found[1] };
};

export const filter: Visit<'filter'> = (check, node, names) => {
  const type = check.visit(node.target, names);
  const chosen = check.visit(node.index, names.filtering(type));
  if (chosen === 'boolean') return { list: elementOf(type) };
  return chosen === 'number' ? elementOf(type) : 'any';
};
