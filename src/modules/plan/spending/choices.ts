import type { Text } from '../../../language/lang.ts';

const namesOf = <K extends string>(of: Readonly<Record<K, Text>>): readonly K[] => Object.keys(of) as K[];

/** What is paid for. */
export const spendKinds = {
  new: { az: 'Yeni sistem və ya xidmət', en: 'New system or service', ru: 'Новая система или услуга' },
  change: { az: 'Mövcud sistemin inkişafı', en: 'Change of what exists', ru: 'Развитие существующей системы' },
  renewal: { az: 'Müqavilənin uzadılması', en: 'Renewal of a contract', ru: 'Продление договора' },
  licence: { az: 'Lisenziya', en: 'Licence', ru: 'Лицензия' },
} as const satisfies Record<string, Text>;
export type SpendKind = keyof typeof spendKinds;

/** From whose money: the sources that the plan's section 7 allows. */
export const fundingSources = {
  state_budget: {
    az: 'Dövlət büdcəsi (qurumun saxlanılması)',
    en: 'State budget (upkeep of the body)',
    ru: 'Государственный бюджет (содержание органа)',
  },
  extra_budgetary: {
    az: 'Qurumun büdcədənkənar vəsaiti',
    en: 'Extra-budgetary funds of the body',
    ru: 'Внебюджетные средства органа',
  },
  earmarked: {
    az: 'Dövlət büdcəsindən məqsədli vəsait',
    en: 'Earmarked funds of the state budget',
    ru: 'Целевые средства государственного бюджета',
  },
  other_lawful: {
    az: 'Qanunla nəzərdə tutulan digər mənbə',
    en: 'Other source provided by law',
    ru: 'Иной предусмотренный законом источник',
  },
  private_sector: { az: 'Özəl sektorun vəsaiti', en: 'Private sector', ru: 'Средства частного сектора' },
  partnership: {
    az: 'Dövlət–özəl tərəfdaşlığı',
    en: 'Public–private partnership',
    ru: 'Государственно-частное партнёрство',
  },
  own_funds: {
    az: 'Təsərrüfathesablı və ya özəl qurumun öz vəsaiti',
    en: 'Own funds of a self-financing or private body',
    ru: 'Собственные средства хозрасчётной или частной организации',
  },
} as const satisfies Record<string, Text>;
export type FundingSource = keyof typeof fundingSources;
export const fundingNames = namesOf(fundingSources);

export const costCategories = {
  hardware: { az: 'Avadanlıq', en: 'Hardware', ru: 'Оборудование' },
  software: { az: 'Proqram təminatı və lisenziya', en: 'Software and licences', ru: 'Программы и лицензии' },
  development: { az: 'Hazırlanma', en: 'Development', ru: 'Разработка' },
  cloud: { az: 'Bulud və rabitə', en: 'Cloud and communication', ru: 'Облако и связь' },
  services: { az: 'Dəstək və məsləhət', en: 'Support and advice', ru: 'Поддержка и консультации' },
  training: { az: 'Təlim', en: 'Training', ru: 'Обучение' },
} as const satisfies Record<string, Text>;
export type CostCategory = keyof typeof costCategories;
export const costNames = namesOf(costCategories);

export const userGroups = {
  citizens: { az: 'Vətəndaşlar', en: 'Citizens', ru: 'Граждане' },
  businesses: { az: 'Sahibkarlar', en: 'Businesses', ru: 'Предприниматели' },
  officials: { az: 'Qurumun əməkdaşları', en: 'Officials of the body', ru: 'Сотрудники органа' },
  institutions: { az: 'Digər qurumlar', en: 'Other bodies', ru: 'Другие органы' },
} as const satisfies Record<string, Text>;

/** Where it will run. */
export const hostings = {
  government_cloud: { az: 'Hökumət buludu', en: 'Government cloud', ru: 'Правительственное облако' },
  local: { az: 'Yerli server', en: 'Local server', ru: 'Локальный сервер' },
  abroad: { az: 'Xaricdə', en: 'Abroad', ru: 'За рубежом' },
  none: { az: 'Heç nə yerləşdirilmir', en: 'Nothing is hosted', ru: 'Ничего не размещается' },
} as const satisfies Record<string, Text>;

