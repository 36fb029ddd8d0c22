import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound, type Refusal } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, inAll, type Text } from '../../../language/index.ts';
import { entryPictures } from '../../catalogue/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, type Acted, instance, startProcess } from '../../process/index.ts';
import { tellBook } from '../services/kept.ts';
import { hasEnded } from '../services/ending.ts';
import { findPublished, lockService, type PublishedRow, publishersAfter } from '../services/store.ts';
import { checkContent } from './checks.ts';
import type { RightContent } from './content.ts';
import { scheduleEnd } from './ending.ts';
import { program, record, waitForConfirmation } from './following.ts';
import { releasedRightProcess, rightProcess } from './process.ts';
import * as refusals from './refusals.ts';
import { consequenceOf, covered, isTouched, type Wider, widerThan } from './rules.ts';
import { isInForce, standingOf } from './standing.ts';
import * as store from './store.ts';
import { partTitle } from './text/parts.ts';

export interface NewRight {
  /** Code of a system of the asking institution. */
  readonly system: string;
  readonly service: string;
  readonly reason: string;
  readonly content: RightContent;
}

/** Asks for a right of a system of the registrar’s institution. Answers its id. */
export async function askRight(ctx: Context, given: NewRight): Promise<string> {
  const [system] = await entryPictures(ctx, [{ kind: 'system', code: given.system }]);
  allow(ctx, 'exchange.askRight', { institution: system?.institution });
  if (!system || system.state === 'finished') throw refusals.noSuchSystem();
  const reason = plainText(given.reason).slice(0, 2000);
  return inTransaction(ctx, async (inner) => {
    const service = await findPublished(inner.db, { id: given.service });
    if (!service || hasEnded(service.lastDay, inner.vahid.now())) throw refusals.noSuchService();
    await lockService(inner.db, service.id);
    checkContent(inner, given.content, service);
    if (reason === '') throw refusals.reasonNeeded();
    const provider = await inChargeOf(inner, service.institution, `system/${service.system}`);
    const asked = {
      service: service.id,
      institution: system.institution,
      system: given.system,
      provider,
      reason,
      asked: given.content,
    };
    if (await store.isAsked(inner.db, asked)) throw refusals.askedAlready();
    const id = await begin(inner, service, { institution: asked.institution, provider, system });
    const at = inner.vahid.now();
    await store.insertRight(inner.db, { ...asked, id, at, serviceVersion: service.version });
    const person = inner.actor.person ?? null;
    const first = { right: id, seq: 1, standing: 'asked' as const, person, at, fields: { all: 0, left: 0 } };
    await store.step(inner.db, first);
    await audit(inner, 'exchange.askRight', id);
    return id;
  });
}

async function begin(
  ctx: Context,
  { title }: PublishedRow,
  {
    institution,
    provider,
    system,
  }: { readonly institution: string; readonly provider: string; readonly system: { readonly title: Text } },
): Promise<string> {
  const { version, process } = releasedRightProcess(ctx.vahid.releases);
  const year = bakuDate(ctx.vahid.now()).slice(0, 4);
  const number = await store.nextNumber(ctx.db, Number(year));
  return startProcess(ctx, {
    process: { kind: rightProcess, name: rightProcess, version },
    definition: process,
    institution: provider,
    owner: { institution },
    reference: `MH-${year}-${String(number).padStart(5, '0')}`,
    title: {
      az: `“${title.az}” xidmətinə hüquq: ${system.title.az}`,
      en: `Right to “${title.en}”: ${system.title.en}`,
      ru: `Право на «${title.ru}»: ${system.title.ru}`,
    },
  });
}

export interface Press {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
  /** With `recommend`: what is to be granted, where that is less than was asked. */
  readonly proposed?: RightContent | undefined;
}

/**
 * One action on a right. What is granted is exactly what an officer proposed; whatever changes what goes through reaches
 * the gateway with its next book. @throws notFound, and what `act` and this folder throw
 */
export async function actOnRight(ctx: Context, { id, proposed, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const found = await store.findRight(inner.db, id);
    if (!found) throw notFound();
    // Against a new version of the service, and against the same press sent twice.
    await lockService(inner.db, found.service);
    const before = await instance(inner, id);
    const row = (await store.findRight(inner.db, id)) ?? found;
    const service = await findPublished(inner.db, { id: row.service });
    if (!service) throw refusals.noSuchService();
    const content = proposed ?? row.asked;
    if (before.version === (given.version ?? before.version))
      await checkPress(inner, row, service, given.action, content);
    const acted = await act(inner, { instance: id, ...given });
    if (acted.seq <= before.seq) return acted;
    await carryOut(inner, row, service, given.action, content);
    await record(inner, id, acted);
    if (given.action === 'resume' && isTouched(consequenceNow(row, service, await confirmedWith(inner, row))))
      await waitForConfirmation(inner, id);
    if (isInForce(row.standing) !== isInForce(standingOf(acted.state)) || given.action === 'confirm')
      await tellBook(inner, service);
    return acted;
  });
}

