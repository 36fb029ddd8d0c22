import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DmnError } from '../../src/feel/dmn/error.ts';
import { compileModel, type Model, type ModelFile } from '../../src/feel/dmn/model.ts';
import { isContext, type Value } from '../../src/feel/values/value.ts';
import { readTests, type TestCase, type TestFile } from './cases.ts';
import { agrees, show } from './compare.ts';

export interface Outcome {
  readonly level: string;
  readonly folder: string;
  /** Name of the test file without `.xml`. */
  readonly file: string;
  readonly id: string;
  readonly passed: boolean;
  /** The test needs a function in Java, which is never run. */
  readonly external: boolean;
  readonly detail: string;
}

/** Runs all tests in a folder and below, in the order of the names. */
export function runTests(directory: string): readonly Outcome[] {
  return testFiles(resolve(directory)).flatMap(({ path, tests }) => runFile(path, tests));
}

function testFiles(directory: string): { path: string; tests: TestFile }[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => {
      const tests = readTests(readFileSync(path, 'utf8'), path);
      return tests ? [{ path, tests }] : [];
    });
}

function runFile(path: string, { model: modelName, cases }: TestFile): Outcome[] {
  const folder = dirname(path);
  const place = { level: basename(dirname(folder)), folder: basename(folder), file: basename(path, '.xml') };
  const model = load(folder, modelName);
  return cases.map((test) => {
    if (model instanceof Error) return { ...place, id: test.id, passed: false, external: false, detail: model.message };
    const detail = attempt(() => failure(model, test));
    return { ...place, id: test.id, passed: detail === '', external: isExternal(model, test), detail };
  });
}

/** The model with the other files of the folder, which it may import. */
function load(folder: string, modelName: string): Model | Error {
  const main = modelName.endsWith('.dmn') ? modelName : `${modelName}.dmn`;
  const read = (name: string): ModelFile => ({ name, source: readFileSync(join(folder, name), 'utf8') });
  const others = readdirSync(folder).filter((name) => name.endsWith('.dmn') && name !== main);
  try {
    return compileModel([read(main), ...others.map(read)]);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** What is wrong with the results of a test; empty where nothing is. */
function failure(model: Model, { inputs, invocable, results }: TestCase): string {
  return results
    .flatMap(({ name, value: expected }) => {
      const actual = invocable === null ? model.evaluate(name, inputs) : invoked(model, invocable, name, inputs);
      return agrees(expected, actual) ? [] : [`${name}: expected ${show(expected)}, got ${show(actual)}`];
    })
    .join('; ');
}

/** A service with several output decisions gives a context of them, and each result names one. */
function invoked(model: Model, name: string, decision: string, inputs: ReadonlyMap<string, Value>): Value {
  const value = model.invoke(name, inputs);
  const several = (model.services.get(name)?.outputs.length ?? 0) > 1;
  return several && isContext(value) ? (value.get(decision) ?? null) : value;
}

function isExternal(model: Model, { invocable, results }: TestCase): boolean {
  return invocable === null && results.some(({ name }) => model.decisions.includes(name) && model.isExternal(name));
}

/** A fault of the evaluator fails the test, not the run. */
function attempt(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof DmnError) return error.message;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
