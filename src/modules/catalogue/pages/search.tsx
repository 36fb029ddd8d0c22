import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { compare, formatNumber, inAll, pick } from '../../../language/index.ts';
import {
  Actions,
  Button,
  EmptyState,
  Form,
  type Frame,
  Hidden,
  Kept,
  Page,
  Pagination,
  Select,
  Table,
  TextInput,
} from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { type EntryPage, type EntryQuery, type Facets, searchCatalogue } from '../actions/reading.ts';
import { cite } from '../definition/citation.ts';
import { lifeEvents } from '../definition/reference.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath, kindOf, kindSegments, searchPath, segmentOf } from '../path.ts';
import { t } from '../text/index.ts';
import { type Asked, audiences, Browse, stateOptions, states } from './browse.tsx';

const query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  nov: Type.Optional(Type.Enum(['', ...kindSegments])),
  qurum: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,20}$' })),
  veziyyet: Type.Optional(Type.Enum(['', ...Object.keys(states)])),
  kimin: Type.Optional(Type.Enum(['', ...Object.keys(audiences)])),
  hadise: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,63}$' })),
  akt: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,63}$' })),
  deqiq: Type.Optional(Type.Enum(['', '1'])),
  s: pageQuery.properties.s,
});

/** The catalogue: search by words, kind and institution. */
export const searchPage = route({
  method: 'GET',
  path: '/kataloq',
  access: 'catalogue.read',
  common: true,
  query,
  async handler(request) {
    const { s, ...given } = request.query;
    const asked: Asked = { ...nothingAsked, ...given };
    const wanted = wantedBy(asked);
    const { found, facets } = await searchCatalogue(request, { ...wanted, page: Number(s ?? 1) }, request.lang);
    const all = await institutionsByCode(request);
    return page(<Search request={request} asked={asked} found={found} facets={facets} all={all} />);
  },
});

const nothingAsked: Asked = { q: '', nov: '', qurum: '', veziyyet: '', kimin: '', hadise: '', akt: '', deqiq: '' };

function wantedBy({ q, nov, qurum, veziyyet, kimin, hadise, akt, deqiq }: Asked): EntryQuery {
  return {
    text: q,
    kind: kindOf(nov),
    institution: qurum === '' ? undefined : qurum,
    state: states[veziyyet],
    audience: kimin in audiences ? audiences[kimin as keyof typeof audiences] : undefined,
    lifeEvent: hadise === '' ? undefined : hadise,
    act: akt === '' ? undefined : akt,
    asTyped: deqiq === '1',
  };
}

type Institutions = ReadonlyMap<string, Institution>;

interface SearchProps {
  readonly request: Request;
  readonly asked: Asked;
  readonly found: EntryPage;
  readonly facets: Facets;
  readonly all: Institutions;
}

