import { expect, it } from 'vitest';
import type { Context } from '../../../kernel/context.ts';
import type { CompiledDefinition } from '../../../kernel/definition.ts';
import { refuseUnsignable } from './unsignable.ts';

const serviceIn = (file: string, ...sign: readonly (string | undefined)[]) =>
  ({
    kind: 'service',
    name: file,
    file,
    compiled: {
      process: { actions: sign.map((one, index) => ({ name: `act-${index}`, ...(one ? { sign: one } : {}) })) },
    },
  }) as unknown as CompiledDefinition;

const given = [serviceIn('a.yaml', undefined, 'required'), serviceIn('b.yaml', 'optional'), serviceIn('c.yaml')];
const judged = (config: Readonly<Record<string, unknown>>) =>
  refuseUnsignable({ vahid: { config } } as unknown as Context, given);

it('keeps a service that requires a signature out of a production without a signing service', async () => {
  const found = await judged({ mode: 'production' });
  expect([...found.keys()]).toEqual(['a.yaml']);
  expect(found.get('a.yaml')?.map(({ rule, path }) => [rule, path.join('.')])).toEqual([
    ['nowhere-to-sign', 'process.actions.act-1.sign'],
  ]);
  expect(found.get('a.yaml')?.[0]?.remedy.en).toContain('VAHID_CSC_URL');
  expect((await judged({ mode: 'production', signing: {} })).size).toBe(0);
  expect((await judged({ mode: 'demo' })).size).toBe(0);
});
