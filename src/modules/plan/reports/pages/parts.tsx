import type { VNode } from 'preact';
import { pick, type Text } from '../../../../language/index.ts';
import type { Frame, TagState } from '../../../../ui/index.ts';
import type { MeasureState } from '../../measures/index.ts';

/** Colour of a standing by its legal status. */
export function tagOf(status: string): TagState {
  if (status === 'waiting_for_applicant' || status === 'draft') return 'wait';
  if (status === 'decided') return 'done';
  return status === 'in_review' ? 'pace' : 'none';
}

/** Colour of the computed state of a measure. */
export function standingTag(state: MeasureState): TagState {
  if (state === 'done') return 'done';
  if (state === 'late') return 'late';
  if (state === 'on_track') return 'pace';
  return state === 'soon' || state === 'no_evidence' ? 'wait' : 'none';
}

export function lines(text: string): VNode {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

/** The text of what is wrong at an input. */
export function errorAt(
  problems: readonly { readonly name: string; readonly text: Text }[],
  name: string,
  lang: Frame['lang'],
): string | undefined {
  const found = problems.find((one) => one.name === name);
  return found && pick(found.text, lang);
}
