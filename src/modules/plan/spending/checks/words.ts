import type { Text } from '../../../../language/lang.ts';

/** What the checks say; `{n}` never needed: what is named stands beside the words. */
export const words = {
  notRun: { az: 'Heç nə yerləşdirilmir.', en: 'Nothing is hosted.', ru: 'Ничего не размещается.' },
  inCloud: {
    az: 'Hökumət buludunda yerləşir.',
    en: 'Hosted in the government cloud.',
    ru: 'Размещается в правительственном облаке.',
  },
  notCloud: {
    az: 'Hökumət buludundan kənarda yerləşdirilir. Yerləşməni dəyişin.',
    en: 'Hosted outside the government cloud. Change the hosting.',
    ru: 'Размещение вне правительственного облака. Измените размещение.',
  },
  stillLocal: {
    az: 'Qurumun adı çəkilən sistemləri buluda köçürülməyib və köçürülməsi planlaşdırılmayıb.',
    en: 'The named systems of the body are not in the cloud and no move is planned.',
    ru: 'Названные системы органа не в облаке, перенос не запланирован.',
  },
  noExchange: {
    az: 'Başqa sistemlərlə mübadilə yoxdur.',
    en: 'There is no exchange with other systems.',
    ru: 'Обмена с другими системами нет.',
  },
  throughExchange: {
    az: 'Mübadilə EHİS ilə aparılır.',
    en: 'The exchange goes through EHİS.',
    ru: 'Обмен идёт через EHİS.',
  },
  direct: {
    az: 'EHİS-dən kənar əlaqə nəzərdə tutulur. Onu EHİS-ə keçirin.',
    en: 'A link outside EHİS is planned. Move it to EHİS.',
    ru: 'Предусмотрена связь в обход EHİS. Переведите её в EHİS.',
  },
  localTies: {
    az: 'Kataloqda bu sistemlərin EHİS-dən kənar əlaqəsi göstərilib.',
    en: 'The catalogue shows links of these systems outside EHİS.',
    ru: 'В каталоге у этих систем указаны связи в обход EHİS.',
  },
  nothingAsked: {
    az: 'İnsanlardan məlumat soruşulmur.',
    en: 'People are asked for nothing.',
    ru: 'У людей ничего не спрашивают.',
  },
  askedOnce: {
    az: 'Soruşulan məlumatlar heç bir reyestrdə yoxdur.',
    en: 'What is asked for stands in no register.',
    ru: 'Запрашиваемого нет ни в одном реестре.',
  },
  askedAgain: {
    az: 'Bu məlumatlar reyestrlərdə var, yenidən soruşula bilməz. Onları EHİS ilə alın.',
    en: 'Registers hold these facts, so they may not be asked for again. Obtain them through EHİS.',
    ru: 'Эти сведения есть в реестрах, запрашивать их снова нельзя. Получайте их через EHİS.',
  },
  notPublic: {
    az: 'Vətəndaşlara və sahibkarlara xidmət etmir.',
    en: 'It does not serve citizens or businesses.',
    ru: 'Граждан и предпринимателей не обслуживает.',
  },
  inMygov: {
    az: 'Xidmət Mygov vasitəsilə göstərilir.',
    en: 'Served through Mygov.',
    ru: 'Услуга оказывается через Mygov.',
  },
  ownChannel: {
    az: 'Ayrıca portal və ya tətbiq nəzərdə tutulur. Xidmət yalnız Mygov və Mygov Biznes vasitəsilə göstərilir.',
    en: 'A portal or app of its own is planned. Services are given only through Mygov and Mygov Biznes.',
    ru: 'Предусмотрен отдельный портал или приложение. Услуги оказываются только через Mygov и Mygov Biznes.',
  },
  noSignIn: {
    az: 'Giriş və imza tələb olunmur.',
    en: 'No sign-in or signature is needed.',
    ru: 'Вход и подпись не требуются.',
  },
  sima: {
    az: 'Giriş və imza SİMA ilədir.',
    en: 'Sign-in and signature are by SİMA.',
    ru: 'Вход и подпись через SİMA.',
  },
  ownSignIn: {
    az: 'Öz giriş və ya imza üsulu qurulur. SİMA-dan istifadə edin.',
    en: 'It builds a sign-in or signature of its own. Use SİMA.',
    ru: 'Создаётся собственный вход или подпись. Используйте SİMA.',
  },
  noComponents: {
    az: 'Ortaq komponentlərə ehtiyac yoxdur.',
    en: 'No shared component is needed.',
    ru: 'Общие компоненты не нужны.',
  },
  takesComponents: {
    az: 'Ortaq komponentlərdən istifadə edir.',
    en: 'It uses shared components.',
    ru: 'Использует общие компоненты.',
  },
  buildsComponents: {
    az: 'Dövlətdə hazır olan komponentləri yenidən qurur. Hazır olanlardan istifadə edin.',
    en: 'It builds anew what the state already offers. Use what there is.',
    ru: 'Заново создаёт то, что у государства уже есть. Используйте готовое.',
  },
  noData: { az: 'Məlumat modeli tələb olunmur.', en: 'No data model is needed.', ru: 'Модель данных не требуется.' },
  modelled: {
    az: 'Məlumat modeli qeydə alınır, API açıqdır.',
    en: 'The data model is registered and the API is open.',
    ru: 'Модель данных регистрируется, API открыт.',
  },
  noModel: {
    az: 'Məlumat modelinin qeydiyyatı və açıq API nəzərdə tutulmayıb.',
    en: 'No registration of the data model or no open API is planned.',
    ru: 'Регистрация модели данных или открытый API не предусмотрены.',
  },
  emptyModel: {
    az: 'Kataloqda bu ehtiyatların məlumat obyektləri təsvir edilməyib.',
    en: 'The catalogue has no data objects of these resources.',
    ru: 'В каталоге не описаны объекты данных этих ресурсов.',
  },
  secured: {
    az: 'Təhlükəsizlik sinfi və fərdi məlumatların qiymətləndirilməsi göstərilib.',
    en: 'The security class and the assessment of personal data are given.',
    ru: 'Класс безопасности и оценка персональных данных указаны.',
  },
  notAssessed: {
    az: 'Fərdi məlumatların mühafizəsi qiymətləndirilməyib.',
    en: 'The protection of personal data has not been assessed.',
    ru: 'Защита персональных данных не оценена.',
  },
  noClass: {
    az: 'Kataloqda bu sistemlərin kritiklik sinfi və ya fərdi məlumat nömrəsi yoxdur.',
    en: 'The catalogue has no criticality class or personal-data number of these systems.',
    ru: 'В каталоге нет класса критичности или номера персональных данных этих систем.',
  },
  replacesNothing: { az: 'Heç nə əvəz edilmir.', en: 'Nothing is replaced.', ru: 'Ничего не заменяется.' },
  closes: {
    az: 'Əvəz edilənin bağlanma günü göstərilib.',
    en: 'The closing day of what is replaced is given.',
    ru: 'День закрытия заменяемого указан.',
  },
  noClosing: {
    az: 'Əvəz edilənin bağlanma günü yoxdur və ya keçib.',
    en: 'What is replaced has no closing day, or it has passed.',
    ru: 'У заменяемого нет дня закрытия, или он прошёл.',
  },
  free: {
    az: 'Hüquqlar dövlətdədir və ya lisenziya ilədir, çıxış planı var.',
    en: 'The rights are the state’s or licensed, and there is an exit plan.',
    ru: 'Права у государства или по лицензии, план выхода есть.',
  },
  supplierOwns: {
    az: 'Hüquqlar təchizatçıda qalır. Kodun və məlumatların hüquqlarını dövlətə keçirin.',
    en: 'The rights stay with the supplier. Transfer those to the code and the data to the state.',
    ru: 'Права остаются у поставщика. Передайте государству права на код и данные.',
  },
  noExit: {
    az: 'Çıxış planı yoxdur: təchizatçı dəyişəndə nə olacağı yazılmalıdır.',
    en: 'There is no exit plan: write what happens when the supplier changes.',
    ru: 'Нет плана выхода: опишите, что будет при смене поставщика.',
  },
  noAi: { az: 'Süni intellekt tətbiq olunmur.', en: 'No AI is used.', ru: 'ИИ не применяется.' },
  aiSafe: { az: 'Bütün təminatlar göstərilib.', en: 'All safeguards are given.', ru: 'Все гарантии указаны.' },
  aiUnsafe: {
    az: 'Məqsəd, təsirin qiymətləndirilməsi, insan nəzarəti və şikayət yolu tam göstərilməyib.',
    en: 'Purpose, impact assessment, human oversight and appeal are not all given.',
    ru: 'Цель, оценка воздействия, контроль человека и порядок жалоб указаны не полностью.',
  },
} as const satisfies Record<string, Text>;
