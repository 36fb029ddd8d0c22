import { words } from '../../kernel/text.ts';
import { formatDate, type Lang, pick, type Text } from '../../language/index.ts';
import type { Instance } from './entities.ts';
import { az } from './text/az.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

export const t = words({ az, en, ru });

function inAll(write: (lang: Lang) => string): Text {
  return { az: write('az'), en: write('en'), ru: write('ru') };
}

/** Text of a message that the engine itself sends. `due` is a day, `YYYY-MM-DD`. */
export function noticeText(
  key: 'remind' | 'remindBlind' | 'overdue' | 'assigned' | 'takenAway',
  { title, reference }: Pick<Instance, 'title' | 'reference'>,
  due?: string,
  days = 0,
): Text {
  return inAll((lang) =>
    t(lang, key, { title: pick(title, lang), reference, days, due: due ? formatDate(due, lang) : '' }),
  );
}

/** “, “Təcili” işarəsi qoyuldu”: what a step did to flags, after what the journal says of it. Empty where it did nothing. */
export function flagWords(raised: readonly Text[], lowered: readonly Text[], lang: Lang): string {
  const said = [
    ...raised.map((title) => t(lang, 'flagRaised', { flag: pick(title, lang) })),
    ...lowered.map((title) => t(lang, 'flagLowered', { flag: pick(title, lang) })),
  ];
  return said.map((part) => `, ${part}`).join('');
}

/** To a superior of an official whose office ended. */
export const officeLostText: Text = inAll((lang) => t(lang, 'officeLost'));

/** A message to an official as it reaches who stands in for them. */
export const textForAbsent = (text: Text): Text => inAll((lang) => t(lang, 'forAbsent', { text: pick(text, lang) }));

/** Titles of the journal entries that no definition names. */
export const ownTitles: Readonly<Record<string, Text>> = {
  start: inAll((lang) => t(lang, 'start')),
  assign: inAll((lang) => t(lang, 'assign')),
  reassign: inAll((lang) => t(lang, 'reassign')),
  unassign: inAll((lang) => t(lang, 'returnedToQueue')),
  overdue: inAll((lang) => t(lang, 'late')),
  escalate: inAll((lang) => t(lang, 'escalate')),
  migrate: inAll((lang) => t(lang, 'migrate')),
};

export const approvalsLabel: Text = inAll((lang) => t(lang, 'approvals'));
export const notificationsLabel: Text = inAll((lang) => t(lang, 'notifications'));
