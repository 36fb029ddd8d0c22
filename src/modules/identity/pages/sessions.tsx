import type { VNode } from 'preact';
import { type Session, sessionHours } from '../../../kernel/session.ts';
import { Actions, Button, ButtonLink, Form, type Frame, Hidden, Page, Table, Tag, Time } from '../../../ui/index.ts';
import { describeAgent } from '../agent.ts';
import { t } from '../text.ts';

interface SessionsPageProps {
  readonly frame: Frame;
  readonly sessions: readonly Session[];
  /** Id of the session in which the page is seen. */
  readonly present: string;
  /** Where an applicant without FİN tells of a new passport. */
  readonly details?: string | undefined;
}

/** Where a person is signed in, with a way to end each. */
export function SessionsPage({ frame, sessions, present, details }: SessionsPageProps): VNode {
  const { lang } = frame;
  const columns = [
    { label: t(lang, 'sessionsDevice') },
    { label: t(lang, 'sessionsSince'), onPhone: t(lang, 'sessionsSince') },
    { label: t(lang, 'sessionsSeen'), onPhone: t(lang, 'sessionsSeen') },
    { label: t(lang, 'sessionsEnd') },
  ];
  const rows = sessions.map((session) => [
    <Device session={session} present={present} frame={frame} />,
    <Time at={session.createdAt} />,
    <Time at={session.seenAt} />,
    <Ending session={session} present={present} frame={frame} />,
  ]);
  return (
    <Page frame={frame} title={t(lang, 'sessionsTitle')}>
      <div class="stack">
        <h1>{t(lang, 'sessionsTitle')}</h1>
        <p class="lead">{t(lang, 'sessionsLead')}</p>
        <Table caption={t(lang, 'sessionsTitle')} quiet columns={columns} rows={rows} />
        {sessions.length > 1 ? (
          <Form action={frame.href('/sessiyalar')}>
            <Hidden name="session" value="others" />
            <Actions>
              <Button kind="second">{t(lang, 'sessionsCloseOthers')}</Button>
            </Actions>
          </Form>
        ) : (
          <p>{t(lang, 'sessionsOnlyThis')}</p>
        )}
        <p>
          {details === undefined ? (
            <a href={frame.href('/kimin-adindan')}>{t(lang, 'behalfTitle')}</a>
          ) : (
            <a href={frame.href(details)}>{t(lang, 'newPassport')}</a>
          )}
        </p>
        <p class="small soft">{t(lang, 'sessionsRule', { hours: sessionHours })}</p>
      </div>
    </Page>
  );
}

interface RowProps {
  readonly session: Session;
  readonly present: string;
  readonly frame: Frame;
}

function Device({ session, present, frame: { lang } }: RowProps): VNode {
  const { browser, system } = describeAgent(session.agent);
  return (
    <>
      {browser ?? t(lang, 'unknownBrowser')}, {system ?? t(lang, 'unknownSystem')}{' '}
      {session.id === present ? <Tag state="done">{t(lang, 'sessionsThis')}</Tag> : null}
    </>
  );
}

function Ending({ session, present, frame }: RowProps): VNode {
  if (session.id === present) return <a href={frame.href('/cixis')}>{t(frame.lang, 'signOut')}</a>;
  return (
    <Form action={frame.href('/sessiyalar')}>
      <Hidden name="session" value={session.id} />
      <Button kind="second">{t(frame.lang, 'sessionsClose')}</Button>
    </Form>
  );
}

/** Asks before signing out: the link in the head must not change anything by itself. */
export function SignOutPage({ frame }: { frame: Frame }): VNode {
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'signOutTitle')}>
      <div class="stack">
        <h1>{t(lang, 'signOutTitle')}</h1>
        <p class="lead">{t(lang, 'signOutLead')}</p>
        <Form action={frame.href('/cixis')} enhance={false} forgets>
          <Actions>
            <Button>{t(lang, 'signOutNow')}</Button>{' '}
            <ButtonLink kind="second" href={frame.href('/sessiyalar')}>
              {t(lang, 'signOutOthers')}
            </ButtonLink>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}
