import type { Lang, Text } from '../language/lang.ts';
import { formatNumber } from '../language/number.ts';

/** An expected failure that the user can understand and mend. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: Text;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, text: Text, details: Readonly<Record<string, unknown>> = {}) {
    super(text.en);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.text = text;
    this.details = details;
  }
}

/**
 * Declares a refusal once; call the result to make the error. `{name}` holes in the text are filled from `details`,
 * numbers as each language writes them.
 */
export function refusal(code: string, status: number, text: Text) {
  const make = (details: Readonly<Record<string, string | number>> = {}): Refusal =>
    new Refusal(code, status, fill(text, details, formatNumber), details);
  return Object.assign(make, { code, status });
}

/**
 * Runs an action and gives back its refusal of what was typed (422), or with 409 among `statuses` also of what has
 * changed meanwhile, so that the form can show it with what was typed. Every other failure goes on to the server.
 */
export async function refusedBy(
  action: () => Promise<unknown>,
  statuses: readonly number[] = [422],
): Promise<Refusal | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && statuses.includes(error.status)) return error;
    throw error;
  }
}

export function fill(
  text: Text,
  values: Readonly<Record<string, string | number>>,
  written: (number: number, lang: Lang) => string = String,
): Text {
  const one = (lang: Lang) =>
    text[lang].replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name] ?? hole;
      return typeof value === 'number' ? written(value, lang) : value;
    });
  return { az: one('az'), en: one('en'), ru: one('ru') };
}

/** Input that does not fit its schema: `paths` name each wrong place. */
export class InvalidInput extends Refusal {
  readonly paths: readonly { path: string; message: string }[];

  constructor(paths: readonly { path: string; message: string }[]) {
    super('kernel.invalid_input', 422, {
      az: 'Göndərilən məlumatlar tələb olunan formaya uyğun deyil. Səhifəyə qayıdıb yenidən cəhd edin.',
      en: 'What was sent does not have the required form. Go back to the page and try again.',
      ru: 'Отправленные данные не соответствуют требуемой форме. Вернитесь на страницу и попробуйте снова.',
    });
    this.paths = paths;
  }
}

export const notFound = refusal('kernel.not_found', 404, {
  az: 'Belə səhifə və ya qeyd tapılmadı. Ünvanı yoxlayın və ya axtarışdan istifadə edin.',
  en: 'There is no such page or record. Check the address or use the search.',
  ru: 'Такой страницы или записи нет. Проверьте адрес или воспользуйтесь поиском.',
});

export const signInNeeded = refusal('kernel.sign_in_needed', 401, {
  az: 'Bu səhifə üçün daxil olmaq lazımdır.',
  en: 'You need to sign in for this page.',
  ru: 'Чтобы открыть эту страницу, нужно войти.',
});

export const notAllowed = refusal('kernel.not_allowed', 403, {
  az: 'Bu əməliyyat üçün səlahiyyətiniz yoxdur. Təyinatları sistemin inzibatçısı daxil edir.',
  en: 'You are not authorised to do this. The administrator of this installation enters appointments.',
  ru: 'У вас нет полномочий на это действие. Назначения вносит администратор системы.',
});

export const changedMeanwhile = refusal('kernel.changed_meanwhile', 409, {
  az: 'Bu qeyd siz baxarkən dəyişdirilib. Səhifəni yeniləyin və yenidən cəhd edin.',
  en: 'This record was changed while you were looking at it. Reload the page and try again.',
  ru: 'Запись изменилась, пока вы её просматривали. Обновите страницу и попробуйте снова.',
});

export const tooManyAttempts = refusal('kernel.too_many_attempts', 429, {
  az: 'Çox sayda cəhd edilib. {minutes} dəqiqədən sonra yenidən cəhd edin.',
  en: 'Too many attempts. Try again in {minutes} minutes.',
  ru: 'Слишком много попыток. Повторите через {minutes} мин.',
});
