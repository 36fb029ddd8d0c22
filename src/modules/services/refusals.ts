import { Refusal, refusal } from '../../kernel/refusal.ts';
import { small, type Text } from '../../language/index.ts';
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
  az: 'Bu xidmət fiziki şəxslər üçündür. Öz adınızdan müraciət etmək üçün şirkət adından çıxış etməyi dayandırın.',
  en: 'This service is for persons. Stop acting for the company to apply for yourself.',
  ru: 'Эта услуга для физических лиц. Чтобы обратиться от своего имени, выйдите из режима компании.',
});

export const finNeeded = refusal('services.fin_needed', 403, {
  az: 'Bu xidmət üçün FİN lazımdır. FİN-iniz varsa, çıxıb FİN ilə daxil olun; yoxdursa, yalnız əcnəbilər üçün olan xidmətlərdən istifadə edə bilərsiniz.',
  en: 'This service needs a FİN. If you have one, sign out and sign in with it; if not, only the services for foreigners are open to you.',
  ru: 'Для этой услуги нужен FİN. Если он у вас есть, выйдите и войдите с ним; если нет, вам доступны только услуги для иностранцев.',
});

export const foreignersOnly = refusal('services.foreigners_only', 403, {
  az: 'Bu xidmət FİN-i olmayan əcnəbilər üçündür. Siz isə FİN ilə daxil olmusunuz.',
  en: 'This service is for foreigners without a FİN, who sign in by e-mail. You have signed in with one.',
  ru: 'Эта услуга для иностранцев без FİN, которые входят по эл. почте. Вы вошли с FİN.',
});

export const keptFromYou = refusal('services.kept_from_you', 403, {
  az: 'Vəzifəniz bu faylı açmağa icazə vermir: onu görə bilən vəzifələr xidmətin qaydasında göstərilib.',
  en: 'Your office does not read this file: the service names those who do.',
  ru: 'Ваша должность не даёт доступа к этому файлу: услуга указывает, кто его видит.',
});

export const notOpenNow = refusal('services.not_open_now', 409, {
  az: 'Bu müraciətin cavabları indi dəyişdirilə bilməz.',
  en: 'The answers of this case cannot be changed now.',
  ru: 'Сейчас ответы по этому заявлению изменить нельзя.',
});

export const answeredElsewhere = refusal('services.answered_elsewhere', 409, {
  az: 'Bu suala bu arada başqa cihazda cavab verilib. Hansı cavabın qalacağını seçin.',
  en: 'This question has meanwhile been answered on another device. Choose which answer stays.',
  ru: 'На этот вопрос тем временем ответили на другом устройстве. Выберите, какой ответ оставить.',
});

export const answersMissing = refusal('services.answers_missing', 422, {
  az: 'Cavab verilməmiş sual qalıb. Onu cavablandırıb yenidən göndərin.',
  en: 'A question is still without an answer. Answer it and send again.',
  ru: 'Остался вопрос без ответа. Ответьте на него и отправьте снова.',
});

export const tooManyFiles = refusal('services.too_many_files', 422, {
  az: 'Burada ən çoxu {max} fayl ola bilər. Yenisini əlavə etmək üçün əvvəlkilərdən birini silin.',
  en: 'There can be at most {max} files here. To add one, remove one of those before.',
  ru: 'Здесь может быть не более {max} файлов. Чтобы добавить новый, удалите один из прежних.',
});

/** Said to a program that sends a file as a value. */
export const filesNotAsValues: Text = {
  az: 'Fayllar dəyər kimi göndərilmir: onları müraciətin sual səhifəsində əlavə edin.',
  en: 'Files are not sent as values: add them on the page of the question.',
  ru: 'Файлы не передаются как значения: добавьте их на странице вопроса.',
};

export const decidedBeside = refusal('services.decided_beside', 409, {
  az: 'Bu müraciətçinin həmin xidmət üzrə başqa müraciəti indicə təsdiq edilib. Bir dəqiqədən sonra faktları yeniləyin və yenidən baxın.',
  en: 'Another application of this applicant for the service has just been approved. In a minute refresh the facts and look again.',
  ru: 'Другое заявление этого заявителя на ту же услугу только что одобрено. Через минуту обновите сведения и рассмотрите снова.',
});