function Search({ request, asked, found, facets, all }: SearchProps): VNode {
  const { lang } = request;
  const frame = frameOf(request, 'mygov');
  return (
    <Page frame={frame} title={t(lang, 'catalogue')}>
      <div class="stack">
        <h1>{t(lang, 'catalogue')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <p>
          {t(lang, 'openDictionary')} <a href={frame.href('/lugat')}>{t(lang, 'openDictionaryLink')}</a>.
        </p>
        <p class="small">
          {t(lang, 'seeToo')} <a href={frame.href('/kataloq/bulud')}>{t(lang, 'cloudLink')}</a>,{' '}
          <a href={frame.href('/kataloq/istisnalar')}>{t(lang, 'exceptionsLink')}</a>,{' '}
          <a href={frame.href('/kataloq/tapintilar')}>{t(lang, 'findingsLink')}</a>
        </p>
        {Object.values(asked).some((value) => value !== '') ? (
          <Filter frame={frame} asked={asked} all={all} />
        ) : (
          <Kept of={all} part="filter">
            {() => <Filter frame={frame} asked={asked} all={all} />}
          </Kept>
        )}
        <Browse frame={frame} asked={asked} facets={facets} events={lifeEvents(request.vahid.releases)} />
        {asked.akt === '' ? null : <RestingOn request={request} frame={frame} asked={asked} />}
        {found.meant === undefined ? null : <Guess frame={frame} asked={asked} meant={found.meant} />}
        <Found frame={frame} found={found} all={all} />
        <Pagination
          page={found.page}
          pages={found.pages}
          href={(n) => frame.href(searchPath({ ...asked, s: n === 1 ? undefined : String(n) }))}
        />
      </div>
    </Page>
  );
}

function Filter({ frame, asked, all }: { frame: Frame; asked: Asked; all: Institutions }): VNode {
  const { lang } = frame;
  const kinds = (Object.keys(entryKinds) as (keyof typeof entryKinds)[]).map((kind) => ({
    value: segmentOf(kind),
    label: pick(entryKinds[kind], lang),
  }));
  return (
    <Form action={frame.href('/kataloq')} method="get">
      <TextInput name="q" label={t(lang, 'searchFor')} value={asked.q} max={200} />
      <Select name="nov" label={t(lang, 'anyKind')} none={t(lang, 'any')} options={kinds} value={asked.nov} />
      <Select
        name="qurum"
        label={t(lang, 'institution')}
        none={t(lang, 'any')}
        options={[...all.values()]
          .map(({ code, name }) => ({ value: code, label: pick(name, lang) }))
          .sort((a, b) => compare(lang)(a.label, b.label))}
        value={asked.qurum}
      />
      <Select
        name="veziyyet"
        label={t(lang, 'state')}
        none={t(lang, 'any')}
        options={stateOptions(lang)}
        value={asked.veziyyet}
      />
      {asked.kimin === '' ? null : <Hidden name="kimin" value={asked.kimin} />}
      {asked.hadise === '' ? null : <Hidden name="hadise" value={asked.hadise} />}
      {asked.akt === '' ? null : <Hidden name="akt" value={asked.akt} />}
      <Actions>
        <Button>{t(lang, 'search')}</Button>
      </Actions>
    </Form>
  );
}

/** Says that only what rests on an act is shown, and leads to everything. */
function RestingOn({ request, frame, asked }: Pick<SearchProps, 'request' | 'asked'> & { frame: Frame }): VNode {
  const { lang, vahid } = request;
  const { title } = cite(vahid.releases, { act: asked.akt, article: '' });
  return (
    <p>
      {t(lang, 'restingOn', { act: pick(title, lang) })}{' '}
      <a href={frame.href(searchPath({ ...asked, akt: undefined }))}>{t(lang, 'anyAct')}</a>
    </p>
  );
}

/** Tells what was looked for instead of what was typed, and leads to what was typed. */
function Guess({ frame, asked, meant }: { frame: Frame; asked: Asked; meant: string }): VNode {
  const { lang } = frame;
  return (
    <p>
      {t(lang, 'meant', { meant })}{' '}
      <a href={frame.href(searchPath({ ...asked, deqiq: '1' }))}>{t(lang, 'asTyped', { typed: asked.q.trim() })}</a>
    </p>
  );
}

function Found({ frame, found, all }: { frame: Frame; found: EntryPage; all: Institutions }): VNode {
  const { lang } = frame;
  if (found.entries.length === 0) {
    return (
      <EmptyState href={frame.href('/kataloq')} action={t(lang, 'whole')}>
        {t(lang, 'nothing')}
      </EmptyState>
    );
  }
  return (
    <Table
      caption={t(lang, 'found', { count: formatNumber(found.total, lang) })}
      columns={[{ label: t(lang, 'name') }, { label: t(lang, 'kind') }, { label: t(lang, 'institution') }]}
      rows={found.entries.map(({ kind, code, title, institution }) => {
        // An institution is its own: its name stands beside it already.
        const name = kind === 'institution' ? inAll('') : all.get(institution)?.name;
        return [
          <a href={frame.href(entryPath(kind, code))}>{pick(title, lang)}</a>,
          pick(entryKinds[kind], lang),
          name ? pick(name, lang) : institution,
        ];
      })}
    />
  );
}
