import { FeelError, nearest } from '../../../feel/index.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { Issued, Primary } from './lookup.ts';

type Words = readonly [az: string, en: string, ru: string];

const text = ([az, en, ru]: Words): Text => ({ az, en, ru });

export const finding = (path: Path, rule: string, message: Words, remedy: Words): Finding => ({
  path,
  rule,
  message: text(message),
  remedy: text(remedy),
});

/** Fields with a name that the program itself uses in expressions. */
export const reservedNames = (
  rule: string,
  fields: readonly { readonly name: string }[],
  reserved: readonly string[],
): readonly Finding[] =>
  fields
    .filter(({ name }) => reserved.includes(name))
    .map(({ name }) =>
      finding(
        ['data', name],
        rule,
        [
          `“${name}” adını proqram özü işlədir, sahə belə adlana bilməz.`,
          `The program uses the name “${name}” itself; a field cannot have it.`,
          `Имя «${name}» занято программой, поле так называться не может.`,
        ],
        ['Sahəyə başqa ad verin.', 'Give the field another name.', 'Дайте полю другое имя.'],
      ),
    );

/** What a section of service.yaml begins within a case goes by a file of its own, the same for all services. */
export const withoutStandard = (section: string, process: string): Finding =>
  finding(
    [section],
    `${process}-process`,
    [
      `“${section}” bölməsi üzrə gedişi təsvir edən services/${process}.yaml faylı yoxdur və ya səhvdir.`,
      `The file services/${process}.yaml, which says how “${section}” go, is missing or wrong.`,
      `Файл services/${process}.yaml, описывающий ход для раздела «${section}», отсутствует или содержит ошибку.`,
    ],
    [
      'Faylı bərpa edin və ya ondakı tapıntıları düzəldin.',
      'Restore the file, or mend what is found in it.',
      'Восстановите файл или исправьте замечания в нём.',
    ],
  );

/** The rule of the house: what a register holds is not asked. Names the register and its owner. */
export function askedThoughHeld(path: Path, name: string, concept: string, label: Text, primary: Primary): Finding {
  const { title, owner } = primary;
  return finding(
    path,
    'once-only',
    [
      `“${label.az}” müraciətçidən soruşula bilməz: bunu “${title.az}” saxlayır (sahibi: ${owner.az}).`,
      `“${label.en}” may not be asked: the register “${title.en}” holds it (owner: ${owner.en}).`,
      `«${label.ru}» нельзя спрашивать: эти сведения хранит реестр «${title.ru}» (владелец: ${owner.ru}).`,
    ],
    [
      `Sualı silin və belə yazın: ${name}: {source: register, concept: ${concept}}.`,
      `Remove the question and write: ${name}: {source: register, concept: ${concept}}.`,
      `Удалите вопрос и напишите: ${name}: {source: register, concept: ${concept}}.`,
    ],
  );
}

/** A concept of its own under the name of one that a register holds: the same question in other clothes. */
export function askedUnderAnotherName(
  path: Path,
  name: string,
  asked: string,
  held: string,
  label: Text,
  primary: Primary,
): Finding {
  const { title, owner } = primary;
  return finding(
    path,
    'once-only',
    [
      `“${asked}” sualı “${label.az}” məlumatını istəyir, onu isə “${title.az}” saxlayır (sahibi: ${owner.az}).`,
      `“${asked}” asks for “${label.en}”, which the register “${title.en}” holds (owner: ${owner.en}).`,
      `Вопрос «${asked}» требует сведений «${label.ru}», которые хранит реестр «${title.ru}» (владелец: ${owner.ru}).`,
    ],
    [
      `Eyni məlumatdırsa, belə yazın: ${name}: {source: register, concept: ${held}}. Başqa məlumatdırsa, onu aydın adlandırın və ya fərqini yazın: differsFrom: {concept: ${held}, reason: {az, en, ru}}.`,
      `If it is the same fact, write: ${name}: {source: register, concept: ${held}}. If it is another, name it so that they differ, or say how: differsFrom: {concept: ${held}, reason: {az, en, ru}}.`,
      `Если это те же сведения, напишите: ${name}: {source: register, concept: ${held}}. Если другие, назовите их иначе или укажите отличие: differsFrom: {concept: ${held}, reason: {az, en, ru}}.`,
    ],
  );
}