export const decidedBefore = refusal('services.decided_before', 409, {
  az: 'Bu müraciətin nəticəsinə təsir edən başqa müraciət indicə təsdiq edilib. Bir dəqiqədən sonra faktları yeniləyin və yenidən baxın.',
  en: 'Another application on which the outcome of this one depends has just been approved. In a minute refresh the facts and look again.',
  ru: 'Другое заявление, от которого зависит исход этого, только что одобрено. Через минуту обновите сведения и рассмотрите снова.',
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

export const changedSinceSigned = refusal('services.changed_since_signed', 409, {
  az: 'İmzaladığınızdan sonra bu müraciətin cavabları və ya faktları dəyişib, imza artıq ona uyğun gəlmir. Müraciətə yenidən baxıb bir daha imzalayın.',
  en: 'Answers or facts of the case have changed since you signed, so the signature no longer fits it. Look at the case again and sign once more.',
  ru: 'После подписания ответы или сведения по делу изменились, и подпись к нему больше не подходит. Просмотрите дело и подпишите ещё раз.',
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

export const enteredIt = refusal('services.entered_it', 403, {
  az: 'Bu müraciəti xidmət mərkəzində özünüz daxil etmisiniz. Ona başqa əməkdaş baxmalıdır.',
  en: 'You entered this application yourself at the service centre. Another official has to handle it.',
  ru: 'Вы сами внесли это заявление в центре услуг. Его должен рассматривать другой сотрудник.',
});

export const applicantSigns = refusal('services.applicant_signs', 403, {
  az: 'Müraciəti yalnız müraciətçi özü imzalaya bilər. Xidmət mərkəzində o, imzasız göndərilir.',
  en: 'Only the applicant can sign the application. At a service centre it is sent without a signature.',
  ru: 'Подписать заявление может только сам заявитель. В центре услуг оно отправляется без подписи.',
});

export const notAtCentre = refusal('services.not_at_centre', 422, {
  az: 'Bu xidmət üzrə mərkəzdə müraciət qəbul edilmir. Siyahıdan başqa xidmət seçin.',
  en: 'Applications for this service are not taken at a centre. Choose another service from the list.',
  ru: 'Заявления на эту услугу в центре не принимаются. Выберите другую услугу из списка.',
});

export const citizenUnknown = refusal('services.citizen_unknown', 422, {
  az: 'Reyestrdə bu FİN ilə şəxs tapılmadı. FİN-i şəxsiyyət vəsiqəsi ilə tutuşdurun.',
  en: 'The register knows no person with this FİN. Compare it with the identity card.',
  ru: 'В реестре нет лица с таким FİN. Сверьте его с удостоверением личности.',
});

export const notForOneself = refusal('services.not_for_oneself', 403, {
  az: 'Öz adınızdan burada müraciət etmək olmaz. Portalda öz hesabınızla müraciət edin.',
  en: 'You cannot apply for yourself here. Apply on the portal with your own account.',
  ru: 'Здесь нельзя подать заявление от своего имени. Подайте его на портале под своей учётной записью.',
});

export const codeWrong = refusal('services.assist_code_wrong', 422, {
  az: 'Kod uyğun gəlmir və ya müddəti bitib. Vətəndaşdan yeni kod istəyin.',
  en: 'The code does not fit or has expired. Ask the citizen for a new one.',
  ru: 'Код не подходит или истёк. Попросите у гражданина новый.',
});

export const paperNeeded = refusal('services.consent_paper_needed', 422, {
  az: 'Vətəndaşın imzaladığı razılıq blankının nömrəsini yazın, ən çoxu 60 simvol.',
  en: 'Write the number of the consent form that the citizen signed, at most 60 characters.',
  ru: 'Напишите номер бланка согласия, подписанного гражданином, не более 60 знаков.',
});

export const workedElsewhere = refusal('services.worked_elsewhere', 409, {
  az: 'Bu müraciətə qurumun öz sistemində baxılır. Əməliyyatı orada aparın.',
  en: 'This case is worked on in the institution’s own system. Act there.',
  ru: 'Это заявление рассматривается в собственной системе учреждения. Выполните действие там.',
});

export const reasonUnknown = refusal('services.reason_unknown', 422, {
  az: '“{article}” maddəsi xidmətin aktlarında yoxdur. Bu aktların maddəsini göstərin: {acts}.',
  en: 'The acts of the service have no article “{article}”. Name an article of one of these acts: {acts}.',
  ru: 'В актах услуги нет статьи «{article}». Укажите статью одного из этих актов: {acts}.',
});

export const officialNeeded = refusal('services.official_needed', 422, {
  az: '“{action}” əməliyyatında iki nəfərin iştirakı yoxlanılır. official sahəsində vəzifəli şəxsi göstərin.',
  en: 'Two people have to act where “{action}” is taken. Name the official in the field official.',
  ru: 'При действии «{action}» проверяется участие двух лиц. Укажите должностное лицо в поле official.',
});

export const wrongMethod = refusal('services.wrong_method', 405, {
  az: 'Bu ünvanda belə əməliyyat yoxdur: işi GET ilə oxuyun, əməliyyatı POST …/actions ilə göndərin.',
  en: 'This does nothing here: read the case with GET, send an action with POST …/actions.',
  ru: 'Здесь такого действия нет: читайте дело через GET, отправляйте действие через POST …/actions.',
});

export const noteEmpty = refusal('services.note_empty', 422, {
  az: 'Qeydin mətnini yazın.',
  en: 'Write the text of the note.',
  ru: 'Напишите текст заметки.',
});

export const noteTooLong = refusal('services.note_too_long', 422, {
  az: 'Qeydi qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the note to at most {max} characters.',
  ru: 'Сократите заметку: не более {max} знаков.',
});

export const reasonNeeded = refusal('services.reason_needed', 422, {
  az: 'Qərarda ən azı bir səbəb qalmalıdır: birini işarələyin və ya öz səbəbinizi maddəsi ilə yazın.',
  en: 'A decision has at least one reason: tick one, or write your own with its article.',
  ru: 'В решении должна остаться хотя бы одна причина: отметьте её или напишите свою с указанием пункта.',
});

export const ownReasonIncomplete = refusal('services.own_reason_incomplete', 422, {
  az: 'Əlavə səbəbin həm mətnini yazın, həm də maddəsini seçin.',
  en: 'Write the further reason and choose its article, both.',
  ru: 'Напишите дополнительную причину и выберите её пункт: нужно и то и другое.',
});

export const ownReasonTooLong = refusal('services.own_reason_too_long', 422, {
  az: 'Əlavə səbəbi qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the further reason to at most {max} characters.',
  ru: 'Сократите дополнительную причину: не более {max} знаков.',
});

export const remarkTooLong = refusal('services.remark_too_long', 422, {
  az: 'Cavab üzrə qeydi qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the remark on an answer to at most {max} characters.',
  ru: 'Сократите замечание к ответу: не более {max} знаков.',
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

type WithFields = Pick<CompiledService, 'fields'>;

const aboutFacts = (key: 'factsAwaited' | 'factsChanged', { fields }: WithFields, names: readonly string[]) =>
  say(key, (lang) => ({
    facts: names
      .map((name) => small(fields.find((field) => field.name === name)?.label[lang] ?? name, lang))
      .join(', '),
  }));

/** The decision could not be carried out: the entry or the document needs what a register has not told. */
export const factsAwaited = (service: WithFields, names: readonly string[]): Refusal =>
  new Refusal('services.facts_awaited', 409, aboutFacts('factsAwaited', service, names));

/** What an official has compared is not what would be decided on. */
export const factsChanged = (service: WithFields, names: readonly string[]): Refusal =>
  new Refusal('services.facts_changed', 409, aboutFacts('factsChanged', service, names));

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

/** What the applicant corrected may cost more: nothing is approved before that is paid. */
export const feeAwaited = refusal('services.fee_awaited', 409, {
  az: 'Müraciətçi cavabları düzəldəndən sonra rüsum hələ hesablanmayıb və ya əlavə məbləğ ödənilməyib. Müraciəti icraçıya qaytarın: məbləğ məlum olan kimi hesab açılır, ödənişdən sonra qərar verilir.',
  en: 'Since the applicant corrected the answers the fee has not been worked out, or the rest of it is not paid. Send the case back to the officer: a bill is issued as soon as the sum is known, and the decision follows its payment.',
  ru: 'После исправления ответов пошлина ещё не рассчитана или остаток не оплачен. Верните дело исполнителю: как только сумма станет известна, будет выставлен счёт, решение принимают после оплаты.',
});
