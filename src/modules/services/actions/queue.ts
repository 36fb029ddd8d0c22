import { type Actor, allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context } from '../../../kernel/context.ts';
import {
  clock,
  type Instance,
  instances,
  isGivenTo,
  stateOfInstance,
  titleAtDesk,
  waitingFlags,
  worklist as awaited,
} from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { inquiryProcess } from '../definition/inquiry.ts';
import { opinionProcess } from '../definition/opinion.ts';
import { flagTitles } from '../present/flags.ts';
import { openGuide } from '../present/guide.ts';
import * as store from '../store.ts';
import type { FlagChoice, WorklistItem, WorklistView } from '../desk-views.ts';
import { serviceOfCase } from './loading.ts';
import { nameField } from '../rules/name-field.ts';
import { inquiryPath } from './inquiries.ts';
import { namesOfInquiries } from './inquiry-desk.ts';
import { namesOfOpinions } from './opinion-desk.ts';
import { opinionPath } from './opinions.ts';

/** Cases on one page of the queue. */
export const queuePage = 50;

/** Which part of the queue is asked for. */
export interface QueuePart {
  /** Given to the actor, or to one for whom they stand in. */
  readonly own?: boolean;
  /** `<service>.<flag>`: only cases on which that flag stands. */
  readonly flag?: string | undefined;
}

/** Cases that wait for an official of the actor's institutions, the most urgent first; `page` counts from 1. */
export async function worklist(ctx: Context, page = 1, { own = false, flag }: QueuePart = {}): Promise<WorklistView> {
  allowQueue(ctx);
  const { items: found, ...counts } = await awaited(ctx, {
    kinds: queueKinds,
    ...(flag === undefined ? {} : flagged(flag)),
    ...(own ? { assignees: whoseCases(ctx.actor) } : {}),
    limit: queuePage,
    offset: (page - 1) * queuePage,
  });
  return { items: await listItems(ctx, found), ...counts, page, pages: Math.ceil(counts.total / queuePage) };
}

function allowQueue(ctx: Context): void {
  const lines = ctx.vahid.access['services.readWorklist'] ?? [];
  const office = ctx.actor.appointments.find(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'services.readWorklist', { institution: office?.institution });
}

/** Where what another institution asks is answered, by its kind. */
const askedPaths: Readonly<Record<string, ((id: string) => string) | undefined>> = {
  [opinionProcess]: opinionPath,
  [inquiryProcess]: inquiryPath,
};
const queueKinds = ['service', opinionProcess, inquiryProcess];

function flagged(name: string): { readonly names: readonly string[]; readonly flags: readonly string[] } {
  const at = name.lastIndexOf('.');
  return { names: [name.slice(0, at)], flags: [name.slice(at + 1)] };
}

/** The flags that stand on cases in the queue. */
export async function queueFlags(ctx: Context): Promise<readonly FlagChoice[]> {
  allowQueue(ctx);
  const found = await waitingFlags(ctx, { kinds: queueKinds });
  return found.map(({ of, name, title, count }) => {
    const service = ctx.vahid.releases.get<CompiledService>('service', of.split('.')[0] ?? '')?.compiled.title;
    return { name: `${of}.${name}`, title, service: service ?? title, count };
  });
}

const whoseCases = ({ person, appointments }: Actor): readonly string[] => [
  ...(person === undefined ? [] : [person]),
  ...appointments.flatMap(({ instead }) => instead ?? []),
];

/** Every case that was sent, the newest first: for who examines them and decides none. */
export async function caseList(ctx: Context, page = 1): Promise<WorklistView> {
  allow(ctx, 'services.listAllCases');
  const { ids, total } = await store.listSubmitted(ctx.db, { limit: queuePage, offset: (page - 1) * queuePage });
  await audit(ctx, 'services.listAllCases');
  const items = await listItems(ctx, await instances(ctx, ids));
  return { items, total, overdue: 0, page, pages: Math.ceil(total / queuePage) };
}

async function listItems(ctx: Context, found: readonly Instance[]): Promise<readonly WorklistItem[]> {
  const names = new Map([
    ...(await applicantNames(
      ctx,
      found.filter(({ kind }) => kind === 'service'),
    )),
    ...(await namesOfOpinions(ctx, found)),
    ...(await namesOfInquiries(ctx, found)),
  ]);
  const guide = await openGuide(ctx);
  const items: WorklistItem[] = [];
  for (const of of found) {
    const running = await clock(ctx, of);
    const applicant = names.get(of.id);
    const given = isGivenTo(ctx.actor, of.assignee);
    const asks = askedPaths[of.kind];
    const system = asks ? undefined : (await serviceInVersion(ctx, of)).backOffice?.system;
    items.push({
      id: of.id,
      reference: of.reference,
      ...(applicant === undefined ? {} : { applicant }),
      service: of.title,
      status: of.status,
      state: titleAtDesk(await stateOfInstance(ctx, of)),
      ...(given === undefined ? {} : { given }),
      ...(system === undefined ? {} : { elsewhere: guide.system(system) }),
      ...(asks ? { asked: asks(of.id) } : {}),
      ...(running ? { clock: running } : {}),
      ...(await flagTitles(ctx, of)),
    });
  }
  return items;
}

const serviceInVersion = (ctx: Context, { name, definition_version: version }: Instance) =>
  serviceOfCase(ctx, { service: name, version });

/** By case. A case and its process are of one definition, in one version. */
async function applicantNames(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const wanted: { instance: string; field: string }[] = [];
  for (const one of of) {
    const field = nameField(await serviceInVersion(ctx, one));
    if (field !== undefined) wanted.push({ instance: one.id, field });
  }
  const values = await store.listValues(ctx.db, wanted);
  return new Map([...values].flatMap(([id, value]) => (typeof value === 'string' ? [[id, value] as const] : [])));
}
