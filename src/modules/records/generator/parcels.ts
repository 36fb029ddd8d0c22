import { addDays, ageOn } from '../day.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Invented } from './state.ts';

/** An invented parcel of land, as the register of parcels describes one. */
interface Parcel {
  readonly number: string;
  readonly holder: string;
  /** Hundredths of a hectare. */
  readonly area: number;
  readonly use: string;
  readonly place: string;
  readonly registeredOn: string;
}

const uses = [
  ['arable', 70],
  ['orchard', 20],
  ['pasture', 10],
] as const;

/** The parcels of the demo's citizen. */
const fixed = [
  { area: 180, use: 'arable', place: 'Göyçay rayonu, Ləkçılpaq kəndi', registeredOn: '2009-05-14' },
  { area: 240, use: 'arable', place: 'Göyçay rayonu, Potu kəndi', registeredOn: '2014-10-02' },
] as const;

const oneInHowMany = 12;

/** Who lives outside the two large cities and is grown may have land: one in twelve, up to three parcels. */
export function inventParcels(
  random: Random,
  citizen: string | undefined,
  people: readonly Person[],
  today: string,
): Invented[] {
  const own = citizen === undefined ? [] : fixed.map((parcel) => ({ ...parcel, holder: citizen }));
  const rural = people.filter(
    ({ address, birthDate }) => !/^(Bakı|Sumqayıt) şəhəri/.test(address) && ageOn(birthDate, today) >= 25,
  );
  const farmers = random.shuffled(rural).slice(0, Math.floor(people.length / oneInHowMany));
  const others = farmers.flatMap((farmer) =>
    Array.from({ length: random.between(1, 3) }, () => ({
      holder: farmer.fin,
      area: random.between(8, 60) * 10,
      use: random.weighted(uses),
      place: farmer.address.split(',')[0] ?? farmer.address,
      registeredOn: addDays(today, -random.between(400, 8000)),
    })),
  );
  return [...own, ...others].map((parcel, index) => versionOf({ number: numberOf(index), ...parcel }));
}

const numberOf = (index: number): string => `KT-${String(index + 1).padStart(6, '0')}`;

const versionOf = (parcel: Parcel): Invented => ({
  register: 'land-parcels',
  key: parcel.number,
  from: parcel.registeredOn,
  to: null,
  data: { ...parcel },
});
