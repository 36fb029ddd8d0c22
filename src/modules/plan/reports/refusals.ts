import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';

export const noExecutor = refusal('plan.report_no_executor', 409, {
  az: 'Tədbirin icraçısı göstərilməyib. Əvvəlcə layihə ofisi icraçını təyin etməlidir.',
  en: 'The measure has no executor. The project office has to name one first.',
  ru: 'Исполнитель мероприятия не указан. Сначала его должен назначить проектный офис.',
});

export const notOpenForWriting = refusal('plan.not_open_for_writing', 409, {
  az: 'İndi dəyişiklik etmək olmaz: sənəd yoxlanılır və ya qəbul edilib.',
  en: 'It cannot be changed now: it is being judged or was accepted.',
  ru: 'Сейчас изменить нельзя: документ проверяется или принят.',
});

export const ownWriting = refusal('plan.own_writing', 403, {
  az: 'Bu sənədi siz yazmısınız və ya göndərmisiniz. Onu başqa əməkdaş yoxlamalıdır.',
  en: 'You wrote or submitted some of it yourself. Another official has to judge it.',
  ru: 'Вы сами писали или отправляли этот документ. Его должен проверить другой сотрудник.',
});

export const sameInstitution = refusal('plan.same_institution', 403, {
  az: 'Siz hesabat verən qurumda da vəzifə tutursunuz. Bunu başqa əməkdaş yoxlamalıdır.',
  en: 'You also hold an office in the institution that reports. Another official has to judge this.',
  ru: 'Вы занимаете должность и в отчитывающемся учреждении. Это должен проверить другой сотрудник.',
});

export const judgedAlready = refusal('plan.judged_already', 409, {
  az: 'Bu sübut artıq yoxlanılıb. Səhifəni yeniləyin.',
  en: 'This piece of evidence is judged already. Reload the page.',
  ru: 'Это подтверждение уже проверено. Обновите страницу.',
});

export const notBeingJudged = refusal('plan.not_being_judged', 409, {
  az: 'Hesabat indi yoxlamada deyil. Səhifəni yeniləyin.',
  en: 'The report is not being judged now. Reload the page.',
  ru: 'Отчёт сейчас не на проверке. Обновите страницу.',
});

export const reasonNeeded = refusal('plan.reason_needed', 422, {
  az: 'Rədd etmənin səbəbini yazın: qurum onu oxuyub düzəliş edəcək.',
  en: 'Write why it is rejected: the institution reads it and mends it.',
  ru: 'Укажите причину отклонения: учреждение прочтёт её и исправит.',
});

export const linkWrong = refusal('plan.link_wrong', 422, {
  az: 'Ünvanı https:// ilə birlikdə tam yazın.',
  en: 'Write the whole address with https://.',
  ru: 'Укажите адрес полностью, вместе с https://.',
});

export const oneContent = refusal('plan.evidence_one_content', 422, {
  az: 'Ya keçid yazın, ya da fayl seçin.',
  en: 'Write a link or choose a file, not both.',
  ru: 'Укажите ссылку или выберите файл, но не оба.',
});

export const nameNeeded = refusal('plan.evidence_name_needed', 422, {
  az: 'Sübutun adını 300 simvola qədər yazın: nəyi göstərir?',
  en: 'Write what the evidence is called, in up to 300 letters: what does it show?',
  ru: 'Укажите название подтверждения до 300 знаков: что оно показывает?',
});

export const noteTooLong = refusal('plan.evidence_note_too_long', 422, {
  az: 'Qeydi 2.000 simvola qədər qısaldın.',
  en: 'Shorten the note to 2,000 letters.',
  ru: 'Сократите примечание до 2 000 знаков.',
});

export const aboutNeeded = refusal('plan.evidence_about_needed', 422, {
  az: 'Sübutun hansı mərhələyə və ya çıxış nəticəsinə aid olduğunu seçin.',
  en: 'Choose the milestone or deliverable that it proves.',
  ru: 'Выберите этап или результат, который оно подтверждает.',
});

export const tooManyPieces = refusal('plan.too_many_pieces', 422, {
  az: 'Bir hesabata ən çoxu {most} sübut əlavə etmək olar.',
  en: 'A report takes at most {most} pieces of evidence at a time.',
  ru: 'К отчёту можно приложить не более {most} подтверждений.',
});

export const datesOpen = refusal('plan.dates_open', 409, {
  az: 'Bu tədbirin tarixləri barədə bitməmiş müraciət var. Əvvəlcə onu bitirin və ya geri götürün.',
  en: 'A request about the dates of this measure is under way. Finish or withdraw it first.',
  ru: 'По срокам этого мероприятия есть незавершённая заявка. Сначала завершите или отзовите её.',
});

export const nothingAsked = refusal('plan.nothing_asked', 422, {
  az: 'Təqvim indiki ilə eynidir. Dəyişəcək tarixi və ya mərhələni yazın.',
  en: 'The schedule is the same as now. Write the date or milestone that is to change.',
  ru: 'График не отличается от действующего. Укажите, какой срок или этап меняется.',
});

export const namedTwice = refusal('plan.verdict_named_twice', 422, {
  az: 'Eyni sübuta iki nəticə yazılıb. Birini çıxarın.',
  en: 'One piece of evidence has two verdicts. Take one out.',
  ru: 'Для одного подтверждения указаны два результата. Уберите один из них.',
});

/** Something that must be mended first: at which input of the form, and what to do. */
export interface Problem {
  readonly name: string;
  readonly text: Text;
}

/** What must be mended before it can be sent; the form shows each at its input. */
export class Incomplete extends Refusal {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      'plan.incomplete',
      422,
      {
        az: 'Hələ göndərmək olmaz. İşarələnmiş yerlərə baxın.',
        en: 'It cannot be sent yet. See the marked places.',
        ru: 'Пока отправить нельзя. Проверьте отмеченные места.',
      },
      { problems: problems.map(({ name, text }) => ({ name, text })) },
    );
    this.problems = problems;
  }
}
