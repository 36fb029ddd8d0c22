import type { VNode } from 'preact';
import { capitalise, pick } from '../../../language/index.ts';
import { Actions, Alarm, bound, Button, Card, Checkboxes, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { NoWrap, Select, Tag, TextArea } from '../../../ui/index.ts';
import { longestQuestion } from '../actions/inquiries.ts';
import type { AskedInquiryView, AskingView, DeskInquiryView, PlannedInquiriesView } from '../inquiry-views.ts';
import type { DeskCaseView } from '../views.ts';
import { Article } from './article.tsx';
import { seenBy } from './planned.tsx';
import { lines } from './prose.tsx';
import { inquiryTexts } from './text/inquiry.ts';

/** An inquiry that was not sent, as it was typed. */
export interface WrongInquiry {
  readonly institution: string;
  readonly question: string;
  readonly sees: readonly string[];
  readonly error: { readonly field: 'institution' | 'question' | 'sees'; readonly text: string };
}

export const askPath = (id: string): string => `/masa/is/${id}/sorgu`;

/** How it stands. */
export function InquiryTag({ frame: { lang }, view }: { frame: Frame; view: DeskInquiryView }): VNode {
  return (
    <Tag state={view.answeredAt ? 'done' : view.status === 'in_review' ? 'pace' : 'none'}>{pick(view.state, lang)}</Tag>
  );
}

/** Since when, or by when. */
function whenOf({ clock, answeredAt }: AskedInquiryView, { lang }: Frame): string {
  const words = inquiryTexts[lang];
  if (answeredAt) return words.answered(answeredAt);
  if (!clock?.due) return words.awaited;
  return clock.overdue ? words.late(clock.due) : words.until(clock.due);
}

interface DeskInquiriesProps {
  readonly frame: Frame;
  readonly view: Pick<DeskCaseView, 'id' | 'key' | 'inquiries'>;
  readonly wrong?: WrongInquiry | undefined;
}

/** At the desk of the institution that decides: what was asked of whom, what was answered, and the way to ask. */
export function DeskInquiries({ frame, view, wrong }: DeskInquiriesProps): VNode | null {
  const { inquiries } = view;
  if (!inquiries && !wrong) return null;
  const words = inquiryTexts[frame.lang];
  const { inquiries: asked = [], asking } = inquiries ?? {};
  // The form is gone where the case went on meanwhile.
  const errors = wrong ? [{ name: asking ? wrong.error.field : 'sorgular', text: wrong.error.text }] : [];
  return (
    <Card title={words.title}>
      <div class="stack" id="sorgular">
        <Alarm errors={errors} title={words.notSent} />
        {asked.length > 0 ? (
          <ul class="rows">
            {asked.map((one) => (
              <DeskInquiry frame={frame} view={one} />
            ))}
          </ul>
        ) : null}
        {asking ? <AskForm frame={frame} view={view} asking={asking} wrong={wrong} /> : null}
      </div>
    </Card>
  );
}

function DeskInquiry({ frame, view }: { readonly frame: Frame; readonly view: DeskInquiryView }): VNode {
  const { lang } = frame;
  const words = inquiryTexts[lang];
  const standing = view.answeredAt || view.clock ? `, ${whenOf(view, frame)}` : '';
  const by = [
    ...(view.author ? [words.askedBy(view.author)] : []),
    ...(view.answeredBy.length > 0 ? [words.answeredBy(view.answeredBy.join(', '))] : []),
  ];
  return (
    <li>
      <a href={frame.href(`/masa/sorgu/${view.id}`)}>{pick(view.institution.name, lang)}</a>{' '}
      <InquiryTag frame={frame} view={view} />
      <br />
      <span class="small soft">{bound(capitalise(`${words.asked(view.askedAt)}${standing}.`, lang))}</span>
      {view.question ? <p>{lines(view.question)}</p> : null}
      {view.sees.length > 0 ? <p class="small soft">{seenBy(words.showed, view.sees, lang)}</p> : null}
      {view.answer ? (
        <p>
          <b>{words.answer}:</b> {lines(view.answer)}
        </p>
      ) : null}
      {by.length > 0 ? <p class="small soft">{by.join('. ')}.</p> : null}
    </li>
  );
}

interface AskFormProps extends DeskInquiriesProps {
  readonly asking: AskingView;
}

function AskForm({ frame, view, asking, wrong }: AskFormProps): VNode {
  const { lang } = frame;
  const words = inquiryTexts[lang];
  const errorAt = (field: WrongInquiry['error']['field']) =>
    wrong?.error.field === field ? wrong.error.text : undefined;
  return (
    <Form action={frame.href(askPath(view.id))}>
      <h3>{words.ask}</h3>
      <p class="small soft">
        {bound(words.askLead(asking.workingDays))} <Article article={asking.article} lang={lang} />
      </p>
      <Hidden name="key" value={view.key} />
      <Select
        name="institution"
        label={words.institution}
        options={asking.institutions.map(({ code, name }) => ({ value: code, label: pick(name, lang) }))}
        value={wrong?.institution}
        error={errorAt('institution')}
      />
      <TextArea
        name="question"
        label={words.question}
        hint={words.questionHint}
        max={longestQuestion}
        value={wrong?.question}
        error={errorAt('question')}
      />
      <Checkboxes
        name="sees"
        label={words.show}
        hint={words.showHint}
        choices={asking.fields.map(({ name, label }) => ({ value: name, label: pick(label, lang) }))}
        values={wrong?.sees}
        error={errorAt('sees')}
        optional
      />
      <Actions>
        <Button kind="second">{words.send}</Button>
      </Actions>
    </Form>
  );
}

/** For the applicant: who was asked, and until when one waits. */
export function AskedInquiries({ frame, inquiries }: { frame: Frame; inquiries: readonly AskedInquiryView[] }): VNode {
  const { lang } = frame;
  const words = inquiryTexts[lang];
  return (
    <>
      <h2>{words.ownTitle}</h2>
      {inquiries.some(({ answeredAt }) => !answeredAt) ? <p class="soft">{words.ownLead}</p> : null}
      <ul class="rows">
        {inquiries.map((view) => (
          <li>
            <b>{pick(view.institution.name, lang)}</b>
            <br />
            <span class="small">
              {capitalise(words.asked(view.askedAt), lang)}, <NoWrap>{whenOf(view, frame)}</NoWrap>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** That officers may ask others, what those may be shown at most, and by which article. */
export function PlannedInquiries({
  frame: { lang },
  planned,
}: {
  readonly frame: Frame;
  readonly planned: PlannedInquiriesView | undefined;
}): VNode | null {
  if (!planned) return null;
  const words = inquiryTexts[lang];
  return (
    <>
      <h2>{words.planned}</h2>
      <p>
        {bound(seenBy(words.plannedLead(planned.workingDays), planned.fields, lang))}{' '}
        <Article article={planned.article} lang={lang} />
      </p>
    </>
  );
}
