import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { Back, type Frame, Page, Table, Time } from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { compareVersions, entryHistory } from '../actions/reading.ts';
import type { Difference } from '../envelope.ts';
import { entryPath, historyPath, kindOf, kindSegments } from '../path.ts';
import type { EntryRef } from '../store/relations.ts';
import type { VersionLine } from '../store/versions.ts';
import { nameOf, passedIn } from '../succession/parts.tsx';
import type { ChangeOfHands } from '../succession/store.ts';
import { changesOfHands } from '../succession/succession.ts';
import { t } from '../text/index.ts';
import { placeOf, valueOf, versionIn } from './difference.ts';

const number = Type.String({ pattern: '^[1-9][0-9]{0,6}$' });

/** Every version of an entry; with two of them chosen, where they differ. */
export const historyPage = route({
  method: 'GET',
  path: '/kataloq/:kind/:code/tarixce',
  access: 'catalogue.read',
  common: true,
  params: Type.Object({ kind: Type.Enum(kindSegments), code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) }),
  query: Type.Object({ evvel: Type.Optional(number), sonra: Type.Optional(number) }),
  async handler(request) {
    const { params, query } = request;
    const kind = kindOf(params.kind);
    if (!kind) throw notFound();
    const ref = { kind, code: params.code };
    const versions = await entryHistory(request, ref);
    const last = versions[0]?.version ?? 1;
    const after = Number(query.sonra ?? last);
    const before = Number(query.evvel ?? Math.max(1, after - 1));
    const found = before === after ? [] : await compareVersions(request, ref, before, after);
    const hands = await changesOfHands(request, ref);
    const names = await institutionsByCode(request);
    return page(
      <History frame={frameOf(request, 'mygov')} of={ref} {...{ versions, before, after, found, hands, names }} />,
    );
  },
});

interface Props {
  readonly frame: Frame;
  readonly of: EntryRef;
  readonly versions: readonly VersionLine[];
  readonly before: number;
  readonly after: number;
  readonly found: readonly Difference[];
  readonly hands: readonly ChangeOfHands[];
  readonly names: ReadonlyMap<string, Institution>;
}

function History({ frame, of, versions, before, after, found, hands, names }: Props): VNode {
  const { lang } = frame;
  const [latest] = versions;
  const title = latest ? pick(latest.title, lang) : of.code;
  return (
    <Page frame={frame} title={`${t(lang, 'history')}: ${title}`}>
      <Back href={frame.href(entryPath(of.kind, of.code))}>{title}</Back>
      <div class="stack">
        <h1>{t(lang, 'history')}</h1>
        {before === after ? null : <Differences {...{ frame, before, after, found, names }} />}
        <Versions {...{ frame, of, versions, hands, names }} />
      </div>
    </Page>
  );
}

function Differences({
  frame,
  before,
  after,
  found,
  names,
}: Pick<Props, 'frame' | 'before' | 'after' | 'found' | 'names'>): VNode {
  const { lang } = frame;
  const shown = (path: readonly string[], value: unknown) =>
    path[0] === 'institution' && typeof value === 'string' ? nameOf(names, value, lang) : valueOf(value, path, lang);
  const heading = t(lang, 'comparison', {
    before: versionIn(before, lang),
    after: versionIn(after, lang),
  });
  return (
    <>
      <h2>{heading}</h2>
      {found.length === 0 ? (
        <p>{t(lang, 'noDifference')}</p>
      ) : (
        <Table
          caption={heading}
          quiet
          columns={[
            { label: t(lang, 'whatChanged') },
            { label: t(lang, 'before'), onPhone: t(lang, 'before') },
            { label: t(lang, 'after'), onPhone: t(lang, 'after') },
          ]}
          rows={found.map((difference) => [
            placeOf(difference.path, lang),
            shown(difference.path, difference.before),
            shown(difference.path, difference.after),
          ])}
        />
      )}
    </>
  );
}

function Versions({
  frame,
  of,
  versions,
  hands,
  names,
}: Pick<Props, 'frame' | 'of' | 'versions' | 'hands' | 'names'>): VNode {
  const { lang } = frame;
  const against = (version: number) =>
    frame.href(`${historyPath(of.kind, of.code)}?evvel=${version - 1}&sonra=${version}`);
  return (
    <>
      <h2>{t(lang, 'versions')}</h2>
      <Table
        caption={t(lang, 'versions')}
        quiet
        columns={[
          { label: t(lang, 'version') },
          { label: t(lang, 'when'), onPhone: t(lang, 'when') },
          { label: t(lang, 'origin'), onPhone: t(lang, 'origin') },
          { label: t(lang, 'whatChanged') },
        ]}
        rows={versions.map(({ version, at, origin, source }) => [
          String(version),
          <Time at={at} />,
          t(lang, `origin_${origin}`, { source }),
          <>
            {passedIn(version, hands, names, lang)}{' '}
            {version === 1 ? t(lang, 'firstVersion') : <a href={against(version)}>{t(lang, 'compare')}</a>}
          </>,
        ])}
      />
    </>
  );
}
