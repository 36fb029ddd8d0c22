import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { Back, type Frame, KeyFacts, Page, Table, Tag, TaskList } from '../../../ui/index.ts';
import { type Institution, institution, institutionsByCode } from '../../identity/index.ts';
import { catalogueEntries, catalogueEntry, type EntryDetails, type EntryPage } from '../actions/reading.ts';
import { dictionary, primaryOf, register } from '../definition/reference.ts';
import { hostingOf, type HostingView } from '../hosting/actions.ts';
import { HostingSection } from '../hosting/parts.tsx';
import { isHosted } from '../hosting/states.ts';
import { Confirming } from '../findings/confirm.tsx';
import { FindingsLink } from '../findings/words.tsx';
import { mayConfirm } from '../findings/reading.ts';
import { entryKinds, type EntryState, entryStates } from '../kinds.ts';
import { entryPath, impactPath, kindOf, kindSegments, searchPath } from '../path.ts';
import { isRegulated } from '../regulation/keeping.ts';
import { regulationPath } from '../regulation/path.ts';
import { regulationTexts } from '../regulation/text.ts';
import { Closing, TakenOver } from '../succession/parts.tsx';
import { successionOf, type SuccessionView } from '../succession/succession.ts';
import { t } from '../text/index.ts';
import { ConceptName } from './concept-name.tsx';
import { keyFactsOf } from './key-facts.tsx';
import { RegisterParts } from './register.tsx';
import { SourceOf } from './source.tsx';
import { Asks } from './spec-facts.tsx';
import { DataObjects, Ties } from './ties.tsx';

interface Props extends EntryDetails {
  readonly request: Request;
  readonly frame: Frame;
  readonly owner: Institution | undefined;
  /** Entries of an institution. */
  readonly own: EntryPage | undefined;
  /** Of an institution: what became of it, and what it took over. */
  readonly succession: SuccessionView | undefined;
  readonly names: ReadonlyMap<string, Institution>;
  /** Of a service: its regulation is kept. */
  readonly regulated: boolean;
  /** Of a system or a portal: where it runs. */
  readonly hosting: HostingView | undefined;
}

/** One entry: whose it is, on which act it rests, what it holds, what it uses and what uses it. */
export const entryPage = route({
  method: 'GET',
  path: '/kataloq/:kind/:code',
  access: 'catalogue.read',
  common: true,
  params: Type.Object({ kind: Type.Enum(kindSegments), code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) }),
  async handler(request) {
    const { lang, params } = request;
    const kind = kindOf(params.kind);
    if (!kind) throw notFound();
    const details = await catalogueEntry(request, kind, params.code);
    const owner = await institution(request, details.entry.institution);
    const own =
      kind === 'institution' ? await catalogueEntries(request, { institution: params.code }, lang) : undefined;
    const regulated = kind === 'service' && (await isRegulated(request, params.code));
    const succession = kind === 'institution' ? await successionOf(request, params.code) : undefined;
    const names = await institutionsByCode(request);
    const hosting = isHosted(kind) ? await hostingOf(request, { kind, code: params.code }) : undefined;
    const frame = frameOf(request, 'mygov');
    return page(<Entry {...{ request, frame, owner, own, succession, names, regulated, hosting }} {...details} />);
  },
});

