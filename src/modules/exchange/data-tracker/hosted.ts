import { type Context, systemContext } from '../../../kernel/context.ts';
import { answers } from '../../../kernel/database.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { RestRequest } from '../../../protocols/x-road/index.ts';
import { bodyOf } from '../gateway/body.ts';
import { registerHostedService } from '../gateway/hosted-service.ts';
import type { ProviderAnswer } from '../gateway/provider-call.ts';
import { readQuestion, WrongQuestion } from './query.ts';
import { findUsage, usagePeriod } from './usage.ts';

/**
 * The service `vahid:data-tracker`: a portal of the state asks here who looked at somebody's data, as one asks the
 * registers of Estonia (Andmejälgija, dumonitor-openapi v2). Who may ask at all, the rights of the gateway say.
 */
export function serveDataTracker(vahid: Vahid): void {
  registerHostedService(vahid, 'data-tracker', {
    async answer({ request }) {
      const ctx = systemContext(vahid, request.requestId);
      try {
        return await answerTo(ctx, request);
      } catch (error) {
        if (error instanceof WrongQuestion) return told(400, 'Bad Request', { message: error.message });
        throw error;
      }
    },
  });
}

async function answerTo(ctx: Context, request: RestRequest): Promise<ProviderAnswer> {
  const { method, servicePath } = request;
  if (method !== 'GET') return told(405, 'Method Not Allowed', { message: 'Only GET is answered here' });
  switch (servicePath) {
    case '/v2/findUsage': {
      const found = await findUsage(ctx, readQuestion(request));
      return found ? told(200, 'OK', found) : noMandate;
    }
    case '/v2/usagePeriod':
      return told(200, 'OK', await usagePeriod(ctx));
    case '/v2/heartbeat':
      return (await answers(ctx.db))
        ? told(200, 'OK', { status: 'OK', message: 'API is ready' })
        : told(200, 'OK', { status: 'FAIL', message: 'The database does not answer' });
    default:
      return told(404, 'Not Found', { message: 'There are /v2/findUsage, /v2/usagePeriod and /v2/heartbeat' });
  }
}

const told = (status: number, reason: string, value: unknown): ProviderAnswer => ({
  status,
  reason,
  headers: [
    ['Content-Type', 'application/json'],
    ['Cache-Control', 'no-store'],
  ],
  body: bodyOf(Buffer.from(JSON.stringify(value))),
});

const noMandate = told(403, 'Forbidden', {
  message: 'The register of companies does not say that this person heads the organisation; nobody asks about others',
});
