import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { FormBody } from '../../../kernel/http/route.ts';
import type { Json } from '../../../kernel/job.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Lang } from '../../../language/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { drawnService } from '../present/drawing.ts';
import { openGuide } from '../present/guide.ts';
import { plannedAgreements } from '../present/agreements.ts';
import { plannedInquiries } from '../present/inquiries.ts';
import { plannedOpinions } from '../present/opinions.ts';
import { plannedReviews } from '../present/reviews.ts';
import { rulesView, trialView } from '../present/rules.ts';
import { frontOf } from '../present/service.ts';
import { readTrial } from '../reading-trial.ts';
import { tryTable } from '../rules/trying.ts';
import type { CourseView, RulesView } from '../rules-views.ts';
import { serviceInForce } from './loading.ts';

interface Wanted {
  readonly service: string;
  /** Version of the definition; without it the one in force. */
  readonly version?: number | undefined;
}

/** How a service is decided: its table, for everybody. @throws unknownService */
export async function rulesOf(ctx: Context, wanted: Wanted): Promise<RulesView> {
  allow(ctx, 'services.readRules');
  const { service, ...of } = await load(ctx, wanted);
  return rulesView(service, await openGuide(ctx), of);
}

/** How a case goes, from its beginning to its end, for everybody. @throws unknownService */
export async function courseOf(ctx: Context, wanted: Wanted): Promise<CourseView> {
  allow(ctx, 'services.readRules');
  const { service, version, inForce } = await load(ctx, wanted);
  const { name, title } = service;
  const guide = await openGuide(ctx);
  const opinions = plannedOpinions(service, guide);
  const agreements = plannedAgreements(service, guide);
  const reviews = plannedReviews(service, guide);
  const inquiries = plannedInquiries(service, guide);
  return {
    service: name,
    title,
    front: frontOf(service),
    version,
    inForce,
    graph: drawnService(service),
    opinions,
    agreements,
    ...(reviews ? { reviews } : {}),
    ...(inquiries ? { inquiries } : {}),
  };
}

/** Asks the table about an invented case. Nothing of it is kept. */
export async function tryRules(
  ctx: Context,
  wanted: Wanted & { readonly body: FormBody; readonly lang: Lang },
): Promise<RulesView> {
  allow(ctx, 'services.readRules');
  const { service, ...of } = await load(ctx, wanted);
  const guide = await openGuide(ctx);
  const { typed, values, errors } = readTrial(service, wanted.body, wanted.lang);
  const view = { ...rulesView(service, guide, of, typed), errors };
  return errors.length > 0 ? view : { ...view, trial: tried(service, guide, values) };
}

const tried = (
  service: CompiledService,
  guide: Parameters<typeof trialView>[1],
  values: Readonly<Record<string, Json>>,
) => trialView(service, guide, values, tryTable(service, values));

async function load(ctx: Context, { service: name, version }: Wanted) {
  const now = serviceInForce(ctx, name);
  if (version === undefined || version === now.version) return { ...now, inForce: true };
  const service = await ctx.vahid.releases.version<CompiledService>('service', name, version);
  if (!service) throw notFound();
  return { service, version, inForce: false };
}
