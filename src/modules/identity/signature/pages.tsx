import type { VNode } from 'preact';
import { pick, type Text } from '../../../language/index.ts';
import { Actions, ButtonLink, Details, type Frame, Note, Page } from '../../../ui/index.ts';
import type { SignatureOrder } from './flow.ts';
import { t } from './text/index.ts';

interface SignProps {
  readonly frame: Frame;
  readonly id: string;
  readonly order: SignatureOrder;
  readonly minutes: number;
}

/** What is to be signed, before one leaves for the signing service: a link leads there, no form. */
export function SignPage({ frame, id, order, minutes }: SignProps): VNode {
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'signTitle')}>
      <div class="narrow stack">
        <h1>{t(lang, 'signTitle')}</h1>
        <p class="lead">{t(lang, 'signLead')}</p>
        <p>
          <b>{pick(order.description, lang)}</b>
        </p>
        <p>{t(lang, 'signAbout')}</p>
        <p>{t(lang, 'signMinutes', { minutes })}</p>
        <Actions>
          <ButtonLink href={frame.href(`/imza/${id}/davam`)}>{t(lang, 'signGo')}</ButtonLink>
          <ButtonLink kind="second" href={frame.href(order.back)}>
            {t(lang, 'signBack')}
          </ButtonLink>
        </Actions>
        <Details summary={t(lang, 'signWhat')}>
          <pre class="small">
            <code>{JSON.stringify(order.statement, null, 2)}</code>
          </pre>
        </Details>
      </div>
    </Page>
  );
}

/** Why nothing was signed, and the way back to where it was begun. */
export function NotSignedPage({ frame, text, back }: { frame: Frame; text: Text; back: string }): VNode {
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'failedTitle')}>
      <div class="narrow stack">
        <h1>{t(lang, 'failedTitle')}</h1>
        <p class="lead">{pick(text, lang)}</p>
        <Note>
          <p>{t(lang, 'failedNothing')}</p>
        </Note>
        <Actions>
          <ButtonLink href={frame.href(back)}>{t(lang, 'failedBack')}</ButtonLink>
        </Actions>
      </div>
    </Page>
  );
}
