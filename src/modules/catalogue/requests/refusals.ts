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

export const ownSignature = refusal('catalogue.own_signature', 403, {
  az: 'Bu müraciətin bölməsinə rəyi siz vermisiniz. Başqa bölməyə və müraciətin özünə başqa əməkdaş baxmalıdır.',
  en: 'You gave the review of a section of this request. Another official has to look at another section and at the request itself.',
  ru: 'По одному из разделов этой заявки заключение дали вы. Другой раздел и саму заявку должен рассмотреть другой сотрудник.',
});

export const entryChanged = refusal('catalogue.entry_changed', 409, {
  az: 'Müraciət yazılandan sonra qeyd kataloqda dəyişib, ona görə bu məzmun onun üzərinə yazıla bilməz. Müraciət geri götürülməli və yenisi açılmalıdır.',
  en: 'The entry has changed in the catalogue since the request was written, so this content cannot be written over it. The request has to be withdrawn and a new one opened.',
  ru: 'После составления заявки запись в каталоге изменилась, поэтому записать это содержание поверх неё нельзя. Заявку нужно отозвать и подать новую.',
});

export const readsOtherwise = refusal('catalogue.reads_otherwise', 409, {
  az: 'Müraciət göndəriləndən sonra kataloqda onun istinad etdiyi qeydlər dəyişib və indi məzmun başqa cür oxunur. Quruma sual verin: o, cavab verəndə məzmun yenidən göndərilir.',
  en: 'Entries that the request names have changed in the catalogue since it was sent, and its content now reads otherwise. Ask the institution a question: with its answer the content is sent anew.',
  ru: 'После отправки заявки записи, на которые она ссылается, изменились в каталоге, и её содержание теперь читается иначе. Задайте учреждению вопрос: с ответом содержание отправляется заново.',
});

export const codeTaken = refusal('catalogue.code_taken', 409, {
  az: 'Qurumunuzun kataloqda belə qeydi artıq var: {code}. Bu kodla dəyişiklik müraciəti açın və ya yeni qeydin adını fərqləndirin.',
  en: 'Your institution already has this entry in the catalogue: {code}. Open a request for change by that code, or name the new entry differently.',
  ru: 'У вашего учреждения уже есть такая запись в каталоге: {code}. Откройте по этому коду заявку на изменение или назовите новую запись иначе.',
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

export const alreadyInUse = refusal('catalogue.already_in_use', 409, {
  az: 'Qeyd artıq istifadədədir. Onu dəyişmək üçün dəyişiklik müraciəti açın.',
  en: 'The entry is in use already. To change it, open a request for change.',
  ru: 'Запись уже в эксплуатации. Чтобы её изменить, подайте заявку на изменение.',
});

export const notOpenForWriting = refusal('catalogue.not_open_for_writing', 409, {
  az: 'Müraciətin məzmunu indi dəyişdirilə bilməz: o, baxışdadır və ya bitib.',
  en: 'The content of the request cannot be changed now: it is under review or has ended.',
  ru: 'Содержание заявки сейчас изменить нельзя: она на рассмотрении или завершена.',
});

export const needsName = refusal('catalogue.needs_name', 422, {
  az: 'Yeni qeydin rəsmi adını yazın.',
  en: 'Write the official name of the new entry.',
  ru: 'Укажите официальное название новой записи.',
});

export const writtenMeanwhile = refusal('catalogue.written_meanwhile', 409, {
  az: 'Siz yazarkən başqa qeydiyyatçı bu qaralamanı dəyişib. Onun yazdıqlarını başqa pəncərədə açıb sizinki ilə tutuşdurun və yenidən saxlayın.',
  en: 'While you were writing, another registrar changed this draft. Open it in another window, compare it with what you wrote, and save again.',
  ru: 'Пока вы писали, другой регистратор изменил этот черновик. Откройте его в другом окне, сравните со своим и сохраните ещё раз.',
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
