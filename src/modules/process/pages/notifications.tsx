import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Actions, Button, EmptyState, Form, type Frame, Page, Pagination, Tag, Time } from '../../../ui/index.ts';
import { CompanyHint } from '../../identity/index.ts';
import { type Box, mailPath, type NotificationView } from '../notices.ts';
import { t } from '../texts.ts';
import { LetterWords } from './letter.tsx';

export const onePage = 25;

interface NotificationsPageProps {
  readonly frame: Frame;
  readonly box: Box;
  readonly items: readonly NotificationView[];
  readonly total: number;
  readonly page: number;
  /** Where letters are sent. */
  readonly mail: boolean;
}

/** Messages, newest first; one button marks one of them as read, another all. */
export function NotificationsPage({ frame, box, items, total, page, mail }: NotificationsPageProps): VNode {
  const { lang, path } = frame;
  const title = t(lang, box === 'desk' ? 'deskNotifications' : 'notifications');
  const unread = items.some(({ read }) => !read);
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        {mail ? (
          <p>
            <a href={frame.href(mailPath)}>{t(lang, 'byMail')}</a>
          </p>
        ) : null}
        {items.length === 0 ? (
          <>
            <EmptyState>{t(lang, box === 'desk' ? 'noneAtDesk' : 'none')}</EmptyState>
            <CompanyHint frame={frame} />
          </>
        ) : (
          <Form action={frame.href(path)}>
            {unread ? (
              <Actions>
                <Button kind="second">{t(lang, 'markAllRead')}</Button>
              </Actions>
            ) : null}
            <ul class="rows">
              {items.map((item) => (
                <Notification frame={frame} item={item} />
              ))}
            </ul>
          </Form>
        )}
        <Pagination page={page} pages={Math.ceil(total / onePage)} href={(n) => frame.href(`${path}?s=${n}`)} />
      </div>
    </Page>
  );
}

function Notification({ frame, item }: { frame: Frame; item: NotificationView }): VNode {
  const { lang } = frame;
  const text = pick(item.text, lang);
  return (
    <li>
      <p>{item.link ? <a href={frame.href(item.link)}>{text}</a> : text}</p>
      <p class="soft small">
        {item.read ? null : (
          <>
            <Tag state="pace">{t(lang, 'unread')}</Tag>{' '}
          </>
        )}
        <Time at={item.at} />
        {item.letter ? (
          <>
            {'. '}
            <LetterWords letter={item.letter} lang={lang} />.
          </>
        ) : null}
        {item.letter?.state === 'refused' ? (
          <>
            {' '}
            <a href={frame.href(mailPath)}>{t(lang, 'renewAddress')}</a>
          </>
        ) : null}
        {item.read ? null : (
          <>
            {' '}
            <button class="plain" name="id" value={item.id} aria-label={t(lang, 'markReadOf', { text })}>
              {t(lang, 'markRead')}
            </button>
          </>
        )}
      </p>
    </li>
  );
}
