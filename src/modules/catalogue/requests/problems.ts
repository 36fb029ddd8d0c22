import type { TSchema } from 'typebox';
import { nearest } from '../../../feel/index.ts';
import { formatNumber, type Text } from '../../../language/index.ts';
import type { QuestionName } from './questions.ts';

export const needed: Text = {
  az: 'Bu suala cavab verin.',
  en: 'Answer this question.',
  ru: 'Ответьте на этот вопрос.',
};
export const oneOfThese: Text = {
  az: 'Siyahıdan birini seçin.',
  en: 'Choose one from the list.',
  ru: 'Выберите из списка.',
};
export const tooLong = (max: number): Text => ({
  az: `Mətni ${formatNumber(max, 'az')} simvola qədər qısaldın.`,
  en: `Shorten the text to ${formatNumber(max, 'en')} characters.`,
  ru: `Сократите текст до ${formatNumber(max, 'ru')} знаков.`,
});
const languages: readonly Text[] = [
  { az: 'Azərbaycan dilində', en: 'Azerbaijani', ru: 'азербайджанском' },
  { az: 'İngilis dilində', en: 'English', ru: 'английском' },
  { az: 'Rus dilində', en: 'Russian', ru: 'русском' },
];
/** Of the texts in three languages, the one that is too long. */
export const tooLongIn = (index: number): Text => {
  const { az, en, ru } = languages[index] ?? needed;
  return {
    az: `${az} mətni 250 simvola qədər qısaldın.`,
    en: `Shorten the ${en} text to 250 characters.`,
    ru: `Сократите текст на ${ru} языке до 250 знаков.`,
  };
};
export const threeParts: Text = {
  az: '“|” işarəsi yalnız dilləri ayırır: ən çoxu üç hissə olur, az | en | ru.',
  en: 'A “|” only divides languages: at most three parts, az | en | ru.',
  ru: 'Знак «|» только разделяет языки: не больше трёх частей, az | en | ru.',
};
const writeEmail: Text = {
  az: 'E-poçt ünvanını tam yazın: sobe@qurum.gov.az.',
  en: 'Write the whole address: office@institution.gov.az.',
  ru: 'Укажите адрес полностью: otdel@uchrezhdenie.gov.az.',
};
const writePhone: Text = {
  az: 'Telefonu rəqəmlərlə yazın: +994 12 000 00 00.',
  en: 'Write the number in digits: +994 12 000 00 00.',
  ru: 'Укажите номер цифрами: +994 12 000 00 00.',
};
const writeAddress: Text = {
  az: 'Ünvanı https:// ilə birlikdə yazın.',
  en: 'Write the address with https://.',
  ru: 'Укажите адрес вместе с https://.',
};
const forms: Partial<Readonly<Record<QuestionName, Text>>> = {
  email: writeEmail,
  publicEmail: writeEmail,
  phone: writePhone,
  publicPhone: writePhone,
  address: writeAddress,
};

/** An answer that does not have the form of what it says. */
export function misfit(name: QuestionName, schema: TSchema): Text {
  const { maximum, maxLength } = schema as { readonly maximum?: number; readonly maxLength?: number };
  if (maximum === undefined) return forms[name] ?? tooLong(maxLength ?? 250);
  return {
    az: `0 ilə ${maximum} arasında ədəd yazın.`,
    en: `Write a number from 0 to ${maximum}.`,
    ru: `Укажите число от 0 до ${maximum}.`,
  };
}

export const writeFee: Text = {
  az: 'Məbləği manatla yazın: 12,50. Pulsuzdursa, 0.',
  en: 'Write the sum in manats: 12.50. If it is free, 0.',
  ru: 'Укажите сумму в манатах: 12,50. Если бесплатно, 0.',
};

/** A table keeps these lines in one cell, divided by semicolons. */
export function wrongLines(lines: readonly string[]): Text {
  if (lines.length > 100) {
    return {
      az: `Sətirlərin sayı: ${lines.length}. Ən çoxu 100 ola bilər.`,
      en: `There are ${lines.length} lines where at most 100 fit.`,
      ru: `Строк ${lines.length}, а может быть не больше 100.`,
    };
  }
  const line = lines.find((one) => one.length > 200 || one.includes(';')) ?? '';
  const shown = line.length > 80 ? `${line.slice(0, 80)}…` : line;
  return {
    az: `“${shown}”: sətri 200 simvola qədər və nöqtəli vergülsüz yazın.`,
    en: `“${shown}”: write the line in at most 200 characters, without a semicolon.`,
    ru: `«${shown}»: напишите строку не длиннее 200 знаков и без точки с запятой.`,
  };
}