/** It is said of a question that it differs from a fact whose name it does not bear. */
export const differsFromNothing = (path: Path, name: string, concept: string): Finding =>
  finding(
    path,
    'differs-from',
    [
      `“${name}” sahəsinin adı reyestrdəki ${concept} məlumatının adı ilə eyni deyil.`,
      `The field “${name}” does not bear the name of ${concept} in a register.`,
      `Поле «${name}» называется иначе, чем сведения реестра ${concept}.`,
    ],
    [
      'differsFrom hissəsini silin və ya adı eyni olan anlayışı yazın.',
      'Remove differsFrom, or name the concept whose name it bears.',
      'Удалите differsFrom или укажите понятие с тем же названием.',
    ],
  );

/** A document of the state is fetched where it was given, not brought by the applicant. */
export function askedForDocument(path: Path, asked: string, { service, document, from }: Issued): Finding {
  return finding(
    path,
    'once-only-document',
    [
      `“${asked}” sualı “${document.az}” sənədini istəyir, onu isə “${from.az}” xidməti verir (${service}).`,
      `“${asked}” asks for “${document.en}”, which the service “${from.en}” gives (${service}).`,
      `Вопрос «${asked}» требует «${document.ru}», а этот документ выдаёт услуга «${from.ru}» (${service}).`,
    ],
    [
      'Sualı silin və sənədin təsdiq etdiyi məlumatı reyestrdən oxuyun: {source: register, concept: …}.',
      'Remove the question and read from the register what the document proves: {source: register, concept: …}.',
      'Удалите вопрос и получайте из реестра то, что подтверждает документ: {source: register, concept: …}.',
    ],
  );
}

/** A fact that no register provides cannot be read. */
export function heldNowhere(path: Path, name: string, concept: string): Finding {
  return finding(
    path,
    'no-register',
    [
      `“${concept}” anlayışını heç bir reyestr vermir.`,
      `No register provides “${concept}”.`,
      `Понятие «${concept}» не предоставляет ни один реестр.`,
    ],
    [
      `Müraciətçidən soruşun (${name}: source: applicant, maddə və səbəb ilə) və ya reyestrin provides bölməsinə əlavə edin.`,
      `Ask the applicant (${name}: source: applicant, with an article and a reason), or add it to a register's provides.`,
      `Спросите заявителя (${name}: source: applicant, со статьёй и причиной) или добавьте в provides реестра.`,
    ],
  );
}

/** The institution has no right to read this for this purpose. */
export function withoutRight(path: Path, what: string, consumer: string, purpose: string): Finding {
  return finding(
    path,
    'no-right',
    [
      `“${consumer}” qurumunun “${purpose}” məqsədi ilə “${what}” məlumatını almaq hüququ yoxdur.`,
      `Institution “${consumer}” has no right to read “${what}” for the purpose “${purpose}”.`,
      `У учреждения «${consumer}» нет права получать «${what}» с целью «${purpose}».`,
    ],
    [
      'Reyestrin sahibindən hüquq alın (rights.yaml) və ya sahəni silin.',
      'Obtain the right from the owner of the register (rights.yaml), or remove the field.',
      'Получите право у владельца реестра (rights.yaml) или удалите поле.',
    ],
  );
}

export function withoutArticle(path: Path, what: string): Finding {
  return finding(
    path,
    'no-article',
    [
      `“${what}” üçün aktın maddəsi göstərilməyib.`,
      `“${what}” does not name the article of an act.`,
      `Для «${what}» не указана статья акта.`,
    ],
    [
      'Maddəni əlavə edin, məsələn: article: technopark-rules 4.3.',
      'Add the article, for example: article: technopark-rules 4.3.',
      'Добавьте статью, например: article: technopark-rules 4.3.',
    ],
  );
}

