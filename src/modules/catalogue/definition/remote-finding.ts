import type { Finding, Path } from '../../../kernel/definition.ts';

/** A register that Vahid keeps itself is asked nowhere else. */
export const remoteOfHosted = (path: Path): Finding => ({
  path,
  rule: 'remote-hosted',
  message: {
    az: 'Reyestri Vahid özü aparır, ona görə onu mübadilə ilə soruşmaq olmaz.',
    en: 'The register is kept by Vahid itself, so there is nowhere else to ask.',
    ru: 'Реестр ведёт сама система Vahid, запрашивать его через обмен негде.',
  },
  remedy: {
    az: 'hosted: false yazın və ya remote bölməsini silin.',
    en: 'Write hosted: false or remove the section remote.',
    ru: 'Укажите hosted: false или удалите раздел remote.',
  },
});

/** A service of the exchange stands under the institution that owns its system. */
export const otherOwner = (path: Path, system: string, owner: string): Finding => ({
  path,
  rule: 'remote-owner',
  message: {
    az: `“${system}” sistemi “${owner}” qurumuna məxsusdur.`,
    en: `The system “${system}” belongs to the institution “${owner}”.`,
    ru: `Система «${system}» принадлежит учреждению «${owner}».`,
  },
  remedy: {
    az: `Xidməti ${owner}/${system}/… kimi yazın.`,
    en: `Write the service as ${owner}/${system}/….`,
    ru: `Запишите сервис как ${owner}/${system}/….`,
  },
});

/** Something is asked by a number for which no operation is given. */
export const notRead = (path: Path, named: string, by: string): Finding => ({
  path,
  rule: 'remote-unread',
  message: {
    az: `“${named}” “${by}” sahəsi üzrə soruşulur, bu sahə üzrə isə sorğu verilməyib.`,
    en: `“${named}” is asked by the field “${by}”, for which there is no operation.`,
    ru: `«${named}» запрашивается по полю «${by}», но операции для него нет.`,
  },
  remedy: {
    az: `remote.read bölməsində ${by} üçün metodu və yolu yazın.`,
    en: `Write method and path for ${by} under remote.read.`,
    ru: `Укажите метод и путь для ${by} в remote.read.`,
  },
});

/** A field that the register is to tell, and nobody knows where it stands in the answer. */
export const notMapped = (path: Path, field: string): Finding => ({
  path,
  rule: 'remote-unmapped',
  message: {
    az: `“${field}” sahəsinin cavabda harada olduğu göstərilməyib.`,
    en: `It is not said where the field “${field}” stands in the answer.`,
    ru: `Не указано, где в ответе находится поле «${field}».`,
  },
  remedy: {
    az: `remote.fields bölməsində ${field} üçün JSON göstəricisini yazın, məsələn /${field}.`,
    en: `Write a JSON pointer for ${field} under remote.fields, for example /${field}.`,
    ru: `Укажите JSON-указатель для ${field} в remote.fields, например /${field}.`,
  },
});

/** A word in braces that stands for nothing, or an operation that does not say where the number goes. */
export const badPlaceholder = (path: Path, found: readonly string[], known: readonly string[]): Finding => {
  const list = known.map((name) => `{${name}}`).join(', ');
  const odd = found.map((name) => `{${name}}`).join(', ');
  return {
    path,
    rule: 'remote-placeholder',
    message: {
      az: odd ? `Burada bunlar yazıla bilməz: ${odd}.` : 'Sorğuda kimin soruşulduğu göstərilmir.',
      en: odd ? `These cannot stand here: ${odd}.` : 'The operation does not say who is asked about.',
      ru: odd ? `Здесь это указать нельзя: ${odd}.` : 'В операции не указано, о ком запрос.',
    },
    remedy: {
      az: `Bunlardan istifadə edin: ${list}. {keys} yalnız bütöv qiymət kimi body-də, {key} isə ondan ayrı yazılır.`,
      en: `Use these: ${list}. {keys} is a whole value of the body; {key} and {keys} exclude each other.`,
      ru: `Используйте: ${list}. {keys} — только целое значение в body; {key} и {keys} вместе не указываются.`,
    },
  };
};

/** A way of reading that does not fit the type of the field. */
export const badReading = (path: Path, field: string, type: string): Finding => ({
  path,
  rule: 'remote-field',
  message: {
    az: `“${field}” sahəsi (${type}) belə oxuna bilməz.`,
    en: `The field “${field}” (${type}) cannot be read like this.`,
    ru: `Поле «${field}» (${type}) так прочитать нельзя.`,
  },
  remedy: {
    az: 'date yalnız tarix üçün, choices yalnız seçim sahəsi üçündür və sağ tərəfdə onun öz variantları durur.',
    en: 'date is for dates; choices is for a choice, with its own choices on the right-hand side.',
    ru: 'date — только для дат; choices — только для выбора, справа указываются его собственные варианты.',
  },
});

/** What the register's own OpenAPI document does not have. */
export const notInOpenapi = (path: Path, what: string, document: string): Finding => ({
  path,
  rule: 'remote-openapi',
  message: {
    az: `${document} sənədində belə bir şey yoxdur: ${what}.`,
    en: `${document} does not have this: ${what}.`,
    ru: `В документе ${document} этого нет: ${what}.`,
  },
  remedy: {
    az: 'Burada yazılanı sənədə uyğunlaşdırın və ya sənədin yeni buraxılışını qoyun.',
    en: 'Correct it here by the document, or put the new version of the document in its place.',
    ru: 'Исправьте запись по документу или замените документ новой редакцией.',
  },
});

export const noOpenapi = (path: Path, document: string): Finding => ({
  path,
  rule: 'remote-openapi',
  message: {
    az: `Reyestrin yanında ${document} faylı yoxdur.`,
    en: `There is no file ${document} beside the register.`,
    ru: `Рядом с реестром нет файла ${document}.`,
  },
  remedy: {
    az: `registers/${document} faylını əlavə edin və ya openapi sətrini silin.`,
    en: `Add registers/${document} or remove the line openapi.`,
    ru: `Добавьте registers/${document} или удалите строку openapi.`,
  },
});