function Entry(props: Props): VNode {
  const { request, frame, entry, owner, related, succession, names, regulated } = props;
  const { lang } = frame;
  const title = pick(entry.title, lang);
  return (
    <Page frame={frame} title={title}>
      <Back href={frame.href('/kataloq')}>{t(lang, 'catalogue')}</Back>
      <div class="split">
        <div class="stack">
          <p class="soft small">{pick(entryKinds[entry.kind], lang)}</p>
          <h1>{title}</h1>
          {entry.about ? <p class="lead">{pick(entry.about, lang)}</p> : null}
          {entry.state === 'in_use' || succession?.closedOn ? null : <StateNote frame={frame} state={entry.state} />}
          {succession ? <Closing frame={frame} view={succession} /> : null}
          {entry.path ? (
            <p>
              <a href={frame.href(entry.path)}>{t(lang, 'servicePage')}</a>
            </p>
          ) : null}
          {regulated ? (
            <p>
              <a href={frame.href(regulationPath(entry.code))}>{regulationTexts[lang].link}</a>
            </p>
          ) : null}
          <Parts {...props} />
          <Hosting {...props} />
          {succession ? <TakenOver frame={frame} view={succession} names={names} /> : null}
          {succession ? <FindingsLink frame={frame} institution={entry.code} /> : null}
          <Ties frame={frame} kind={entry.kind} related={related} />
          <p>
            <a href={frame.href(impactPath(entry.kind, entry.code))}>{t(lang, 'impactLink')}</a>
          </p>
        </div>
        <div class="stack">
          <KeyFacts facts={keyFactsOf({ request, frame, entry, owner })} />
          {entry.state !== 'finished' && mayConfirm(request, entry.institution) ? (
            <Confirming frame={frame} of={entry} />
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function Hosting({ request, frame, entry, hosting }: Props): VNode | null {
  const { kind, code, institution } = entry;
  if (!hosting || !isHosted(kind)) return null;
  return <HostingSection request={request} frame={frame} view={hosting} entry={{ kind, code, institution }} />;
}

function StateNote({ frame, state }: { frame: Frame; state: EntryState }): VNode {
  return (
    <p>
      <Tag state={state === 'finished' ? 'none' : 'wait'}>{pick(entryStates[state], frame.lang)}</Tag>
    </p>
  );
}

function Parts(props: Props): VNode | null {
  const { request, frame, entry, related, own } = props;
  const found = entry.kind === 'register' ? register(request.vahid.releases, entry.code) : undefined;
  if (found) return <RegisterParts request={request} frame={frame} register={found} related={related} />;
  if (entry.kind === 'service') return <ServiceParts {...props} />;
  if (entry.kind === 'system') return <SystemParts {...props} />;
  if (entry.kind === 'register') return <DataObjects request={request} frame={frame} entry={entry} />;
  return own ? <InstitutionParts frame={frame} code={entry.code} own={own} /> : null;
}

/** Everything a service reads, with the one source of each. */
function ServiceParts({ request, frame, entry, related }: Props): VNode {
  const { lang, vahid } = request;
  const words = dictionary(vahid.releases);
  const reads = related.filter(({ relation }) => relation === 'reads').flatMap(({ concepts }) => concepts);
  const enters = related.filter(({ relation }) => relation === 'enters');
  return (
    <>
      <Asks request={request} frame={frame} entry={entry} />
      <h2>{t(lang, 'reads')}</h2>
      {reads.length === 0 ? (
        <p>{t(lang, 'readsNone')}</p>
      ) : (
        <Table
          caption={t(lang, 'reads')}
          quiet
          columns={[
            { label: t(lang, 'concept') },
            { label: t(lang, 'class'), onPhone: t(lang, 'class') },
            { label: t(lang, 'source') },
          ]}
          rows={reads.map((name) => [
            <ConceptName request={request} frame={frame} name={name} />,
            t(lang, `class_${words.concepts[name]?.class ?? 'personal'}`),
            <SourceOf frame={frame} primary={primaryOf(vahid.releases, name)} without={t(lang, 'noSource')} />,
          ])}
        />
      )}
      {enters.length > 0 ? (
        <>
          <h2>{t(lang, 'entersInto')}</h2>
          <TaskList
            tasks={enters.map((one) => ({
              href: frame.href(entryPath(one.kind, one.code)),
              title: pick(one.title, lang),
            }))}
          />
        </>
      ) : null}
    </>
  );
}

function SystemParts({ frame, related }: Props): VNode {
  const { lang } = frame;
  const keeps = related.filter(({ relation }) => relation === 'holds');
  return (
    <>
      <h2>{t(lang, 'keeps')}</h2>
      {keeps.length === 0 ? (
        <p>{t(lang, 'keepsNone')}</p>
      ) : (
        <TaskList
          tasks={keeps.map((one) => ({
            href: frame.href(entryPath(one.kind, one.code)),
            title: pick(one.title, lang),
          }))}
        />
      )}
    </>
  );
}

function InstitutionParts({ frame, code, own }: { frame: Frame; code: string; own: EntryPage }): VNode {
  const { lang } = frame;
  const others = own.entries.filter(({ kind }) => kind !== 'institution');
  return (
    <>
      <h2>{t(lang, 'ofInstitution')}</h2>
      {others.length === 0 ? (
        <p>{t(lang, 'ofInstitutionNone')}</p>
      ) : (
        <TaskList
          tasks={others.map((one) => ({
            href: frame.href(entryPath(one.kind, one.code)),
            title: pick(one.title, lang),
            about: pick(entryKinds[one.kind], lang),
          }))}
        />
      )}
      {own.pages > 1 ? (
        <p>
          <a href={frame.href(searchPath({ qurum: code }))}>{t(lang, 'all')}</a>
        </p>
      ) : null}
    </>
  );
}