/** How it will exchange data. */
export const exchanges = {
  ehis: { az: 'Yalnız EHİS ilə', en: 'Through EHİS only', ru: 'Только через EHİS' },
  direct: { az: 'Birbaşa əlaqə də var', en: 'Also direct links', ru: 'Есть и прямые связи' },
  none: { az: 'Mübadilə yoxdur', en: 'No exchange', ru: 'Обмена нет' },
} as const satisfies Record<string, Text>;

/** Through what people are served. */
export const channels = {
  mygov: { az: 'Mygov, Mygov Biznes', en: 'Mygov, Mygov Biznes', ru: 'Mygov, Mygov Biznes' },
  own_portal: { az: 'Ayrıca portal', en: 'A portal of its own', ru: 'Отдельный портал' },
  own_app: { az: 'Ayrıca tətbiq', en: 'An app of its own', ru: 'Отдельное приложение' },
  none: { az: 'Daxili istifadə', en: 'Internal use', ru: 'Внутреннее использование' },
} as const satisfies Record<string, Text>;

/** How people sign in and sign. */
export const signIns = {
  sima: { az: 'SİMA', en: 'SİMA', ru: 'SİMA' },
  own: { az: 'Öz üsulu', en: 'A way of its own', ru: 'Собственный способ' },
  none: { az: 'Tələb olunmur', en: 'Not needed', ru: 'Не требуется' },
} as const satisfies Record<string, Text>;

/** Who will have the rights to the code and the data. */
export const rights = {
  state: { az: 'Dövlətdə', en: 'The state’s', ru: 'У государства' },
  licence: { az: 'Lisenziya ilə', en: 'Licensed', ru: 'По лицензии' },
  supplier: { az: 'Təchizatçıda', en: 'The supplier’s', ru: 'У поставщика' },
} as const satisfies Record<string, Text>;

/** Of the data that is processed. */
export const dataClasses = {
  open: { az: 'Açıq', en: 'Open', ru: 'Открытые' },
  personal: { az: 'Fərdi', en: 'Personal', ru: 'Персональные' },
  sensitive: { az: 'Həssas', en: 'Sensitive', ru: 'Чувствительные' },
} as const satisfies Record<string, Text>;

/** What depends on it. */
export const criticalities = {
  ordinary: { az: 'Adi', en: 'Ordinary', ru: 'Обычная' },
  important: { az: 'Mühüm', en: 'Important', ru: 'Важная' },
  critical: { az: 'Kritik', en: 'Critical', ru: 'Критическая' },
} as const satisfies Record<string, Text>;

/** Who assures and decides; from the lightest to the gravest. */
export const routes = {
  notify: { az: 'Bildiriş', en: 'Notification', ru: 'Уведомление' },
  self_assure: { az: 'Qurumun öz qiymətləndirməsi', en: 'Self-assurance', ru: 'Самооценка органа' },
  central: { az: 'Mərkəzi qiymətləndirmə', en: 'Central assessment', ru: 'Центральная оценка' },
  cabinet: { az: 'Nazirlər Kabinetinin qərarı', en: 'Decision of the Cabinet', ru: 'Решение Кабинета министров' },
} as const satisfies Record<string, Text>;
export type RouteName = keyof typeof routes;
export const routeNames = namesOf(routes);

/** What an institution has earned by its record. */
export const autonomyLevels = {
  none: { az: 'Adi nəzarət', en: 'Ordinary control', ru: 'Обычный контроль' },
  partial: { az: 'Qismən muxtar', en: 'Partly autonomous', ru: 'Частичная автономия' },
  full: { az: 'Tam muxtar', en: 'Autonomous', ru: 'Полная автономия' },
} as const satisfies Record<string, Text>;
export type Autonomy = keyof typeof autonomyLevels;

