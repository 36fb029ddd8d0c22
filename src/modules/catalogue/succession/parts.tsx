import type { VNode } from 'preact';
import { formatDate, formatNumber, pick, type Text } from '../../../language/index.ts';
import { type Frame, Note, Table, TaskList } from '../../../ui/index.ts';
import type { Institution } from '../../identity/index.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath } from '../path.ts';
import type { ChangeOfHands } from './store.ts';
import type { SuccessionView } from './succession.ts';
import { successionTexts } from './text.ts';

type Names = ReadonlyMap<string, Institution>;

/** Of a closed institution: since when it is no more, and who answers now. */
export function Closing({ frame, view }: { frame: Frame; view: SuccessionView }): VNode | null {
  const { lang } = frame;
  const t = successionTexts[lang];
  if (view.closedOn === undefined) return null;
  return (
    <Note>
      {t.closedOn(formatDate(view.closedOn, lang))}{' '}
      {view.successors.length === 0 ? (
        t.noSuccessor
      ) : (
        <>
          {view.successors.length === 1 ? t.successor : t.successors}: <Links frame={frame} of={view.successors} />
        </>
      )}
    </Note>
  );
}

function Links({ frame, of }: { frame: Frame; of: readonly Institution[] }): VNode {
  return (
    <>
      {of.map(({ code, name }, index) => (
        <>
          {index === 0 ? '' : ', '}
          <a href={frame.href(entryPath('institution', code))}>{pick(name, frame.lang)}</a>
        </>
      ))}
    </>
  );
}

/** What an institution has from those that were closed, and the names it bore itself. */
export function TakenOver({ frame, view, names }: { frame: Frame; view: SuccessionView; names: Names }): VNode {
  const { lang } = frame;
  const t = successionTexts[lang];
  return (
    <>
      {view.predecessors.length > 0 ? <h2>{t.takenOver}</h2> : null}
      {view.predecessors.length > 0 ? (
        <p>
          {t.predecessors}: <Links frame={frame} of={view.predecessors} />
        </p>
      ) : null}
      {view.taken.length > 0 ? (
        <TaskList
          tasks={view.taken.map(({ kind, code, title, from }) => ({
            href: frame.href(entryPath(kind, code)),
            title: pick(title, lang),
            about: `${pick(entryKinds[kind], lang)}, ${t.from(nameOf(names, from, lang))}`,
          }))}
        />
      ) : null}
      {view.takenInAll > view.taken.length ? (
        <p class="soft">{t.more(formatNumber(view.taken.length, lang), formatNumber(view.takenInAll, lang))}</p>
      ) : null}
      {view.formerNames.length > 0 ? (
        <>
          <h2>{t.formerNames}</h2>
          <Table
            caption={t.formerNames}
            quiet
            columns={[{ label: t.name }, { label: t.until, onPhone: t.until }]}
            rows={view.formerNames.map(({ name, until }) => [pick(name, lang), formatDate(until, lang)])}
          />
        </>
      ) : null}
    </>
  );
}

/** Words for the version in which an entry changed hands; undefined for every other. */
export function passedIn(
  version: number,
  changes: readonly ChangeOfHands[],
  names: Names,
  lang: Frame['lang'],
): string | undefined {
  const change = changes.find((one) => one.version === version);
  if (!change) return undefined;
  return successionTexts[lang].passed(nameOf(names, change.from, lang), nameOf(names, change.to, lang));
}

/** Official name of an institution; its code where it is in no list any more. */
export function nameOf(names: Names, code: string, lang: Frame['lang']): string {
  const name: Text | undefined = names.get(code)?.name;
  return name ? pick(name, lang) : code;
}
