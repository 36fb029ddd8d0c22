import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { addDays, bakuDate } from '../../../language/index.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { type Disclosure, signDisclosures } from '../../../protocols/gateway/disclosure.ts';
import { actOnRight, askRight } from '../access-rights/actions.ts';
import { askConsent, decideConsent } from '../consent/actions.ts';
import { actOnAnnouncement, announce } from '../directory/actions.ts';
import { type GatewayStatement, signAnnouncement } from '../directory/announcement.ts';
import { instanceOf, subsystemIdOf } from '../directory/instance.ts';
import { publish } from '../directory/publish.ts';
import { findGateways } from '../directory/store.ts';
import { deliverDisclosures } from '../disclosure-intake/intake.ts';
import { eventsOpenapi } from '../events/openapi.ts';
import { subscribe } from '../events/subscription.ts';
import { eventType, eventTypes } from '../events/type.ts';
import { confirmEndpoints, describeService, openService, publishService } from '../services/actions.ts';
import { endpointName } from '../services/openapi/described.ts';
import { findDraft } from '../services/store.ts';
import { momentOf, openStage, type Stage } from './cast.ts';
import * as content from './content.ts';
import { subjects } from './subjects.ts';
import { residentsDocument, words } from './documents.ts';

type Institution = content.Institution;
type Ids = Readonly<Record<Exclude<content.ServiceName, 'applications'> | 'events', string>>;

/** A gateway of the demonstration, which signs what it tells the centre. */
interface Teller {
  readonly id: string;
  readonly key: KeyObject;
}
type Tellers = Readonly<Record<Institution, Teller>>;

/**
 * Lets the exchange of a demonstration be lived in, by the same actions as everybody’s: gateways announced and approved,
 * services published, rights asked for, granted and refused, a consent that waits, look-ups told by gateways. Done once, and only
 * where the people of the demonstration hold their offices. Nothing listens at the addresses of these gateways.
 */
export async function addExchangeLife(ctx: Context): Promise<void> {
  if ((await findGateways(ctx.db)).length > 0) return;
  await inTransaction(ctx, async (inner) => {
    const stage = await openStage(inner);
    if (!stage) return;
    const tellers = await openGateways(stage);
    const ids = await describeAll(stage);
    for (const right of Object.values(content.rights)) await liveRight(stage, ids[right.service], right);
    await changeResidents(stage, ids.residents);
    await subscribeTo(stage);
    await consents(stage);
    await publish(inner);
    await tellLookUps(inner, tellers);
  });
}

const kid = 'k1';
const statusChanged = 'az.gov.in.companies.company_status_changed';
const clientOf = (ctx: Context, institution: Institution): string =>
  subsystemIdOf(ctx.vahid, institution, content.members[institution].system);
const serviceOf = (ctx: Context, name: content.LivedRight['service']): string => {
  const { of, code } = name === 'events' ? ({ of: 'in', code: 'events' } as const) : content.services[name];
  return `${clientOf(ctx, of)}/${code}`;
};

async function openGateways(stage: Stage): Promise<Tellers> {
  const opened = new Map<Institution, Teller>();
  for (const institution of Object.keys(content.members) as Institution[])
    opened.set(institution, await openGateway(stage, institution));
  const tellers = Object.fromEntries(opened) as unknown as Tellers;
  await moveGateway(stage, tellers.in);
  return tellers;
}

async function openGateway(stage: Stage, institution: Institution): Promise<Teller> {
  const { registrar, address } = content.members[institution];
  const ctx = await stage.as(registrar, 58);
  const id = subsystemIdOf(ctx.vahid, institution, 'gateway-1');
  const from = ctx.vahid.now();
  const { cert, key: certificateKey } = await makeCertificate({ name: id, from, to: yearsAfter(from, 2) });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  const serves = [clientOf(ctx, institution)];
  const signers = [
    { by: 'certificate' as const, key: createPrivateKey(certificateKey) },
    { by: 'key' as const, key: privateKey },
  ];
  const statement = { ...said(ctx, id), address, serves, certificate: cert, key: { kid, jwk } };
  const announcement = await announce(ctx, await signAnnouncement(statement, signers));
  await actOnAnnouncement(await stage.as('rinnApprover', 57), { id: announcement, action: 'approve' });
  return { id, key: privateKey };
}

