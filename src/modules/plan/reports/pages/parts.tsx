import type { VNode } from 'preact';
import { pick, type Text } from '../../../../language/index.ts';
import { Clock, type Frame, type TagState, Time } from '../../../../ui/index.ts';
import type { AvailableAction, ClockView, JournalEntry, KeptValue } from '../../../process/index.ts';
import type { MeasureState } from '../../measures/index.ts';
import { t } from '../text/index.ts';

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

export function journalRow({ at, title, actorName, note }: JournalEntry, { lang }: Frame) {
  const said = note && kept(note, lang);
  return {
    at: <Time at={at} />,
    who: actorName ? kept(actorName, lang) : t(lang, 'program'),
    what: said ? `${pick(title, lang)}: ${said}` : pick(title, lang),
  };
}

function kept(value: KeptValue, lang: Frame['lang']): string {
  return value.state === 'kept' ? value.value : t(lang, value.state);
}

/** The time that runs: one knot a working day. */
export function Running({ clock: { days, due, overdue, late, stopped } }: { clock: ClockView }): VNode {
  return (
    <Clock
      days={days.map(({ mark }) => mark)}
      due={due}
      late={overdue ? Math.max(late ?? 1, 1) : undefined}
      stopped={stopped}
    />
  );
}

/** Why somebody whose office could take an action may not. */
export function Blocked({ of, lang }: { of: AvailableAction; lang: Frame['lang'] }): VNode | null {
  if (!of.blocked) return null;
  return (
    <p class="small soft">
      {pick(of.title, lang)}: {pick(of.blocked.text, lang)}
    </p>
  );
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
