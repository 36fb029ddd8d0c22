import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { type Frame, Table, Tag, type TagState, TaskList, Time } from '../../../ui/index.ts';
import { entryPath } from '../path.ts';
import { type HostingView, mayMove } from './actions.ts';
import { cloudPath, stepPath } from './path.ts';
import { type HostedKind, type HostingState, hostingStates, stepCauses } from './states.ts';
import type { Named } from './store.ts';
import { t } from './text.ts';

/** A quarter in words: “1-ci rüb, 2027”. */
export function waveText(wave: string, lang: Lang): string {
  const [year = '', quarter = ''] = wave.split('-');
  return t(lang, quarter === '3' || quarter === '4' ? `wave${quarter}` : 'wave', { quarter, year });
}

export function hostingTag(state: HostingState): TagState {
  if (state === 'cloud') return 'done';
  if (state === 'moving') return 'pace';
  return state === 'retired' ? 'none' : 'wait';
}

export function StateTag({ state, wave, lang }: { state: HostingState; wave: string | null; lang: Lang }): VNode {
  return (
    <>
      <Tag state={hostingTag(state)}>{pick(hostingStates[state], lang)}</Tag>
      {wave !== null && (state === 'planned' || state === 'moving') ? (
        <span class="soft small"> {waveText(wave, lang)}</span>
      ) : null}
    </>
  );
}

interface Props {
  readonly frame: Frame;
  readonly view: HostingView;
}

/** Other entries, each leading to its page. */
function Others({ frame, others }: { frame: Frame; others: readonly Named[] }): VNode {
  const tasks = others.map(({ kind, code, title }) => ({
    href: frame.href(entryPath(kind, code)),
    title: pick(title, frame.lang),
  }));
  return <TaskList tasks={tasks} />;
}

/** What stands in the way, what replaces it, and every step so far. */
export function HostingFacts({ frame, view }: Props): VNode {
  const { lang } = frame;
  return (
    <>
      {view.blockers.length > 0 ? (
        <>
          <h3>{t(lang, 'blockers')}</h3>
          <p>{t(lang, 'blockersLead')}</p>
          <Others frame={frame} others={view.blockers} />
        </>
      ) : null}
      {view.replacements.length > 0 ? (
        <>
          <h3>{t(lang, 'replacements')}</h3>
          <Others frame={frame} others={view.replacements} />
        </>
      ) : null}
      <Table
        caption={t(lang, 'history')}
        columns={[
          { label: t(lang, 'step') },
          { label: t(lang, 'day'), onPhone: t(lang, 'day') },
          { label: t(lang, 'why'), onPhone: t(lang, 'why') },
          { label: t(lang, 'note'), onPhone: t(lang, 'note') },
        ]}
        rows={view.steps.map(({ to, wave, at, cause, note }) => [
          <StateTag state={to} wave={wave} lang={lang} />,
          <Time at={at} show="date" />,
          pick(stepCauses[cause], lang),
          note ?? t(lang, 'noNote'),
        ])}
      />
    </>
  );
}

interface SectionProps extends Props {
  readonly request: Request;
  readonly entry: { readonly kind: HostedKind; readonly code: string; readonly institution: string };
}

/** On an entry's page: where it runs, with its history and what blocks it; its registrar is led to the next step. */
export function HostingSection({ request, frame, view, entry }: SectionProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'hosting')}</h2>
      <p>
        <StateTag state={view.state} wave={view.wave} lang={lang} />
      </p>
      <HostingFacts frame={frame} view={view} />
      <p>
        <a href={frame.href(cloudPath)}>{t(lang, 'progressLink')}</a>
      </p>
      {mayMove(request, entry.institution) ? (
        <p>
          <a href={frame.href(stepPath(entry.kind, entry.code))}>{t(lang, 'record')}</a>
        </p>
      ) : null}
    </>
  );
}
