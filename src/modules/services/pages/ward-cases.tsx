import type { VNode } from 'preact';
import { type Frame, TaskList } from '../../../ui/index.ts';
import type { RepresentedView } from '../views.ts';
import { caseTask } from './case-line.tsx';
import { wardTexts } from './text/ward.ts';

/** What somebody conducts for their children and wards; nothing where there is none. */
export function WardCases({ frame, list }: { frame: Frame; list: RepresentedView }): VNode | null {
  const { items, more } = list;
  const words = wardTexts[frame.lang];
  if (items.length === 0) return null;
  return (
    <>
      <h2>{words.cases}</h2>
      <TaskList
        tasks={items.map((card) => ({
          ...caseTask(card, frame),
          about: card.ward === '' ? card.reference : `${card.ward}, ${card.reference}`,
        }))}
      />
      {more ? <p class="soft small">{words.newestOnly(items.length)}</p> : null}
    </>
  );
}
