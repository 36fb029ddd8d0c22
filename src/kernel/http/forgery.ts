import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { refusal } from '../refusal.ts';
import { formTokenFits } from '../session.ts';

export const forgedForm = refusal('kernel.forged_form', 403, {
  az: 'Formanın müddəti bitib və ya başqa saytdan göndərilib. Səhifəni yeniləyin və yenidən göndərin.',
  en: 'The form has expired or was sent from another site. Reload the page and send it again.',
  ru: 'Срок формы истёк или она отправлена с другого сайта. Обновите страницу и отправьте снова.',
});

/** A form must come from a page of ours: same site by the browser's word. */
export function checkOrigin(request: FastifyRequest, config: Config): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forgedForm();
  if (origin !== undefined && origin !== 'null' && !isOurs(origin, request, config)) throw forgedForm();
}

/** The browser says that the form stood on a page of ours; one that says nothing leaves it open. */
export function isOwnOrigin(request: FastifyRequest, config: Config): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && isOurs(origin, request, config);
}

const isOurs = (origin: string, request: FastifyRequest, config: Config): boolean =>
  [new URL(config.publicUrl).host, request.host].includes(hostOf(origin));

/** The session's form token that it must bring, in a header or as a field, which is taken out of the body. */
export function takeToken(request: FastifyRequest): unknown {
  const body = request.body as Record<string, unknown> | null | undefined;
  const given = request.headers['x-form-token'] ?? body?.csrf;
  if (body && typeof body === 'object' && 'csrf' in body) delete body.csrf;
  return given;
}

/** Who has no session has nothing that could be used against them. */
export function checkGiven(token: string | undefined, given: unknown): void {
  if (token && (typeof given !== 'string' || !formTokenFits(token, given))) throw forgedForm();
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
