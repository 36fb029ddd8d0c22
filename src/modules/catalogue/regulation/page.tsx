import type { ComponentChildren, VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { file, page, route } from '../../../kernel/http/route.ts';
import { Act, Back, bound, type Frame, type KeyFact, KeyFacts, Note, Page, Table, Time } from '../../../ui/index.ts';
import { Within } from '../../../ui/index.ts';
import { entryPath } from '../path.ts';
import {
  type Cell,
  isGround,
  type RegulationClause,
  type RegulationDocument,
  type RegulationPoint,
  type RegulationTable,
} from './document.ts';
import { type RegulationView, regulationOf } from './keeping.ts';
import { changesPath, regulationFile, regulationPath } from './path.ts';
import { regulationPdf } from './pdf.ts';
import { regulationTexts } from './text.ts';

export const serviceParam = Type.Object({ service: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) });
export const versionNumber = Type.String({ pattern: '^[1-9][0-9]{0,6}$' });
const versionQuery = Type.Object({ versiya: Type.Optional(versionNumber) });

export const versionIn = (given: string | undefined): number | undefined =>
  given === undefined ? undefined : Number(given);

/** The regulation of a service, in force or in an older version. */
export const regulationPage = route({
  method: 'GET',
  path: '/kataloq/reqlament/:service',
  access: 'catalogue.read',
  common: true,
  params: serviceParam,
  query: versionQuery,
  async handler(request) {
    const view = await regulationOf(request, request.params.service, versionIn(request.query.versiya));
    return page(<RegulationPage frame={frameOf(request, 'mygov')} view={view} />);
  },
});

/** The same as a file. */
export const regulationFileRoute = route({
  method: 'GET',
  path: '/kataloq/reqlament/:service/pdf',
  access: 'catalogue.read',
  params: serviceParam,
  query: versionQuery,
  async handler(request) {
    const view = await regulationOf(request, request.params.service, versionIn(request.query.versiya));
    return file(await printed(view), 'application/pdf', `reqlament-${view.service}-${view.version}.pdf`);
  },
});

const most = 20;
const kept = new Map<string, Promise<Buffer>>();

/** Setting the text takes a tenth of a second, and what is asked for at all is asked for again. */
function printed(view: RegulationView): Promise<Buffer> {
  const key = `${view.digest} ${view.version} ${view.inForceFrom}`;
  const made = kept.get(key) ?? regulationPdf(view);
  kept.delete(key);
  kept.set(key, made);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest);
  return made;
}

interface Props {
  readonly frame: Frame;
  readonly view: RegulationView;
}

function RegulationPage({ frame, view }: Props): VNode {
  const words = regulationTexts[frame.lang];
  const { document, service, versions } = view;
  const newest = versions[0]?.version === view.version;
  return (
    <Page frame={frame} title={document.title}>
      <Back href={frame.href(entryPath('service', service))}>{words.entry}</Back>
      <div class="stack">
        <div class="split">
          <div class="stack">
            <h1 lang="az">{document.title}</h1>
            <p class="lead">{words.about}</p>
            {words.official === '' ? null : <Note>{words.official}</Note>}
            {newest ? null : (
              <Note>
                {words.old} <a href={frame.href(regulationPath(service))}>{words.current}</a>
              </Note>
            )}
          </div>
          <div>
            <KeyFacts facts={keyFacts({ frame, view })} />
          </div>
          <div class="rest">
            <Contents document={document} name={words.contents} />
          </div>
        </div>
        <Within lang="az">
          <Sections document={document} />
        </Within>
        <h2>{words.versions}</h2>
        <Versions frame={frame} view={view} />
      </div>
    </Page>
  );
}

function keyFacts({ frame, view }: Props): KeyFact[] {
  const words = regulationTexts[frame.lang];
  const { service, version, definition, inForceFrom } = view;
  return [
    { term: words.version, value: bound(words.nth(version)) },
    { term: words.inForceFrom, value: <Time at={inForceFrom} /> },
    { term: words.definition, value: bound(words.nthDefinition(definition)) },
    { term: words.file, value: <a href={frame.href(regulationFile(service, version))}>{words.download}</a> },
    { term: words.service, value: <a href={frame.href(`/xidmetler/${service}`)}>{words.servicePage}</a> },
  ];
}

/** The sections, to go to. */
function Contents({ document, name }: { document: RegulationDocument; name: string }): VNode {
  return (
    <nav aria-label={name}>
      <ol lang="az">
        {document.sections.map(({ number, title }) => (
          <li>
            {number}. <a href={`#b${number}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Sections({ document }: { document: RegulationDocument }): VNode {
  return (
    <>
      {document.sections.map(({ number, title, clauses }) => (
        <section class="stack" lang="az" aria-labelledby={`b${number}`}>
          <h2 id={`b${number}`}>
            {number}. {title}
          </h2>
          {clauses.map((clause) => (
            <Clause clause={clause} />
          ))}
        </section>
      ))}
    </>
  );
}

function Clause({ clause }: { clause: RegulationClause }): VNode {
  const { points, table } = clause;
  return (
    <>
      <Point point={clause} />
      {points.map((point) => (
        <Point point={point} />
      ))}
      {table ? <ClauseTable table={table} /> : null}
    </>
  );
}

function Point({ point: { number, text, grounds } }: { point: RegulationPoint }): VNode {
  return (
    <p id={`b${number}`}>
      {number}. {bound(text)}
      {grounds.map((ground) => (
        <>
          <br />
          <Act sample={ground.sample}>{ground.cited}</Act>
        </>
      ))}
    </p>
  );
}

function ClauseTable({ table: { name, columns, rows } }: { table: RegulationTable }): VNode {
  return (
    <Table
      caption={name}
      quiet
      columns={columns.map((label, at) => (at === 0 ? { label } : { label, onPhone: label }))}
      rows={rows.map(({ cells }) => cells.map(shown))}
    />
  );
}

const shown = (cell: Cell): ComponentChildren =>
  isGround(cell) ? <Act sample={cell.sample}>{cell.cited}</Act> : bound(cell);

function Versions({ frame, view: { service, versions, version: open } }: Props): VNode {
  const words = regulationTexts[frame.lang];
  return (
    <Table
      caption={words.versions}
      quiet
      columns={words.versionColumns.map((label) => ({ label }))}
      rows={versions.map(({ version, inForceFrom }, at) => {
        const before = versions[at + 1];
        const name = bound(words.nth(version));
        return [
          version === open ? name : <a href={frame.href(regulationPath(service, version))}>{name}</a>,
          <Time at={inForceFrom} />,
          before ? (
            <a href={frame.href(changesPath(service, version, before.version))}>{words.whatChanged}</a>
          ) : (
            words.first
          ),
        ];
      })}
    />
  );
}
