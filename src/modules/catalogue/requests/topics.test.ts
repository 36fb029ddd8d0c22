import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileDefinitions } from '../../../kernel/definition.ts';
import { institutionsKind } from '../../identity/definition.ts';
import { topicsKind } from './definition.ts';

const folder = join(import.meta.dirname, '../../../../definitions');
const sourceOf = (file: string) => ({ file, text: readFileSync(join(folder, file), 'utf8') });

/** The topics as they are released, with a kind taken out of every one of them. */
function compileWithout(kind: string) {
  const { file, text } = sourceOf('catalogue/topics.yaml');
  const changed = text.replaceAll(new RegExp(`${kind}, |, ${kind}\\b`, 'g'), '');
  return compileDefinitions([sourceOf('institutions.yaml'), { file, text: changed }], [institutionsKind, topicsKind]);
}

it('leaves no kind of entry without a section that looks at it', () => {
  expect(compileWithout('nothing').problems).toEqual([]);
  for (const kind of ['system', 'service', 'api', 'hosting']) {
    expect(compileWithout(kind).problems).toMatchObject([
      {
        rule: 'kind-without-topic',
        file: 'catalogue/topics.yaml',
        message: { en: expect.stringContaining(`(${kind})`) },
        remedy: { en: `Add ${kind} to the “kinds” of a topic.` },
      },
    ]);
  }
});
