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

/** The right value is another than what the register says today; says what it says. */
export const amendmentContradicts = (label: Text, held: Text, field: string): Refusal =>
  new Refusal(
    amendmentContradictsCode,
    422,
    {
      az: `“${label.az}”: reyestrdə indi ${held.az} yazılıb, sənəd ondan fərqlənə bilməz. Səhv reyestrdədirsə, əvvəlcə orada düzəldilməlidir.`,
      en: `“${label.en}”: the register says today ${held.en}, and the document may not say otherwise. If the register is wrong, it is corrected there first.`,
      ru: `«${label.ru}»: в реестре сейчас указано ${held.ru}, в документе не может быть иного. Если ошибка в реестре, сначала её исправляют там.`,
    },
    { field },
  );

export const correctionAskedOften = refusal('services.correction_asked_often', 429, {
  az: 'Bir gündə bir sənəd üzrə ən çoxu {one}, bütün sənədlər üzrə {all} dəfə düzəliş istəmək olar. Bir gündən sonra yenidən yazın.',
  en: 'In one day a correction can be asked for at most {one} times for one document, and {all} times for all of them. Write again a day later.',
  ru: 'За один день исправление можно запросить не более {one} раз по одному документу и {all} раз по всем. Напишите снова через день.',
});

export const amendmentMisfitCode = 'services.amendment_misfit';

/** The right value does not fit its field; says what to write. */
export const amendmentMisfit = (text: Text, field: string): Refusal =>
  new Refusal(amendmentMisfitCode, 422, text, { field });
