import type { VNode } from 'preact';
import { Actions, Button, Form, type Frame, Hidden, KeyFacts, Page } from '../../../../ui/index.ts';
import { t } from '../text/index.ts';
import { type AskedConsent, demoConsentPath } from './port.ts';

interface ConsentProps {
  readonly frame: Frame;
  readonly uid: string;
  readonly asked: AskedConsent;
  readonly people: readonly { readonly fin: string; readonly name: string }[];
  /** Name of who is signed in here: stands first. */
  readonly own: string | undefined;
}

/** The demo service asks who one is, and then whether one signs. */
export function DemoConsentPage({ frame, uid, asked, people, own }: ConsentProps): VNode {
  const { lang } = frame;
  const action = `${demoConsentPath}/${uid}`;
  const title = t(lang, asked.scope === 'service' ? 'demoWho' : 'demoAgree');
  const ordered = people.toSorted((a, b) => Number(b.name === own) - Number(a.name === own));
  return (
    <Page frame={frame} title={`${title} ${t(lang, 'demoTitle')}`}>
      <div class="stack">
        <p class="soft">{t(lang, 'demoTitle')}</p>
        <h1>{title}</h1>
        {asked.scope === 'service' ? (
          <>
            <p class="lead">{t(lang, 'demoWhoLead')}</p>
            <Form action={action} enhance={false}>
              <Hidden name="agree" value="yes" />
              <ul class="rows">
                {ordered.map(({ fin, name }) => (
                  <li>
                    <Button kind={name === own ? 'first' : 'second'} name="person" value={fin}>
                      {name}
                    </Button>
                  </li>
                ))}
              </ul>
            </Form>
          </>
        ) : (
          <>
            <p class="lead">{asked.description}</p>
            <p>{t(lang, 'demoAgreeLead')}</p>
            <KeyFacts
              facts={[
                { term: t(lang, 'demoHolder'), value: asked.holder },
                { term: t(lang, 'demoDigest'), value: <code class="digest">{asked.digest}</code> },
              ]}
            />
            <Form action={action} enhance={false}>
              <Actions>
                <Button name="agree" value="yes">
                  {t(lang, 'demoSign')}
                </Button>
                <Button kind="second" name="agree" value="no">
                  {t(lang, 'demoDecline')}
                </Button>
              </Actions>
            </Form>
          </>
        )}
      </div>
    </Page>
  );
}
