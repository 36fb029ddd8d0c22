import type { Text } from '../../../language/lang.ts';
import type { EntryKind } from '../kinds.ts';

/** Where a system or a portal runs, in the order of the way into the government cloud. */
export const hostingStates = {
  local: { az: 'Yerli serverdə', en: 'On a local server', ru: 'На локальном сервере' },
  assessed: { az: 'Qiymətləndirilib', en: 'Assessed', ru: 'Оценено' },
  planned: { az: 'Köçürülməsi planlaşdırılıb', en: 'Move planned', ru: 'Перенос запланирован' },
  moving: { az: 'Köçürülür', en: 'Being moved', ru: 'Переносится' },
  cloud: { az: 'Hökumət buludunda', en: 'In the government cloud', ru: 'В правительственном облаке' },
  retired: { az: 'Dayandırılıb', en: 'Retired', ru: 'Выведено' },
} as const satisfies Record<string, Text>;
export type HostingState = keyof typeof hostingStates;

/** Why a step was made: by the institution, or by the program with what happened to the entry. */
export const stepCauses = {
  entered: { az: 'Kataloqa daxil edilib', en: 'Entered in the catalogue', ru: 'Внесено в каталог' },
  moved: { az: 'Qurum qeyd edib', en: 'Recorded by the institution', ru: 'Отмечено учреждением' },
  finished: { az: 'İstifadədən çıxarılıb', en: 'Taken out of use', ru: 'Выведено из эксплуатации' },
  revived: { az: 'Yenidən istifadəyə verilib', en: 'Taken into use again', ru: 'Введено повторно' },
  blocked: { az: 'Maneə yaranıb', en: 'A blocker came up', ru: 'Возникло препятствие' },
} as const satisfies Record<string, Text>;
export type StepCause = keyof typeof stepCauses;

/** Kinds of entries that run somewhere. */
export const hostedKinds = ['system', 'portal'] as const satisfies readonly EntryKind[];
export type HostedKind = (typeof hostedKinds)[number];

export function isHosted(kind: EntryKind): kind is HostedKind {
  return (hostedKinds as readonly EntryKind[]).includes(kind);
}

const way = ['local', 'assessed', 'planned', 'moving', 'cloud'] as const satisfies readonly HostingState[];

/** Steps that may be taken from a state: the next one and one back. Out of use leads a request, never a step. */
export function stepsFrom(state: HostingState): readonly (typeof way)[number][] {
  if (state === 'retired') return [];
  const at = way.indexOf(state);
  return [...way.slice(at + 1, at + 2), ...way.slice(Math.max(0, at - 1), at)];
}

/** Whether a step goes against the way. */
export function isBack(from: HostingState, to: HostingState): boolean {
  return way.findIndex((one) => one === to) < way.findIndex((one) => one === from);
}

/** A quarter of a year: `2027-1`. */
export const wavePattern = /^20\d\d-[1-4]$/;

/** The quarter of a day `YYYY-MM-DD` and those after it. */
export function wavesFrom(day: string, count: number): readonly string[] {
  const first = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, index) => `${Math.floor((first + index) / 4)}-${((first + index) % 4) + 1}`);
}
