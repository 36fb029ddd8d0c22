import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { Actions, Back, Button, ButtonLink, Form, type Frame, Hidden, NoWrap, Page } from '../../../ui/index.ts';
import { caseView, withdrawCase } from '../actions/own.ts';
import type { CaseView } from '../views.ts';
import { centrePath } from './assist-note.tsx';
import { texts } from './text/index.ts';

/** Withdrawing an application, or discarding a draft, is asked once more. */
export function LeavePage({ frame, view }: { frame: Frame; view: CaseView }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const draft = view.status === 'draft';
  const here = frame.href(`/muracietler/${view.id}`);
  const title = draft ? words.discardAsk : words.withdrawAsk;
  return (
    <Page frame={frame} title={title}>
      <Back href={here}>
        {pick(view.title, lang)}, <NoWrap>{view.reference}</NoWrap>
      </Back>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{draft ? words.discardLead : words.withdrawLead}</p>
        <Form action={`${here}/geri-gotur`}>
          <Hidden name="key" value={view.key} />
          <Actions>
            <Button kind="grave">{draft ? words.discard : words.withdraw}</Button>
            <ButtonLink kind="second" href={here}>
              {words.keep}
            </ButtonLink>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

export const leaveForm = route({
  method: 'GET',
  path: '/muracietler/:id/geri-gotur',
  access: 'services.withdrawCase',
  params: idParam,
  async handler(request) {
    const view = await caseView(request, request.params);
    if (!view.may.withdraw) return redirect(`/muracietler/${view.id}`);
    return page(<LeavePage frame={frameOf(request, view.front)} view={view} />);
  },
});

export const leaveRoute = route({
  method: 'POST',
  path: '/muracietler/:id/geri-gotur',
  access: 'services.withdrawCase',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const { assisted } = await withdrawCase(request, { id, key: formValue(request.body, 'key') });
    return redirect(assisted ? centrePath : `/muracietler/${id}`);
  },
});
