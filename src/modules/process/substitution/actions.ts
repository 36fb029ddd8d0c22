import { type Context, inTransaction } from '../../../kernel/context.ts';
import { addDays, formatDate, type Lang, pick, small, type Text } from '../../../language/index.ts';
import { endSubstitution, nameSubstitute, roleTitles } from '../../identity/index.ts';
import { notify } from '../notices.ts';
import { substitutionPath, t } from './text.ts';

type Named = Parameters<typeof nameSubstitute>[1];

const inAll = (write: (lang: Lang) => string): Text => ({ az: write('az'), en: write('en'), ru: write('ru') });

/** Names a substitute, and tells them; the absent one too, where a superior did it. @throws the refusals of identity */
export async function nameAndTell(ctx: Context, given: Named): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await nameSubstitute(inner, given);
    const { institution, absent, substitute, role, from, to } = given;
    const text = (key: 'youStandIn' | 'youAreAway') =>
      inAll((lang) =>
        t(lang, key, {
          role: small(pick(roleTitles[role], lang), lang),
          from: formatDate(from, lang),
          to: formatDate(to, lang),
        }),
      );
    const told = { institution, link: substitutionPath };
    await notify(inner, { ...told, person: substitute, text: text('youStandIn') });
    if (absent !== ctx.actor.person) await notify(inner, { ...told, person: absent, text: text('youAreAway') });
  });
}

/** Ends a substitution before its day, and tells the other side. @throws the refusals of identity */
export async function endAndTell(ctx: Context, given: { readonly id: string }): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { institution, absent, substitute, role, from_day, to_day } = await endSubstitution(inner, given);
    const text = inAll((lang) =>
      t(lang, 'endedEarly', {
        role: small(pick(roleTitles[role], lang), lang),
        from: formatDate(from_day, lang),
        to: formatDate(addDays(to_day, -1), lang),
      }),
    );
    for (const person of [absent, substitute]) {
      if (person !== ctx.actor.person) await notify(inner, { institution, link: substitutionPath, person, text });
    }
  });
}
