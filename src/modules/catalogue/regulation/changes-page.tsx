import type { ComponentChildren, VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { Back, bound, type Frame, Page, Table } from '../../../ui/index.ts';
import type { RegulationChange } from './changes.ts';
import { type RegulationChanges, regulationChanges } from './keeping.ts';
import { serviceParam, versionIn, versionNumber } from './page.tsx';
import { regulationPath } from './path.ts';
import { regulationTexts } from './text.ts';

/** What a version of a regulation changed, clause by clause; without numbers, the newest in the one before it. */
export const regulationChangesPage = route({
  method: 'GET',
  path: '/kataloq/reqlament/:service/deyisiklik',
  access: 'catalogue.read',
  common: true,
  params: serviceParam,
  query: Type.Object({ versiya: Type.Optional(versionNumber), evvelki: Type.Optional(versionNumber) }),
  async handler(request) {
    const { versiya, evvelki } = request.query;
    const asked = { version: versionIn(versiya), since: versionIn(evvelki) };
    const changes = await regulationChanges(request, request.params.service, asked);
    return page(<ChangesPage frame={frameOf(request, 'mygov')} of={changes} />);
  },
});

function ChangesPage({ frame, of }: { frame: Frame; of: RegulationChanges }): VNode {
  const words = regulationTexts[frame.lang];
  const { service, older, newer, changes } = of;
  return (
    <Page frame={frame} title={`${words.changes}: ${newer.document.title}`}>
      <Back href={frame.href(regulationPath(service, newer.version))}>
        <span lang="az">{newer.document.title}</span>
      </Back>
      <div class="stack">
        <h1>{words.changes}</h1>
        <p class="lead">{bound(words.between(older.version, newer.version))}</p>
        {changes.length === 0 ? <p>{words.same}</p> : <Changes frame={frame} changes={changes} />}
      </div>
    </Page>
  );
}

function Changes({ frame, changes }: { frame: Frame; changes: readonly RegulationChange[] }): VNode {
  const words = regulationTexts[frame.lang];
  const [clause = '', what = '', before = '', after = ''] = words.changeColumns;
  return (
    <Table
      caption={words.changes}
      quiet
      columns={[
        { label: clause },
        { label: what },
        { label: before, onPhone: before },
        { label: after, onPhone: after },
      ]}
      rows={changes.map((change) => [
        <span class="nowrap">{change.number === '' ? words.heading : change.number}</span>,
        change.formerly === undefined
          ? words.kinds[change.kind]
          : `${words.kinds[change.kind]} (${words.formerly(change.formerly)})`,
        change.kind === 'moved' ? words.asBefore : text(change.before, words.none),
        text(change.after, words.none),
      ])}
    />
  );
}

const text = (given: string | undefined, none: string): ComponentChildren =>
  given === undefined ? none : <span lang="az">{bound(given)}</span>;