export function unlistedAct(act: string, listed: ReadonlySet<string>): Text {
  const near = nearest(act, listed);
  return {
    az: `Aktların siyahısında “${act}” yoxdur. ${near ? `Bəlkə “${near}”? Yoxsa aktın` : 'Aktın'} adını, nömrəsini və tarixini yazın.`,
    en: `The list of acts has no “${act}”. ${near ? `Perhaps “${near}”? Else` : 'Else'} write the title, number and date of the act.`,
    ru: `В списке актов нет «${act}». ${near ? `Возможно, «${near}»? Иначе укажите` : 'Укажите'} название, номер и дату акта.`,
  };
}

export const noLifeEvent = (typed: string): Text => ({
  az: `“${typed}” adlı həyat hadisəsi yoxdur. Adını və ya kodunu saytın həyat hadisələri siyahısından köçürün.`,
  en: `There is no life event “${typed}”. Copy its title or code from the list of life events on this site.`,
  ru: `Жизненного события «${typed}» нет. Скопируйте название или код из списка жизненных событий на сайте.`,
});

export const tooManyNames = (count: number, most: number): Text => ({
  az: `Sətirlərin sayı: ${count}. Ən çoxu ${most} qeyd göstərilə bilər.`,
  en: `There are ${count} lines. At most ${most} entries can be named.`,
  ru: `Строк ${count}. Указать можно не больше ${most} записей.`,
});
export const itself: Text = {
  az: 'Qeyd özünə bağlana bilməz. Bu sətri silin.',
  en: 'An entry cannot be tied to itself. Remove this line.',
  ru: 'Запись не может ссылаться на себя. Удалите эту строку.',
};
export const unknownEntry = (typed: string, near: string | undefined): Text => ({
  az: `Kataloqda “${typed}” yoxdur. ${near ? `Bəlkə “${near}”?` : 'Adını və ya kodunu kataloqdan köçürün.'}`,
  en: `The catalogue has no “${typed}”. ${near ? `Perhaps “${near}”?` : 'Copy its title or code from the catalogue.'}`,
  ru: `В каталоге нет «${typed}». ${near ? `Возможно, «${near}»?` : 'Скопируйте название или код из каталога.'}`,
});
export const severalEntries = (typed: string, names: readonly string[]): Text => {
  const list = names.slice(0, 5).join(', ');
  return {
    az: `“${typed}” adlı bir neçə qeyd var. Hansını nəzərdə tutursunuz? Belə yazın: ${list}.`,
    en: `Several entries are called “${typed}”. Which one do you mean? Write it so: ${list}.`,
    ru: `Несколько записей называются «${typed}». Какую вы имеете в виду? Напишите так: ${list}.`,
  };
};
export const bothWays = (typed: string): Text => ({
  az: `“${typed}” iki dəfə, müxtəlif yollarla göstərilib. Birini saxlayın: ya EHİS ilə, ya da ondan kənar.`,
  en: `“${typed}” is named twice, by different ways. Keep one: through EHİS or outside it.`,
  ru: `«${typed}» указано дважды, разными путями. Оставьте один: через EHİS или в обход.`,
});
export const registerOfAnother = ({ az, en, ru }: Text): Text => ({
  az: `“${az}” başqa qurumun ehtiyatıdır: onun harada aparıldığını yalnız həmin qurum bildirə bilər. Bu sətri silin. Sistem ondan məlumat alırsa, bunu istifadə etdikləri arasında göstərin.`,
  en: `“${en}” is a resource of another institution, and only that institution may say what holds it. Remove this line. If the system reads from it, name it among what it uses.`,
  ru: `«${ru}» — ресурс другого учреждения, и только оно может объявить, где он ведётся. Удалите эту строку. Если система получает из него сведения, укажите его среди того, что она использует.`,
});

interface Beside {
  readonly relation: Text;
  readonly name: string;
}
export const unknownBeside = ({ relation, name }: Beside): Text => ({
  az: `Kataloqda “${name}” yoxdur (əlaqə: ${relation.az}). Əvvəlcə o daxil edilsin, və ya qaralamanı geri götürüb əlaqəsiz yenidən göndərin.`,
  en: `The catalogue has no “${name}” (relation: ${relation.en}). It has to be entered first, or withdraw the draft and send it anew without the relation.`,
  ru: `В каталоге нет «${name}» (связь: ${relation.ru}). Сначала его нужно внести, либо отзовите черновик и отправьте заново без связи.`,
});
export const ofAnother = ({ relation, name }: Beside): Text => ({
  az: `“${name}” başqa qurumundur (əlaqə: ${relation.az}). Belə əlaqəni yalnız həmin qurum bildirə bilər. Qaralamanı geri götürüb əlaqəsiz yenidən göndərin.`,
  en: `“${name}” is another institution’s (relation: ${relation.en}), and only that institution may declare this. Withdraw the draft and send it anew without the relation.`,
  ru: `«${name}» принадлежит другому учреждению (связь: ${relation.ru}), объявить это может только оно. Отзовите черновик и отправьте заново без связи.`,
});
