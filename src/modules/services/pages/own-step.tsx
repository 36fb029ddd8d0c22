import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { notFound, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { Actions, Alarm, Back, Button, ButtonLink, Form, type Frame, Hidden } from '../../../ui/index.ts';
import { NoWrap, Page, TextArea } from '../../../ui/index.ts';
import { Type } from 'typebox';
import { caseView, takeOwnStep } from '../actions/own.ts';
import type { CaseView, OwnStepView } from '../views.ts';
import { amendingTexts } from './text/amending.ts';
import { texts } from './text/index.ts';

interface StepProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly step: OwnStepView;
  /** A note that did not fit, as it was typed. */
  readonly wrong?: { readonly note: string; readonly error: string } | undefined;
}

const longestNote = 2000;

/** One step of the service's own: what it is, what one says with it, and the way back. */
export function OwnStepPage({ frame, view, step, wrong }: StepProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const title = pick(step.title, lang);
  const here = frame.href(`/muracietler/${view.id}`);
  const errors = wrong ? [{ name: 'note', text: wrong.error }] : [];
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={here}>
        {pick(view.title, lang)}, <NoWrap>{view.reference}</NoWrap>
      </Back>
      <Alarm errors={errors} />
      <div class="stack">
        {step.note === 'none' ? <h1>{title}</h1> : null}
        <Form action={`${here}/addim/${step.action}`}>
          {step.note === 'none' ? null : (
            <TextArea
              name="note"
              label={title}
              hint={step.asksAmendment ? amendingTexts[lang].askHint : words.ownStepHint}
              heading
              max={longestNote}
              rows={8}
              value={wrong?.note}
              error={wrong?.error}
            />
          )}
          <Hidden name="key" value={view.key} />
          <Actions>
            <Button {...(step.grave ? { kind: 'grave' as const } : {})}>{words.ownStepSend}</Button>
            <ButtonLink kind="second" href={here}>
              {words.ownStepBack}
            </ButtonLink>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

/** Links to what the applicant can do besides, on the page of the case. */
export function OwnSteps({ frame, view }: { frame: Frame; view: CaseView }): VNode | null {
  if (!view.steps || view.steps.length === 0) return null;
  return (
    <Actions>
      {view.steps.map(({ action, title }) => (
        <ButtonLink kind="second" href={frame.href(`/muracietler/${view.id}/addim/${action}`)}>
          {pick(title, frame.lang)}
        </ButtonLink>
      ))}
    </Actions>
  );
}

const params = Type.Object({ ...idParam.properties, action: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,59}$' }) });

export const ownStepForm = route({
  method: 'GET',
  path: '/muracietler/:id/addim/:action',
  access: 'services.takeOwnStep',
  params,
  async handler(request) {
    const { id, action } = request.params;
    const view = await caseView(request, { id });
    const step = view.steps?.find((one) => one.action === action);
    if (!step) return redirect(`/muracietler/${id}`);
    return page(<OwnStepPage frame={frameOf(request, view.front)} view={view} step={step} />);
  },
});

export const ownStepRoute = route({
  method: 'POST',
  path: '/muracietler/:id/addim/:action',
  access: 'services.takeOwnStep',
  params,
  body: formBody,
  async handler(request) {
    const { id, action } = request.params;
    const note = formValue(request.body, 'note');
    const key = formValue(request.body, 'key');
    const refused = await refusedBy(() => takeOwnStep(request, { id, action, note, key }), [422, 429]);
    if (!refused) return redirect(`/muracietler/${id}`);
    const view = await caseView(request, { id });
    const step = view.steps?.find((one) => one.action === action);
    if (!step) throw notFound();
    const wrong = { note, error: pick(refused.text, request.lang) };
    return page(
      <OwnStepPage frame={frameOf(request, view.front)} view={view} step={step} wrong={wrong} />,
      refused.status,
    );
  },
});
