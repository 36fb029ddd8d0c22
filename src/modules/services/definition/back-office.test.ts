import { expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';

const read = await definitionsOf('technopark-residency', 'construction-notice', 'opinion');

/** Where something is found, scenarios are not played. */
function compileWith(of: string, edit: (service: Loose) => void, played = false) {
  const file = `services/${of}/service.yaml`;
  const others = new RegExp(`^services/(?!${of}/${played ? '' : 'service'}|opinion)`);
  const files = read.filter((one) => !others.test(one.file));
  const { problems, definitions } = compileChanged(files, { [file]: edit });
  const compiled = definitions.find((one) => one.file === file)?.compiled as CompiledService | undefined;
  return { compiled, problems: problems.filter((problem) => problem.file === file) };
}

const inSystem = (system: string) => ({ system }) as unknown as Loose;

it('says in which system of the institution cases are worked on', () => {
  const { compiled, problems } = compileWith(
    'technopark-residency',
    (service) => {
      service.backOffice = inSystem('technopark-system');
      delete service.process?.actions?.approve;
    },
    true,
  );
  expect([problems, compiled?.backOffice]).toEqual([[], { system: 'technopark-system' }]);
});

it.each([
  [
    'names a system that is not there',
    'technopark-residency',
    'technopark-sistem',
    'unknown-system',
    'technopark-system',
  ],
  [
    'names a system of another institution',
    'technopark-residency',
    'population-system',
    'back-office-of-another',
    'din',
  ],
  [
    'asks other institutions for opinions',
    'construction-notice',
    'construction-system',
    'back-office-opinions',
    'opinions',
  ],
] as const)('does not compile where it %s', (_, of, system, rule, word) => {
  const { problems } = compileWith(of, (service) => {
    service.backOffice = inSystem(system);
  });
  const found = problems.find((problem) => problem.rule === rule);
  expect(`${found?.message.en} ${found?.remedy.en}`).toContain(word);
});

it('does not compile where an official would have to sign here', () => {
  const { problems } = compileWith('technopark-residency', (service) => {
    service.backOffice = inSystem('technopark-system');
    service.process = {
      ...service.process,
      actions: { ...service.process?.actions, approve: { sign: 'required' } },
    } as unknown as Loose;
  });
  expect(problems.map(({ rule }) => rule)).toContain('back-office-signs');
});
