// usage: npm run tck -- [DIR] [--verbose] [--csv FILE]
// Runs the official DMN compatibility kit, one of its levels or one folder of it (default ../shared/conformance/dmn-tck).
// Prints passed/total by level and folder, the grand total last, and writes tck_results.csv. Ends with 0 when everything
// passed but what needs an external Java function, 1 when not, 2 when there is no kit.
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { csv, report } from './tck/report.ts';
import { runTests } from './tck/run.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false }, csv: { type: 'string', default: 'tck_results.csv' } },
});
const [directory = '../shared/conformance/dmn-tck'] = positionals;

if (existsSync(directory)) {
  const outcomes = runTests(directory);
  writeFileSync(values.csv, csv(outcomes));
  process.stdout.write(report(outcomes, values.verbose));
  const fine = outcomes.length > 0 && outcomes.every(({ passed, external }) => passed || external);
  process.exitCode = fine ? 0 : 1;
} else {
  process.stderr.write(
    `There is no folder ${directory}. Give the folder of the DMN compatibility kit: npm run tck -- DIR\n`,
  );
  process.exitCode = 2;
}
