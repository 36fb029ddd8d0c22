import type { VNode } from 'preact';
import { capitalise, formatDate, formatDayMonth, type Lang, pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, Card, Checkboxes, ClockCard, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { Knot, NoWrap, Reasons, Tag, TextArea } from '../../../ui/index.ts';
import type { AmendmentInput } from '../actions/amending.ts';
import type { ReasonChoice } from '../rules/reasons.ts';
import type { ClockView, DeskAction, DeskCaseView } from '../views.ts';
import { AmendableFields, amendedField } from './amending.tsx';
import { reasonRows } from './article.tsx';
import { isOpen, tagState } from './case-line.tsx';
import { decidedHow } from './decision.tsx';
import { actionKeys, writingKeys } from './desk-keys.ts';
import { lines } from './prose.tsx';
import { remarkPrefix } from './corrections.tsx';
import { type ReasonField, ReasonFields } from './reasons.tsx';
import { correctionTexts } from './text/corrections.ts';
import { inquiryTexts } from './text/inquiry.ts';
import { elsewhereTexts } from './text/elsewhere.ts';
import { standingInTexts } from './text/standing-in.ts';
import { texts } from './text/index.ts';

type DecisionField = 'note' | 'pages' | typeof amendedField | ReasonField;

/** A decision that was refused, as it was typed. */
export interface WrongDecision {
  readonly action: string;
  readonly note: string;
  readonly pages: readonly string[];
  /** By page. */
  readonly remarks: Readonly<Record<string, string>>;
  readonly reasons?: ReasonChoice;
  readonly amendment?: AmendmentInput | undefined;
  /** What the refusal says, at the field that it is about. */
  readonly errors: readonly { readonly field: DecisionField; readonly text: string }[];
}

interface PaneProps {
  readonly frame: Frame;
  readonly view: DeskCaseView;
  /** Whether the case was given to this person; absent where it does not wait for them. */
  readonly mine: boolean | undefined;
  readonly wrong: WrongDecision | undefined;
}

/** The desk's right pane: the clock, what can be decided, what follows. */
export function DecisionPane({ frame, view, mine, wrong }: PaneProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  return (
    <>
      {view.clock && runs(view.clock, view) ? <CaseClock clock={view.clock} lang={lang} /> : null}
      <Card
        title={words.decision}
        beside={<Tag state={tagState(view.status, view.decision?.outcome)}>{pick(view.state, lang)}</Tag>}
      >
        <div class="stack">
          {view.grounds ? (
            <>
              <h3>{words.grounds}</h3>
              <p>{lines(view.grounds)}</p>
            </>
          ) : null}
          {view.decision ? <Decided frame={frame} view={view} /> : null}
          {view.inquiries && view.inquiries.open > 0 ? (
            <p class="small">
              <a href="#sorgular">{inquiryTexts[lang].open(view.inquiries.open)}</a>
            </p>
          ) : null}
          {view.elsewhere ? (
            <p class="small soft">{elsewhereTexts[lang].inSystem(pick(view.elsewhere.system, lang))}</p>
          ) : (
            <Decide frame={frame} at={`/masa/is/${view.id}`} view={view} wrong={wrong} />
          )}
          {mine === undefined ? null : (
            <Taking frame={frame} at={`/masa/is/${view.id}/gotur`} mine={mine} standsIn={view.standsIn} />
          )}
          {view.hand ? (
            <p class="small">
              <a href={frame.href(view.hand)}>{standingInTexts[lang].hand}</a>
            </p>
          ) : null}
        </div>
      </Card>
      {view.follows && view.follows.effects.length > 0 ? (
        <Card title={words.follows[view.follows.outcome]}>
          <ul class="rows small">
            {view.follows.effects.map(({ text, done }) => (
              <li>
                {pick(text, lang)}
                {done ? (
                  <>
                    {' '}
                    <NoWrap>
                      <Knot sign="known" /> {words.effectDone}
                    </NoWrap>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

/** Once it is issued too somebody may have to do something by a day, as with a slip in it. */
const runs = ({ stopped }: ClockView, view: Pick<DeskCaseView, 'status'>): boolean =>
  isOpen(view) || (view.status === 'issued' && !stopped);

function CaseClock({ clock, lang }: { clock: ClockView; lang: Lang }): VNode {
  const words = texts[lang];
  const halted = clock.days.filter(({ mark }) => mark === 'halt').map(({ day }) => formatDayMonth(day, lang));
  // While an explanation is awaited it is the applicant's time that runs, and the decision's stands still.
  const applicants = clock.name === 'answer';
  return (
    <ClockCard clock={clock} title={applicants ? words.answerClock : undefined}>
      {applicants ? words.decisionHalted : halted.length > 0 ? words.halted(halted.join(', ')) : undefined}
    </ClockCard>
  );
}

function Decided({ frame, view }: { frame: Frame; view: DeskCaseView }): VNode | null {
  const { lang } = frame;
  const words = texts[lang];
  const { decision } = view;
  if (!decision) return null;
  return (
    <>
      <p>
        <b>{capitalise(words.outcome[decision.outcome], lang)}</b>
      </p>
      <p class="small soft">
        <NoWrap>{formatDate(decision.at, lang)}</NoWrap>, {decidedHow(decision, words)}.
      </p>
      {decision.instead === undefined ? null : (
        <p class="small soft">
          {decision.instead === null
            ? standingInTexts[lang].decidedAsSubstitute
            : standingInTexts[lang].decidedInstead(decision.instead)}
        </p>
      )}
      <Reasons reasons={reasonRows(decision.reasons, lang)} />
      {decision.note ? <p>{lines(decision.note)}</p> : null}
    </>
  );
}

interface DecideProps {
  readonly frame: Frame;
  /** Where the form is sent. */
  readonly at: string;
  readonly view: Pick<DeskCaseView, 'actions' | 'key' | 'version' | 'pages' | 'reasons' | 'amendments'>;
  readonly wrong: WrongDecision | undefined;
  /** What the note is called and what is to be written in it, where it is not the explanation of a decision. */
  readonly note?: { readonly label: string; readonly hint: string } | undefined;
}

/** What this official may do now; what they may not, with the reason. */
export function Decide({ frame, at, view, wrong, note }: DecideProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const open = view.actions.filter(({ blocked }) => !blocked);
  return (
    <>
      <Alarm errors={(wrong?.errors ?? []).map(({ field, text }) => ({ name: field, text }))} title={words.notDone} />
      {open.length > 0 ? (
        <DecideForm frame={frame} at={at} view={view} actions={open} wrong={wrong} note={note} />
      ) : null}
      {view.actions.map(({ title, blocked }) =>
        blocked ? (
          <p class="small soft">
            {words.quoted(pick(title, lang))}: {pick(blocked.text, lang)}
          </p>
        ) : null,
      )}
      {view.actions.length === 0 ? <p class="small soft">{words.nothingToDecide}</p> : null}
    </>
  );
}

interface DecideFormProps extends DecideProps {
  readonly actions: readonly DeskAction[];
}

function DecideForm({ frame, at, view, actions, wrong, note }: DecideFormProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const said = note ?? { label: words.note, hint: words.noteHint };
  const noted = actions.some(({ note }) => note !== 'none');
  const asking = actions.find(({ asksPages }) => asksPages);
  const amending = actions.find(({ proposesAmendment }) => proposesAmendment);
  const errorAt = (name: DecisionField) => wrong?.errors.find(({ field }) => field === name)?.text;
  return (
    <Form action={frame.href(at)}>
      <Hidden name="key" value={view.key} />
      <Hidden name="version" value={String(view.version)} />
      {view.reasons ? (
        <ReasonFields reasons={view.reasons} lang={lang} chosen={wrong?.reasons} errorAt={errorAt} />
      ) : null}
      {noted ? (
        <TextArea
          {...said}
          name="note"
          press={writingKeys(actions, lang, said.label).note}
          value={wrong?.note}
          error={errorAt('note')}
        />
      ) : null}
      {asking && view.pages.length > 0 ? (
        <Checkboxes
          name="pages"
          label={words.pagesToCorrect}
          hint={words.pagesHint(pick(asking.title, lang))}
          choices={view.pages.map(({ page, question }) => ({
            value: page,
            label: pick(question, lang),
            reveals: (
              <TextArea
                name={`${remarkPrefix}${page}`}
                label={correctionTexts[lang].remark}
                hint={correctionTexts[lang].remarkHint}
                value={wrong?.remarks[page]}
                rows={2}
                optional
              />
            ),
          }))}
          values={wrong?.pages}
          error={errorAt('pages')}
        />
      ) : null}
      {amending && view.amendments ? (
        <AmendableFields
          fields={view.amendments.fields}
          lang={lang}
          action={pick(amending.title, lang)}
          chosen={wrong?.amendment}
          error={errorAt(amendedField)}
        />
      ) : null}
      <Buttons actions={actions} lang={lang} />
    </Form>
  );
}

/** A button for each action, and where it may be signed another one, or that one alone. */
function Buttons({ actions, lang }: { actions: readonly DeskAction[]; lang: Lang }): VNode {
  const keys = actionKeys(actions, lang);
  return (
    <Actions>
      {actions.map(({ action, title, weight, sign }) => (
        <>
          {sign === 'required' ? null : (
            <Button name="do" value={action} kind={kindOf(weight)} press={keys.get(action)}>
              {pick(title, lang)}
            </Button>
          )}
          {sign ? (
            <Button name="sign" value={action} kind={sign === 'required' ? kindOf(weight) : 'second'}>
              {texts[lang].withSignature(pick(title, lang))}
            </Button>
          ) : null}
        </>
      ))}
    </Actions>
  );
}

const kindOf = (weight: DeskAction['weight']) => (weight === 'main' ? 'first' : weight);

interface TakingProps {
  readonly frame: Frame;
  readonly at: string;
  readonly mine: boolean;
  readonly standsIn?: true | undefined;
}

/** Whose the case is, and the button to take it. */
export function Taking({ frame, at, mine, standsIn }: TakingProps): VNode {
  const words = texts[frame.lang];
  if (mine && !standsIn) return <p class="small soft">{words.taken}</p>;
  return (
    <Form action={frame.href(at)}>
      {standsIn ? <p class="small soft">{standingInTexts[frame.lang].taken}</p> : null}
      <Actions>
        <Button kind="second">{words.take}</Button>
      </Actions>
    </Form>
  );
}
