import { refusal } from '../../../kernel/refusal.ts';

export const noSuchSystem = refusal('exchange.service_system', 422, {
  az: 'Kataloqda istifadədə olan belə sistem yoxdur. Sistemi siyahıdan seçin; siyahıda yoxdursa, əvvəlcə kataloqa daxil edin.',
  en: 'The catalogue has no such system in use. Choose one from the list; where it is missing, enter it in the catalogue first.',
  ru: 'В каталоге нет такой действующей системы. Выберите её из списка; если её нет, сначала внесите в каталог.',
});

export const wrongCode = refusal('exchange.service_code', 422, {
  az: 'Kod kiçik latın hərfləri, rəqəm və defisdən ibarət olmalıdır (ən çoxu 63 simvol), məsələn: people.',
  en: 'A code is made of small Latin letters, digits and hyphens (at most 63), as in people.',
  ru: 'Код состоит из строчных латинских букв, цифр и дефисов (не больше 63), например people.',
});

export const codeTaken = refusal('exchange.service_taken', 409, {
  az: 'Bu sistemin belə kodlu xidməti artıq var. Onu siyahıda açıb yeni sənəd yükləyin və ya başqa kod yazın.',
  en: 'This system has a service of that code already. Open it in the list and bring a new document, or write another code.',
  ru: 'У этой системы уже есть сервис с таким кодом. Откройте его в списке и загрузите новый документ или укажите другой код.',
});

export const tooManyServices = refusal('exchange.services_too_many', 409, {
  az: 'Sistemin artıq {most} xidməti var, bundan çoxu ola bilməz. Yaxın əməliyyatları bir xidmətdə birləşdirin, lazım olmayan xidmətin son gününü elan edin və ya qaralamasını silin.',
  en: 'The system has {most} services already, and may have no more. Join endpoints that belong together in one service, announce the last day of one that is not needed, or drop its draft.',
  ru: 'У системы уже {most} сервисов, больше нельзя. Объедините близкие операции в одном сервисе, объявите последний день ненужного сервиса или удалите его черновик.',
});

export const wordsNeeded = refusal('exchange.service_words', 422, {
  az: 'Xidmətin adını və təyinatını üç dildə yazın.',
  en: 'Write the title of the service and what it is for in three languages.',
  ru: 'Укажите название и назначение сервиса на трёх языках.',
});

export const noDraft = refusal('exchange.service_no_draft', 409, {
  az: 'Bu xidmətin qaralaması yoxdur: o, artıq dərc edilib və ya silinib. Yeni OpenAPI sənədi yükləyin.',
  en: 'This service has no draft: it was published or dropped. Bring a new OpenAPI document.',
  ru: 'У сервиса нет черновика: он опубликован или удалён. Загрузите новый документ OpenAPI.',
});

export const noSuchEndpoint = refusal('exchange.service_endpoint', 422, {
  az: '“{name}” əməliyyatı bu sənəddə yoxdur. Səhifəni yeniləyin.',
  en: 'The document has no endpoint “{name}”. Reload the page.',
  ru: 'В документе нет операции «{name}». Обновите страницу.',
});

export const wrongPlace = refusal('exchange.service_place', 422, {
  az: '“{name}”: “{place}” belə yazılmır və ya sənəddə yoxdur. Sətirdə yazın: person və ya organisation, sonra path, query, body və ya answer, sonra parametrin adı və ya sahənin yolu (məsələn: person body /fin).',
  en: '“{name}”: “{place}” is not written so, or is not in the document. Write on a line: person or organisation, then path, query, body or answer, then the name of the parameter or the pointer of the field (as in: person body /fin).',
  ru: '«{name}»: «{place}» записано неверно или этого нет в документе. В строке пишут: person или organisation, затем path, query, body или answer, затем имя параметра или путь поля (например: person body /fin).',
});

export const notConfirmed = refusal('exchange.service_not_confirmed', 422, {
  az: 'Bu əməliyyatlarda kimin məlumatı olduğuna hələ baxılmayıb: {names}. Onları açıb təsdiqləyin.',
  en: 'Nobody has yet looked at whose data these endpoints are about: {names}. Open and confirm them.',
  ru: 'Ещё не проверено, чьи данные в этих операциях: {names}. Откройте и подтвердите их.',
});

export const nobodyNamed = refusal('exchange.service_nobody', 422, {
  az: 'Xidmət fərdi məlumat verir, amma bu əməliyyatlarda kimin məlumatı olduğu göstərilməyib: {names}. Hər birində yerini göstərin və ya xidməti fərdi məlumatsız edin.',
  en: 'The service gives personal data, but these endpoints do not say whose: {names}. Say where in each of them, or call the service one without personal data.',
  ru: 'Сервис даёт персональные данные, но в этих операциях не указано чьи: {names}. Укажите место в каждой или отметьте сервис как не содержащий их.',
});

