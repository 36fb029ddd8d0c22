import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { systemContext } from '../../kernel/context.ts';
import { openFile } from '../../kernel/file.ts';
import type { Json } from '../../kernel/job.ts';
import { InvalidInput, notFound, Refusal } from '../../kernel/refusal.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { printClientId, printServiceId } from '../../protocols/x-road/index.ts';
import { answerWith, type HostedCall, inRight, type ProviderAnswer, registerHostedService } from '../exchange/index.ts';
import { idempotencyKey } from '../process/index.ts';
import { actFromBackOffice, type Caller, evidenceForBackOffice, readForBackOffice } from './actions/back-office.ts';
import { wrongMethod } from './refusals.ts';

/*
 * The service `vahid:cases`: behind a gateway an institution's own system reads the cases that it works on and takes
 * actions on them. The gateway has judged and logged the request; who called is the subsystem of the certificate.
 */

const strict = { additionalProperties: false } as const;
const words = Type.String({ minLength: 1, maxLength: 2000 });

const actSchema = Type.Object(
  {
    action: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
    key: idempotencyKey,
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    note: Type.Optional(Type.String({ maxLength: 5000 })),
    reasons: Type.Optional(
      Type.Array(Type.Object({ text: words, article: Type.String({ minLength: 1, maxLength: 100 }) }, strict), {
        maxItems: 20,
      }),
    ),
    pages: Type.Optional(
      Type.Array(
        Type.Object({ page: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }), remark: Type.Optional(words) }, strict),
        { maxItems: 50 },
      ),
    ),
    amendment: Type.Optional(
      Type.Object(
        {
          field: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' }),
          value: Type.Union([Type.String({ maxLength: 10_000 }), Type.Number(), Type.Boolean()]),
        },
        strict,
      ),
    ),
    official: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  strict,
);
const sent = Compile(actSchema);

export function serveCases(vahid: Vahid): void {
  registerHostedService(vahid, 'cases', {
    // Each reading is a line in the applicant's log, written before the case is given.
    discloses: true,
    async answer(call) {
      try {
        return await answerTo(call);
      } catch (error) {
        if (error instanceof Refusal) return problem(error);
        throw error;
      }
    },
  });
}

function answerTo(call: HostedCall): Promise<ProviderAnswer> {
  const { request } = call;
  const [, version, cases, reference = '', part, evidence, ...more] = partsOf(request.servicePath);
  if (version !== 'v1' || cases !== 'cases' || reference === '' || more.length > 0) throw notFound();
  const door = `${request.method} ${part ?? ''}`;
  if (door === 'GET ' && evidence === undefined) return read(call, reference);
  if (door === 'POST actions' && evidence === undefined) return take(call, reference);
  if (door === 'GET evidence' && isId(evidence)) return file(call, { reference, evidence });
  if (part === undefined || part === 'actions') throw wrongMethod();
  throw notFound();
}

const isId = (given: string | undefined): given is string =>
  given !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given);

function partsOf(path: string): readonly string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    throw notFound();
  }
}

const contextOf = ({ vahid, request }: HostedCall) => systemContext(vahid, request.requestId);

const callerOf = ({ request, right }: HostedCall): Caller => ({
  member: printClientId(request.client),
  service: printServiceId(request.service),
  purpose: right.purpose,
  consent: right.consent ?? false,
});

async function read(call: HostedCall, reference: string): Promise<ProviderAnswer> {
  return given(call, await readForBackOffice(contextOf(call), callerOf(call), reference));
}

/** What the right names of the case, and no more. */
function given({ right }: HostedCall, value: Json): ProviderAnswer {
  const bytes = inRight(Buffer.from(JSON.stringify(value)), right);
  return answerWith(200, 'application/json', bytes ?? Buffer.from('{}'));
}

async function file(
  call: HostedCall,
  asked: { readonly reference: string; readonly evidence: string },
): Promise<ProviderAnswer> {
  // A right to some members of a case is none to a file, of which no part can be left out.
  if (call.right.fields !== undefined) throw notFound();
  const ctx = contextOf(call);
  const found = await evidenceForBackOffice(ctx, callerOf(call), asked);
  const open = await openFile(ctx, found.file);
  if (!open) throw notFound();
  const parts = await Array.fromAsync(open.content());
  return answerWith(200, open.file.mediaType, Buffer.concat(parts));
}

/** Done or refused, the answer shows the case; a refusal says what may be done instead. */
async function take(call: HostedCall, reference: string): Promise<ProviderAnswer> {
  const [ctx, caller] = [contextOf(call), callerOf(call)];
  const act = actIn(call);
  try {
    await actFromBackOffice(ctx, caller, { ...act, reference });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === notFound.code) throw error;
    const { actions } = await readForBackOffice(ctx, caller, reference);
    return problem(error, {
      allowed: ((actions as readonly Allowed[] | undefined) ?? [])
        .filter(({ blocked }) => !blocked)
        .map(({ action }) => action),
    });
  }
  return given(call, await readForBackOffice(ctx, caller, reference));
}

interface Allowed {
  readonly action: string;
  readonly blocked?: object;
}

function actIn({ body }: HostedCall): Static<typeof actSchema> {
  const value = parsed(body?.bytes);
  if (sent.Check(value)) return value;
  const paths = [...sent.Errors(value)].map(({ instancePath, message }) => ({ path: instancePath, message }));
  throw new InvalidInput(paths);
}

function parsed(bytes: Buffer | undefined): unknown {
  try {
    return JSON.parse(bytes?.toString() ?? '');
  } catch {
    throw new InvalidInput([{ path: '', message: 'must be JSON' }]);
  }
}

/** RFC 9457, with the words in three languages. */
function problem(refused: Refusal, more: { readonly allowed?: readonly string[] } = {}): ProviderAnswer {
  const { code, status, text } = refused;
  const paths = refused instanceof InvalidInput ? { errors: refused.paths } : {};
  const told = { type: `about:blank#${code}`, code, status, title: text.en, text, ...paths, ...more };
  return answerWith(status, 'application/problem+json', Buffer.from(JSON.stringify(told)));
}
