import { refusal } from '../../../../kernel/refusal.ts';

/* Every refusal of a document names the place, as a JSON pointer or a line, and what to do there. */

export const tooLarge = refusal('exchange.openapi_too_large', 422, {
  az: 'OpenAPI sənədi {megabytes} MB-dan böyükdür. Nümunələri və təkrar təsvirləri çıxarın və ya xidməti iki xidmətə bölün.',
  en: 'The OpenAPI document is over {megabytes} MB. Take out examples and repeated descriptions, or divide the service in two.',
  ru: 'Документ OpenAPI больше {megabytes} МБ. Уберите примеры и повторы или разделите сервис на два.',
});

export const tooLargeYaml = refusal('exchange.openapi_yaml_too_large', 422, {
  az: 'YAML sənədi {megabytes} MB-dan böyükdür. Onu JSON kimi saxlayıb göndərin: JSON {json} MB-dək ola bilər.',
  en: 'The YAML document is over {megabytes} MB. Save it as JSON, which may have {json} MB.',
  ru: 'Документ YAML больше {megabytes} МБ. Сохраните его в JSON: он может быть до {json} МБ.',
});

export const unreadable = refusal('exchange.openapi_unreadable', 422, {
  az: 'Sənəd JSON və ya YAML kimi oxunmur ({place}). Həmin yeri düzəldib yenidən göndərin.',
  en: 'The document cannot be read as JSON or YAML ({place}). Mend that place and send it again.',
  ru: 'Документ не читается как JSON или YAML ({place}). Исправьте это место и отправьте снова.',
});

export const aliases = refusal('exchange.openapi_aliases', 422, {
  az: 'Sənəddə YAML istinadı (& və *) var ({place}). Onun yerinə $ref yazın və ya sənədi JSON kimi saxlayın.',
  en: 'The document uses YAML anchors (& and *) ({place}). Write $ref instead, or save the document as JSON.',
  ru: 'В документе есть ссылки YAML (& и *) ({place}). Используйте $ref или сохраните документ в JSON.',
});

export const tooDeep = refusal('exchange.openapi_too_deep', 422, {
  az: '“{place}” həddən artıq iç-içədir (ən çoxu {most} səviyyə). Sxemi sadələşdirin.',
  en: '“{place}” is nested too deeply (at most {most} levels). Make the schema simpler.',
  ru: '«{place}»: слишком глубокая вложенность (не больше {most} уровней). Упростите схему.',
});

export const wrongVersion = refusal('exchange.openapi_version', 422, {
  az: '“/openapi” yerində 3.0.x və ya 3.1.x yazılmalıdır. Swagger 2.0 sənədini əvvəlcə OpenAPI 3-ə çevirin.',
  en: '“/openapi” has to say 3.0.x or 3.1.x. Convert a Swagger 2.0 document to OpenAPI 3 first.',
  ru: 'В «/openapi» должно быть 3.0.x или 3.1.x. Документ Swagger 2.0 сначала преобразуйте в OpenAPI 3.',
});

export const nothingToCall = refusal('exchange.openapi_no_endpoints', 422, {
  az: '“/paths” altında heç bir əməliyyat yoxdur. Ən azı bir yol və metod təsvir edin.',
  en: 'There is no operation under “/paths”. Describe at least one path and method.',
  ru: 'В «/paths» нет ни одной операции. Опишите хотя бы один путь и метод.',
});

export const wrongShape = refusal('exchange.openapi_shape', 422, {
  az: '“{place}” yerində {expected} gözlənilir. OpenAPI 3-ə uyğun düzəldin.',
  en: '“{place}” has to be {expected}. Mend it as OpenAPI 3 has it.',
  ru: '«{place}»: ожидается {expected}. Исправьте по OpenAPI 3.',
});