const said = ({ vahid }: Context, gateway: string): GatewayStatement => ({
  exchange: instanceOf(vahid),
  kind: 'gateway',
  gateway,
  at: vahid.now().toISOString(),
});

function yearsAfter(from: Date, years: number): Date {
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + years);
  return to;
}

/** An announcement that waits for the centre: another address, said by the gateway itself. */
async function moveGateway(stage: Stage, { id, key }: Teller): Promise<void> {
  const ctx = await stage.as(content.members.in.registrar, 2);
  const statement = { ...said(ctx, id), address: 'https://shluz-2.in.example:5500' };
  await announce(ctx, await signAnnouncement(statement, [{ by: 'gateway', key, kid }]));
}

async function describeAll(stage: Stage): Promise<Ids> {
  const { applications, ...published } = content.services;
  const ids = new Map<string, string>();
  for (const [name, service] of Object.entries(published)) ids.set(name, await enter(stage, service, 56));
  const { vahid } = stage.program(0);
  const types = eventTypes(vahid).filter(({ type }) => type === statusChanged);
  const openapi = JSON.stringify(eventsOpenapi(vahid, types));
  ids.set(
    'events',
    await enter(stage, { of: 'in', code: 'events', words: words.events, personal: false, openapi }, 50),
  );
  await begin(stage, applications, 3);
  return Object.fromEntries(ids) as unknown as Ids;
}

async function begin(
  stage: Stage,
  { of, code, words: said, personal, openapi }: content.LivedService,
  daysAgo: number,
) {
  const { registrar, system } = content.members[of];
  return openService(await stage.as(registrar, daysAgo), { ...said, personal, system, code, openapi });
}

async function enter(stage: Stage, service: content.LivedService, daysAgo: number): Promise<string> {
  const id = await begin(stage, service, daysAgo);
  await bringOut(await stage.as(content.members[service.of].registrar, daysAgo - 1), id);
  return id;
}

/** Looks through the endpoints as the document proposes them, and publishes. */
async function bringOut(ctx: Context, service: string): Promise<void> {
  const draft = await findDraft(ctx.db, service);
  if (!draft) throw new Error('there is no draft');
  const endpoints = draft.endpoints.map((one) => ({ name: endpointName(one), subjects: one.subjects }));
  await confirmEndpoints(ctx, { service, version: draft.version, endpoints });
  await publishService(ctx, { service, version: draft.version + 1, accepts: true });
}

async function liveRight(stage: Stage, service: string, one: content.LivedRight): Promise<void> {
  const { system, registrar } = content.members[one.by];
  const { of } = one.service === 'events' ? { of: 'in' as const } : content.services[one.service];
  const { officer, approver } = content.members[of];
  const ctx = await stage.as(registrar, one.asked);
  const { days, ...rest } = one.content;
  const until = addDays(bakuDate(stage.program(0).vahid.now()), days);
  const id = await askRight(ctx, { system, service, reason: one.reason, content: { ...rest, until } });
  if (one.ends === 'asked') return;
  if (one.ends === 'refused') {
    const note = one.note ?? '';
    await actOnRight(await stage.as(approver, one.asked - 5), { id, action: 'refuse', note });
    return;
  }
  await actOnRight(await stage.as(officer, one.asked - 1), { id, action: 'recommend' });
  if (one.ends === 'granted') await actOnRight(await stage.as(approver, one.asked - 2), { id, action: 'grant' });
}

/** A next version of a service, by which a right that was granted has to be confirmed anew. */
async function changeResidents(stage: Stage, service: string): Promise<void> {
  const ctx = await stage.as('rinnRegistrar', 4);
  const openapi = residentsDocument('2');
  await describeService(ctx, { ...words.residents, personal: true, service, openapi });
  await bringOut(ctx, service);
}

