/** The languages of every user-visible text, default first. */
export const langs = ['az', 'en', 'ru'] as const;

export type Lang = (typeof langs)[number];

/** One text in every language. */
export type Text = Readonly<Record<Lang, string>>;

/** The text in the asked language. */
export const pick = (text: Text, lang: Lang): string => text[lang];
