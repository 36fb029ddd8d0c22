import type { VNode } from 'preact';
import { pick } from '../../../../language/index.ts';
import { EmptyState, type Frame, Note, Tag } from '../../../../ui/index.ts';
import { rightPath } from '../../access-rights/path.ts';
import type { Touched } from '../../access-rights/following.ts';
import { type Difference, isSame } from '../difference.ts';
import type { DeskService } from '../reading.ts';
import { changeWords } from '../text/changes.ts';
import { t } from '../text/index.ts';

interface Props {
  readonly frame: Frame;
  readonly view: DeskService;
  readonly difference: Difference;
}

/** What a draft changes: endpoints, what breaks those who call, and the rights it touches. */
export function DifferenceView({ frame, view, difference }: Props): VNode {
  const { lang } = frame;
  const { added, removed, changed } = difference;
  return (
    <>
      {isSame(difference) ? <EmptyState>{t(lang, 'differenceNone')}</EmptyState> : null}
      <Names title={t(lang, 'removed')} names={removed} mark={t(lang, 'breaking')} />
      <Names title={t(lang, 'added')} names={added} />
      {changed.map(({ name, changes }) => (
        <section class="stack">
          <h3>
            {t(lang, 'changedIn')}: <code>{name}</code>
          </h3>
          <ul>
            {changes.map((one) => (
              <li>
                {changeWords(lang, one)} {one.breaking ? <Tag state="late">{t(lang, 'breaking')}</Tag> : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {view.touched.length > 0 ? <TouchedRights frame={frame} touched={view.touched} /> : null}
    </>
  );
}

interface NamesProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly mark?: string;
}

function Names({ title, names, mark }: NamesProps): VNode | null {
  if (names.length === 0) return null;
  return (
    <section class="stack">
      <h3>
        {title} {mark === undefined ? null : <Tag state="late">{mark}</Tag>}
      </h3>
      <ul>
        {names.map((name) => (
          <li>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TouchedRights({ frame, touched }: { readonly frame: Frame; readonly touched: readonly Touched[] }): VNode {
  const { lang } = frame;
  return (
    <Note>
      <h3>{t(lang, 'touched')}</h3>
      <p>{t(lang, 'touchedLead')}</p>
      <ul>
        {touched.map(({ right, consequence: { lost, lostFields, gained, changed } }) => {
          const gone = [...lost, ...lostFields];
          const other = [...gained, ...changed];
          return (
            <li>
              <a href={frame.href(rightPath(right.id))}>
                {right.institution}/{right.system}
              </a>
              {`, ${pick(right.serviceTitle, lang)}: `}
              {[
                gone.length > 0 ? t(lang, 'points', { names: gone.join(', ') }) : '',
                other.length > 0 ? t(lang, 'widened', { names: other.join(', ') }) : '',
              ]
                .filter((one) => one !== '')
                .join('; ')}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}