export const checkRules = {
  hosting: { az: 'Hökumət buludu', en: 'Government cloud', ru: 'Правительственное облако' },
  exchange: { az: 'Mübadilə yalnız EHİS ilə', en: 'Exchange through EHİS only', ru: 'Обмен только через EHİS' },
  once_only: { az: 'Yalnız bir dəfə', en: 'Once only', ru: 'Только один раз' },
  channel: { az: 'Vətəndaş kanalı Mygov', en: 'Citizens are served in Mygov', ru: 'Канал для граждан Mygov' },
  sign_in: { az: 'Giriş və imza', en: 'Sign-in and signature', ru: 'Вход и подпись' },
  components: { az: 'Ortaq komponentlər', en: 'Shared components', ru: 'Общие компоненты' },
  data_model: { az: 'Məlumat modeli və açıq API', en: 'Data model and open API', ru: 'Модель данных и открытый API' },
  security: {
    az: 'Təhlükəsizlik və fərdi məlumatlar',
    en: 'Security and personal data',
    ru: 'Безопасность и персональные данные',
  },
  closing: { az: 'Əvəz edilənin bağlanması', en: 'Closing of what is replaced', ru: 'Закрытие заменяемого' },
  exit: { az: 'Hüquqlar və çıxış', en: 'Rights and exit', ru: 'Права и выход' },
  ai: { az: 'Süni intellektin təminatları', en: 'Safeguards of AI', ru: 'Гарантии при ИИ' },
} as const satisfies Record<string, Text>;
export type CheckRule = keyof typeof checkRules;
export const checkNames = namesOf(checkRules);

export const verdicts = {
  pass: { az: 'Uyğundur', en: 'Conforms', ru: 'Соответствует' },
  fail: { az: 'Uyğun deyil', en: 'Does not conform', ru: 'Не соответствует' },
  waived: { az: 'İstisna verilib', en: 'Waived', ru: 'Сделано исключение' },
  not_applicable: { az: 'Aid deyil', en: 'Not applicable', ru: 'Не применяется' },
} as const satisfies Record<string, Text>;
export type CheckVerdict = keyof typeof verdicts;

export const resolutions = {
  reuse: { az: 'Mövcud olandan istifadə edilir', en: 'Reuse what exists', ru: 'Используется имеющееся' },
  join: { az: 'Birgə həyata keçirilir', en: 'Carried out together', ru: 'Выполняется совместно' },
  justified: { az: 'Fərq əsaslandırılıb', en: 'Justified as different', ru: 'Отличие обосновано' },
} as const satisfies Record<string, Text>;
export type Resolution = keyof typeof resolutions;

export const evidenceKinds = {
  document: { az: 'Sənəd', en: 'Document', ru: 'Документ' },
  link: { az: 'Keçid', en: 'Link', ru: 'Ссылка' },
  entry: { az: 'Kataloq qeydi', en: 'Catalogue entry', ru: 'Запись каталога' },
  report: { az: 'Sınaq hesabatı', en: 'Test report', ru: 'Отчёт об испытаниях' },
} as const satisfies Record<string, Text>;
export type EvidenceKind = keyof typeof evidenceKinds;

/** What can go beyond an approval. */
export const deviations = {
  cost: { az: 'Məbləğ', en: 'Amount', ru: 'Сумма' },
  time: { az: 'Vaxt', en: 'Time', ru: 'Срок' },
  supplier: { az: 'Təchizatçı', en: 'Supplier', ru: 'Поставщик' },
  scope: { az: 'Həcm', en: 'Scope', ru: 'Объём' },
  hosting: { az: 'Yerləşmə', en: 'Hosting', ru: 'Размещение' },
} as const satisfies Record<string, Text>;

/** Steps that a condition can bar. */
export const gates = {
  commit: { az: 'Müqavilənin bağlanması', en: 'Commitment', ru: 'Заключение договора' },
  delivery: { az: 'İcranın başlanması', en: 'Start of delivery', ru: 'Начало исполнения' },
  closing: { az: 'Təhvil', en: 'Completion', ru: 'Завершение' },
} as const satisfies Record<string, Text>;
export type Gate = keyof typeof gates;

export const decisionVerdicts = {
  approved: { az: 'Təsdiq edilib', en: 'Approved', ru: 'Утверждено' },
  approved_with_conditions: {
    az: 'Şərtlə təsdiq edilib',
    en: 'Approved with conditions',
    ru: 'Утверждено с условиями',
  },
  returned: { az: 'Qaytarılıb', en: 'Returned', ru: 'Возвращено' },
  rejected: { az: 'Rədd edilib', en: 'Rejected', ru: 'Отклонено' },
  change_accepted: { az: 'Dəyişiklik qəbul edilib', en: 'Change accepted', ru: 'Изменение принято' },
  change_refused: { az: 'Dəyişiklik rədd edilib', en: 'Change refused', ru: 'Изменение отклонено' },
} as const satisfies Record<string, Text>;
export type DecisionVerdict = keyof typeof decisionVerdicts;
