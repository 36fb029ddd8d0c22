import type { FieldWords } from '../../../kernel/definition-schema.ts';

/** What the fields of the section `process:` mean, as editors show it. */
export const processWords: FieldWords = {
  process: {
    az: 'Vəziyyətlər, onlarda kimin nə edə biləcəyi və müddətlər',
    en: 'States, who may do what in them, and times',
    ru: 'Состояния, кто и что может в них сделать, и сроки',
  },
  'process.states': {
    az: 'Vəziyyətlər; proses birincidən başlayır',
    en: 'States; the process begins in the first one',
    ru: 'Состояния; процесс начинается с первого',
  },
  'process.states.*.title': {
    az: 'Müraciətçinin oxuduğu ad',
    en: 'As the applicant reads it',
    ru: 'Название для заявителя',
  },
  'process.states.*.desk': {
    az: 'Vəzifəli şəxslərin oxuduğu ad, fərqlidirsə',
    en: 'As officials read it, where that is not the same',
    ru: 'Название для должностных лиц, если оно иное',
  },
  'process.states.*.status': {
    az: 'Bu vəziyyətin hüquqi statusu',
    en: 'The legal status that the state is',
    ru: 'Правовой статус этого состояния',
  },
  'process.states.*.end': {
    az: 'Proses burada bitə bilər; oradan yenə çıxış ola bilər, məsələn, şikayətlə',
    en: 'The process may end here; it may still be left, as by an appeal',
    ru: 'Процесс может здесь завершиться; выйти отсюда всё же можно, например по жалобе',
  },
  'process.actions': { az: 'Əməliyyatlar', en: 'Actions', ru: 'Действия' },
  'process.actions.*.title': { az: 'Düymənin yazısı', en: 'What the button says', ru: 'Надпись на кнопке' },
  'process.actions.*.done': {
    az: 'Jurnalda sonradan necə yazılır',
    en: 'How the journal tells it afterwards',
    ru: 'Как это записывается в журнале',
  },
  'process.actions.*.from': {
    az: 'Hansı vəziyyətlərdə mümkündür',
    en: 'The states in which it may be taken',
    ru: 'В каких состояниях возможно',
  },
  'process.actions.*.to': { az: 'Hansı vəziyyətə aparır', en: 'The state it leads to', ru: 'В какое состояние ведёт' },
  'process.actions.*.actor': {
    az: 'Kim aparır; system: proqram özü',
    en: 'Who takes it; system: the program itself',
    ru: 'Кто выполняет; system: сама программа',
  },
  'process.actions.*.of': {
    az: 'owner: qərar verən yox, sahib qurumun vəzifəli şəxsi',
    en: 'owner: an official of the institution that owns it, not of the one that decides',
    ru: 'owner: должностное лицо учреждения-владельца, а не решающего',
  },
  'process.actions.*.note': {
    az: 'Qeyd: required (yazılmalıdır) və ya optional (yazıla bilər)',
    en: 'A note: required, or optional',
    ru: 'Примечание: required (обязательно) или optional (можно)',
  },
  'process.actions.*.sign': {
    az: 'Elektron imza: required (olmalıdır) və ya optional (ola bilər)',
    en: 'An e-signature: required, or optional',
    ru: 'Электронная подпись: required (обязательна) или optional (можно)',
  },
  'process.actions.*.guard': {
    az: 'FEEL ifadəsi: əməliyyat yalnız o doğru olduqda aparılır',
    en: 'A FEEL expression: the action is taken only where it is true',
    ru: 'Выражение FEEL: действие возможно, только если оно истинно',
  },
  'process.actions.*.otherwise': {
    az: 'guard imkan vermədikdə nə deyilir',
    en: 'What is said where the guard does not let it through',
    ru: 'Что сказать, если guard не пропускает',
  },
  'process.actions.*.fourEyes': {
    az: 'Bu əməliyyatı aparmış şəxs onu apara bilməz: bir ad və ya siyahı',
    en: 'Not by a person who took that action: a name, or several',
    ru: 'Не тем, кто выполнил указанное действие: имя или список',
  },
  'process.actions.*.grave': {
    az: 'Kimə isə imtina edir və ya nəyəsə son qoyur: düyməsi xəbərdarlıq rəngindədir',
    en: 'Refuses or ends something for somebody: its button warns',
    ru: 'Отказывает или прекращает что-либо: кнопка предупреждает',
  },
  'process.actions.*.effects': {
    az: 'Ardınca nə edilir, adlarla',
    en: 'What must follow, by name',
    ru: 'Что за этим следует, по именам',
  },
  'process.actions.*.raise': {
    az: 'Qoyulan işarələr, adlarla',
    en: 'Flags that it raises, by name',
    ru: 'Какие пометки ставит, по именам',
  },
  'process.actions.*.lower': {
    az: 'Götürülən işarələr, adlarla',
    en: 'Flags that it lowers, by name',
    ru: 'Какие пометки снимает, по именам',
  },
  'process.flags': {
    az: 'Vəziyyətdən əlavə işarələr; şərtlərdə belə yoxlanılır: flag.ad',
    en: 'Flags beside the state; guards test them as flag.name',
    ru: 'Пометки помимо состояния; в условиях проверяются так: flag.имя',
  },
  'process.flags.*.title': { az: 'İşarənin adı', en: 'Name of the flag', ru: 'Название пометки' },
  'process.flags.*.shown': {
    az: 'applicant: müraciətçi də görür; bu sətir olmasa, yalnız vəzifəli şəxslər görür',
    en: 'applicant: the applicant sees it too; without this line only officials do',
    ru: 'applicant: видит и заявитель; без этой строки видят только должностные лица',
  },
  'process.clocks': { az: 'Müddətlər', en: 'Times', ru: 'Сроки' },
  'process.clocks.*.workingDays': { az: 'Neçə iş günü', en: 'How many working days', ru: 'Сколько рабочих дней' },
  'process.clocks.*.runs': {
    az: 'Hansı vəziyyətlərdə hesablanır; qalanlarında dayanır',
    en: 'The states in which it counts; in others it stops',
    ru: 'В каких состояниях идёт; в остальных стоит',
  },
  'process.clocks.*.anew': {
    az: 'Hər dəfə əvvəldən hesablanır',
    en: 'Counts from the beginning each time',
    ru: 'Каждый раз отсчитывается заново',
  },
  'process.clocks.*.remind': {
    az: 'Sona neçə iş günü qalmış xatırladılır',
    en: 'Reminders, so many working days before the end',
    ru: 'За сколько рабочих дней до конца напоминать',
  },
  'process.clocks.*.escalate': {
    az: 'Müddət bitdikdə kimə xəbər verilir: bir vəzifə və ya pillələr',
    en: 'Who is told when it has run out: an office, or steps',
    ru: 'Кого известить по истечении: должность или ступени',
  },
  'process.clocks.*.escalate[].to': { az: 'Kimə', en: 'Who is told', ru: 'Кого известить' },
  'process.clocks.*.escalate[].of': {
    az: 'owner: sahib qurumda',
    en: 'owner: in the institution that owns it',
    ru: 'owner: в учреждении-владельце',
  },
  'process.clocks.*.escalate[].after': {
    az: 'Sondan neçə iş günü sonra; 0: dərhal',
    en: 'Working days after the end; 0: at the end itself',
    ru: 'Через сколько рабочих дней после конца; 0: сразу',
  },
  'process.clocks.*.due': {
    az: 'Müddət bitdikdə sistemin apardığı əməliyyat',
    en: 'The action of the system that is taken when it runs out',
    ru: 'Действие системы по истечении срока',
  },
};
