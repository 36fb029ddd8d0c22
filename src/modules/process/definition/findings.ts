import { nearest } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import { fill } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';

interface Message {
  readonly message: Text;
  readonly remedy: Text;
}

/** What can be wrong in a section `process:`, by rule. Holes are written `{name}`. */
const messages = {
  'state-unknown': {
    message: {
      az: '“{state}” adlı vəziyyət təyin edilməyib.',
      en: 'There is no state named “{state}”.',
      ru: 'Состояние «{state}» не определено.',
    },
    remedy: {
      az: 'Adı düzəldin və ya vəziyyəti states bölməsinə əlavə edin. Mövcud adlar: {known}.',
      en: 'Correct the name or add the state under states. Known names: {known}.',
      ru: 'Исправьте имя или добавьте состояние в раздел states. Имеются: {known}.',
    },
  },
  'state-unreachable': {
    message: {
      az: '“{state}” vəziyyətinə heç bir əməliyyat gətirmir.',
      en: 'No action leads to the state “{state}”.',
      ru: 'К состоянию «{state}» не ведёт ни одно действие.',
    },
    remedy: {
      az: 'Bu vəziyyətə aparan əməliyyat əlavə edin (to: {state}) və ya vəziyyəti silin. Proses birinci yazılan vəziyyətdən başlayır.',
      en: 'Add an action that leads to it (to: {state}) or remove the state. A process begins in the state written first.',
      ru: 'Добавьте действие, ведущее к нему (to: {state}), или удалите состояние. Процесс начинается с первого записанного состояния.',
    },
  },
  'state-without-exit': {
    message: {
      az: '“{state}” vəziyyətindən çıxış yoxdur: iş orada həmişəlik qalar.',
      en: 'Nobody can leave the state “{state}”: a case would stay there for ever.',
      ru: 'Из состояния «{state}» нет выхода: дело осталось бы в нём навсегда.',
    },
    remedy: {
      az: 'Bu vəziyyətdən çıxan əməliyyat əlavə edin (from: [{state}]). Proses burada bitirsə, end: true yazın.',
      en: 'Add an action that leaves it (from: [{state}]). If the process ends here, write end: true.',
      ru: 'Добавьте действие, выводящее из него (from: [{state}]). Если процесс здесь заканчивается, напишите end: true.',
    },
  },
  'state-without-end': {
    message: {
      az: '“{state}” vəziyyətindən prosesin sonuna yol yoxdur.',
      en: 'From the state “{state}” the process can never come to an end.',
      ru: 'Из состояния «{state}» процесс не может прийти к завершению.',
    },
    remedy: {
      az: 'Son vəziyyətə (end: true) aparan əməliyyat əlavə edin və ya son vəziyyəti qeyd edin.',
      en: 'Add an action towards a state with end: true, or mark the state in which the process ends.',
      ru: 'Добавьте действие, ведущее к состоянию с end: true, или отметьте конечное состояние.',
    },
  },
  'action-unknown': {
    message: {
      az: '“{action}” adlı əməliyyat təyin edilməyib.',
      en: 'There is no action named “{action}”.',
      ru: 'Действие «{action}» не определено.',
    },
    remedy: {
      az: 'Adı düzəldin və ya əməliyyatı actions bölməsinə əlavə edin. Uyğun adlar: {known}.',
      en: 'Correct the name or add the action under actions. Fitting names: {known}.',
      ru: 'Исправьте имя или добавьте действие в раздел actions. Подходят: {known}.',
    },
  },
  'action-reserved': {
    message: {
      az: '“{action}” adını jurnalda sistem özü işlədir.',
      en: 'The name “{action}” is one the engine itself writes in the journal.',
      ru: 'Имя «{action}» в журнале использует сама система.',
    },
    remedy: {
      az: 'Əməliyyata başqa ad verin.',
      en: 'Give the action another name.',
      ru: 'Дайте действию другое имя.',
    },
  },
  'action-untriggered': {
    message: {
      az: '“{action}” sistem əməliyyatıdır, lakin onu işə salan yoxdur.',
      en: '“{action}” is an action of the system, but nothing triggers it.',
      ru: '«{action}» – действие системы, но его ничто не запускает.',
    },
    remedy: {
      az: 'Onu bir müddətin sonuna bağlayın (clocks: … due: {action}) və ya actor sahəsini dəyişin.',
      en: 'Tie it to the end of a clock (clocks: … due: {action}) or change its actor.',
      ru: 'Привяжите его к окончанию срока (clocks: … due: {action}) или измените поле actor.',
    },
  },
  'signed-by-program': {
    message: {
      az: '“{action}” əməliyyatını proqram aparır, onun isə imzası olmur.',
      en: '“{action}” is taken by the program, which has no signature.',
      ru: 'Действие «{action}» выполняет программа, а у неё нет подписи.',
    },
    remedy: {
      az: 'sign sahəsini silin və ya actor sahəsində şəxsi göstərin.',
      en: 'Remove sign, or name a person in actor.',
      ru: 'Удалите sign или укажите в actor лицо.',
    },
  },
  'sign-not-offered': {
    message: {
      az: '“{action}” əməliyyatını burada imza ilə aparmaq olmur.',
      en: '“{action}” cannot be taken with a signature here.',
      ru: 'Действие «{action}» здесь нельзя выполнить с подписью.',
    },
    remedy: {
      az: 'sign sahəsini silin. Xidmətlərdə vəzifəli şəxslərin əməliyyatları, müraciətçidə isə submit və answer imzalana bilər.',
      en: 'Remove sign. In services the actions of officials can be signed, and the applicant’s submit and answer.',
      ru: 'Удалите sign. В услугах можно подписывать действия должностных лиц, а у заявителя – submit и answer.',
    },
  },
  'effect-unknown': {
    message: {
      az: '“{effect}” adlı nəticə burada yerinə yetirilə bilməz.',
      en: 'Nobody here carries out an effect named “{effect}”.',
      ru: 'Последствие «{effect}» здесь некому выполнить.',
    },
    remedy: {
      az: 'Bu adlardan birini yazın: {known}.',
      en: 'Write one of these names: {known}.',
      ru: 'Укажите одно из имён: {known}.',
    },
  },
  'four-eyes-same': {
    message: {
      az: '“{action}” üçün dörd göz qaydası mənasızdır: “{earlier}” başqa vəzifəli şəxsin ayrıca əməliyyatı deyil.',
      en: 'Four eyes mean nothing for “{action}”: “{earlier}” is not a separate action of another official.',
      ru: 'Правило «четырёх глаз» для «{action}» не имеет смысла: «{earlier}» – не отдельное действие другого должностного лица.',
    },
    remedy: {
      az: 'fourEyes sahəsində vəzifəli şəxsin daha əvvəlki əməliyyatını göstərin; onu müraciətçi və ya sistem icra edə bilməz.',
      en: 'Name under fourEyes an earlier action of an official; neither may be one of the applicant or the system.',
      ru: 'Укажите в fourEyes более раннее действие должностного лица; его не может выполнять заявитель или система.',
    },
  },
  'appeal-same-eyes': {
    message: {
      az: 'Şikayətə “{action}” əməliyyatı ilə, şikayət edilən qərarı verən şəxs özü baxa bilər: {earlier}.',
      en: 'Whoever took the decision appealed against ({earlier}) could also decide the appeal by “{action}”.',
      ru: 'Тот, кто принял обжалуемое решение ({earlier}), мог бы сам рассмотреть жалобу действием «{action}».',
    },
    remedy: {
      az: '“{action}” əməliyyatının fourEyes sahəsinə əlavə edin: {earlier}.',
      en: 'Add to fourEyes of “{action}”: {earlier}.',
      ru: 'Добавьте в fourEyes действия «{action}»: {earlier}.',
    },
  },
  'owner-office': {
    message: {
      az: 'Sahib qurumda “{office}” bu prosesdə iştirak edə bilməz (of: owner).',
      en: 'The owner has no office “{office}” in a process (of: owner).',
      ru: 'У учреждения-владельца в процессе нет должности «{office}» (of: owner).',
    },
    remedy: {
      az: 'Bu adlardan birini yazın: {known}. Qərar verən qurum nəzərdə tutulursa, of sətrini silin.',
      en: 'Write one of these: {known}. If the institution that decides is meant, remove of.',
      ru: 'Укажите одно из имён: {known}. Если имеется в виду решающее учреждение, удалите of.',
    },
  },
  'escalation-order': {
    message: {
      az: '“{clock}” müddətinin escalate addımları günlərin artması sırası ilə yazılmayıb.',
      en: 'The steps of escalate of the clock “{clock}” do not stand in the order of their days.',
      ru: 'Шаги escalate срока «{clock}» стоят не в порядке возрастания дней.',
    },
    remedy: {
      az: 'Addımları after sahəsindəki günlərin artması sırası ilə düzün.',
      en: 'Put the steps in ascending order of after.',
      ru: 'Расположите шаги по возрастанию after.',
    },
  },
  'guard-missing': {
    message: {
      az: '“{action}” üçün otherwise yazılıb, amma şərt (guard) yoxdur.',
      en: '“{action}” has otherwise but no guard.',
      ru: 'У действия «{action}» есть otherwise, но нет условия (guard).',
    },
    remedy: {
      az: 'Şərti guard sahəsinə yazın və ya otherwise sətrini silin.',
      en: 'Write the condition under guard or remove otherwise.',
      ru: 'Запишите условие в поле guard или удалите otherwise.',
    },
  },
  'guard-type': {
    message: {
      az: '“{action}” üçün şərtin cavabı bəli və ya xeyr deyil.',
      en: 'The guard of “{action}” does not answer yes or no.',
      ru: 'Условие действия «{action}» не даёт ответа «да» или «нет».',
    },
    remedy: {
      az: 'Müqayisə yazın, məsələn: staff >= 5.',
      en: 'Write a comparison, for example: staff >= 5.',
      ru: 'Запишите сравнение, например: staff >= 5.',
    },
  },
  'input-reserved': {
    message: {
      az: '“{input}” adını şərtlərdə sistem özü işlədir.',
      en: 'The name “{input}” is one the engine itself gives to guards.',
      ru: 'Имя «{input}» в условиях использует сама система.',
    },
    remedy: {
      az: 'Sahəyə başqa ad verin.',
      en: 'Give the field another name.',
      ru: 'Дайте полю другое имя.',
    },
  },
  'flag-unknown': {
    message: {
      az: '“{flag}” adlı işarə təyin edilməyib.',
      en: 'There is no flag named “{flag}”.',
      ru: 'Пометка «{flag}» не определена.',
    },
    remedy: {
      az: 'Adı düzəldin və ya işarəni flags bölməsinə əlavə edin. Mövcud adlar: {known}.',
      en: 'Correct the name or add the flag under flags. Known names: {known}.',
      ru: 'Исправьте имя или добавьте пометку в раздел flags. Имеются: {known}.',
    },
  },
  'flag-both': {
    message: {
      az: '“{action}” əməliyyatı “{flag}” işarəsini həm qoyur, həm də götürür.',
      en: '“{action}” both raises and lowers the flag “{flag}”.',
      ru: 'Действие «{action}» и ставит, и снимает пометку «{flag}».',
    },
    remedy: {
      az: 'İşarənin adını ya raise, ya da lower siyahısında saxlayın.',
      en: 'Keep the flag under raise or under lower.',
      ru: 'Оставьте пометку только в raise или только в lower.',
    },
  },
  'flag-unraised': {
    message: {
      az: '“{flag}” işarəsini heç bir əməliyyat qoymur.',
      en: 'No action raises the flag “{flag}”.',
      ru: 'Пометку «{flag}» не ставит ни одно действие.',
    },
    remedy: {
      az: 'Əməliyyata raise: [{flag}] yazın və ya işarəni silin.',
      en: 'Write raise: [{flag}] at an action, or remove the flag.',
      ru: 'Укажите у действия raise: [{flag}] или удалите пометку.',
    },
  },
  'reminder-too-early': {
    message: {
      az: '“{clock}” müddəti üçün xatırlatma müddətin özündən tez düşür ({days} iş günü).',
      en: 'A reminder of the clock “{clock}” would come before the clock starts ({days} working days).',
      ru: 'Напоминание по сроку «{clock}» пришлось бы раньше начала срока ({days} рабочих дней).',
    },
    remedy: {
      az: 'remind sahəsində müddətdən kiçik gün sayı yazın.',
      en: 'Write under remind numbers of days smaller than workingDays.',
      ru: 'Укажите в remind число дней меньше самого срока.',
    },
  },
  'clock-two-results': {
    message: {
      az: '“{clock}” müddətinin həm due, həm də escalate sahəsi var.',
      en: 'The clock “{clock}” has both due and escalate.',
      ru: 'У срока «{clock}» указаны и due, и escalate.',
    },
    remedy: {
      az: 'Birini saxlayın: due əməliyyatı icra edir, escalate isə gecikməni rəhbərliyə bildirir.',
      en: 'Keep one: due takes an action, escalate tells the superiors of the delay.',
      ru: 'Оставьте одно: due выполняет действие, escalate сообщает руководству о просрочке.',
    },
  },
  'due-not-system': {
    message: {
      az: '“{action}” sistem əməliyyatı deyil, ona görə müddətin sonunda icra oluna bilməz.',
      en: '“{action}” is not an action of the system and cannot be taken when a clock runs out.',
      ru: '«{action}» не является действием системы и не может выполняться по истечении срока.',
    },
    remedy: {
      az: 'Əməliyyatda actor: system yazın və ya başqa əməliyyat göstərin.',
      en: 'Give the action actor: system or name another one.',
      ru: 'Укажите для действия actor: system или выберите другое.',
    },
  },
  'due-guarded': {
    message: {
      az: '“{action}” müddətin sonunda icra olunur, ona görə şərti (guard) ola bilməz.',
      en: '“{action}” is taken when a clock runs out and so cannot have a guard.',
      ru: '«{action}» выполняется по истечении срока и не может иметь условие (guard).',
    },
    remedy: {
      az: 'guard sətrini silin və ya müddətin sonu üçün ayrıca əməliyyat yazın.',
      en: 'Remove the guard or write a separate action for the end of the clock.',
      ru: 'Удалите guard или опишите отдельное действие для окончания срока.',
    },
  },
  'due-not-from': {
    message: {
      az: '“{clock}” müddəti “{state}” vəziyyətində də gedir, lakin “{action}” oradan icra oluna bilmir.',
      en: 'The clock “{clock}” also runs in the state “{state}”, but “{action}” cannot be taken from there.',
      ru: 'Срок «{clock}» идёт и в состоянии «{state}», но действие «{action}» оттуда невозможно.',
    },
    remedy: {
      az: '“{action}” əməliyyatının from siyahısına {state} əlavə edin və ya onu runs siyahısından çıxarın.',
      en: 'Add {state} to from of “{action}” or take it out of runs.',
      ru: 'Добавьте {state} в from действия «{action}» или уберите его из runs.',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;

export type ProcessRule = keyof typeof messages;

export function found(
  rule: ProcessRule,
  path: Finding['path'],
  holes: Readonly<Record<string, string | number>>,
): Finding {
  const { message, remedy } = messages[rule];
  return { path, rule, message: fill(message, holes), remedy: fill(remedy, holes) };
}

/** A name that is not among those known: the one that was probably meant, then all there are. */
export function unknown(
  thing: 'state' | 'action' | 'effect' | 'flag',
  path: Finding['path'],
  name: string,
  known: readonly string[],
): Finding {
  const finding = found(`${thing}-unknown`, path, { [thing]: name, known: known.join(', ') || '–' });
  const near = nearest(name, known);
  if (near === undefined) return finding;
  const { az, en, ru } = finding.remedy;
  const remedy = {
    az: `Bəlkə “${near}” nəzərdə tutulub? ${az}`,
    en: `Did you mean “${near}”? ${en}`,
    ru: `Возможно, имелось в виду «${near}»? ${ru}`,
  };
  return { ...finding, remedy };
}
