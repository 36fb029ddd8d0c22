import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { DraftProblem } from './draft.ts';

export const notYourInstitution = refusal('catalogue.not_registrar', 403, {
  az: 'Bu qurumun qeydiyyatçısı deyilsiniz.',
  en: 'You are not a registrar of this institution.',
  ru: 'Вы не регистратор этого учреждения.',
});

export const ownWriting = refusal('catalogue.own_writing', 403, {
  az: 'Bu müraciətin məzmununu siz yazmısınız. Ona başqa əməkdaş baxmalıdır.',
  en: 'You wrote of this request yourself. Another official has to look at it.',
  ru: 'Содержание этой заявки писали вы. Её должен рассмотреть другой сотрудник.',
});

export const codeTaken = refusal('catalogue.code_taken', 409, {
  az: 'Kataloqda bu kodla qeyd artıq var: {code}. Dəyişiklik müraciəti açın və ya başqa kod seçin.',
  en: 'The catalogue already has an entry with this code: {code}. Open a request for change or choose another code.',
  ru: 'В каталоге уже есть запись с таким кодом: {code}. Откройте заявку на изменение или выберите другой код.',
});

export const noSuchEntry = refusal('catalogue.no_such_entry', 409, {
  az: 'Kataloqda belə qeyd yoxdur: əvvəlcə onu yaratmaq üçün müraciət edin.',
  en: 'The catalogue has no such entry: first request its establishment.',
  ru: 'Такой записи в каталоге нет: сначала подайте заявку на её создание.',
});

export const fromDefinition = refusal('catalogue.from_definition', 409, {
  az: 'Bu qeydin mənbəyi tərifdir ({source}). Onu tərifi dəyişməklə dəyişin.',
  en: 'The source of this entry is a definition ({source}). Change the definition to change it.',
  ru: 'Источник этой записи: определение ({source}). Чтобы изменить запись, измените определение.',
});

export const requestOpen = refusal('catalogue.request_open', 409, {
  az: 'Bu qeyd barədə bitməmiş müraciət var. Əvvəlcə onu bitirin və ya geri götürün.',
  en: 'There is a request about this entry that has not ended. Finish or withdraw it first.',
  ru: 'По этой записи есть незавершённая заявка. Сначала завершите или отзовите её.',
});

export const alreadyFinished = refusal('catalogue.already_finished', 409, {
  az: 'Qeyd istifadədən çıxarılıb. Onu yenidən istifadəyə vermək üçün müraciət edin.',
  en: 'The entry is out of use. Request that it be taken into use again.',
  ru: 'Запись выведена из эксплуатации. Подайте заявку на повторный ввод.',
});

export const notOpenForWriting = refusal('catalogue.not_open_for_writing', 409, {
  az: 'Müraciətin məzmunu indi dəyişdirilə bilməz: o, baxışdadır və ya bitib.',
  en: 'The content of the request cannot be changed now: it is under review or has ended.',
  ru: 'Содержание заявки сейчас изменить нельзя: она на рассмотрении или завершена.',
});

/** What must be mended first; the form shows each at its question. */
export class DraftIncomplete extends Refusal {
  readonly problems: readonly DraftProblem[];

  constructor(problems: readonly DraftProblem[]) {
    super(
      'catalogue.draft_incomplete',
      422,
      {
        az: 'Müraciət hələ göndərilə bilməz. İşarələnmiş suallara baxın.',
        en: 'The request cannot be sent yet. See the marked questions.',
        ru: 'Заявку пока нельзя отправить. Проверьте отмеченные вопросы.',
      },
      { problems: problems.map(({ name, text }) => ({ name, text })) },
    );
    this.problems = problems;
  }
}
