import type { Vahid } from '../../../kernel/vahid.ts';
import { signDisclosures } from '../../../protocols/gateway/disclosure.ts';
import { type SigningKey, tellingContentType } from '../../../protocols/gateway/telling.ts';
import { disclosuresPort } from '../disclosure-intake/ports.ts';
import { BatchRefused, type RefusedLines, type Way } from './delivery.ts';

const timeoutMs = 10_000;

/** Tells the centre of the exchange over the network, signed as messages are sealed. */
export const wayTo =
  (address: string, signing: SigningKey): Way =>
  async (_, batch) =>
    tellCentre(address, await signDisclosures(batch, signing));

/** Hands a signed batch over. Answers what the centre can never take. @throws BatchRefused where it takes no such document */
export async function tellCentre(address: string, signed: string): Promise<RefusedLines> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': tellingContentType, accept: 'application/json' },
    body: signed,
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  });
  const text = await answer.text();
  if (answer.status === 413 || answer.status === 422) throw new BatchRefused(`${answer.status}: ${codeOf(text)}`);
  if (answer.status !== 200) throw new Error(`the centre answered ${answer.status}: ${codeOf(text)}`);
  const { taken, refused = [] } = JSON.parse(text) as { taken?: unknown; refused?: RefusedLines };
  if (typeof taken !== 'number') throw new Error('the centre did not say what it took');
  return refused.map(({ id, code }) => ({ id, code }));
}

/** Tells the centre that is this very installation; what it takes and how far it has it commit together. */
export const wayHere =
  (vahid: Vahid): Way =>
  async (ctx, batch) =>
    (await disclosuresPort.of(vahid)(ctx, batch)).refused;

/** What a problem (RFC 9457) is called. */
function codeOf(text: string): string {
  try {
    const { type, code } = JSON.parse(text) as { type?: unknown; code?: unknown };
    return String(code ?? type).slice(0, 100);
  } catch {
    return 'no problem+json';
  }
}
