import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { matchesFolded, pick } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, SearchForm, Table } from '../../../ui/index.ts';
import { registrarOf } from '../access.ts';
import { readDictionary } from '../actions/reading.ts';
import { conceptPath, proposalsPath } from '../concepts/path.ts';
import type { CompiledConcept, CompiledDictionary } from '../definition/compiled.ts';
import { primaryOf } from '../definition/reference.ts';
import { t } from '../text/index.ts';
import { SourceOf } from './source.tsx';

/** The data dictionary: every concept with its class and its one source. */
export const dictionaryPage = route({
  method: 'GET',
  path: '/lugat',
  access: 'catalogue.read',
  common: true,
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
  async handler(request) {
    return page(<Dictionary request={request} words={readDictionary(request)} typed={request.query.q ?? ''} />);
  },
});

interface DictionaryProps {
  readonly request: Request;
  readonly words: CompiledDictionary;
  readonly typed: string;
}

type Named = readonly [string, CompiledConcept];

function Dictionary({ request, words, typed }: DictionaryProps): VNode {
  const { lang } = request;
  const frame = frameOf(request, 'mygov');
  const found = Object.entries(words.concepts).filter(([name, { label }]) =>
    matchesFolded(`${pick(label, lang)} ${name}`, typed),
  );
  // What nobody has a number for comes last, under one heading.
  const groups = Map.groupBy(found, ([, { entity }]) => (words.entities[entity] ? entity : ''));
  const order = [...Object.keys(words.entities), ''].filter((entity) => groups.has(entity));
  return (
    <Page frame={frame} title={t(lang, 'dictionary')}>
      <Back href={frame.href('/kataloq')}>{t(lang, 'catalogue')}</Back>
      <div class="stack">
        <h1>{t(lang, 'dictionary')}</h1>
        <p class="lead">{t(lang, 'dictionaryLead')}</p>
        <SearchForm action={frame.href('/lugat')} label={t(lang, 'searchConcept')} value={typed} />
        {found.length === 0 ? (
          <EmptyState href={frame.href('/lugat')} action={t(lang, 'wholeDictionary')}>
            {t(lang, 'conceptNothing')}
          </EmptyState>
        ) : null}
        {order.map((entity) => {
          const label = words.entities[entity]?.label;
          const title = label ? pick(label, lang) : t(lang, 'askedOnly');
          return <Concepts request={request} frame={frame} title={title} concepts={groups.get(entity) ?? []} />;
        })}
        {registrarOf(request).length > 0 ? (
          <p>
            <a href={frame.href(proposalsPath)}>{t(lang, 'propose')}</a>
          </p>
        ) : null}
        {typed === '' ? <Relations request={request} frame={frame} words={words} /> : null}
      </div>
    </Page>
  );
}

interface ConceptsProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly title: string;
  readonly concepts: readonly Named[];
}

function Concepts({ request, frame, title, concepts }: ConceptsProps): VNode {
  const { lang, vahid } = request;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'concept') },
          { label: t(lang, 'code'), onPhone: t(lang, 'code') },
          { label: t(lang, 'type'), onPhone: t(lang, 'type') },
          { label: t(lang, 'class'), onPhone: t(lang, 'class') },
          { label: t(lang, 'source') },
        ]}
        rows={concepts.map(([name, { label, type, class: dataClass }]) => [
          <a href={frame.href(conceptPath(name))}>{pick(label, lang)}</a>,
          name,
          t(lang, `type_${type}`),
          t(lang, `class_${dataClass}`),
          <SourceOf frame={frame} primary={primaryOf(vahid.releases, name)} without={t(lang, 'asked')} />,
        ])}
      />
    </>
  );
}

function Relations({ request, frame, words }: { request: Request; frame: Frame; words: CompiledDictionary }): VNode {
  const { lang, vahid } = request;
  const entityLabel = (entity: string) => {
    const label = words.entities[entity]?.label;
    return label ? pick(label, lang) : entity;
  };
  return (
    <>
      <h2>{t(lang, 'relations')}</h2>
      <Table
        caption={t(lang, 'relations')}
        quiet
        columns={[
          { label: t(lang, 'relation') },
          { label: t(lang, 'code'), onPhone: t(lang, 'code') },
          { label: t(lang, 'from'), onPhone: t(lang, 'from') },
          { label: t(lang, 'to'), onPhone: t(lang, 'to') },
          { label: t(lang, 'source') },
        ]}
        rows={Object.entries(words.relations).map(([name, { label, from, to }]) => [
          pick(label, lang),
          name,
          entityLabel(from),
          entityLabel(to),
          <SourceOf frame={frame} primary={primaryOf(vahid.releases, name)} without={t(lang, 'noSource')} />,
        ])}
      />
    </>
  );
}
