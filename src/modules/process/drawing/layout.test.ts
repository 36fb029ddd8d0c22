import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../test/database.ts';
import { compileFolder } from '../../../app/installation.ts';
import { rooms } from '../../../app/rooms.ts';
import type { Text } from '../../../language/lang.ts';
import type { HoldsProcess } from '../definition/kind.ts';
import { bpmnMeasures } from './bpmn-sizes.ts';
import { type DrawnEdge, graphOf, type ProcessGraph } from './graph.ts';
import { type Layout, layoutOf, type Measures, type Place } from './layout.ts';
import { pictureMeasures } from './picture-sizes.ts';

/* What must hold of every drawing, asked of every process of the definitions in both ways of drawing. */

interface Drawing {
  readonly name: string;
  readonly graph: ProcessGraph;
  readonly measures: Measures;
  readonly layout: Layout;
}

let drawings: readonly Drawing[];
beforeAll(async () => {
  const { definitions } = await compileFolder(join(root, 'definitions'), rooms);
  drawings = definitions.flatMap(({ name, compiled }) => {
    const { title, process } = compiled as Partial<HoldsProcess> & { readonly title: Text };
    if (!Array.isArray(process?.states)) return [];
    const graph = graphOf(title, process);
    return [bpmnMeasures('ru'), pictureMeasures('ru')].map((measures, way) => {
      return { name: `${name} ${way}`, graph, measures, layout: layoutOf(graph, measures) };
    });
  });
});

interface Stretch {
  readonly edge: DrawnEdge;
  readonly from: Place;
  readonly to: Place;
}

const stretches = ({ edges }: Layout): readonly Stretch[] =>
  edges.flatMap(({ edge, points }) => points.slice(1).map((to, index) => ({ edge, from: points[index] ?? to, to })));

const meet = (one: readonly [number, number], other: readonly [number, number]): boolean =>
  Math.max(Math.min(...one), Math.min(...other)) < Math.min(Math.max(...one), Math.max(...other));

const alongOf = ({ from, to }: Stretch): [number, number] => [from.main, to.main];
const acrossOf = ({ from, to }: Stretch): [number, number] => [from.cross, to.cross];
const isAlong = ({ from, to }: Stretch): boolean => from.cross === to.cross;

describe('a drawing', () => {
  it('has every shape within its lane, and no two at one place', () => {
    for (const { name, graph, measures, layout } of drawings) {
      const outside = graph.nodes.filter((node) => {
        const place = layout.nodes.get(node.id);
        const lane = layout.lanes[graph.lanes.findIndex((one) => one.name === node.lane)];
        const [before, after] = measures.roomOf(node, 1).cross;
        return !place || !lane || place.cross - before < lane.start || place.cross + after > lane.end;
      });
      expect(
        outside.map(({ id }) => id),
        name,
      ).toEqual([]);
      expect(new Set([...layout.nodes.values()].map(({ main, cross }) => `${main} ${cross}`)).size, name).toBe(
        graph.nodes.length,
      );
    }
  });

  it('has edges along and across only, past every shape', () => {
    for (const { name, graph, measures, layout } of drawings) {
      const wrong = stretches(layout).filter((one) => {
        if (one.from.main !== one.to.main && one.from.cross !== one.to.cross) return true;
        return graph.nodes.some((node) => {
          const place = layout.nodes.get(node.id);
          if (!place || node.id === one.edge.from || node.id === one.edge.to) return false;
          const { main, cross } = measures.roomOf(node, 1);
          const [along, across] = [alongOf(one), acrossOf(one)];
          // A line has no width: it runs through a shape where one of its ends or its middle lies within.
          const within = (span: readonly [number, number], at: number, [before, after]: readonly [number, number]) =>
            Math.min(...span) < at + after && Math.max(...span) > at - before;
          return within(along, place.main, main) && within(across, place.cross, cross);
        });
      });
      expect(
        wrong.map(({ edge }) => `${edge.from} ${edge.to}`),
        name,
      ).toEqual([]);
    }
  });

  it('has no two edges upon each other that share neither beginning nor end', () => {
    for (const { name, layout } of drawings) {
      const all = stretches(layout);
      const wrong = all.flatMap((one, index) =>
        all
          .slice(index + 1)
          .filter((other) => {
            if (one.edge.from === other.edge.from || one.edge.to === other.edge.to) return false;
            if (isAlong(one) !== isAlong(other)) return false;
            return isAlong(one)
              ? one.from.cross === other.from.cross && meet(alongOf(one), alongOf(other))
              : one.from.main === other.from.main && meet(acrossOf(one), acrossOf(other));
          })
          .map((other) => `${one.edge.from} ${one.edge.to} | ${other.edge.from} ${other.edge.to}`),
      );
      expect(wrong, name).toEqual([]);
    }
  });
});
