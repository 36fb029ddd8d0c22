import type { VNode } from 'preact';
import { Actions, Button, Card, DayInput, Form, type Frame, TextArea } from '../../../../ui/index.ts';
import { announcedDays, hasEnded } from '../ending.ts';
import { serviceEndPath } from '../path.ts';
import type { PublishedRow } from '../store.ts';
import { t } from '../text/index.ts';
import { EndNote } from './words.tsx';

/** What somebody wrote of the end of a service, and was not taken. */
export interface TypedEnd {
  readonly day: string;
  readonly reason: string;
}

interface EndingProps {
  readonly frame: Frame;
  readonly service: PublishedRow;
  readonly now: Date;
  readonly typed: TypedEnd | undefined;
}

/** The last day of a service: announced here, and taken back while it is not over. */
export function Ending({ frame, service, now, typed }: EndingProps): VNode {
  const { lang, href } = frame;
  const { id, lastDay } = service;
  if (lastDay !== null && hasEnded(lastDay, now)) return <EndNote lang={lang} service={service} now={now} />;
  return (
    <Card title={t(lang, 'endTitle')}>
      <div class="stack">
        <EndNote lang={lang} service={service} now={now} />
        <p class="soft">{t(lang, lastDay === null ? 'endLead' : 'keepLead', { days: announcedDays })}</p>
        {lastDay === null ? (
          <Form action={href(serviceEndPath(id))}>
            <DayInput name="day" label={t(lang, 'ends')} value={typed?.day} />
            <TextArea
              name="reason"
              label={t(lang, 'endReason')}
              hint={t(lang, 'endReasonHint')}
              max={1000}
              value={typed?.reason}
            />
            <Actions>
              <Button kind="grave">{t(lang, 'endDo')}</Button>
            </Actions>
          </Form>
        ) : (
          <Form action={href(`${serviceEndPath(id)}/geri`)}>
            <Actions>
              <Button kind="second">{t(lang, 'keepDo')}</Button>
            </Actions>
          </Form>
        )}
      </div>
    </Card>
  );
}
