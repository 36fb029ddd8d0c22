import type { Context } from '../../../kernel/context.ts';
import { bakuDate, fold, langs, matchesFolded, type Text } from '../../../language/index.ts';
import { listedActs } from '../act.ts';
import { claimsOf, lacksAct, otherSources } from '../concepts/one-source.ts';
import { dictionary, primaryOf } from '../definition/reference.ts';
import type { Envelope } from '../envelope.ts';
import type { DraftProblem } from './draft.ts';
import { listFreed, listIssued } from './store.ts';

/**
 * The rules of once only that an entry itself can break: a service asks for nothing that a register provides (OO-1) and
 * for no document that another service gives (OO-2), a concept has one primary source (OO-3), and a register with personal
 * data rests on an act (OO-4).
 */
export async function onceOnly(ctx: Context, envelope: Envelope): Promise<readonly DraftProblem[]> {
  const others = await otherSources(ctx, claimsOf(envelope));
  const problems: DraftProblem[] = [...others].map(([{ concept }, source]) => ({
    name: 'objects',
    text: secondPrimary(concept, source),
  }));
  if (lacksAct(envelope, listedActs(ctx.vahid.releases))) problems.push({ name: 'acts', text: needsAct });
  for (const { asked, by, title } of await needless(ctx, envelope))
    problems.push({ name: 'asks', text: by === 'register' ? held(asked, title) : documentGiven(asked, title) });
  return problems;
}

/** Something that a service asks for and that the state has: by a register (OO-1) or by another service (OO-2). */
export interface Needless {
  readonly asked: string;
  readonly by: 'register' | 'service';
  readonly title: Text;
}

/** What a service says that it asks for, against what is held and given; an exception in force frees it of OO-1. */
export async function needless(ctx: Context, envelope: Envelope): Promise<readonly Needless[]> {
  const asks = 'asks' in envelope.spec ? (envelope.spec.asks ?? []) : [];
  if (asks.length === 0) return [];
  const { releases } = ctx.vahid;
  const freed = await listFreed(ctx.db, envelope, bakuDate(ctx.vahid.now()));
  const concepts = Object.entries(dictionary(releases).concepts);
  const issued = await listIssued(ctx.db, envelope, asks);
  return asks.flatMap((asked): readonly Needless[] => {
    const concept = concepts.find(([name, { label }]) => name === asked || isNamed(asked, label));
    const primary = concept && primaryOf(releases, concept[0]);
    const isFree = freed.some((one) => one === null || one === concept?.[0]);
    if (primary) return isFree ? [] : [{ asked, by: 'register', title: primary.title }];
    const given = issued.find(({ document }) => isNamed(asked, document));
    return given ? [{ asked, by: 'service', title: given.title }] : [];
  });
}

/** All words of a name stand in what is asked; a single word is too common for that, except an abbreviation. */
function isNamed(asked: string, name: Text): boolean {
  return langs.some((lang) => {
    const label = name[lang];
    if (fold(asked) === fold(label)) return true;
    const telling = label.trim().includes(' ') || (label.length > 2 && label === label.toUpperCase());
    return telling && matchesFolded(asked, label);
  });
}

const secondPrimary = (concept: string, { az, en, ru }: Text): Text => ({
  az: `“${concept}” anlayışının ilkin mənbəyi artıq var: ${az}. “ilkin” sözünü silin və onu həmin mənbədən EHİS ilə alın.`,
  en: `The concept “${concept}” has a primary source already: ${en}. Remove “primary” and read it from there through EHİS.`,
  ru: `У понятия «${concept}» уже есть первичный источник: ${ru}. Уберите «первичный» и получайте его оттуда через EHİS.`,
});
const needsAct: Text = {
  az: 'Fərdi məlumat saxlayan ehtiyat aktların siyahısındakı ən azı bir akta əsaslanmalıdır. Aktın kodunu və maddəsini yazın.',
  en: 'A resource that keeps personal data must rest on at least one act of the list. Write its code and article.',
  ru: 'Ресурс с персональными данными должен опираться хотя бы на один акт из списка. Укажите его код и статью.',
};
const held = (asked: string, { az, en, ru }: Text): Text => ({
  az: `“${asked}” vətəndaşdan istənilə bilməz: onu “${az}” saxlayır. Sətri silin və məlumatı EHİS ilə oradan alın.`,
  en: `“${asked}” may not be asked of the applicant: “${en}” holds it. Remove the line and read it from there through EHİS.`,
  ru: `«${asked}» нельзя требовать от заявителя: эти сведения хранит «${ru}». Удалите строку и получайте их оттуда через EHİS.`,
});
const documentGiven = (asked: string, { az, en, ru }: Text): Text => ({
  az: `“${asked}” vətəndaşdan istənilə bilməz: bu sənədi “${az}” xidməti verir. Sətri silin və sənədin təsdiq etdiyi məlumatı EHİS ilə alın.`,
  en: `“${asked}” may not be asked of the applicant: the service “${en}” gives this document. Remove the line and read through EHİS what it proves.`,
  ru: `«${asked}» нельзя требовать от заявителя: этот документ выдаёт услуга «${ru}». Удалите строку и получайте через EHİS то, что он подтверждает.`,
});