async function subscribeTo(stage: Stage): Promise<void> {
  const ctx = stage.program(30);
  const type = eventType(ctx.vahid, statusChanged);
  if (!type) return;
  const { purpose, act, article } = content.rights.statusEvents.content;
  const [client, service] = [clientOf(ctx, 'rinn'), serviceOf(ctx, 'events')];
  const right = { client, service, method: '*', path: `/types/${type.type}/**`, purpose, act, article };
  await subscribe(ctx, { client, service, right, type }, { filter: 'data.status != "active"' });
}

/** Two systems ask the citizen: one has his consent, the other waits for it. */
async function consents(stage: Stage): Promise<void> {
  const ask = async (name: 'skills' | 'selfEmployment', daysAgo: number, reason: string) => {
    const ctx = stage.program(daysAgo);
    const { by, service, content: of } = content.rights[name];
    const until = addDays(bakuDate(ctx.vahid.now()), 180);
    const { purpose } = of;
    const asked = { service: serviceOf(ctx, service), purpose, ...subjects.citizen, until, reason };
    return (await askConsent(ctx, clientOf(ctx, by), asked)).consent.id;
  };
  const granted = await ask(
    'skills',
    10,
    'Nümunə: proqrama müraciətinizdə göstərdiyiniz iş təcrübəsini yoxlamaq üçün.',
  );
  await decideConsent(await stage.as('citizen', 9), granted, 'grant');
  await ask('selfEmployment', 2, 'Nümunə: özünüməşğulluq proqramına müraciətinizə baxmaq üçün.');
}

/** What the gateways tell the centre, each in a batch that it signs. */
async function tellLookUps(ctx: Context, tellers: Tellers): Promise<void> {
  const byProvider = Map.groupBy(content.lookUps, ({ right }) => content.services[content.rights[right].service].of);
  for (const [provider, lookUps] of byProvider) {
    const { id: gateway, key } = tellers[provider];
    const disclosures = lookUps.map((one) => disclosureOf(ctx, one));
    const runs = provider === 'din' ? runsOf(ctx) : [];
    await deliverDisclosures(ctx, await signDisclosures({ gateway, disclosures, runs }, { kid, key }), '127.0.0.1');
  }
}

function disclosureOf(ctx: Context, one: content.LivedLookUp): Disclosure {
  const right: content.LivedRight = content.rights[one.right];
  const at = momentOf(ctx.vahid, one.daysAgo, one.hour);
  const { hidden } = right.content;
  return {
    ...groundOf(ctx, right),
    id: randomUUID(),
    at: at.toISOString(),
    requestId: randomUUID(),
    method: 'GET',
    path: one.path,
    ...subjects[one.about],
    fields: [...(right.content.fields ?? [])],
    outcome: one.outcome ?? 'granted',
    ...(one.reference === undefined ? {} : { issue: one.reference }),
    ...(hidden ? { hiddenUntil: new Date(at.getTime() + hidden.days * 86_400_000).toISOString() } : {}),
  };
}

function runsOf(ctx: Context) {
  const run = (from: Date, to: Date, people: number, final: boolean) => ({
    ...groundOf(ctx, content.rights.registerCheck),
    id: randomUUID(),
    from: from.toISOString(),
    to: to.toISOString(),
    people,
    final,
  });
  const minutesAgo = (minutes: number) => new Date(ctx.vahid.now().getTime() - minutes * 60_000);
  const { from, to, people } = content.runUnderWay;
  return [
    ...content.massRuns.map((one) =>
      run(momentOf(ctx.vahid, one.daysAgo, one.from), momentOf(ctx.vahid, one.daysAgo, one.to), one.people, true),
    ),
    run(minutesAgo(from), minutesAgo(to), people, false),
  ];
}

function groundOf(ctx: Context, { by, service, content: of }: content.LivedRight) {
  const { purpose, act, article } = of;
  return { client: clientOf(ctx, by), service: serviceOf(ctx, service), purpose, act, article };
}