/** What of a right the service as it is now would change. */
const consequenceNow = (row: store.RightRow, service: PublishedRow, before: PublishedRow['endpoints']) =>
  consequenceOf(row.granted ?? row.asked, before, service.endpoints);

async function confirmedWith(ctx: Context, row: store.RightRow): Promise<PublishedRow['endpoints']> {
  return (await store.endpointsOf(ctx.db, row.service, row.serviceVersion)) ?? [];
}

/** What stands in the way of an action beside its process. */
async function checkPress(
  ctx: Context,
  row: store.RightRow,
  service: PublishedRow,
  action: string,
  content: RightContent,
): Promise<void> {
  if (action === 'recommend') {
    checkContent(ctx, content, service);
    const parts = widerThan(row.asked, content, service.endpoints);
    if (parts.length > 0) throw wider(parts);
  }
  if (action === 'grant') {
    if (hasEnded(service.lastDay, ctx.vahid.now())) throw refusals.noSuchService();
    const granted = row.proposed ?? row.asked;
    checkContent(ctx, granted, service);
    const refused = await grantRefusal(ctx, row);
    if (refused) throw refused;
    await checkDefault(ctx, row, granted, service);
  }
  if (action === 'confirm') {
    const refused = await confirmRefusal(ctx, row, service);
    if (refused) throw refused;
  }
}

function wider(parts: readonly Wider[]): Refusal {
  const { code, status } = refusals.wider;
  const said = inAll((lang) => parts.map((part) => partTitle(lang, part)).join(', '));
  const made = refusals.wider();
  const text = inAll((lang) => made.text[lang].replace('{parts}', said[lang]));
  return Object.assign(refusals.wider({ parts: said.en }), { code, status, text });
}

/** Nobody decides alone on what they published since somebody last looked at the service with this right in mind. */
export async function grantRefusal({ db, actor }: Context, row: store.RightRow): Promise<Refusal | undefined> {
  const publishers = await publishersAfter(db, row.service, row.serviceVersion);
  return actor.person !== undefined && publishers.has(actor.person) ? refusals.ownVersion() : undefined;
}

/** Why somebody may not confirm a right anew; undefined where they may. */
export async function confirmRefusal(
  ctx: Context,
  row: store.RightRow,
  service: PublishedRow,
): Promise<Refusal | undefined> {
  const refused = await grantRefusal(ctx, row);
  if (refused) return refused;
  if (covered((row.granted ?? row.asked).scopes, service.endpoints).length === 0) return refusals.pointsToNothing();
  return undefined;
}

/** Two defaults on different grounds would make every call without a purpose ambiguous. */
async function checkDefault(
  ctx: Context,
  row: store.RightRow,
  content: RightContent,
  service: PublishedRow,
): Promise<void> {
  if (!content.byDefault) return;
  const ours = new Set(covered(content.scopes, service.endpoints));
  const ground = ({ purpose, act: of, article }: RightContent) => `${purpose} ${of} ${article}`;
  for (const other of await store.listAlive(ctx.db, row.service)) {
    const { granted } = other;
    if (other.id === row.id || other.system !== row.system || other.institution !== row.institution) continue;
    if (!granted?.byDefault || ground(granted) === ground(content)) continue;
    if (covered(granted.scopes, service.endpoints).some((one) => ours.has(one)))
      throw refusals.otherDefault({ reference: (await instance(program(ctx), other.id)).reference });
  }
}

async function carryOut(
  ctx: Context,
  row: store.RightRow,
  service: PublishedRow,
  action: string,
  content: RightContent,
): Promise<void> {
  const { id } = row;
  if (action === 'recommend') await store.setProposed(ctx.db, id, content, service.version);
  if (action === 'grant') {
    const granted = row.proposed ?? row.asked;
    await store.setGranted(ctx.db, id, { content: granted, at: ctx.vahid.now(), version: service.version });
    await scheduleEnd(ctx, id, granted.until);
  }
  if (action === 'confirm') await store.setConfirmed(ctx.db, id, service.version);
  await audit(ctx, `exchange.right:${action}`, id);
}
