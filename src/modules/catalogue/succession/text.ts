import type { Lang } from '../../../language/index.ts';

const az = {
  successor: 'Hüquqi varisi',
  successors: 'Hüquqi varisləri',
  closedOn: (day: string) => `Qurum ${day} tarixindən ləğv edilib.`,
  noSuccessor: 'Hüquqi varis göstərilməyib.',
  formerNames: 'Əvvəlki adları',
  until: 'Bu tarixədək',
  takenOver: 'Ləğv edilmiş qurumlardan qəbul edilənlər',
  predecessors: 'Sələfləri',
  taken: 'Qəbul edilən qeydlər',
  from: (name: string) => `əvvəl: ${name}`,
  more: (shown: string, all: string) => `${all} qeyddən ilk ${shown} göstərilir.`,
  passed: (from: string, to: string) => `Cavabdeh qurum dəyişib: ${from} → ${to}`,
  name: 'Adı',
};

type Words = typeof az;

const en: Words = {
  successor: 'Successor',
  successors: 'Successors',
  closedOn: (day) => `The institution was closed on ${day}.`,
  noSuccessor: 'No successor is named.',
  formerNames: 'Former names',
  until: 'Until',
  takenOver: 'Taken over from closed institutions',
  predecessors: 'Predecessors',
  taken: 'Entries taken over',
  from: (name) => `formerly: ${name}`,
  more: (shown, all) => `The first ${shown} of ${all} entries are shown.`,
  passed: (from, to) => `Responsible institution changed: ${from} → ${to}`,
  name: 'Name',
};

const ru: Words = {
  successor: 'Правопреемник',
  successors: 'Правопреемники',
  closedOn: (day) => `Учреждение упразднено с ${day}.`,
  noSuccessor: 'Правопреемник не указан.',
  formerNames: 'Прежние названия',
  until: 'До',
  takenOver: 'Принято от упразднённых учреждений',
  predecessors: 'Предшественники',
  taken: 'Принятые записи',
  from: (name) => `ранее: ${name}`,
  more: (shown, all) => `Показаны первые ${shown} из ${all} записей.`,
  passed: (from, to) => `Сменилось ответственное учреждение: ${from} → ${to}`,
  name: 'Название',
};

export const successionTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
