import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, type Route, route } from '../../../kernel/http/route.ts';
import { compare, type Lang, pick, searchIn, searchLexemes } from '../../../language/index.ts';
import { Back, EmptyState, EventList, type Frame, Page, SearchForm } from '../../../ui/index.ts';
import { listServices } from '../actions/offer.ts';
import type { FrontName, InstitutionView, ServiceCard } from '../views.ts';
import { lexemesOnce } from './lexemes.ts';
import { institutionsHref, institutionsPaths, servicesHref } from './services-path.ts';
import { institutionTexts } from './text/institutions.ts';
import { texts } from './text/index.ts';

export interface InstitutionServices {
  readonly institution: InstitutionView;
  readonly count: number;
}

/** Institutions that offer services, by their names in the page's language. */
export function institutionsOf(services: readonly ServiceCard[], lang: Lang): readonly InstitutionServices[] {
  const found = new Map<string, InstitutionServices>();
  for (const { institution } of services) {
    const count = (found.get(institution.code)?.count ?? 0) + 1;
    found.set(institution.code, { institution, count });
  }
  const name = ({ institution }: InstitutionServices) => pick(institution.name, lang);
  return [...found.values()].sort((a, b) => compare(lang)(name(a), name(b)));
}

/**
 * Institutions that answer to what was typed, nearest first: in any form of a word, without ə and ı as well, by name or
 * acronym, in the page's language or in Azerbaijani.
 */
export function institutionsFor(
  institutions: readonly InstitutionServices[],
  q: string,
  lang: Lang,
): readonly InstitutionServices[] {
  const lexemes = ({ name, acronym }: InstitutionView) =>
    searchLexemes([name, acronym].flatMap((text) => [{ az: text.az, en: '', ru: '' }, pick(text, lang)]));
  return searchIn(institutions, ({ institution: of }) => lexemesOnce(of, lang, () => lexemes(of)), q);
}

interface LinksProps {
  readonly frame: Frame;
  readonly institutions: readonly InstitutionServices[];
}

function InstitutionList({ frame, institutions }: LinksProps): VNode {
  const { lang } = frame;
  return (
    <EventList
      events={institutions.map(({ institution, count }) => ({
        href: servicesHref(frame, { institution: institution.code }),
        title: pick(institution.name, lang),
        about: texts[lang].serviceCount(count),
      }))}
    />
  );
}

/** Institutions that a search for services has found beside them. */
export function InstitutionLinks({ frame, institutions }: LinksProps): VNode | null {
  if (institutions.length === 0) return null;
  return (
    <section aria-label={institutionTexts[frame.lang].found}>
      <InstitutionList frame={frame} institutions={institutions} />
    </section>
  );
}

interface InstitutionsProps extends LinksProps {
  readonly q: string;
}

export function InstitutionsPage({ frame, institutions, q }: InstitutionsProps): VNode {
  const { lang } = frame;
  const words = institutionTexts[lang];
  const more = q === '' ? {} : { href: institutionsHref(frame), action: words.all };
  return (
    <Page frame={frame} title={words.title}>
      <Back href={servicesHref(frame)}>{texts[lang].allServices}</Back>
      <div class="stack">
        <h1>{words.title}</h1>
        <SearchForm action={institutionsHref(frame)} label={words.searchLabel} value={q} />
        {institutions.length === 0 ? (
          <EmptyState {...more}>{q === '' ? words.none : words.notFound(q)}</EmptyState>
        ) : (
          <InstitutionList frame={frame} institutions={institutions} />
        )}
      </div>
    </Page>
  );
}

function institutionsRoute(front: FrontName): Route {
  return route({
    method: 'GET',
    path: institutionsPaths[front],
    access: 'services.listServices',
    common: true,
    query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
    async handler(request) {
      const q = (request.query.q ?? '').trim();
      const offering = institutionsOf(await listServices(request), request.lang);
      const institutions = q === '' ? offering : institutionsFor(offering, q, request.lang);
      const frame = frameOf(request, front === 'biznes' ? front : ownFront(request));
      return page(<InstitutionsPage frame={frame} institutions={institutions} q={q} />);
    },
  });
}

export const institutionsRoutes: readonly Route[] = [institutionsRoute('mygov'), institutionsRoute('biznes')];
