import { nearest } from '../../../feel/index.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';

/** Things that a definition names, and the file in which a new one would be written. */
const named = {
  concept: { file: 'dictionary.yaml', az: 'anlayış', en: 'concept', ru: 'понятие' },
  relation: { file: 'dictionary.yaml', az: 'əlaqə', en: 'relation', ru: 'связь' },
  entity: { file: 'dictionary.yaml', az: 'subyekt növü', en: 'entity', ru: 'вид субъекта' },
  institution: { file: 'institutions.yaml', az: 'qurum', en: 'institution', ru: 'учреждение' },
  act: { file: 'acts.yaml', az: 'akt', en: 'act', ru: 'акт' },
  article: { file: 'acts.yaml', az: 'maddə', en: 'article', ru: 'статья' },
  system: { file: 'systems.yaml', az: 'informasiya sistemi', en: 'information system', ru: 'информационная система' },
  register: { file: 'registers/', az: 'reyestr', en: 'register', ru: 'реестр' },
  field: { file: 'record.fields', az: 'qeyd sahəsi', en: 'field of the record', ru: 'поле записи' },
  entry: { file: '/kataloq', az: 'kataloq qeydi', en: 'entry of the catalogue', ru: 'запись каталога' },
  purpose: { file: 'purposes', az: 'məqsəd', en: 'purpose', ru: 'цель' },
  'life-event': { file: 'life-events.yaml', az: 'həyat hadisəsi', en: 'life event', ru: 'жизненное событие' },
} as const;

export type NamedThing = keyof typeof named;

/** Finding for a name that nothing bears, with the nearest one that something does. Rule `unknown-<thing>`. */
export function unknownName(thing: NamedThing, path: Path, name: string, known: Iterable<string>): Finding {
  const { file, az, en, ru } = named[thing];
  const near = nearest(name, known);
  return {
    path,
    rule: `unknown-${thing}`,
    message: {
      az: `“${name}” adlı ${az} yoxdur.`,
      en: `There is no ${en} “${name}”.`,
      ru: `Не найдено: ${ru} «${name}».`,
    },
    remedy: near
      ? {
          az: `“${near}” nəzərdə tutulursa, adı düzəldin; yenidirsə, ${file} bölməsinə əlavə edin.`,
          en: `If “${near}” is meant, correct the name; if it is new, add it to ${file}.`,
          ru: `Если имеется в виду «${near}», исправьте имя; если это новое имя, добавьте его в ${file}.`,
        }
      : {
          az: `Adı düzəldin və ya ${file} bölməsinə əlavə edin.`,
          en: `Correct the name or add it to ${file}.`,
          ru: `Исправьте имя или добавьте его в ${file}.`,
        },
  };
}

/** A concept that another register already provides: the state keeps each fact once. */
export function secondPrimary(path: Path, concept: string, other: { name?: string; title: Text }): Finding {
  // One that people have entered has no file.
  const file = other.name === undefined ? '' : ` (registers/${other.name}.yaml)`;
  return {
    path,
    rule: 'one-source',
    message: {
      az: `“${concept}” anlayışının əsas mənbəyi artıq var: “${other.title.az}”${file}.`,
      en: `“${concept}” already has its one source: “${other.title.en}”${file}.`,
      ru: `У понятия «${concept}» уже есть основной источник: «${other.title.ru}»${file}.`,
    },
    remedy: {
      az: 'Eyni məlumatı iki reyestr apara bilməz. Bu sətri silin, məlumatı həmin reyestrdən alın.',
      en: 'Two registers cannot keep the same fact. Remove this line and read the fact from that register.',
      ru: 'Два реестра не могут вести одни и те же сведения. Удалите эту строку и получайте сведения из того реестра.',
    },
  };
}

/** The code of something that people have entered and that is not out of use. */
export function takenCode(path: Path, code: string, title: Text, source: string): Finding {
  return {
    path,
    rule: 'code-taken',
    message: {
      az: `“${code}” kodu kataloqda tutulub: “${title.az}” (mənbəyi: ${source}).`,
      en: `The code “${code}” is taken in the catalogue: “${title.en}” (its source: ${source}).`,
      ru: `Код «${code}» в каталоге занят: «${title.ru}» (источник: ${source}).`,
    },
    remedy: {
      az: 'Başqa kod seçin. Eyni şeydirsə, əvvəlcə həmin qeyd istifadədən çıxarılsın, sonra tərif onu davam etdirəcək.',
      en: 'Choose another code. If it is the same thing, have that entry taken out of use first; the definition then goes on with it.',
      ru: 'Выберите другой код. Если речь об одном и том же, сначала выведите ту запись из эксплуатации: определение её продолжит.',
    },
  };
}

/** A concept of which another register was decided to be the one source. */
export function decidedPrimary(path: Path, concept: string, register: string, decided: string): Finding {
  return {
    path,
    rule: 'one-source',
    message: {
      az: `“${concept}” anlayışının əsas mənbəyi qərarla müəyyən edilib (${decided}): “${register}” reyestri.`,
      en: `The one source of “${concept}” was decided (${decided}): the register “${register}”.`,
      ru: `Основной источник понятия «${concept}» определён решением (${decided}): реестр «${register}».`,
    },
    remedy: {
      az: 'Bu sətri silin və məlumatı həmin reyestrdən alın, ya da lüğətdə dəyişiklik təklif edin.',
      en: 'Remove this line and read the fact from that register, or propose a change of the dictionary.',
      ru: 'Удалите эту строку и получайте сведения из того реестра либо предложите изменение словаря.',
    },
  };
}

