import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Text } from '../../../language/lang.ts';
import { article, reason } from './words-of-grounds.ts';

const clauses = ['missing', 'judgement', 'lapse', 'revocation'] as const;
const clauseWords: Readonly<Record<(typeof clauses)[number], Text>> = {
  missing: {
    az: 'Cədvəl üçün lazım olan məlumat alınmayıb',
    en: 'A fact that the table needs has not been received',
    ru: 'Нужные таблице сведения не получены',
  },
  judgement: {
    az: 'Şərtlərin hamısı ödənilsə də vəzifəli şəxs öz qiymətləndirməsi ilə imtina edir',
    en: 'An official refuses by own assessment though no condition fails',
    ru: 'Должностное лицо отказывает по своей оценке, хотя условия выполнены',
  },
  lapse: {
    az: 'Müraciətçi vaxtında cavab verməyib',
    en: 'The applicant did not answer in time',
    ru: 'Заявитель не ответил вовремя',
  },
  revocation: { az: 'Verilmiş geri alınır', en: 'What was given is taken back', ru: 'Выданное отзывается' },
};

export const decisionWords: FieldWords = {
  requirements: {
    az: 'Şərtlər: hər biri maddəsi ilə',
    en: 'The conditions, each with its article',
    ru: 'Условия, каждое со статьёй',
  },
  'requirements.*.when': {
    az: 'FEEL ifadəsi: doğrudursa, şərt ödənilir',
    en: 'A FEEL expression: where it is true, the condition is met',
    ru: 'Выражение FEEL: если истинно, условие выполнено',
  },
  'requirements.*.met': { az: 'Ödəniləndə nə yazılır', en: 'Words where it is met', ru: 'Что писать, если выполнено' },
  'requirements.*.unmet': {
    az: 'Ödənilməyəndə nə yazılır',
    en: 'Words where it is not met',
    ru: 'Что писать, если не выполнено',
  },
  'requirements.*.article': article,
  decision: {
    az: 'Qərar cədvəli: yuxarıdan ilk uyğun gələn qayda',
    en: 'The decision table: the first rule that fits, from the top',
    ru: 'Таблица решений: первое подходящее правило сверху',
  },
  'decision.inputs': {
    az: 'Cədvəlin sütunları: sahələr və rəylər (opinion.fire)',
    en: 'Its columns: fields, and opinions (opinion.fire)',
    ru: 'Столбцы: поля и заключения (opinion.fire)',
  },
  'decision.rules': { az: 'Qaydalar', en: 'The rules', ru: 'Правила' },
  'decision.rules[].when': {
    az: 'Sahə: FEEL yoxlaması; yazılmayan sahə istənilən ola bilər',
    en: 'Field: FEEL test; a field that is not named may be anything',
    ru: 'Поле: проверка FEEL; неуказанное поле может быть любым',
  },
  'decision.rules[].outcome': {
    az: 'approve: təsdiq, officer: əməkdaş baxır, refuse: imtina üçün əsas',
    en: 'approve, officer (a person looks at it) or refuse (a ground to refuse)',
    ru: 'approve: одобрить, officer: смотрит сотрудник, refuse: основание отказа',
  },
  'decision.rules[].reason': reason,
  'decision.rules[].article': article,
  ...Object.fromEntries(
    clauses.flatMap((name) => [
      [`decision.${name}`, clauseWords[name]],
      [`decision.${name}.reason`, reason],
      [`decision.${name}.article`, article],
    ]),
  ),
};
