import { newCode } from '../src/kernel/identifier.ts';
import type { Sample } from './samples.ts';

/** Doors by which somebody without FİN signs in. */
export const foreignSamples: Readonly<Record<string, Sample>> = {
  'POST /xarici': () => ({ body: { email: `${newCode(8)}@example.pt`, davam: '/' } }),
  'POST /xarici/kod': () => ({ body: { code: '12345678' } }),
  'POST /xarici/melumat': () => ({
    body: {
      name: 'Ana Sample',
      birthDate: '01.05.1990',
      citizenship: 'Portuqaliya',
      number: `CA${newCode(8)}`,
      validTo: '01.06.2031',
    },
  }),
};
