import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Form,
  type Frame,
  Hidden,
  NoWrap,
  Page,
  Reasons,
  TextArea,
} from '../../../ui/index.ts';
import { appealDecision, caseView } from '../actions/own.ts';
import type { CaseView, DecisionView } from '../views.ts';
import { reasonRows } from './article.tsx';
import { AppealFacts } from './decision.tsx';
import { texts } from './text/index.ts';

interface AppealProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly decision: DecisionView;
  /** Grounds that did not fit, as they were typed. */
  readonly wrong?: { readonly grounds: string; readonly error: string } | undefined;
}

const mostCharacters = 2000;

/** One question: why the applicant disagrees. Beside it, to whom and until when. */
export function AppealPage({ frame, view, decision, wrong }: AppealProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const here = frame.href(`/muracietler/${view.id}`);
  return (
    <Page frame={frame} title={words.appealGrounds} error={wrong !== undefined}>
      <Back href={here}>
        {pick(view.title, lang)}, <NoWrap>{view.reference}</NoWrap>
      </Back>
      <Alarm errors={wrong ? [{ name: 'grounds', text: wrong.error }] : []} />
      <div class="split">
        <div class="stack">
          <Form action={`${here}/sikayet`}>
            <TextArea
              name="grounds"
              label={words.appealGrounds}
              hint={words.appealHint}
              heading
              max={mostCharacters}
              rows={8}
              value={wrong?.grounds}
              error={wrong?.error}
            />
            <Hidden name="key" value={view.key} />
            <Actions>
              <Button>{words.appealSend}</Button>
            </Actions>
          </Form>
          <h2>
            {words.decision}: {words.outcome[decision.outcome]}
          </h2>
          <Reasons reasons={reasonRows(decision.reasons, lang)} />
        </div>
        <div>
          <AppealFacts frame={frame} decision={decision} />
        </div>
      </div>
    </Page>
  );
}

export const appealForm = route({
  method: 'GET',
  path: '/muracietler/:id/sikayet',
  access: 'services.appealDecision',
  params: idParam,
  async handler(request) {
    const view = await caseView(request, request.params);
    if (!view.may.appeal || !view.decision) return redirect(`/muracietler/${view.id}`);
    return page(<AppealPage frame={frameOf(request, view.front)} view={view} decision={view.decision} />);
  },
});

export const appealRoute = route({
  method: 'POST',
  path: '/muracietler/:id/sikayet',
  access: 'services.appealDecision',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const grounds = formValue(body, 'grounds');
    const refused = await refusedBy(() =>
      appealDecision(request, { id: params.id, grounds, key: formValue(body, 'key') }),
    );
    if (!refused) return redirect(`/muracietler/${params.id}`);
    const view = await caseView(request, params);
    if (!view.decision) return redirect(`/muracietler/${view.id}`);
    const wrong = { grounds, error: pick(refused.text, lang) };
    const frame = frameOf(request, view.front);
    return page(<AppealPage frame={frame} view={view} decision={view.decision} wrong={wrong} />, 422);
  },
});
