import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, type Route, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { type Lang, type Lexemes, pick, searchIn, searchLexemes, type Text } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, SearchForm, TaskList } from '../../../ui/index.ts';
import { lifeEvents } from '../../catalogue/index.ts';
import { listServices } from '../actions/offer.ts';
import type { FrontName, InstitutionView, ServiceCard } from '../views.ts';
import { InstitutionLinks, type InstitutionServices, institutionsFor, institutionsOf } from './institutions.tsx';
import { lexemesOnce } from './lexemes.ts';
import { institutionsHref, servicesHref, servicesPaths } from './services-path.ts';
import { institutionTexts } from './text/institutions.ts';
import { texts } from './text/index.ts';

interface EventName {
  readonly code: string;
  readonly title: Text;
}

/**
 * Services that answer to what was typed, nearest first: in any form of a word, without ə and ı as well, in the page's
 * language or in Azerbaijani.
 */
export function servicesFor(
  services: readonly ServiceCard[],
  events: readonly EventName[],
  wanted: { readonly q: string; readonly event?: string | undefined; readonly institution?: string | undefined },
  lang: Lang,
): readonly ServiceCard[] {
  const { q, event, institution } = wanted;
  const offered = services
    .filter(({ lifeEvents: codes }) => event === undefined || codes.includes(event))
    .filter(({ institution: { code } }) => institution === undefined || code === institution);
  return searchIn(offered, (service) => lexemesOnce(service, lang, () => lexemesIn(service, events, lang)), q);
}

function lexemesIn(
  { title, lead, keywords, institution, lifeEvents: codes }: ServiceCard,
  events: readonly EventName[],
  lang: Lang,
): Lexemes {
  const named = events.filter(({ code }) => codes.includes(code)).map((event) => event.title);
  const texts = [title, lead, ...(keywords ? [keywords] : []), institution.name, institution.acronym, ...named];
  return searchLexemes(texts.flatMap((text) => [{ az: text.az, en: '', ru: '' }, pick(text, lang)]));
}

interface ServicesProps {
  readonly frame: Frame;
  readonly services: readonly ServiceCard[];
  readonly q: string;
  readonly event?: EventName | undefined;
  /** The one whose services they are. */
  readonly institution?: InstitutionView | undefined;
  /** Those whose name answers to what was typed. */
  readonly institutions?: readonly InstitutionServices[] | undefined;
}

export function ServicesPage({ frame, services, q, event, institution, institutions = [] }: ServicesProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const of = event?.title ?? institution?.name;
  const title = of ? pick(of, lang) : words.services;
  const narrowed = q !== '' || of !== undefined;
  return (
    <Page frame={frame} title={title}>
      {event ? <Back href={servicesHref(frame)}>{words.allServices}</Back> : null}
      {institution ? <Back href={institutionsHref(frame)}>{institutionTexts[lang].title}</Back> : null}
      <div class="stack">
        <h1>{title}</h1>
        <SearchForm action={servicesHref(frame)} label={words.searchLabel} value={q} />
        {of ? null : (
          <p>
            <a href={institutionsHref(frame)}>{institutionTexts[lang].title}</a>
          </p>
        )}
        <InstitutionLinks frame={frame} institutions={institutions} />
        {services.length === 0 ? (
          <EmptyState {...(narrowed ? { href: servicesHref(frame), action: words.allServices } : {})}>
            {q === '' ? words.noServices : words.notFound(q)}
          </EmptyState>
        ) : (
          <>
            <p class="soft small">{words.found(services.length)}</p>
            <TaskList tasks={services.map((service) => serviceTask(service, frame))} />
          </>
        )}
      </div>
    </Page>
  );
}

function serviceTask({ name, title, lead, workingDays, institution }: ServiceCard, { lang, href }: Frame) {
  return {
    href: href(`/xidmetler/${name}`),
    title: pick(title, lang),
    about: (
      <>
        {pick(lead, lang)} {pick(institution.name, lang)}.
      </>
    ),
    tag: texts[lang].workingDays(workingDays),
  };
}

function servicesRoute(front: FrontName): Route {
  return route({
    method: 'GET',
    path: servicesPaths[front],
    access: 'services.listServices',
    common: true,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      hadise: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
      qurum: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
    }),
    async handler(request) {
      const { lang, query, vahid } = request;
      const events = lifeEvents(vahid.releases);
      const event = events.find(({ code }) => code === query.hadise);
      if (query.hadise !== undefined && !event) throw notFound();
      const q = (query.q ?? '').trim();
      const all = await listServices(request);
      const offering = institutionsOf(all, request.lang);
      const institution = offering.find(({ institution: { code } }) => code === query.qurum)?.institution;
      if (query.qurum !== undefined && !institution) throw notFound();
      const services = servicesFor(all, events, { q, event: event?.code, institution: query.qurum }, lang);
      const institutions = q === '' ? [] : institutionsFor(offering, q, lang);
      const frame = frameOf(request, front === 'biznes' ? front : ownFront(request));
      return page(<ServicesPage frame={frame} {...{ services, q, event, institution, institutions }} />);
    },
  });
}

export const servicesRoutes: readonly Route[] = [servicesRoute('mygov'), servicesRoute('biznes')];
