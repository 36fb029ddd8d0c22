import type { DemoPerson } from '../../identity/index.ts';
import type { Person } from './people.ts';

/** The mother among the people of the demo. */
export const motherFin = '6AY4N9R';
const fatherFin = '4SV6T1B';

/**
 * The household of the demo's mother: her husband, a schoolchild, a child of four and one of two. Empty where she is
 * not among the people of the demo.
 */
export function demoFamily(demoPeople: readonly DemoPerson[], address: string): readonly Person[] {
  const mother = demoPeople.find(({ fin }) => fin === motherFin);
  if (!mother) return [];
  const home = { citizenship: 'azerbaijan', address } as const;
  const child = (fin: string, givenName: string, sex: Person['sex'], birthDate: string): Person => ({
    ...home,
    fin,
    surname: sex === 'male' ? 'Sultanov' : 'Sultanova',
    givenName,
    patronymic: sex === 'male' ? 'Emin oğlu' : 'Emin qızı',
    sex,
    birthDate,
    parents: [motherFin, fatherFin],
  });
  return [
    {
      ...home,
      fin: fatherFin,
      surname: 'Sultanov',
      givenName: 'Emin',
      patronymic: 'Nazim oğlu',
      sex: 'male',
      birthDate: '1989-10-04',
      parents: [],
    },
    child('7BM2H4C', 'Ayxan', 'male', '2017-09-03'),
    child('7CN5J8D', 'Zəhra', 'female', '2022-04-12'),
    child('7DP9L3F', 'Uğur', 'male', '2024-06-21'),
  ];
}
