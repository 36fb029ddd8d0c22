import { Refusal, refusal } from '../../kernel/refusal.ts';
import { small } from '../../language/index.ts';
import { say } from './text/index.ts';
import type { CompiledService } from './definition/compiled.ts';
import type { AnswerError } from './views.ts';

export const unknownService = refusal('services.unknown_service', 404, {
  az: 'Belə xidmət yoxdur. Xidmətlərin siyahısından seçin.',
  en: 'There is no such service. Choose one from the list of services.',
  ru: 'Такой услуги нет. Выберите её из списка услуг.',
});

export const chooseCompany = refusal('services.choose_company', 409, {
  az: 'Bu xidmət şirkətlər üçündür. Əvvəlcə hansı şirkətin adından müraciət etdiyinizi seçin.',
  en: 'This service is for companies. First choose the company for which you apply.',
  ru: 'Эта услуга для компаний. Сначала выберите, от имени какой компании вы обращаетесь.',
});

export const choosePerson = refusal('services.choose_person', 409, {
  az: 'Bu xidmət fiziki şəxslər üçündür. Öz adınızdan müraciət etmək üçün şirkətdən çıxın.',
  en: 'This service is for persons. Stop acting for the company to apply for yourself.',
  ru: 'Эта услуга для физических лиц. Чтобы обратиться от своего имени, выйдите из режима компании.',
});

export const notOpenNow = refusal('services.not_open_now', 409, {
  az: 'Bu müraciətin cavabları indi dəyişdirilə bilməz.',
  en: 'The answers of this case cannot be changed now.',
  ru: 'Сейчас ответы по этому заявлению изменить нельзя.',
});

export const answersMissing = refusal('services.answers_missing', 422, {
  az: 'Cavab verilməmiş sual qalıb. Onu cavablandırıb yenidən göndərin.',
  en: 'A question is still without an answer. Answer it and send again.',
  ru: 'Остался вопрос без ответа. Ответьте на него и отправьте снова.',
});

export const decidedBeside = refusal('services.decided_beside', 409, {
  az: 'Bu müraciətçinin həmin xidmət üzrə başqa müraciəti indicə təsdiq edilib. Bir dəqiqədən sonra faktları yeniləyin və yenidən baxın.',
  en: 'Another application of this applicant for the service has just been approved. In a minute refresh the facts and look again.',
  ru: 'Другое заявление этого заявителя на ту же услугу только что одобрено. Через минуту обновите сведения и рассмотрите снова.',
});

export const appealTooLate = refusal('services.appeal_too_late', 409, {
  az: 'Şikayət müddəti bitib: son gün {date} idi.',
  en: 'The time to appeal is over: the last day was {date}.',
  ru: 'Срок обжалования истёк: последний день был {date}.',
});

export const groundsNeeded = refusal('services.grounds_needed', 422, {
  az: 'Qərarla nə üçün razı olmadığınızı yazın.',
  en: 'Write why you disagree with the decision.',
  ru: 'Напишите, почему вы не согласны с решением.',
});

export const groundsTooLong = refusal('services.grounds_too_long', 422, {
  az: 'Şikayəti qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the appeal to at most {max} characters.',
  ru: 'Сократите жалобу: не более {max} знаков.',
});

export const ratedAlready = refusal('services.rated_already', 409, {
  az: 'Bu müraciət üzrə xidməti artıq qiymətləndirmisiniz.',
  en: 'You have rated the service for this case already.',
  ru: 'Вы уже оценили услугу по этому заявлению.',
});

export const notDecidedYet = refusal('services.not_decided_yet', 409, {
  az: 'Xidməti qərar verildikdən sonra qiymətləndirmək olar.',
  en: 'A service can be rated once the case is decided.',
  ru: 'Оценить услугу можно после принятия решения.',
});

export const commentTooLong = refusal('services.comment_too_long', 422, {
  az: 'Rəy {max} simvoldan uzun olmamalıdır. Onu qısaldın.',
  en: 'The comment may have at most {max} characters. Shorten it.',
  ru: 'Отзыв не должен превышать {max} знаков. Сократите его.',
});

export const factsStand = refusal('services.facts_stand', 409, {
  az: 'İş bitib: faktlar qərarın verildiyi andakı kimi qalır və yenidən soruşulmur.',
  en: 'The case is over: its facts stand as the decision was taken on, and are not asked for again.',
  ru: 'Дело завершено: сведения остаются такими, на каких принято решение, и заново не запрашиваются.',
});

export const pagesNeeded = refusal('services.pages_needed', 422, {
  az: 'Hansı cavabın düzəldilməli olduğunu qeyd edin.',
  en: 'Mark which answers are to be corrected.',
  ru: 'Отметьте, какие ответы нужно исправить.',
});

const noteNeeded = {
  az: 'Müraciətçinin nəyi izah etməli olduğunu yazın.',
  en: 'Write what the applicant is to explain.',
  ru: 'Напишите, что заявитель должен пояснить.',
};

/** Sent back with neither word nor mark: both are said at once. */
export function noteAndPagesNeeded(): Refusal {
  const { code, status, text } = pagesNeeded();
  return new Refusal(code, status, text, {
    errors: [
      { field: 'note', text: noteNeeded },
      { field: 'pages', text },
    ] satisfies AnswerError[],
  });
}

/** The decision could not be carried out: the entry or the document needs what a register has not told. */
export function factsAwaited({ fields }: Pick<CompiledService, 'fields'>, names: readonly string[]): Refusal {
  const text = say('factsAwaited', (lang) => ({
    facts: names
      .map((name) => small(fields.find((field) => field.name === name)?.label[lang] ?? name, lang))
      .join(', '),
  }));
  return new Refusal('services.facts_awaited', 409, text);
}

/** Answers that do not fit: `errors` name the inputs and say what to write. */
export class InvalidAnswers extends Refusal {
  readonly errors: readonly AnswerError[];

  constructor(errors: readonly AnswerError[]) {
    super(
      'services.invalid_answers',
      422,
      {
        az: 'Davam etmək üçün cavabları düzəldin.',
        en: 'Correct the answers to continue.',
        ru: 'Чтобы продолжить, исправьте ответы.',
      },
      { errors },
    );
    this.errors = errors;
  }
}
