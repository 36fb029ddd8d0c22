import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { confirmEndpoints, describeService, openService, publishService } from '../services/actions.ts';
import { endpointName } from '../services/openapi/described.ts';
import { findDraft } from '../services/store.ts';
import type { RightContent } from './content.ts';

/** A database of the test's own, open, with a clock that the test turns. */
interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: string): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

const text = (words: string) => ({ az: words, en: words, ru: words });

/** A document of two endpoints; `more` are further lines of it. */
export const peopleDocument = (answer = 'fin name birthDate', more = ''): string => `
openapi: 3.0.3
info: { title: People, version: '1' }
paths:
  /people/{fin}:
    get:
      summary: One person
      parameters: [{ name: fin, in: path, required: true, schema: { type: string }, example: 1AAAAA1 }]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties: { ${answer
                  .split(' ')
                  .map((name) => `${name}: { type: string }`)
                  .join(', ')} }
  /people:
    post:
      summary: Several people
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [people], properties: { people: { type: array, items: { type: object, properties: { fin: { type: string } } } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: object, properties: { name: { type: string } } } } } } } }
${more}`;

/** What a right to the first endpoint asks for. */
export const askedContent: RightContent = {
  scopes: [{ method: 'GET', path: '/people/*' }],
  purpose: 'technopark-residency',
  act: 'technopark-rules',
  article: '4.2',
  fields: ['/name', '/birthDate'],
  byDefault: true,
  massRun: false,
  consent: false,
  hidden: null,
  until: '2027-06-30',
};

/** Institutions of the exchange with people in their offices: `din` provides, `rinn` calls. */
export async function openStand(test: Opened) {
  const someone = async (fin: string, ...offices: readonly (readonly [string, Role])[]): Promise<Actor> => {
    const person = await ensurePerson(test.ctx(), fin);
    const title = text('Əməkdaş');
    for (const [institution, role] of offices) await appoint(test.ctx(), { person, institution, role, title });
    const appointments = offices.map(([institution, role]) => ({ institution, role }));
    return { kind: 'person', person, name: fin, appointments };
  };
  const people = {
    provider: await someone('1AAAAD1', ['din', 'registrar']),
    officer: await someone('1AAAAD2', ['din', 'officer']),
    approver: await someone('1AAAAD3', ['din', 'approver']),
    consumer: await someone('1AAAAD4', ['rinn', 'registrar']),
  };
  return { test, someone, ...people, publish: publisher(test, people.provider) };
}

/** Enters a service, or its next version, looks through its endpoints and publishes it; `nobody`: as about nobody. Answers its id. */
function publisher(test: Opened, provider: Actor) {
  return async (
    openapi: string,
    of: { service?: string; system?: string; code?: string; accepts?: boolean; nobody?: boolean; by?: Actor } = {},
  ): Promise<string> => {
    const ctx = test.ctx(of.by ?? provider);
    const personal = of.nobody !== true;
    const words = { title: text('Şəxslər'), purpose: text('Şəxs haqqında məlumat'), personal };
    let { service } = of;
    if (service === undefined)
      service = await openService(ctx, {
        ...words,
        system: of.system ?? 'population-system',
        code: of.code ?? 'people',
        openapi,
      });
    else await describeService(ctx, { ...words, service, openapi });
    const draft = await findDraft(ctx.db, service);
    if (!draft) throw new Error('there is no draft');
    const endpoints = draft.endpoints.map((one) => ({
      name: endpointName(one),
      subjects: personal ? one.subjects : [],
    }));
    await confirmEndpoints(ctx, { service, version: draft.version, endpoints });
    await publishService(ctx, { service, version: draft.version + 1, accepts: of.accepts ?? false });
    return service;
  };
}