/** The file of the dictionary changes a concept of which something else was decided at the desk. */
export function decidedOtherwise(path: Path, concept: string, decided: string): Finding {
  return {
    path,
    rule: 'decided-at-desk',
    message: {
      az: `“${concept}” anlayışı haqqında qərar var (${decided}) və o, burada yazılandan fərqlidir.`,
      en: `The concept “${concept}” was decided on (${decided}), differently from what is written here.`,
      ru: `О понятии «${concept}» есть решение (${decided}), и оно отличается от записанного здесь.`,
    },
    remedy: {
      az: 'Burada qərardakı kimi yazın, ya da masada yeni dəyişiklik təklif edin.',
      en: 'Write it here as it was decided, or propose another change at the desk.',
      ru: 'Запишите здесь так, как решено, либо предложите новое изменение на рабочем столе.',
    },
  };
}

/** The same name twice in one list. */
export function twice(path: Path, name: string): Finding {
  return {
    path,
    rule: 'named-twice',
    message: {
      az: `“${name}” iki dəfə yazılıb.`,
      en: `“${name}” is written twice.`,
      ru: `«${name}» указано дважды.`,
    },
    remedy: {
      az: 'Birini silin və ya adını dəyişin.',
      en: 'Remove one of them or rename it.',
      ru: 'Удалите одно из них или переименуйте.',
    },
  };
}

/** A concept whose first part is not an entity with a number of its own: nobody could be asked about. */
export function withoutKey(path: Path, concept: string, entities: readonly string[]): Finding {
  const list = entities.join(', ');
  return {
    path,
    rule: 'no-key',
    message: {
      az: `“${concept}” nə şəxsə, nə təşkilata aiddir, ona görə reyestrdən soruşula bilməz.`,
      en: `“${concept}” is about no entity with a number, so no register can be asked for it.`,
      ru: `«${concept}» не относится к субъекту с номером, поэтому его нельзя запросить в реестре.`,
    },
    remedy: {
      az: `Anlayışı bu subyektlərdən birinə aid edin: ${list}.`,
      en: `Make it a concept of one of these entities: ${list}.`,
      ru: `Отнесите понятие к одному из субъектов: ${list}.`,
    },
  };
}

/** The field, or what is counted, cannot give a value of the concept's type. */
export function wrongType(path: Path, concept: string, wanted: string, given: string): Finding {
  return {
    path,
    rule: 'wrong-type',
    message: {
      az: `“${concept}” anlayışının tipi ${wanted}, reyestrin verdiyi isə ${given} tipidir.`,
      en: `“${concept}” is of type ${wanted}, but the register gives ${given}.`,
      ru: `Тип понятия «${concept}»: ${wanted}, а реестр даёт ${given}.`,
    },
    remedy: {
      az: 'Tipi lüğətdə və ya reyestrdə düzəldin.',
      en: 'Correct the type in the dictionary or in the register.',
      ru: 'Исправьте тип в словаре или в реестре.',
    },
  };
}

/** A choice nobody can choose from, or choices of something that is not a choice. */
export function choicesMissing(path: Path, name: string): Finding {
  return {
    path,
    rule: 'choices',
    message: {
      az: `“${name}” üçün seçim variantları düzgün verilməyib.`,
      en: `The choices of “${name}” are not given correctly.`,
      ru: `Варианты для «${name}» указаны неверно.`,
    },
    remedy: {
      az: 'Tip choice olanda ən azı iki variant yazın, başqa tipdə choices bölməsini silin.',
      en: 'With type choice write at least two choices; with any other type remove choices.',
      ru: 'Для типа choice укажите не менее двух вариантов, для другого типа удалите choices.',
    },
  };
}

export function formatOfNoText(path: Path, name: string): Finding {
  return {
    path,
    rule: 'format',
    message: {
      az: `“${name}” mətn deyil, ona forma (format) verilə bilməz.`,
      en: `“${name}” is no text and can have no format.`,
      ru: `«${name}» не текст, формат (format) ему задать нельзя.`,
    },
    remedy: {
      az: 'type: text yazın və ya format sətrini silin.',
      en: 'Write type: text, or remove format.',
      ru: 'Укажите type: text или удалите format.',
    },
  };
}

/** System and register do not name each other. */
export function onlyOneSide(path: Path, register: string, system: string): Finding {
  return {
    path,
    rule: 'one-side',
    message: {
      az: `“${register}” reyestri “${system}” sistemini göstərmir.`,
      en: `Register “${register}” does not name the system “${system}”.`,
      ru: `Реестр «${register}» не указывает систему «${system}».`,
    },
    remedy: {
      az: `registers/${register}.yaml faylında system: ${system} yazın və ya reyestri bu siyahıdan çıxarın.`,
      en: `Write system: ${system} in registers/${register}.yaml or take the register off this list.`,
      ru: `Укажите system: ${system} в registers/${register}.yaml или уберите реестр из этого списка.`,
    },
  };
}

/** An act is either real or a sample; nothing third may be cited. */
export function realOrSample(path: Path, act: string): Finding {
  return {
    path,
    rule: 'real-or-sample',
    message: {
      az: `“${act}” aktı həm real, həm nümunə ola bilməz, ikisindən biri olmalıdır.`,
      en: `The act “${act}” must be either real or a sample.`,
      ru: `Акт «${act}» должен быть либо настоящим, либо образцом.`,
    },
    remedy: {
      az: 'real: true (planda adı çəkilən akt, named ilə) və ya sample: true yazın.',
      en: 'Write real: true (named in the plan, with named) or sample: true.',
      ru: 'Укажите real: true (акт назван в плане, с полем named) или sample: true.',
    },
  };
}
