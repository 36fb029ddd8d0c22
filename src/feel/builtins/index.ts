import { aggregateFunctions } from './aggregates.ts';
import { contextFunctions } from './contexts.ts';
import { aBoolean, type BuiltIn, builtIn, form, required } from './define.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { rangeFunctions } from './ranges.ts';
import { stringFunctions } from './strings.ts';
import { temporalFunctions } from './temporal.ts';

const not = builtIn(
  'not',
  'boolean',
  form([required('negand', aBoolean)], (negand) => !negand),
);

/** The built-in functions of DMN 1.5, 10.3.4, by name. Absent on purpose: `now` and `today`, which read a clock. */
export const builtIns: ReadonlyMap<string, BuiltIn> = new Map(
  [
    not,
    ...stringFunctions,
    ...numberFunctions,
    ...temporalFunctions,
    ...listFunctions,
    ...aggregateFunctions,
    ...contextFunctions,
    ...rangeFunctions,
  ].map((builtIn) => [builtIn.name, builtIn]),
);
