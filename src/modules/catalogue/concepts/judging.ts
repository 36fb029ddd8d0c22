import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { dictionary } from '../definition/reference.ts';
import { findEntry } from '../store/entries.ts';
import { type ConceptGiven, type ProposalProblem, readProposal } from './draft.ts';
import { otherSources } from './one-source.ts';
import type * as store from './store.ts';

/** A proposal read against the dictionary, the register and who else is a source of the concept (OO-3). */
export async function judgeProposal(
  ctx: Context,
  row: store.ProposalRow,
): Promise<{ readonly given?: ConceptGiven; readonly problems: readonly ProposalProblem[] }> {
  const read = readProposal(row.concept, row.draft, dictionary(ctx.vahid.releases));
  if (!read.given) return read;
  const text = await wrongRegister(ctx, row, read.given.register);
  return text ? { problems: [{ name: 'register', text }] } : read;
}

async function wrongRegister(ctx: Context, row: store.ProposalRow, code: string): Promise<Text | undefined> {
  const entry = await findEntry(ctx.db, 'register', code);
  if (!entry || entry.state === 'finished') return noSuchRegister(code);
  const institution = await inChargeOf(ctx, row.institution, `register/${code}`);
  if (entry.institution !== institution) return notYours(entry.title);
  const claim = { concept: row.concept, register: code, title: entry.title };
  const other = (await otherSources(ctx, [claim], { movedBy: institution })).get(claim);
  return other && secondSource(row.concept, other);
}

const noSuchRegister = (code: string): Text => ({
  az: `Kataloqda “${code}” kodlu informasiya ehtiyatı yoxdur və ya istifadədən çıxarılıb. Kodu kataloqdan köçürün.`,
  en: `The catalogue has no information resource “${code}”, or it is out of use. Copy the code from the catalogue.`,
  ru: `В каталоге нет информационного ресурса «${code}», или он выведен из эксплуатации. Скопируйте код из каталога.`,
});
const notYours = ({ az, en, ru }: Text): Text => ({
  az: `“${az}” başqa qurumundur. Qurumunuzun ehtiyatını yazın, ya da təklifi həmin qurum versin.`,
  en: `“${en}” belongs to another institution. Name a resource of your own, or let that institution propose.`,
  ru: `«${ru}» принадлежит другому учреждению. Укажите свой ресурс, или пусть предложение внесёт то учреждение.`,
});
const secondSource = (concept: string, { az, en, ru }: Text): Text => ({
  az: `“${concept}” anlayışının ilkin mənbəyi artıq var: ${az}. Onu həmin mənbədən EHİS ilə alın.`,
  en: `The concept “${concept}” has a primary source already: ${en}. Read it from there through EHİS.`,
  ru: `У понятия «${concept}» уже есть первичный источник: ${ru}. Получайте его оттуда через EHİS.`,
});
