import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledDefinition } from '../../kernel/definition.ts';
import type { Lang } from '../../language/lang.ts';
import { regulationMarkdown } from '../../modules/catalogue/index.ts';
import {
  bpmnOf,
  type CompiledProcessDefinition,
  type Following,
  type Follows,
  graphOf,
  type HoldsProcess,
  type ProcessGraph,
  svgOf,
} from '../../modules/process/index.ts';
import { type CompiledService, drawnService, regulationsOf } from '../../modules/services/index.ts';

/** Effects that begin other processes within one: by the kind of definition and the effect, the kind that begins. */
const begun: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'catalogue-request': { 'ask-reviews': 'catalogue-review' },
};

/**
 * Writes every process among the definitions into a folder, as BPMN and as a picture, and for each service its
 * regulation: that only in Azerbaijani, the language of official texts. @returns the names of the files
 */
export async function drawFolder(
  definitions: readonly CompiledDefinition[],
  folder: string,
  lang: Lang,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const drawings = definitions.filter(holdsProcess).flatMap((definition) => {
    const [name, graph] = [drawingName(definition), drawn(definition, definitions)];
    return [
      { file: `${name}.bpmn`, text: bpmnOf(graph, lang, name) },
      { file: `${name}.svg`, text: svgOf(graph, lang) },
    ];
  });
  const regulations = [...regulationsOf(definitions)].map(([service, document]) => ({
    file: `service-${service}.md`,
    text: regulationMarkdown(document),
  }));
  const files = [...drawings, ...regulations];
  for (const { file, text } of files) await writeFile(join(folder, file), text);
  return files.map(({ file }) => file);
}

/** A compiled process: a course that services take over is compiled in each of them. */
function holdsProcess({ compiled }: CompiledDefinition): boolean {
  const { process } = compiled as Partial<HoldsProcess>;
  return Array.isArray(process?.states);
}

/** A kind of which there is one definition is named by itself. */
const drawingName = ({ kind, name }: Pick<CompiledDefinition, 'kind' | 'name'>): string =>
  kind === name ? kind : `${kind}-${name}`;

function drawn({ kind, compiled }: CompiledDefinition, all: readonly CompiledDefinition[]): ProcessGraph {
  if (kind === 'service') return drawnService(compiled as CompiledService);
  const { title, process } = compiled as CompiledProcessDefinition;
  return graphOf(title, process, followsIn(kind, all));
}

function followsIn(kind: string, all: readonly CompiledDefinition[]): Follows {
  return ({ effects }): Following => {
    const child = effects.flatMap((effect) => begun[kind]?.[effect] ?? [])[0];
    const found = all.find((one) => one.kind === child);
    if (!found) return {};
    return { calls: { file: drawingName(found), title: (found.compiled as CompiledProcessDefinition).title } };
  };
}
