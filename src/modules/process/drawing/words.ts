import { formatNumber, type Lang, type Text } from '../../../language/index.ts';
import type { CompiledClock, Escalation } from '../definition/schema.ts';
import { actors } from '../entities.ts';
import { ladderOf } from '../rules.ts';

/** What a drawing says by itself. */
export const drawingWords = {
  start: { az: 'Başlanğıc', en: 'Start', ru: 'Начало' },
  rest: { az: 'İşin sonu', en: 'End', ru: 'Конец' },
  others: { az: 'Digər proseslər', en: 'Other processes', ru: 'Другие процессы' },
  atAnyTime: { az: 'İstənilən vaxt', en: 'At any time', ru: 'В любое время' },
  bySystem: { az: 'Şərt yarandıqda', en: 'When it comes to that', ru: 'При наступлении условия' },
  told: { az: 'Xəbər verilib', en: 'They are told', ru: 'Извещение сделано' },
  mayEnd: { az: 'İş burada bitə bilər.', en: 'It may end here.', ru: 'На этом дело может завершиться.' },
  next: { az: 'Sonra', en: 'Then', ru: 'Затем' },
  inStates: { az: 'Hansı vəziyyətlərdə', en: 'In the states', ru: 'В состояниях' },
  state: { az: 'vəziyyət', en: 'state', ru: 'состояние' },
  byPeople: { az: 'insanın əməliyyatı', en: 'action of a person', ru: 'действие человека' },
  byProgram: { az: 'sistemin əməliyyatı', en: 'action of the system', ru: 'действие системы' },
  bounds: { az: 'başlanğıc və son', en: 'start and end', ru: 'начало и конец' },
  reasons: { az: 'Əsaslandırma yazılmalıdır.', en: 'Reasons must be written.', ru: 'Требуется обоснование.' },
} as const satisfies Readonly<Record<string, Text>>;

function inAll(write: (lang: Lang) => string): Text {
  return { az: write('az'), en: write('en'), ru: write('ru') };
}

export const listed = (texts: readonly Text[]): Text =>
  inAll((lang) => [...new Set(texts.map((text) => text[lang]))].join(', '));

export const workingDays = (days: number): Text => ({
  az: `${days} iş günü`,
  en: `${days} working ${days === 1 ? 'day' : 'days'}`,
  ru: `${formatNumber(days, 'ru')} раб. ${russianDays(days)}`,
});

function russianDays(days: number): string {
  const form = new Intl.PluralRules('ru').select(days);
  return form === 'one' ? 'день' : form === 'few' ? 'дня' : 'дней';
}

/** The name of what happens when a time runs out, with the time. */
export function withDays(title: Text, days: number | undefined): Text {
  if (days === undefined) return title;
  return inAll((lang) => `${title[lang]} (${workingDays(days)[lang]})`);
}

/** How long a state may last; where the time is that of several states, it says so. */
export function termIn({ workingDays: days, runs, anew }: CompiledClock): Text {
  const said = workingDays(days);
  if (anew || runs.length === 1) return said;
  return { az: `cəmi ${said.az}`, en: `${said.en} in all`, ru: `всего ${said.ru}` };
}

export const raises = ({ title }: { readonly title: Text }): Text => ({
  az: `“${title.az}” işarəsi qoyulur.`,
  en: `Raises the flag “${title.en}”.`,
  ru: `Ставится пометка «${title.ru}».`,
});

export const lowers = ({ title }: { readonly title: Text }): Text => ({
  az: `“${title.az}” işarəsi götürülür.`,
  en: `Lowers the flag “${title.en}”.`,
  ru: `Снимается пометка «${title.ru}».`,
});

export const onlyIf = (otherwise: Text): Text => ({
  az: `Şərt ödənilmədikdə: ${otherwise.az}`,
  en: `Where the condition is not met: ${otherwise.en}`,
  ru: `Если условие не выполнено: ${otherwise.ru}`,
});

/** Two people: not by whoever took those actions. */
export const otherPerson = (titles: readonly Text[]): Text => ({
  az: `Bu əməliyyatı apara bilməz: ${quoted(titles, 'az')} əməliyyatını aparmış şəxs.`,
  en: `Not by whoever took ${quoted(titles, 'en')}.`,
  ru: `Не тем лицом, которое выполнило: ${quoted(titles, 'ru')}.`,
});

function quoted(titles: readonly Text[], lang: Lang): string {
  const [open, close] = lang === 'ru' ? ['«', '»'] : ['“', '”'];
  return titles.map((title) => `${open}${title[lang]}${close}`).join(', ');
}

/** Who is told that a time has run out, at once and later. */
export function toldText(steps: readonly Escalation[]): Text {
  return inAll((lang) => {
    const said = steps.map(({ to, after }) => {
      const office = actors[to][lang];
      return after === 0 ? office : `${later(after)[lang]}: ${office}`;
    });
    return `${tellWord[lang]}: ${said.join('; ')}`;
  });
}

const tellWord = { az: 'Xəbər verilir', en: 'Told', ru: 'Извещается' };

const later = (days: number): Text => ({
  az: `${workingDays(days).az} sonra`,
  en: `after ${workingDays(days).en}`,
  ru: `через ${workingDays(days).ru}`,
});

/** How long a state may last, and what then. */
export function clockText(clock: CompiledClock): Text {
  const ladder = ladderOf(clock);
  return inAll((lang) => {
    const time = `${termWord[lang]}: ${workingDays(clock.workingDays)[lang]}.`;
    return ladder.length === 0 ? time : `${time} ${afterwards[lang]} ${toldText(ladder)[lang]}.`;
  });
}

const termWord = { az: 'Müddət', en: 'Time', ru: 'Срок' };
const afterwards = { az: 'Müddət bitdikdə.', en: 'When it has run out.', ru: 'По истечении.' };
