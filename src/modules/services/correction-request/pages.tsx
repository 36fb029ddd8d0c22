import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { type FieldView, KeyFacts, QuestionPage, Tag, type TagState } from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { ActionCard, InstancePage, pressedIn, type Status } from '../../process/index.ts';
import { ownDataPath, wrongPath } from '../pages/own-data-path.ts';
import { ownDataWords } from '../pages/text/own-data.ts';
import {
  actOnCorrection,
  correctedFact,
  correctionPath,
  correctionView,
  entityOf,
  mostWords,
  requestCorrection,
  valueNeeded,
} from './actions.ts';

const wrongQuery = Type.Object({
  melumat: Type.String({ pattern: '^[a-z][A-Za-z0-9]*[.][a-z][A-Za-z0-9]*$', maxLength: 100 }),
});

const wrongForm = route({
  method: 'GET',
  path: `${ownDataPath}/sehv`,
  access: 'services.requestCorrection',
  query: wrongQuery,
  handler: async (request) => page(await question(request as Asking)),
});

const wrongRoute = route({
  method: 'POST',
  path: `${ownDataPath}/sehv`,
  access: 'services.requestCorrection',
  query: wrongQuery,
  body: formBody,
  async handler(request) {
    const [words, right] = [formValue(request.body, 'words'), formValue(request.body, 'right')];
    let id = '';
    const refused = await refusedBy(async () => {
      id = await requestCorrection(request, { concept: request.query.melumat, words, right, lang: request.lang });
    });
    if (refused) return page(await question(request as Asking, { refused, words, right }), refused.status);
    return redirect(correctionPath(id));
  },
});

type Asking = Request<unknown, { melumat: string }>;

/** What is wrong, in the words of who writes. */
async function question(request: Asking, wrong?: { refused: Refusal; words: string; right: string }): Promise<VNode> {
  const { concept, label, register, place, type } = correctedFact(
    request,
    request.query.melumat,
    entityOf({ organisation: request.actor.organisation ?? null }),
  );
  const owner = (await institutionsByCode(request)).get(register.owner);
  const frame = frameOf(request, ownFront(request));
  const { lang } = frame;
  const words = ownDataWords(frame);
  const errorAt = (name: string) =>
    wrong && (wrong.refused.code === valueNeeded.code) === (name === 'right')
      ? pick(wrong.refused.text, lang)
      : undefined;
  const right: FieldView = {
    name: 'right',
    ...(place?.type === 'choice'
      ? {
          kind: 'choice',
          options: Object.entries(type.choices ?? {}).map(([value, text]) => ({ value, label: text[lang] })),
        }
      : { kind: place?.type === 'date' ? 'date' : 'text', max: 300 }),
    label: words.right,
    value: wrong?.right,
    error: errorAt('right'),
  };
  return (
    <QuestionPage
      frame={frame}
      back={frame.href(ownDataPath)}
      action={frame.href(wrongPath(concept))}
      submit={words.send}
      title={place ? words.ask : undefined}
      fields={[
        ...(place ? [right] : []),
        {
          name: 'words',
          kind: 'longtext',
          label: place ? words.whence : words.ask,
          hint: place ? words.whenceHint : words.askHint,
          max: mostWords,
          value: wrong?.words,
          error: errorAt('words'),
        },
      ]}
      known={[
        { term: words.fact, value: pick(label, lang) },
        { term: words.register, value: pick(register.title, lang) },
        { term: words.owner, value: owner ? pick(owner.name, lang) : register.owner },
      ]}
    />
  );
}

const requestRoute = route({
  method: 'GET',
  path: correctionPath(':id'),
  access: 'services.requestCorrection',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

const actRoute = route({
  method: 'POST',
  path: `${correctionPath(':id')}/emel`,
  access: 'services.requestCorrection',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const pressed = pressedIn(request.body);
    const refused = await refusedBy(() => actOnCorrection(request, { id, ...pressed }), [409, 422]);
    if (!refused) return redirect(correctionPath(id));
    return page(await drawn(request, id, { refused, note: pressed.note }), refused.status);
  },
});

/** One request: what was written, what became of it, and what may be done now. */
async function drawn(request: Request, id: string, wrong?: { refused: Refusal; note: string }): Promise<VNode> {
  const view = await correctionView(request, id);
  const frame = frameOf(request, ownFront(request));
  const { lang } = frame;
  const words = ownDataWords(frame);
  const { of, journal, state } = view;
  const actions = view.actions.filter(({ blocked }) => !blocked);
  return (
    <InstancePage
      frame={frame}
      back={{ path: ownDataPath, title: words.title }}
      title={words.request}
      about={
        <>
          {of.reference} <Tag state={tagOf(of.status)}>{pick(state, lang)}</Tag>
        </>
      }
      errors={wrong ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : []}
      progress={{ of, state, journal, clock: undefined }}
      aside={
        actions.length === 0 ? null : (
          <ActionCard
            lang={lang}
            title={words.act}
            action={frame.href(`${correctionPath(id)}/emel`)}
            actions={actions}
            version={of.version}
            formKey={view.key}
            note={{
              label: words.note,
              value: wrong?.note,
              error: wrong && pick(wrong.refused.text, lang),
            }}
          />
        )
      }
    >
      <KeyFacts
        facts={[
          { term: words.fact, value: pick(view.label, lang) },
          { term: words.register, value: pick(view.register.title, lang) },
          ...(view.right
            ? [
                {
                  term: words.right,
                  value: pick(view.right, lang),
                  note: of.state === 'corrected' ? words.entered : undefined,
                },
              ]
            : []),
        ]}
      />
    </InstancePage>
  );
}

/** Colour of how a request stands. */
export function tagOf(status: Status): TagState {
  if (status === 'waiting_for_applicant') return 'wait';
  return status === 'in_review' ? 'pace' : status === 'decided' ? 'done' : 'none';
}

export const correctionRoutes = [wrongForm, wrongRoute, requestRoute, actRoute];
