import { Refusal, refusal } from '../../kernel/refusal.ts';
import type { Text } from '../../language/index.ts';

export const amendmentFieldNeeded = refusal('services.amendment_field_needed', 422, {
  az: 'Nəyin düzəldiləcəyini seçin və düzgününü yazın.',
  en: 'Choose what is to be corrected, and write how it is right.',
  ru: 'Выберите, что нужно исправить, и напишите, как верно.',
});

export const amendmentUnchanged = refusal('services.amendment_unchanged', 422, {
  az: '“{label}”: yazdığınız sənəddəki ilə eynidir. Düzgününü yazın.',
  en: '“{label}”: what you wrote is what the document says. Write how it is right.',
  ru: '«{label}»: вы написали то же, что и в документе. Напишите, как верно.',
});

export const amendmentTurns = refusal('services.amendment_turns', 422, {
  az: 'Bu qiymətlə qərarın şərtləri ödənilmir. Bu, yazı səhvi deyil: qərar dəyişməlidirsə, onun ləğvini təklif edin.',
  en: 'With this value the conditions of the decision are not met. That is no slip: if the decision is wrong, propose its revocation.',
  ru: 'С этим значением условия решения не выполняются. Это не описка: если решение неверно, предложите его отзыв.',
});

export const amendmentContradictsCode = 'services.amendment_contradicts_register';

/** The right value is another than what the register says today; says what it says, and where that is corrected. */
export const amendmentContradicts = (label: Text, held: Text, field: string): Refusal =>
  new Refusal(
    amendmentContradictsCode,
    422,
    {
      az: `“${label.az}” reyestrdən götürülür, reyestrdə indi belədir: ${held.az}. Sənəddə başqa cür yazmaq olmaz. Səhv reyestrdədirsə, əvvəlcə orada düzəldilməlidir: bunun üçün şəxs “Dövlətdə olan məlumatım” səhifəsindən müraciət edir.`,
      en: `“${label.en}” is taken from a register, which says today: ${held.en}. The document may not say otherwise. If the register is wrong, it is corrected there first: the person asks for that on the page “What the state holds about me”.`,
      ru: `«${label.ru}» берётся из реестра, сейчас в нём указано: ${held.ru}. В документе нельзя указать иное. Если ошибка в реестре, сначала её исправляют там: об этом просят на странице «Что государство знает обо мне».`,
    },
    { field },
  );

export const amendmentMisfitCode = 'services.amendment_misfit';

/** The right value does not fit its field; says what to write. */
export const amendmentMisfit = (text: Text, field: string): Refusal =>
  new Refusal(amendmentMisfitCode, 422, text, { field });