export function withoutWhy(path: Path, name: string): Finding {
  return finding(
    path,
    'no-why',
    [
      `“${name}” sualının niyə verildiyi izah olunmayıb.`,
      `It is not explained why “${name}” is asked.`,
      `Не объяснено, зачем задаётся вопрос «${name}».`,
    ],
    [
      'Səbəbi why sahəsində az, en və ru dillərində yazın.',
      'Write the reason in why, in az, en and ru.',
      'Укажите причину в why на языках az, en и ru.',
    ],
  );
}

const things = {
  office: ['vəzifə', 'office', 'должности'],
  concept: ['anlayış', 'concept', 'понятия'],
  relation: ['əlaqə', 'relation', 'связи'],
  act: ['akt', 'act', 'акта'],
  article: ['maddə', 'article', 'статьи'],
  institution: ['qurum', 'institution', 'учреждения'],
  'life-event': ['həyat hadisəsi', 'life event', 'жизненного события'],
  register: ['reyestr', 'register', 'реестра'],
  field: ['sahə', 'field', 'поля'],
  choice: ['seçim variantı', 'choice', 'варианта'],
  action: ['əməliyyat', 'action', 'действия'],
  effect: ['nəticə addımı', 'effect', 'последствия'],
  notification: ['bildiriş', 'notification', 'уведомления'],
  purpose: ['məqsəd', 'purpose', 'цели'],
  state: ['vəziyyət', 'state', 'состояния'],
  course: ['gediş', 'course', 'порядка'],
  part: ['hissə', 'part', 'части'],
  scenario: ['ssenari', 'scenario', 'сценария'],
  system: ['sistem', 'system', 'системы'],
} as const;

/** A name that nothing bears, with the nearest one that something does. Rule `unknown-<thing>`. */
export function unknown(thing: keyof typeof things, path: Path, name: string, known: Iterable<string>): Finding {
  const [az, en, ru] = things[thing];
  const list = [...known];
  const near = nearest(name, list);
  const few = list.slice(0, 12).join(', ');
  return finding(
    path,
    `unknown-${thing}`,
    [`“${name}” adlı ${az} yoxdur.`, `There is no ${en} “${name}”.`, `Нет ${ru} «${name}».`],
    near
      ? [`Bəlkə “${near}” nəzərdə tutulub?`, `Did you mean “${near}”?`, `Возможно, имелось в виду «${near}»?`]
      : [
          `Adı düzəldin. Mövcud adlar: ${few}.`,
          `Correct the name. Known names: ${few}.`,
          `Исправьте имя. Известные имена: ${few}.`,
        ],
  );
}

/** A field is asked in one place: below the one choice that opens it. */
export const openedTwice = (path: Path, name: string): Finding =>
  finding(
    path,
    'opened-twice',
    [
      `“${name}” sahəsini iki seçim açır.`,
      `The field “${name}” is opened by two choices.`,
      `Поле «${name}» открывают два варианта.`,
    ],
    [
      'Birini saxlayın, digəri üçün eyni anlayışla başqa sahə yazın.',
      'Keep one, and write another field of the same concept for the other.',
      'Оставьте один, а для другого напишите ещё одно поле с тем же понятием.',
    ],
  );

/** A field with a part that its source does not take, or without one that it needs. */
export function misfit(path: Path, source: string, parts: readonly string[], missing: boolean): Finding {
  const list = parts.join(', ');
  return missing
    ? finding(
        path,
        'field-parts',
        [
          `source: ${source} olan sahədə ${list} yazılmalıdır.`,
          `A field with source: ${source} needs ${list}.`,
          `Полю с source: ${source} требуется ${list}.`,
        ],
        [`Əlavə edin: ${list}.`, `Add: ${list}.`, `Добавьте: ${list}.`],
      )
    : finding(
        path,
        'field-parts',
        [
          `source: ${source} olan sahədə ${list} ola bilməz.`,
          `A field with source: ${source} cannot have ${list}.`,
          `У поля с source: ${source} не может быть ${list}.`,
        ],
        [`Silin: ${list}.`, `Remove: ${list}.`, `Удалите: ${list}.`],
      );
}

/** An expression that does not compile. Anything that is not FEEL's own finding goes on up. */
export function expressionFault(path: Path, error: unknown): Finding {
  if (!(error instanceof FeelError)) throw error;
  return { path, rule: error.code, message: error.text, remedy: error.remedy };
}
