import type { VNode } from 'preact';
import { type FormBody, formValue } from '../../../kernel/http/route.ts';
import { formatDate, type Lang, pick } from '../../../language/index.ts';
import { Card, FormField, type Frame, Knot, Radios } from '../../../ui/index.ts';
import type { AmendmentInput } from '../actions/amending.ts';
import type { AmendableView, AmendmentView, DeskAmendments } from '../amendment-views.ts';
import { rightPrefix } from '../present/amending.ts';
import type { LineChange } from '../rules/amending.ts';
import type { CaseView } from '../views.ts';
import { Article } from './article.tsx';
import { lines } from './prose.tsx';
import { fieldView } from './question.tsx';
import { amendingTexts } from './text/amending.ts';
import { texts } from './text/index.ts';

/** The group of fields from which one is chosen, and where a refusal of it stands. */
export const amendedField = 'correct';

interface FieldsProps {
  readonly fields: readonly AmendableView[];
  readonly lang: Lang;
  /** Title of the action that they belong to. */
  readonly action: string;
  /** As it was sent, where that was refused. */
  readonly chosen: AmendmentInput | undefined;
  readonly error: string | undefined;
}

/** What may be corrected: one field is chosen, and below it its right value is written. */
export function AmendableFields({ fields, lang, action, chosen, error }: FieldsProps): VNode {
  const words = amendingTexts[lang];
  return (
    <Radios
      name={amendedField}
      label={words.which}
      hint={words.whichHint(action)}
      optional
      value={chosen?.field}
      error={error}
      choices={fields.map(({ field, label, shown, held, input }) => ({
        value: field,
        label: pick(label, lang),
        hint: words.now(pick(shown, lang)),
        reveals: (
          <>
            {held ? <Held held={held} lang={lang} /> : null}
            <FormField field={fieldView(typedIn(input, chosen), { lang, errors: [] })} />
          </>
        ),
      }))}
    />
  );
}

/** The document does not say otherwise than its register. */
function Held({ held, lang }: { readonly held: NonNullable<AmendableView['held']>; readonly lang: Lang }): VNode {
  const words = amendingTexts[lang];
  const { register, shown } = held;
  return (
    <p class="small soft">
      {shown ? (
        <>
          <Knot sign="known" /> {words.held(pick(register, lang), pick(shown, lang))}{' '}
        </>
      ) : null}
      {words.asRegister}
    </p>
  );
}

/** What was typed stays as it was typed. */
const typedIn = (input: AmendableView['input'], chosen: AmendmentInput | undefined): AmendableView['input'] =>
  chosen && input.name === `${rightPrefix}${chosen.field}` ? { ...input, value: chosen.value } : input;

/** The field that was chosen, and what was typed for it; undefined where none was. */
export function amendmentIn(body: FormBody, lang: Lang): AmendmentInput | undefined {
  const field = formValue(body, amendedField);
  return field === '' ? undefined : { field, value: formValue(body, `${rightPrefix}${field}`), lang };
}

/** At the desk: what is proposed, with all that it changes, and what was corrected before. */
export function DeskAmendmentsPart({
  frame,
  amendments,
}: {
  readonly frame: Frame;
  readonly amendments: DeskAmendments | undefined;
}): VNode | null {
  if (!amendments) return null;
  const words = amendingTexts[frame.lang];
  const { made, proposed } = amendments;
  return (
    <>
      {proposed ? (
        <Card title={words.proposed}>
          <Amended frame={frame} amendment={proposed} />
        </Card>
      ) : null}
      {made.length > 0 ? (
        <Card title={words.made}>
          <Made frame={frame} made={made} />
        </Card>
      ) : null}
    </>
  );
}

/** On the applicant's page: what was corrected and when, and the documents that no longer hold. */
export function AmendmentsPart({ frame, view }: { frame: Frame; view: CaseView }): VNode | null {
  const { lang, href } = frame;
  const words = amendingTexts[lang];
  const { amendments, document } = view;
  if (amendments.length === 0) return null;
  return (
    <>
      <h2>{words.made}</h2>
      <Made frame={frame} made={amendments} />
      {(document?.replaced ?? []).map(({ code, number, replacedAt }) => (
        <p>
          <a href={href(`/y/${code}`)}>{number}</a>{' '}
          <span class="soft small">
            {words.replaced}, {formatDate(replacedAt, lang)}
          </span>
        </p>
      ))}
    </>
  );
}

function Made({ frame, made }: { readonly frame: Frame; readonly made: readonly AmendmentView[] }): VNode {
  const { lang } = frame;
  return (
    <ul class="rows">
      {made.map((amendment) => (
        <li>
          <p class="soft small">{amendingTexts[lang].madeOn(formatDate(amendment.at, lang))}</p>
          <Amended frame={frame} amendment={amendment} />
        </li>
      ))}
    </ul>
  );
}

function Amended({ frame: { lang }, amendment }: { readonly frame: Frame; readonly amendment: AmendmentView }): VNode {
  const { changes, reason, article } = amendment;
  const words = amendingTexts[lang];
  return (
    <>
      {changes.map((change) => (
        <p>
          <b>{pick(change.label, lang)}</b>
          <br />
          {words.before}: {valueIn(change, 'before', lang)}
          <br />
          {words.after}: {valueIn(change, 'after', lang)}
        </p>
      ))}
      {reason === undefined ? null : (
        <p>
          {words.reason}: {lines(texts[lang].quoted(reason))}
        </p>
      )}
      <p class="small">
        <Article article={article} lang={lang} />
      </p>
    </>
  );
}

function valueIn(change: LineChange, part: 'before' | 'after', lang: Lang): string {
  const text = change[part];
  return text ? pick(text, lang) : amendingTexts[lang].none;
}
