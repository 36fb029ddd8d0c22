// usage: node tools/test.ts [static | database | FILES…]
// Everything that must hold before a change lands. Ends with one line: N passed, N failed, N skipped.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const checks: Readonly<Record<string, readonly string[]>> = {
  types: ['tsc', '-p', '.'],
  format: ['biome', 'format', '.'],
  lint: ['oxlint', '--type-aware', '--deny-warnings', 'src', 'test', 'tools'],
  unused: ['knip', '--no-progress'],
  boundaries: ['node', 'tools/check-boundaries.ts'],
};

// Tests that know no database, those that start servers of their own, those of doors, pages, wires and files, which are
// the same on every server, and long walks by statements that shorter tests send too.
const withoutDatabase: readonly RegExp[] = [
  /^src\/(ui|language|feel|kernel\/embedded|protocols)\//,
  /^src\/modules\/services\/(definition|rules|pages|regulation)\//,
  /^src\/modules\/services\/actions\/(opinion-files|once|own-step|fee|refreshing|back-office.*|assisting)\.test/,
  /^src\/modules\/services\/actions\/(migrating.*|signing|quota|revoking|correcting|guardians|inquiries)\.test/,
  /^src\/modules\/services\/actions\/(fee-anew|reviews|co-applicants|amending|turn)\.test/,
  /^src\/modules\/(exchange\/gateway|plan\/intake|catalogue\/exceptions)\//,
  /^test\/(browser|foreign|remote-back-office)\//,
  /^test\/(fuzz|access|case-access|kill|gateway-kill|handover|foreign-applicants)\.test/,
  /\/(paths|fallback|endings|draw|serve|main)\.test/,
];

const only = process.argv[2];
const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
if (only === undefined || only === 'static') await runChecks(tally);
if (only !== 'static') {
  await run(['node', 'tools/build.mjs'], true);
  await runTests(only === 'database' ? databaseTests() : process.argv.slice(2), tally);
}
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** Static checks, two at a time; each counts as one. */
async function runChecks(into: Tally): Promise<void> {
  const waiting = Object.entries(checks);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, command] = next;
      const { code, output } = await run(command);
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
      if (code === 0) into.passed += 1;
      else {
        into.failed += 1;
        process.stdout.write(output);
      }
    }
  };
  await Promise.all([lane(), lane()]);
}

async function runTests(files: readonly string[], into: Tally): Promise<void> {
  const report = join(tmpdir(), `vahid-report-${process.pid}.json`);
  const command = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const { code } = await run(command, true);
  try {
    const summary = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    into.passed += summary.numPassedTests ?? 0;
    into.failed += summary.numFailedTests ?? 0;
    into.skipped += (summary.numPendingTests ?? 0) + (summary.numTodoTests ?? 0);
    // A file that breaks before its first test, or an error outside of any, counts as one.
    if (code !== 0 && (summary.numFailedTests ?? 0) === 0) into.failed += 1;
  } catch {
    into.failed += 1;
  } finally {
    rmSync(report, { force: true });
  }
}

/** Test files that may open a database on the server of TEST_DATABASE_URL. */
function databaseTests(): readonly string[] {
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.test\.tsx?$/.test(file) && !withoutDatabase.some((one) => one.test(file)));
}

function run([name = '', ...args]: readonly string[], show = false): Promise<{ code: number; output: string }> {
  const bin = join(root, 'node_modules/.bin');
  return new Promise((done) => {
    const child = spawn(name, args, {
      cwd: root,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
      stdio: show ? 'inherit' : 'pipe',
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => done({ code: code ?? 1, output }));
    child.on('error', (error) => done({ code: 1, output: `${error.message}\n` }));
  });
}
