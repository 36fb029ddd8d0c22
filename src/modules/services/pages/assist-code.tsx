import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { formBody, page, route } from '../../../kernel/http/route.ts';
import { Actions, Back, Button, Form, type Frame, Page } from '../../../ui/index.ts';
import { makeAssistCode } from '../actions/assisting.ts';
import { codePath } from './assist-note.tsx';
import { assistTexts } from './text/assist.ts';
import { texts } from './text/index.ts';

interface CodeProps {
  readonly frame: Frame;
  /** Just made; it is shown once. */
  readonly made?: { readonly code: string; readonly minutes: number };
}

/** The code by which a citizen lets a clerk enter an application. */
export function CodePage({ frame, made }: CodeProps): VNode {
  const words = assistTexts[frame.lang];
  return (
    <Page frame={frame} title={words.codeTitle}>
      <Back href={frame.href('/muracietler')}>{texts[frame.lang].allCases}</Back>
      <div class="stack">
        <h1>{words.codeTitle}</h1>
        <p class="lead">{words.codeLead}</p>
        {made ? (
          <>
            <h2>{words.codeIs}</h2>
            <p class="lead">
              <code>{`${made.code.slice(0, 3)} ${made.code.slice(3)}`}</code>
            </p>
            <p>{words.codeHolds(made.minutes)}</p>
          </>
        ) : null}
        <Form action={frame.href(codePath)}>
          <Actions>
            <Button kind={made ? 'second' : 'first'}>{made ? words.codeAgain : words.codeMake}</Button>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

export const codeRoute = route({
  method: 'GET',
  path: codePath,
  access: 'services.makeAssistCode',
  handler: async (request) => page(<CodePage frame={frameOf(request, ownFront(request))} />),
});

export const makeCodeRoute = route({
  method: 'POST',
  path: codePath,
  access: 'services.makeAssistCode',
  body: formBody,
  async handler(request) {
    const made = await makeAssistCode(request);
    return page(<CodePage frame={frameOf(request, ownFront(request))} made={made} />);
  },
});
