import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { BpmnModdle, type Drawn, type Element } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../test/database.ts';
import type { CompiledDefinition } from '../../kernel/definition.ts';
import type { HoldsProcess } from '../../modules/process/index.ts';
import type { CompiledService } from '../../modules/services/index.ts';
import { compileFolder } from '../installation.ts';
import { main } from '../main.ts';
import { rooms } from '../rooms.ts';
import { drawFolder } from './draw.ts';

/* Every process of the definitions, drawn as the command draws it and read by what others wrote for BPMN. */

interface Drawing {
  readonly file: string;
  readonly text: string;
  readonly model: Element;
  readonly warnings: readonly unknown[];
}

let folder: string;
let drawings: readonly Drawing[];
let definitions: readonly CompiledDefinition[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vahid-draw-'));
  definitions = (await compileFolder(join(root, 'definitions'), rooms)).definitions;
  await drawFolder(definitions, join(folder, 'az'), 'az');
  drawings = await read('az');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function vahid(args: readonly string[]) {
  const err: string[] = [];
  const io = { lang: 'en', root, env: {}, out: () => undefined, err: (line: string) => err.push(line) } as const;
  return { code: await main(args, io), err: err.join('\n') };
}

async function read(lang: string): Promise<readonly Drawing[]> {
  const files = await readdir(join(folder, lang));
  return Promise.all(
    files
      .filter((file) => file.endsWith('.bpmn'))
      .toSorted()
      .map(async (file) => {
        const text = await readFile(join(folder, lang, file), 'utf8');
        const { rootElement: model, warnings } = await new BpmnModdle().fromXML(text);
        return { file, text, model, warnings };
      }),
  );
}

const held = () =>
  definitions.filter(({ compiled }) => Array.isArray((compiled as Partial<HoldsProcess>).process?.states));

/** All that stands in a model, whatever it stands in. */
function elements({ rootElements }: Element): readonly Element[] {
  const within = (one: Element): readonly Element[] => [one, ...(one.flowElements ?? []).flatMap(within)];
  return rootElements.flatMap(within);
}

describe('vahid check --draw', () => {
  it('draws every process, and the same the same way', async () => {
    expect(drawings).toHaveLength(held().length);
    expect(drawings.map(({ file }) => file)).toContain('service-technopark-residency.bpmn');
    await drawFolder(definitions, join(folder, 'again'), 'az');
    const again = await read('again');
    expect(again.map(({ text }) => text)).toEqual(drawings.map(({ text }) => text));
  });

  it('is read by bpmn-moddle without a warning, and bpmnlint finds nothing', async () => {
    for (const { file, model, warnings } of drawings) {
      expect(warnings, file).toEqual([]);
      // A linter keeps what it has seen.
      const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
      expect(await linter.lint(model), file).toEqual({});
    }
  });

  it('lets an event-based gateway wait for events and messages only, as BPMN demands', () => {
    for (const { file, model } of drawings) {
      const targets = elements(model).flatMap(({ sourceRef, targetRef }) =>
        sourceRef?.$type === 'bpmn:EventBasedGateway' ? [targetRef?.$type] : [],
      );
      const allowed = ['bpmn:IntermediateCatchEvent', 'bpmn:ReceiveTask'];
      expect(
        targets.filter((type) => !allowed.includes(type ?? '')),
        file,
      ).toEqual([]);
    }
  });

  it('names every state and every action', () => {
    for (const { kind, name, compiled } of held()) {
      const { states, actions } = (compiled as HoldsProcess).process;
      const file = kind === name ? `${kind}.bpmn` : `${kind}-${name}.bpmn`;
      const model = drawings.find((one) => one.file === file)?.model;
      const names = model ? elements(model).map((one) => one.name ?? '') : [];
      // An action that a clock takes is named with its days.
      const missing = actions.filter(
        ({ title }) => !names.some((one) => one === title.az || one.startsWith(`${title.az} (`)),
      );
      expect(
        missing.map((one) => one.name),
        file,
      ).toEqual([]);
      const told = states.filter(({ title, desk, status }) => {
        const shown = desk ?? (status === 'waiting_for_applicant' ? undefined : title);
        return shown && !names.includes(shown.az);
      });
      expect(
        told.map((one) => one.name),
        file,
      ).toEqual([]);
    }
  });

  it('shows each process in a picture that stands by itself, with its names in it', async () => {
    for (const { kind, name, compiled } of held()) {
      const file = `${kind === name ? kind : `${kind}-${name}`}.svg`;
      const svg = await readFile(join(folder, 'az', file), 'utf8');
      const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
        svg,
        'application/xml',
      );
      expect(documentElement?.namespaceURI, file).toBe('http://www.w3.org/2000/svg');
      // A name is broken into lines, each a piece of text of its own.
      const written = svg.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
      const { states, actions } = (compiled as HoldsProcess).process;
      const names = [...states.map(({ title, desk }) => (desk ?? title).az), ...actions.map(({ title }) => title.az)];
      const missing = names.filter((one) => !written.includes(one.replaceAll('&', '&amp;')));
      // What stands aside is in the words beside the picture, not in it.
      expect(missing.length, `${file}: ${missing.join(', ')}`).toBeLessThan(names.length / 2);
    }
  });

  it('writes the regulation of every service beside it, in Azerbaijani', async () => {
    const services = definitions.filter(({ kind }) => kind === 'service');
    for (const { name, compiled } of services) {
      const { title, process, channels } = compiled as CompiledService;
      const text = await readFile(join(folder, 'az', `service-${name}.md`), 'utf8');
      expect(text, name).toMatch(/^# “.*” elektron xidmətinin Reqlamenti\n\n## 1\. Ümumi müddəalar\n\n1\.1\. /);
      expect(text, name).toContain(`Xidmətin adı: “${title.az}”.`);
      expect(text, name).toContain('| Vəziyyət | Kim əməliyyat apara bilər | Müddət |\n| --- | --- | --- |\n');
      expect(text.includes('Müraciət xidmət mərkəzində də qəbul edilir'), name).toBe(channels.includes('centre'));
      for (const { workingDays } of process.clocks) expect(text, name).toContain(`${workingDays} iş günü`);
    }
  });

  it('leads no line through a shape', () => {
    for (const { file, model } of drawings) {
      const drawn = model.diagrams.flatMap(({ plane }) => plane.planeElement);
      const shapes = drawn.filter(({ bpmnElement: { $type } }) => /Task|Event|Gateway|Activity$/.test($type));
      const crossed = drawn.flatMap((edge) =>
        shapes
          .filter((shape) => runsThrough(edge, shape))
          .map(({ bpmnElement }) => `${edge.bpmnElement.id}: ${bpmnElement.id}`),
      );
      expect(crossed, file).toEqual([]);
    }
  });

  it('writes in the language that is asked for', async () => {
    expect(await vahid(['check', '--draw', join(folder, 'ru'), '--language', 'ru'])).toEqual({ code: 0, err: '' });
    const [first] = await read('ru');
    expect(first?.text).toContain('Система');
    expect(first?.text).not.toContain('Sistem');
    expect(await vahid(['check', '--draw', folder, '--language', 'tr'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--language needs one of: az, en, ru.') as string,
    });
  });
});

function runsThrough({ waypoint = [], bpmnElement }: Drawn, { bounds, bpmnElement: { id } }: Drawn): boolean {
  if (!bounds || bpmnElement.sourceRef?.id === id || bpmnElement.targetRef?.id === id) return false;
  const { x, y, width, height } = bounds;
  return waypoint.slice(1).some((to, index) => {
    const from = waypoint[index] ?? to;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return left < x + width && right > x && top < y + height && bottom > y;
  });
}
