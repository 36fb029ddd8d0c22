import type { ComponentChildren, VNode } from 'preact';
import { Alarm, Back, ClockCard, type FieldError, type Frame, Journal, Page, Tag } from '../../../ui/index.ts';
import { pick } from '../../../language/index.ts';
import type { Status } from '../entities.ts';
import type { Progress } from '../progress.ts';
import { t } from '../texts.ts';
import { journalRow } from './acting.tsx';

interface InstancePageProps {
  readonly frame: Frame;
  readonly back: { readonly path: string; readonly title: string };
  readonly title: string;
  /** Under the title: number and state. */
  readonly about: ComponentChildren;
  readonly errors: readonly FieldError[];
  readonly progress: Progress;
  /** Beside the content, under the clock: what may be done now. */
  readonly aside: ComponentChildren;
  readonly children: ComponentChildren;
}

const over: ReadonlySet<Status> = new Set<Status>(['decided', 'closed', 'withdrawn']);

/** A page of one instance, whatever room it belongs to: its content and journal, beside them its clock and its actions. */
export function InstancePage(props: InstancePageProps): VNode {
  const { frame, back, title, about, errors, progress, aside, children } = props;
  const { lang } = frame;
  const { of, clock, journal, flags = [] } = progress;
  return (
    <Page frame={frame} title={`${of.reference}, ${title}`} error={errors.length > 0}>
      <Back href={frame.href(back.path)}>{back.title}</Back>
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <p class="soft">
            {about}
            {flags.map(({ title: flag }) => (
              <>
                {' '}
                <Tag state="wait">{pick(flag, lang)}</Tag>
              </>
            ))}
          </p>
          <Alarm errors={errors} title={t(lang, 'notDone')} />
          {children}
          <h2>{t(lang, 'journal')}</h2>
          <Journal entries={journal.map((entry) => journalRow(entry, lang))} caption={t(lang, 'journal')} />
        </div>
        <div class="stack">
          {clock && !over.has(of.status) ? <ClockCard clock={clock} /> : null}
          {aside}
        </div>
      </div>
    </Page>
  );
}
