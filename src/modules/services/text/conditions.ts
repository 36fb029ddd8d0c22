import { type Lang, suffixed } from '../../../language/index.ts';

type Comparator = '<' | '<=' | '>' | '>=' | '=' | '!=';
type Compared = Readonly<Record<Comparator, (value: string) => string>>;

/** How one language says what a condition of a decision table asks of a value. Values come as they are shown. */
export interface ConditionWords {
  /** Nothing is known, or there is nothing. */
  readonly none: string;
  readonly or: (parts: readonly string[]) => string;
  readonly and: (parts: readonly string[]) => string;
  readonly except: (part: string) => string;
  readonly number: Compared;
  readonly date: Compared;
  /** Both ends belong to it. */
  readonly between: (from: string, to: string) => string;
  /** Compared with another input, by its label. */
  readonly other: Compared;
  readonly starts: (text: string) => string;
  readonly ends: (text: string) => string;
  readonly holds: (text: string) => string;
  readonly quoted: (text: string) => string;
  /** A choice, or yes or no, by its label. */
  readonly named: (label: string) => string;
}

const joined = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1) ?? ''}`;

// A shown number takes its ending; what does not end in a number is told of behind a colon.
const ablative = (value: string): string => (/\d\s?₼?$/.test(value) ? suffixed(value, 'ablative') : value);

const az: ConditionWords = {
  none: 'yoxdur',
  or: (parts) => joined(parts, 'və ya'),
  and: (parts) => parts.join('; '),
  except: (part) => `istənilən, bundan başqa: ${part}`,
  number: {
    '<': (value) => `${ablative(value)} az`,
    '<=': (value) => `${value} və daha az`,
    '>': (value) => `${ablative(value)} çox`,
    '>=': (value) => `${value} və daha çox`,
    '=': (value) => value,
    '!=': (value) => `istənilən, bundan başqa: ${value}`,
  },
  date: {
    '<': (value) => `${ablative(value)} əvvəl`,
    '<=': (value) => `${value} və daha əvvəl`,
    '>': (value) => `${ablative(value)} sonra`,
    '>=': (value) => `${value} və daha sonra`,
    '=': (value) => value,
    '!=': (value) => `istənilən, bundan başqa: ${value}`,
  },
  between: (from, to) => `${from} – ${to}, hər ikisi daxil olmaqla`,
  other: {
    '<': (label) => `bundan az: ${label}`,
    '<=': (label) => `bundan çox deyil: ${label}`,
    '>': (label) => `bundan çox: ${label}`,
    '>=': (label) => `bundan az deyil: ${label}`,
    '=': (label) => `eynidir: ${label}`,
    '!=': (label) => `fərqlidir: ${label}`,
  },
  starts: (text) => `belə başlayır: ${text}`,
  ends: (text) => `belə bitir: ${text}`,
  holds: (text) => `içində var: ${text}`,
  quoted: (text) => `“${text}”`,
  named: (label) => label,
};

const en: ConditionWords = {
  none: 'none',
  or: (parts) => joined(parts, 'or'),
  and: (parts) => parts.join('; '),
  except: (part) => `anything except: ${part}`,
  number: {
    '<': (value) => `less than ${value}`,
    '<=': (value) => `${value} or less`,
    '>': (value) => `more than ${value}`,
    '>=': (value) => `${value} or more`,
    '=': (value) => value,
    '!=': (value) => `anything except: ${value}`,
  },
  date: {
    '<': (value) => `before ${value}`,
    '<=': (value) => `${value} or earlier`,
    '>': (value) => `after ${value}`,
    '>=': (value) => `${value} or later`,
    '=': (value) => value,
    '!=': (value) => `anything except: ${value}`,
  },
  between: (from, to) => `${from} to ${to}, both included`,
  other: {
    '<': (label) => `less than: ${label}`,
    '<=': (label) => `not more than: ${label}`,
    '>': (label) => `more than: ${label}`,
    '>=': (label) => `not less than: ${label}`,
    '=': (label) => `the same as: ${label}`,
    '!=': (label) => `other than: ${label}`,
  },
  starts: (text) => `begins with ${text}`,
  ends: (text) => `ends with ${text}`,
  holds: (text) => `contains ${text}`,
  quoted: (text) => `“${text}”`,
  named: (label) => label,
};

const ru: ConditionWords = {
  none: 'нет',
  or: (parts) => joined(parts, 'или'),
  and: (parts) => parts.join('; '),
  except: (part) => `любое значение, кроме: ${part}`,
  number: {
    '<': (value) => `менее ${value}`,
    '<=': (value) => `не более ${value}`,
    '>': (value) => `более ${value}`,
    '>=': (value) => `не менее ${value}`,
    '=': (value) => value,
    '!=': (value) => `любое значение, кроме: ${value}`,
  },
  date: {
    '<': (value) => `раньше ${value}`,
    '<=': (value) => `не позднее ${value}`,
    '>': (value) => `позднее ${value}`,
    '>=': (value) => `не раньше ${value}`,
    '=': (value) => value,
    '!=': (value) => `любое значение, кроме: ${value}`,
  },
  between: (from, to) => `от ${from} до ${to} включительно`,
  other: {
    '<': (label) => `меньше, чем: ${label}`,
    '<=': (label) => `не больше, чем: ${label}`,
    '>': (label) => `больше, чем: ${label}`,
    '>=': (label) => `не меньше, чем: ${label}`,
    '=': (label) => `совпадает: ${label}`,
    '!=': (label) => `отличается: ${label}`,
  },
  starts: (text) => `начинается с ${text}`,
  ends: (text) => `заканчивается на ${text}`,
  holds: (text) => `содержит ${text}`,
  quoted: (text) => `«${text}»`,
  named: (label) => label,
};

export const conditionWords: Readonly<Record<Lang, ConditionWords>> = { az, en, ru };
