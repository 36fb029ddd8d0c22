import type { Lang } from '../../../../language/index.ts';

const az = {
  term: 'Müraciətlərə harada baxılır',
  inSystem: (system: string) => `Qurumun öz sistemində: ${system}`,
  title: 'Qurumun sistemində',
  lead: (system: string) =>
    `Bu müraciətə qurumun öz sistemində baxılır: “${system}”. Burada əməliyyat aparılmır; müddətlər, bildirişlər və sənəd burada qalır.`,
  steps: 'Sistemə göndərilənlər',
  none: 'Sistemə hələ heç nə göndərilməyib.',
  state: 'Vəziyyəti',
  sentAt: 'Göndərilib',
  tries: 'Cəhdlər',
  problem: 'Nə baş verib',
  late: 'Sistem cavab vermir: göndəriş təkrarlanır, müddət dayanmır.',
  refused: 'Sistem göndərişi qəbul etməyib. Səbəbi aradan qaldırın və “Mübadilə” bölməsindən yenidən göndərin.',
} as const;

interface Words {
  readonly term: string;
  readonly inSystem: (system: string) => string;
  readonly title: string;
  readonly lead: (system: string) => string;
  readonly steps: string;
  readonly none: string;
  readonly state: string;
  readonly sentAt: string;
  readonly tries: string;
  readonly problem: string;
  readonly late: string;
  readonly refused: string;
}

const en: Words = {
  term: 'Where cases are worked on',
  inSystem: (system) => `In the institution’s own system: ${system}`,
  title: 'In the institution’s system',
  lead: (system) =>
    `This case is worked on in “${system}”. No action is taken here; deadlines, notices and the document stay here.`,
  steps: 'Sent to the system',
  none: 'Nothing has been sent to the system yet.',
  state: 'State',
  sentAt: 'Sent',
  tries: 'Tries',
  problem: 'What happened',
  late: 'The system does not answer: sending goes on, and so does the deadline.',
  refused: 'The system refused a message. Remove the cause and send it again under “Exchange”.',
};

const ru: Words = {
  term: 'Где рассматриваются заявления',
  inSystem: (system) => `В собственной системе учреждения: ${system}`,
  title: 'В системе учреждения',
  lead: (system) =>
    `Это заявление рассматривается в системе «${system}». Здесь действия не выполняются; сроки, уведомления и документ остаются здесь.`,
  steps: 'Отправлено в систему',
  none: 'В систему пока ничего не отправлено.',
  state: 'Состояние',
  sentAt: 'Отправлено',
  tries: 'Попытки',
  problem: 'Что произошло',
  late: 'Система не отвечает: отправка повторяется, срок идёт.',
  refused: 'Система не приняла сообщение. Устраните причину и отправьте его снова в разделе «Обмен».',
};

export const elsewhereTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
