import { expect, it } from 'vitest';
import { definitionsByGuide } from '../../../../test/guide-blocks.ts';
import { serviceKinds } from '../../../../test/service-kinds.ts';
import { compileDefinitions } from '../../../kernel/definition.ts';

/* What docs/guides/write-a-service.md tells people to write compiles, as it stands there. */

it('leads to a service that compiles, with its scenarios', async () => {
  const others = /^(plan\/|calendar|indicators|services\/(?!fishing-permit\/))/;
  const files = (await definitionsByGuide()).filter(({ file }) => !others.test(file));
  const { problems, definitions } = compileDefinitions(files, serviceKinds);
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message.en}`)).toEqual([]);
  expect(definitions.map(({ kind, name }) => `${kind}/${name}`)).toContain('scenarios/fishing-permit');
});
