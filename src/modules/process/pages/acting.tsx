import type { VNode } from 'preact';
import { type Lang, pick } from '../../../language/index.ts';
import { Actions, Button, Card, Form, Hidden, TextArea, Time } from '../../../ui/index.ts';
import type { AvailableAction, JournalEntry } from '../reading.ts';
import { flagWords, t } from '../texts.ts';
import type { KeptValue } from '../value.ts';

interface ActionCardProps {
  readonly lang: Lang;
  readonly title: string;
  /** Address to which the form is sent, with its language. */
  readonly action: string;
  readonly actions: readonly AvailableAction[];
  /** Of the instance as it was read, and a key of the form: by them one that was sent late or twice is told. */
  readonly version: number;
  readonly formKey: string;
  readonly note: {
    readonly label: string;
    readonly hint?: string | undefined;
    readonly value?: string | undefined;
    readonly error?: string | undefined;
  };
  /** Further actions stand in a form of their own. */
  readonly othersElsewhere?: boolean;
}

/** What the reader may do with an instance now: a button for each action, one note, and why some are not theirs. */
export function ActionCard(props: ActionCardProps): VNode {
  const { lang, title, action: to, actions, version, formKey, note, othersElsewhere } = props;
  const open = actions.filter(({ blocked }) => !blocked);
  return (
    <Card title={title}>
      <div class="stack">
        {open.length > 0 ? (
          <Form action={to}>
            <Hidden name="key" value={formKey} />
            <Hidden name="version" value={String(version)} />
            {open.some((one) => one.note !== 'none') ? <TextArea name="note" {...note} /> : null}
            <Actions>
              {open.map(({ action, title: said, grave }, index) => (
                <Button name="do" value={action} kind={grave ? 'grave' : index === 0 ? 'first' : 'second'}>
                  {pick(said, lang)}
                </Button>
              ))}
            </Actions>
          </Form>
        ) : null}
        {actions.map((one) => (
          <BlockedAction of={one} lang={lang} />
        ))}
        {actions.length === 0 && !othersElsewhere ? <p class="small soft">{t(lang, 'nothing')}</p> : null}
      </div>
    </Card>
  );
}

/** Why somebody whose office could take an action may not. */
export function BlockedAction({ of, lang }: { readonly of: AvailableAction; readonly lang: Lang }): VNode | null {
  if (!of.blocked) return null;
  return (
    <p class="small soft">
      {pick(of.title, lang)}: {pick(of.blocked.text, lang)}
    </p>
  );
}

/** An entry of the journal as a row of ui's `Journal`, with the name of who acted. */
export function journalRow({ at, title, actorName, note, raised, lowered }: JournalEntry, lang: Lang) {
  const said = note && kept(note, lang);
  const titles = (flags: JournalEntry['raised']) => flags.map((flag) => flag.title);
  const what = `${pick(title, lang)}${flagWords(titles(raised), titles(lowered), lang)}`;
  return {
    at: <Time at={at} />,
    who: actorName ? kept(actorName, lang) : t(lang, 'program'),
    what: said ? `${what}: ${said}` : what,
  };
}

function kept(value: KeptValue, lang: Lang): string {
  return value.state === 'kept' ? value.value : t(lang, value.state);
}
