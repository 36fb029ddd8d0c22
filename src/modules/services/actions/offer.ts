import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { compareAz } from '../../../language/index.ts';
import { lifeEvents } from '../../catalogue/index.ts';
import type { SubjectRef } from '../../exchange/index.ts';
import { instances } from '../../process/index.ts';
import { takesForeigners, takesPeople } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { caseCards } from '../present/cards.ts';
import { factViews } from '../present/facts.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { serviceCard, serviceView } from '../present/service.ts';
import { isIncapable } from '../rules/guardianship.ts';
import { nameIn } from '../rules/name-field.ts';
import * as store from '../store.ts';
import type { BeginningView, CaseStatus, FactView, FrontName, HomeView, ServiceCard, ServiceView } from '../views.ts';
import { ownAgreements } from './agreeing.ts';
import { asRows, factsByField, readFacts } from './facts.ts';
import { myCases } from './following.ts';
import { serviceInForce } from './loading.ts';
import { representedCases } from './representing.ts';

/** Services in force, by title. */
export async function listServices(ctx: Context): Promise<readonly ServiceCard[]> {
  allow(ctx, 'services.listServices');
  const guide = await openGuide(ctx);
  const before = cards.get(guide);
  if (before) return before;
  const now = ctx.vahid.releases
    .all<CompiledService>('service')
    .map(({ compiled }) => serviceCard(compiled, guide))
    .sort((a, b) => compareAz(a.title.az, b.title.az));
  cards.set(guide, now);
  return now;
}

// A release has one guide.
const cards = new WeakMap<Guide, readonly ServiceCard[]>();

/** Passport of one service. @throws unknownService */
export async function serviceOf(ctx: Context, name: string): Promise<ServiceView> {
  allow(ctx, 'services.readService');
  return serviceView(serviceInForce(ctx, name).service, await openGuide(ctx));
}

/** Life events of a front with their services, and what the visitor has under way. */
export async function home(ctx: Context, front: FrontName): Promise<HomeView> {
  const services = (await listServices(ctx)).filter((service) => service.front === front);
  const audience = front === 'biznes' ? 'business' : 'person';
  const events = lifeEvents(ctx.vahid.releases)
    .filter((event) => event.audience === audience)
    .map(({ code, title }) => ({
      code,
      title,
      services: services.filter((service) => service.lifeEvents.includes(code)),
    }));
  if (ctx.actor.kind !== 'person') return { front, events, ...nothing };
  const [{ items }, agreements, represented] = await Promise.all([
    myCases(ctx, { without: ended }),
    front === 'mygov' ? ownAgreements(ctx) : [],
    front === 'mygov' ? representedCases(ctx, { without: ended }) : nothing.represented,
  ]);
  const cases = items.filter((one) => one.front === front);
  return { front, events, cases, agreements: agreements.filter(({ awaited }) => awaited), represented };
}

const nothing: Pick<HomeView, 'cases' | 'agreements' | 'represented'> = {
  cases: [],
  agreements: [],
  represented: { items: [], more: false },
};

const ended: readonly CaseStatus[] = ['closed', 'issued'];

/** For whom the actor would apply, or why that cannot be said. */
function applicantFor(
  { actor }: Context,
  service: CompiledService,
): SubjectRef | NonNullable<BeginningView['obstacle']> {
  const { audience } = service;
  if (actor.kind !== 'person' || actor.person === undefined)
    return takesForeigners(service) ? 'sign_in_foreigner' : 'sign_in';
  if (audience === 'business')
    return actor.organisation === undefined ? 'choose_company' : { entity: 'organisation', id: actor.organisation };
  if (actor.organisation !== undefined) return 'choose_person';
  if (actor.assurance === 'low' && !takesForeigners(service)) return 'fin_needed';
  if (actor.assurance !== 'low' && !takesPeople(service)) return 'foreigners_only';
  return { entity: 'person', id: actor.person };
}

/**
 * What one sees before starting: the passport, what registers know of the applicant already (each look-up is in the
 * citizen's log), and what remains to be asked.
 */
export async function beginning(ctx: Context, name: string): Promise<BeginningView> {
  allow(ctx, 'services.begin');
  const { service } = serviceInForce(ctx, name);
  const guide = await openGuide(ctx);
  const view = serviceView(service, guide);
  const applicant = applicantFor(ctx, service);
  if (typeof applicant === 'string') return { service: view, obstacle: applicant, facts: [] };
  const read = await readFacts(ctx, service, applicant);
  const facts = factViews(service, guide, asRows(read));
  const draft = await openDraft(ctx, service, applicant);
  return {
    service: view,
    applicant: { kind: service.audience, name: nameIn(service, read) ?? shownName(facts) },
    facts,
    ...(isIncapable(service, factsByField(asRows(read))) ? { guarded: true as const } : {}),
    ...(draft ? { draft } : {}),
  };
}

const shownName = (facts: readonly FactView[]): string => facts.find(({ state }) => state === 'value')?.shown?.az ?? '';

async function openDraft(ctx: Context, service: CompiledService, applicant: SubjectRef) {
  const organisation = applicant.entity === 'organisation' ? applicant.id : null;
  const drafts = await store.findDrafts(ctx.db, service.name, { person: ctx.actor.person ?? '', organisation });
  const found = await instances(
    ctx,
    drafts.map(({ id }) => id),
  );
  const open = found.filter(({ status }) => status === 'draft');
  const [card] = await caseCards(ctx, open);
  return card;
}
