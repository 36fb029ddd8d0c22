import { refusal } from '../../../kernel/refusal.ts';

export const noSuchService = refusal('exchange.right_service', 422, {
  az: 'Belə dərc edilmiş xidmət yoxdur. Xidməti mübadilə xidmətlərinin siyahısından seçin.',
  en: 'There is no such published service. Choose one from the services of the exchange.',
  ru: 'Такого опубликованного сервиса нет. Выберите сервис из списка сервисов обмена.',
});

export const noSuchSystem = refusal('exchange.right_system', 422, {
  az: 'Hüququ qurumunuzun kataloqda istifadədə olan sistemi üçün istəmək olar. Sistemi siyahıdan seçin.',
  en: 'A right is asked for a system of your institution that the catalogue has in use. Choose one from the list.',
  ru: 'Право запрашивается для действующей системы вашего учреждения из каталога. Выберите её из списка.',
});

export const noPurpose = refusal('exchange.right_purpose', 422, {
  az: 'Məqsədi siyahıdan seçin.',
  en: 'Choose the purpose from the list.',
  ru: 'Выберите цель из списка.',
});

export const noAct = refusal('exchange.right_act', 422, {
  az: 'Aktı və maddəsini siyahıdan seçin: maddəsiz hüquq verilmir.',
  en: 'Choose the act and its article from the list: no right is granted without an article.',
  ru: 'Выберите акт и статью из списка: без статьи право не выдаётся.',
});

export const noHidingAct = refusal('exchange.right_hiding_act', 422, {
  az: 'Baxışın gizlədilməsi üçün gün sayını (1–3650) və ona icazə verən ayrıca maddəni yazın və ya hər ikisini boş qoyun.',
  en: 'For hiding look-ups give the days (1–3650) and the article of its own that allows it, or leave both empty.',
  ru: 'Для сокрытия обращений укажите число дней (1–3650) и отдельную статью, которая это разрешает, или оставьте оба поля пустыми.',
});

export const nothingCovered = refusal('exchange.right_scope', 422, {
  az: '“{scope}” xidmətin heç bir əməliyyatını bütövlükdə əhatə etmir. Əməliyyatı seçin və ya yolu belə yazın: GET /people/*.',
  en: '“{scope}” lets through no whole endpoint of the service. Choose an endpoint, or write the path as in GET /people/*.',
  ru: '«{scope}» не охватывает целиком ни одной операции сервиса. Выберите операцию или запишите путь так: GET /people/*.',
});

export const noSuchField = refusal('exchange.right_field', 422, {
  az: '“{field}” sahəsi bu əməliyyatların cavabında yoxdur. Sahələri siyahıdan seçin.',
  en: 'The answers of these endpoints have no field “{field}”. Choose fields from the list.',
  ru: 'В ответах этих операций нет поля «{field}». Выберите поля из списка.',
});

export const noFields = refusal('exchange.right_no_fields', 422, {
  az: 'Ən azı bir sahə seçin və ya cavabın bütövlükdə lazım olduğunu göstərin.',
  en: 'Choose at least one field, or say that the whole answer is needed.',
  ru: 'Выберите хотя бы одно поле или укажите, что нужен весь ответ.',
});

export const wrongDay = refusal('exchange.right_day', 422, {
  az: 'Son gün bu gündən sonra və ən çoxu üç il sonra olmalıdır.',
  en: 'The last day has to come after today, and within three years.',
  ru: 'Последний день должен быть позже сегодняшнего и не дальше трёх лет.',
});

export const reasonNeeded = refusal('exchange.right_reason', 422, {
  az: 'Hüququn nə üçün lazım olduğunu yazın.',
  en: 'Write what the right is needed for.',
  ru: 'Укажите, для чего нужно право.',
});

export const askedAlready = refusal('exchange.right_asked', 409, {
  az: 'Bu sistem üçün həmin məqsədlə hüquq artıq istənilib. Qərarı gözləyin və ya müraciəti geri götürün.',
  en: 'A right for this system and purpose is asked for already. Wait for the decision, or withdraw it.',
  ru: 'Право для этой системы и цели уже запрошено. Дождитесь решения или отзовите заявку.',
});

export const wider = refusal('exchange.right_wider', 422, {
  az: 'Təklif istəniləndən geniş ola bilməz: {parts}. Yalnız azaldın.',
  en: 'What is proposed may not go beyond what was asked: {parts}. Only make it less.',
  ru: 'Предложение не может быть шире запрошенного: {parts}. Можно только сузить.',
});

export const otherDefault = refusal('exchange.right_default', 409, {
  az: 'Bu sistemin həmin əməliyyatda məqsədsiz sorğulara başqa əsasla hüququ var ({reference}). Bu hüququ məqsədsiz sorğulara tətbiq edilmədən təklif edin və ya o birinə xitam verin.',
  en: 'Another right on another ground is this system’s default for the same endpoint ({reference}). Propose this one not as the default, or end the other.',
  ru: 'Для этой операции у системы действует другое право по умолчанию на другом основании ({reference}). Предложите это право не по умолчанию или прекратите другое.',
});

export const ownVersion = refusal('exchange.right_own_version', 403, {
  az: 'Xidmətin yeni versiyasını siz dərc etmisiniz: bu hüquq barədə başqa təsdiqedən qərar verməlidir.',
  en: 'You published the new version of the service: another approver has to decide on this right.',
  ru: 'Новую версию сервиса опубликовали вы: решение об этом праве должен принять другой утверждающий.',
});

export const pointsToNothing = refusal('exchange.right_void', 409, {
  az: 'Xidmətin indiki versiyasında bu hüququn əhatə etdiyi əməliyyat qalmayıb. Hüquqa xitam verin; soruşan qurum yenisini istəyə bilər.',
  en: 'The service as it is now has no endpoint that this right covers. End it; the institution can ask for a new one.',
  ru: 'В текущей версии сервиса нет операций, охваченных этим правом. Прекратите его; учреждение может запросить новое.',
});
