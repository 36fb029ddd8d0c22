// usage: npm run conformance -- [DIR] [--only cpsv-ap|x-road] [--drop PART] [--quiet]
// Judges this house by official test data. DIR holds it (default ../shared/conformance), a folder each:
//   cpsv-ap  the export of every service by the official shapes, and that the judge sees each part that is dropped;
//            --drop PART judges an export without that part
//   x-road   endpoint patterns, request hashes, hash chains, containers of evidence and an archive, each against its known verdict
// Ends with 0 when all is right, 1 when not, 2 when there is no test data.
import { parseArgs } from 'node:util';
import { judgeCpsvAp } from './conformance/cpsv-ap.ts';
import { complain, type Order, print } from './conformance/order.ts';
import { judgeXRoad } from './conformance/x-road.ts';

const judges: Readonly<Record<string, (order: Order) => Promise<boolean | undefined>>> = {
  'cpsv-ap': judgeCpsvAp,
  'x-road': judgeXRoad,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, drop: { type: 'string' }, quiet: { type: 'boolean', default: false } },
});
const only = values.only ?? (values.drop === undefined ? undefined : 'cpsv-ap');
const order: Order = { folder: positionals[0] ?? '../shared/conformance', drop: values.drop, quiet: values.quiet };
const chosen = Object.entries(judges).filter(([name]) => only === undefined || only === name);

const results: (boolean | undefined)[] = [];
for (const [name, judge] of chosen) {
  print(name);
  results.push(await judge(order));
}
if (results.length === 0 || results.includes(undefined))
  complain('Give the folder of the official test data: npm run conformance -- DIR [--only cpsv-ap|x-road]');
process.exitCode = results.length === 0 || results.includes(undefined) ? 2 : results.includes(false) ? 1 : 0;
