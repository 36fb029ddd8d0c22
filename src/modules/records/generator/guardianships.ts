import type { DemoPerson } from '../../identity/index.ts';
import type { Person } from './people.ts';
import type { Invented } from './state.ts';

/** The guardian among the people of the demo. */
export const guardianFin = '5GV2D8K';
const brotherFin = '4HV7M3R';
const grandchildFin = '7NW4C6P';

/** The grandchild of the demo's guardian, whose parents are dead. Empty where she is not among the people of the demo. */
export function demoWards(demoPeople: readonly DemoPerson[], address: string): readonly Person[] {
  if (!demoPeople.some(({ fin }) => fin === guardianFin)) return [];
  return [
    {
      fin: grandchildFin,
      surname: 'Cəfərova',
      givenName: 'Nuray',
      patronymic: 'Cavanşir qızı',
      sex: 'female',
      birthDate: '2015-05-20',
      citizenship: 'azerbaijan',
      address,
      parents: [],
    },
  ];
}

/** What the guardianship authority has decided, and the birth of the grandchild. */
export function guardianships(wards: readonly Person[]): Invented[] {
  if (wards.length === 0) return [];
  const born = { number: 'D-2015-09001', child: grandchildFin, office: 'Bakı şəhəri qeydiyyat şöbəsi' };
  return [
    named('QH-2021-00017', brotherFin, 'incapable', '2021-09-06', true),
    named('QH-2024-00042', grandchildFin, 'minor', '2024-02-12', false),
    {
      register: 'civil-acts',
      key: born.number,
      from: '2015-06-02',
      to: null,
      data: { ...born, recordedOn: '2015-06-02' },
    },
  ];
}

function named(number: string, ward: string, kind: string, startsOn: string, payments: boolean): Invented {
  const data = { number, ward, guardians: [guardianFin], kind, payments, startsOn };
  return { register: 'guardianships', key: number, from: startsOn, to: null, data };
}
