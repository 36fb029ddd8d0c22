import type { FastifyRequest } from 'fastify';
import type { Text } from '../../language/lang.ts';
import type { Role } from '../access.ts';
import { isAway } from '../database.ts';
import { InvalidInput, Refusal } from '../refusal.ts';
import type { Vahid } from '../vahid.ts';
import { refusedSize } from './limits.ts';
import type { OthersForm, TypedForm } from './typed-form.ts';

/** Why a request was not answered as it asked. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly text: Text;
  /** Only of a fault: what support needs to find it in the log. */
  readonly fault?: string;
  /** On pages: who holds one of these may go through the door. */
  readonly offices?: readonly Role[];
  /** On pages: what was typed into the form that was refused. */
  readonly typed?: TypedForm | OthersForm;
}

/** Programs are answered in JSON, people by a page. */
export const isApi = (path: string): boolean => path.startsWith('/api/');

const fault: Text = {
  az: 'Sistemdə nasazlıq baş verdi. Yazdıqlarınız saxlanılıb; bir qədər sonra yenidən cəhd edin.',
  en: 'Something broke on our side. What you saved is kept; try again in a little while.',
  ru: 'У нас произошёл сбой. Сохранённое вами не потеряно; попробуйте немного позже.',
};

export const unreadable: Text = {
  az: 'Göndərilən məlumat oxunmadı. Ölçüsünü və formasını yoxlayın.',
  en: 'What was sent could not be read. Check its size and form.',
  ru: 'Отправленное не удалось прочитать. Проверьте размер и форму.',
};

/** To a program there is no page to go back to. */
const unfitting: Text = {
  az: 'Göndərilən məlumatlar tələb olunan formaya uyğun deyil. Səhv yerlər “errors” siyahısında göstərilib.',
  en: 'What was sent does not have the required form. The list “errors” names each wrong place.',
  ru: 'Отправленные данные не соответствуют требуемой форме. Ошибочные места перечислены в списке “errors”.',
};

/** Refusal, something the HTTP layer itself refused, or a fault of ours, which is logged once. */
export function failureOf(vahid: Vahid, error: unknown, request: FastifyRequest): Failure {
  const refused = error instanceof Refusal ? error : refusedSize(error, request.routeOptions.bodyLimit);
  if (refused) {
    const text = refused instanceof InvalidInput && isApi(request.url) ? unfitting : refused.text;
    return { status: refused.status, code: refused.code, text };
  }
  if (isAway(error)) return { status: 503, code: 'kernel.database_away', text: away };
  const status = (error as { statusCode?: number }).statusCode;
  if (status !== undefined && status >= 400 && status < 500)
    return { status, code: 'kernel.unreadable', text: unreadable };
  vahid.log.error({ err: error, request: request.id, route: request.routeOptions.url }, 'fault');
  return { status: 500, code: 'kernel.fault', text: fault, fault: request.id };
}

const away: Text = {
  az: 'Məlumat bazası bir anlıq cavab vermir. Bir neçə saniyədən sonra yenidən cəhd edin.',
  en: 'The database does not answer for a moment. Try again in a few seconds.',
  ru: 'База данных на мгновение недоступна. Повторите через несколько секунд.',
};

/** Problem details (RFC 9457). */
export function problem(error: unknown, failure: Failure): Record<string, unknown> {
  return {
    type: `urn:vahid:${failure.code}`,
    title: failure.text.en,
    status: failure.status,
    code: failure.code,
    detail: failure.text,
    ...(failure.fault ? { instance: `urn:uuid:${failure.fault}` } : {}),
    ...(error instanceof InvalidInput ? { errors: error.paths } : {}),
    ...(error instanceof Refusal && 'errors' in error.details ? { errors: error.details.errors } : {}),
  };
}