export const notAccepted = refusal('exchange.service_not_accepted', 422, {
  az: 'Dəyişikliklər xidməti çağıranları dayandıra bilər. Fərqə baxıb razılığı qeyd edin.',
  en: 'The changes may stop those who call the service. Look at the difference and tick that you accept it.',
  ru: 'Изменения могут остановить тех, кто вызывает сервис. Просмотрите отличия и отметьте согласие.',
});

export const nothingNew = refusal('exchange.service_same', 409, {
  az: 'Qaralama qüvvədə olan versiyadan fərqlənmir. Onu silin və ya yeni sənəd yükləyin.',
  en: 'The draft does not differ from the version in force. Drop it or bring a new document.',
  ru: 'Черновик не отличается от действующей версии. Удалите его или загрузите новый документ.',
});

export const notPublished = refusal('exchange.service_unpublished', 409, {
  az: 'Xidmət hələ dərc edilməyib.',
  en: 'The service is not published yet.',
  ru: 'Сервис ещё не опубликован.',
});

export const endAnnounced = refusal('exchange.service_end_announced', 409, {
  az: 'Son gün artıq elan edilib. Dəyişmək üçün əvvəlcə onu geri götürün.',
  en: 'A last day is announced already. To change it, take it back first.',
  ru: 'Последний день уже объявлен. Чтобы изменить его, сначала отмените объявление.',
});

export const noEnd = refusal('exchange.service_end_none', 409, {
  az: 'Xidmətin son günü elan edilməyib.',
  en: 'No last day of the service is announced.',
  ru: 'Последний день сервиса не объявлен.',
});

export const serviceEnded = refusal('exchange.service_ended', 409, {
  az: 'Xidmət bağlanıb, son günü: {day}. Yeni xidmət başqa kodla daxil edilir.',
  en: 'The service has ended; its last day was {day}. A new one is entered by another code.',
  ru: 'Сервис закрыт, последний день: {day}. Новый сервис вносится с другим кодом.',
});

export const endTooSoon = refusal('exchange.service_end_soon', 422, {
  az: 'Son gün ən azı {days} gün əvvəl elan edilir. {day} tarixini və ya ondan sonrakı günü yazın.',
  en: 'The last day is announced at least {days} days ahead. Write {day} or a later day.',
  ru: 'Последний день объявляется не менее чем за {days} дней. Укажите {day} или более поздний день.',
});

export const wrongDay = refusal('exchange.service_end_day', 422, {
  az: 'Son günü 22.11.2026 şəklində yazın.',
  en: 'Write the last day as 22.11.2026.',
  ru: 'Укажите последний день в виде 22.11.2026.',
});

export const endReason = refusal('exchange.service_end_reason', 422, {
  az: 'Xidmətin niyə bağlandığını və əvəzinə nədən istifadə ediləcəyini yazın.',
  en: 'Write why the service ends, and what to use instead.',
  ru: 'Напишите, почему сервис закрывается и чем его заменить.',
});

export const noTrial = refusal('exchange.trial_off', 409, {
  az: 'Sınaq mühiti qoşulmayıb. Nümunə sorğunu kopyalayıb öz şlüzünüzdən göndərin.',
  en: 'No test environment is connected. Copy the example and send it through your own gateway.',
  ru: 'Тестовая среда не подключена. Скопируйте пример и отправьте его через свой шлюз.',
});

export const trialSystem = refusal('exchange.trial_system', 422, {
  az: 'Sorğunu hansı sisteminizin adından göndərdiyinizi siyahıdan seçin.',
  en: 'Choose from the list in the name of which of your systems the call is sent.',
  ru: 'Выберите из списка, от имени какой вашей системы отправляется запрос.',
});

export const trialValue = refusal('exchange.trial_value', 422, {
  az: '“{name}” dəyəri yolda belə yazıla bilməz. Başqa dəyər yazın.',
  en: 'The value of “{name}” cannot stand in the path. Write another.',
  ru: 'Значение «{name}» не может стоять в пути. Укажите другое.',
});

export const trialBody = refusal('exchange.trial_body', 422, {
  az: 'Göndərilən məlumat JSON deyil. Düzəldib yenidən göndərin.',
  en: 'What is sent is no JSON. Mend it and send it again.',
  ru: 'Отправляемые данные не являются JSON. Исправьте и отправьте снова.',
});

export const trialSilent = refusal('exchange.trial_silent', 409, {
  az: 'Sınaq mühitinin şlüzü cavab vermədi. Bir qədər sonra yenidən cəhd edin.',
  en: 'The gateway of the test environment did not answer. Try again in a while.',
  ru: 'Шлюз тестовой среды не ответил. Повторите попытку позже.',
});
