/** The languages of every user-visible text, default first. */
export const langs = ['az', 'en', 'ru'] as const;

export type Lang = (typeof langs)[number];

/** One text in every language. */
export type Text = Readonly<Record<Lang, string>>;

/** A text that is the same in every language, or is written for each. */
export function inAll(written: string | ((lang: Lang) => string)): Text {
  const of = typeof written === 'string' ? () => written : written;
  return { az: of('az'), en: of('en'), ru: of('ru') };
}

/** The text in the asked language. */
export const pick = (text: Text, lang: Lang): string => text[lang];
