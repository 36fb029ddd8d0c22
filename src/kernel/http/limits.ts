import type { FastifyInstance } from 'fastify';
import { type Refusal, refusal } from '../refusal.ts';

/** In bytes. Forms carry long texts of people; a call of the API carries one step of a case. */
export const bodyLimits = { form: 256 * 1024, api: 64 * 1024 };

/** More levels than this has no body that we describe; each costs the checks that follow. */
const levels = 32;

export const tooLarge = refusal('kernel.too_large', 413, {
  az: 'Göndərilən məlumat çox böyükdür. Bir dəfəyə ən çoxu {kilobytes} kB göndərin.',
  en: 'What was sent is too large. Send at most {kilobytes} kB at once.',
  ru: 'Отправлено слишком много данных. Отправляйте не более {kilobytes} кБ за раз.',
});

const tooDeep = refusal('kernel.too_deep', 422, {
  az: 'Göndərilən JSON çox dərin qurulub. Onu ən çoxu {levels} səviyyəli yazın.',
  en: 'The JSON that was sent is nested too deeply. Write it in at most {levels} levels.',
  ru: 'Присланный JSON слишком глубоко вложен. Запишите его не более чем в {levels} уровня.',
});

const packedBody = refusal('kernel.packed_body', 415, {
  az: 'Məlumat sıxılmış şəkildə qəbul edilmir. Onu Content-Encoding olmadan göndərin.',
  en: 'What is sent may not be compressed. Send it without Content-Encoding.',
  ru: 'Данные в сжатом виде не принимаются. Отправьте их без Content-Encoding.',
});

/** Refuses packed bodies before they are read: a kilobyte may unpack to a gigabyte, and nobody needs to pack a form. */
export function refusePacked(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }) => {
    if (headers['content-encoding'] !== undefined) throw packedBody();
  });
}

/** In milliseconds: a form is written by then, a file may take longer over a slow line. */
export const bodyTimes = { form: 30_000, files: 300_000 };

/** Breaks off whoever sends a form so slowly that it is not there in time; those with files have the server's time. */
export function refuseSlow(
  server: FastifyInstance,
  takesFiles: (url: string | undefined) => boolean,
  milliseconds = bodyTimes.form,
): void {
  server.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || takesFiles(request.routeOptions.url)) return;
    const timer = setTimeout(() => request.raw.destroy(), milliseconds);
    const stop = () => clearTimeout(timer);
    request.raw.once('end', stop).once('close', stop);
  });
}

/** The refusal behind a body that the server did not read to its end. */
export function refusedSize(error: unknown, bodyLimit: number = bodyLimits.form): Refusal | undefined {
  if ((error as { code?: unknown } | null)?.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return undefined;
  return tooLarge({ kilobytes: bodyLimit / 1024 });
}

/** Reads JSON as Fastify does, but not what is nested too deeply. */
export function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(body)) done(tooDeep({ levels }));
    else void parse(request, body, done);
  });
}

/** Counts in the text, so that nothing is built of what is refused. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (inText && sign === '\\') at += 1;
    else if (sign === '"') inText = !inText;
    else if (!inText && (sign === '{' || sign === '[')) depth += 1;
    else if (!inText && (sign === '}' || sign === ']')) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}
