import type { Context } from '../../kernel/context.ts';
import type { Lang } from '../../language/index.ts';
import type { AddressRow } from './entities.ts';
import { addressPath, confirmPath } from './path.ts';
import type { Letter } from './post.ts';
import { t } from './text/index.ts';

/** What the link of a letter carries: told from the row by the key of the installation, so it is kept nowhere. */
export const codeOf = ({ vahid }: Context, { id, address }: Pick<AddressRow, 'id' | 'address'>): string =>
  vahid.keys.digest('mail.confirm', `${id} ${address}`).toString('base64url').slice(0, 32);

const site = ({ vahid }: Context): string => vahid.config.publicUrl;
const pathIn = (lang: Lang, path: string): string => (lang === 'az' ? path : `/${lang}${path}`);

/** @example `<0199…@mygov.example>` */
export const messageIdOf = (ctx: Context, id: string): string => `<${id}@${new URL(site(ctx)).hostname}>`;

/** Asks whether the address is the reader's. */
export function confirmationLetter(ctx: Context, row: AddressRow): Letter {
  const { lang, address: to } = row;
  const link = `${site(ctx)}${pathIn(lang, confirmPath)}?kod=${codeOf(ctx, row)}`;
  const text = `${t(lang, 'greeting')}\n\n${t(lang, 'confirmText')}\n${link}\n\n${t(lang, 'notYou')}\n`;
  return { messageId: messageIdOf(ctx, row.id), to, lang, subject: t(lang, 'confirmSubject'), text };
}

/** Says that there is news, and nothing of what it is: a letter is read by whoever carries it. */
export function newsLetter(
  ctx: Context,
  row: AddressRow,
  news: { letter: string; count: number; desk: boolean },
): Letter {
  const { lang, address: to } = row;
  const link = `${site(ctx)}${pathIn(lang, news.desk ? '/masa/bildirisler' : '/bildirisler')}`;
  const stop = `${site(ctx)}${pathIn(lang, addressPath)}`;
  const text = [
    t(lang, 'greeting'),
    '',
    t(lang, 'newsText', { count: news.count }),
    link,
    '',
    t(lang, 'stopText'),
    stop,
    '',
  ].join('\n');
  return { messageId: news.letter, to, lang, subject: t(lang, 'newsSubject'), text };
}

/** A one-time code for signing in without a FİN; it says nothing of whether the address has an account. */
export function signInLetter(
  ctx: Context,
  { id, to, lang, code }: { readonly id: string; readonly to: string; readonly lang: Lang; readonly code: string },
): Letter {
  const text = `${t(lang, 'greeting')}\n\n${t(lang, 'codeText')}\n\n${code}\n\n${t(lang, 'codeNotYou')}\n`;
  return { messageId: messageIdOf(ctx, id), to, lang, subject: t(lang, 'codeSubject'), text };
}

/** By which address an applicant without FİN signs in: the one that the letter comes to. */
export function reminderLetter(ctx: Context, { lang, address: to }: AddressRow, id: string): Letter {
  const link = `${site(ctx)}${pathIn(lang, '/xarici')}`;
  const text = `${t(lang, 'greeting')}\n\n${t(lang, 'reminderText')}\n${link}\n\n${t(lang, 'reminderNotYou')}\n`;
  return { messageId: messageIdOf(ctx, id), to, lang, subject: t(lang, 'reminderSubject'), text };
}