export const remoteRef = refusal('exchange.openapi_remote_ref', 422, {
  az: '“{place}” başqa sənədə istinad edir ({ref}). Sənəd bütöv olmalıdır: həmin sxemi “/components” altına köçürün.',
  en: '“{place}” refers to another document ({ref}). A document has to be whole: copy that schema under “/components”.',
  ru: '«{place}» ссылается на другой документ ({ref}). Документ должен быть целым: перенесите схему в «/components».',
});

export const missingRef = refusal('exchange.openapi_missing_ref', 422, {
  az: '“{place}” olmayan yerə istinad edir ({ref}). Onu təsvir edin və ya istinadı düzəldin.',
  en: '“{place}” refers to what is not there ({ref}). Describe it or mend the reference.',
  ru: '«{place}» ссылается на отсутствующее ({ref}). Опишите его или исправьте ссылку.',
});

export const circularRef = refusal('exchange.openapi_circular_ref', 422, {
  az: '“{place}” istinadları dövrə vurur və heç nəyə çatmır ({ref}). İstinadlardan birini sxemlə əvəz edin.',
  en: 'The references of “{place}” go in a circle and reach nothing ({ref}). Replace one of them by a schema.',
  ru: 'Ссылки «{place}» идут по кругу и никуда не ведут ({ref}). Замените одну из них схемой.',
});

export const wrongPath = refusal('exchange.openapi_path', 422, {
  az: '“{place}” yolu uyğun deyil. Yol “/” ilə başlayır, ? və # saxlamır, hissələri {ad} kimi yazılır: bir hissədə bir ad, təkrarsız.',
  en: 'The path “{place}” does not fit. A path begins with “/”, holds no ? or #, and writes its parts as {name}: one name in a part, none twice.',
  ru: 'Путь «{place}» не подходит. Путь начинается с «/», не содержит ? и #, части пишутся как {name}: одно имя в части, без повторов.',
});

export const samePath = refusal('exchange.openapi_same_path', 422, {
  az: '“{place}” və “{other}” eyni yoldur. Birini silin və ya onları birləşdirin.',
  en: '“{place}” and “{other}” are the same path. Remove one, or join them.',
  ru: '«{place}» и «{other}»: один и тот же путь. Удалите один или объедините их.',
});

export const missingParameter = refusal('exchange.openapi_missing_parameter', 422, {
  az: '“{place}” yolunun “{name}” hissəsi parametrlər arasında (in: path) təsvir olunmayıb. Onu əlavə edin.',
  en: 'The part “{name}” of “{place}” is not among its parameters (in: path). Add it.',
  ru: 'Часть «{name}» пути «{place}» не описана среди параметров (in: path). Добавьте её.',
});

export const tooManyEndpoints = refusal('exchange.openapi_too_many', 422, {
  az: 'Sənəddə {count} əməliyyat var, bir xidmətdə ən çoxu {most} ola bilər. Xidməti bölün.',
  en: 'The document has {count} operations; a service may have {most}. Divide the service.',
  ru: 'В документе {count} операций, в сервисе может быть не больше {most}. Разделите сервис.',
});

export const tooManyFields = refusal('exchange.openapi_too_many_fields', 422, {
  az: '“{place}” {most}-dən çox sahə təsvir edir. Cavabı kiçildin və ya bölün.',
  en: '“{place}” describes more than {most} fields. Make the answer smaller, or divide it.',
  ru: '«{place}» описывает больше {most} полей. Уменьшите ответ или разделите его.',
});

export const tooHard = refusal('exchange.openapi_too_hard', 422, {
  az: 'Sənəd {seconds} saniyəyə oxunmadı. Onu JSON kimi saxlayın, təkrar təsvirləri çıxarın və ya bir azdan yenidən göndərin.',
  en: 'The document could not be read within {seconds} seconds. Save it as JSON, take out repeated descriptions, or send it again in a while.',
  ru: 'Документ не удалось прочитать за {seconds} с. Сохраните его в JSON, уберите повторы или отправьте снова немного позже.',
});
