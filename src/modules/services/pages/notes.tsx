import type { VNode } from 'preact';
import { Actions, Alarm, Button, Card, Form, type Frame, Hidden, Journal, TextArea, Time } from '../../../ui/index.ts';
import type { DeskCaseView, NoteView } from '../views.ts';
import { writingKeys } from './desk-keys.ts';
import { lines } from './prose.tsx';
import { texts } from './text/index.ts';
import { noteTexts } from './text/notes.ts';

/** A note that was not taken, as it was typed. */
export interface WrongNote {
  readonly words: string;
  readonly error: string;
}

interface NotesProps {
  readonly frame: Frame;
  readonly view: Pick<DeskCaseView, 'id' | 'key' | 'actions'>;
  readonly notes: readonly NoteView[];
  readonly wrong?: WrongNote | undefined;
}

export const notePath = (id: string): string => `/masa/is/${id}/qeyd`;

/** What officials noted on a case, and the way to add to it. */
export function NotesCard({ frame, view, notes, wrong }: NotesProps): VNode {
  const { lang } = frame;
  const words = noteTexts[lang];
  const open = view.actions.filter(({ blocked }) => !blocked);
  const press = writingKeys(open, lang, texts[lang].note).words;
  return (
    <Card title={words.title}>
      <div class="stack">
        <Alarm errors={wrong ? [{ name: 'words', text: wrong.error }] : []} />
        <p class="small soft">{words.lead}</p>
        {notes.length === 0 ? (
          <p class="small">{words.none}</p>
        ) : (
          <Journal
            entries={notes.map(({ at, author, words: said }) => ({
              at: <Time at={at} show="short" />,
              who: author ?? words.colleague,
              what: lines(said),
            }))}
          />
        )}
        <Form action={frame.href(notePath(view.id))}>
          <Hidden name="key" value={view.key} />
          <TextArea
            name="words"
            label={words.label}
            rows={2}
            max={2000}
            press={press}
            value={wrong?.words}
            error={wrong?.error}
          />
          <Actions>
            <Button kind="second">{words.add}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
