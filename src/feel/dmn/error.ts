import type { Text } from '../../language/index.ts';
import type { FeelError, Position } from '../error.ts';
import { fill } from '../messages.ts';
import type { SourceText } from './definitions.ts';

/** What is wrong with a file of a model. Holes are written `{name}`. */
const texts = {
  'dmn.xml': {
    az: 'Fayl düzgün XML deyil: {reason}.',
    en: 'The file is not well-formed XML: {reason}.',
    ru: 'Файл не является правильным XML: {reason}.',
  },
  'dmn.doctype': {
    az: 'XML sənədində DOCTYPE ola bilməz.',
    en: 'The XML must not have a DOCTYPE.',
    ru: 'В XML не может быть DOCTYPE.',
  },
  'dmn.too_large': {
    az: 'Fayl həddən artıq böyük və ya dərindir.',
    en: 'The file is too large or too deep.',
    ru: 'Файл слишком велик или слишком глубок.',
  },
  'dmn.not_a_model': {
    az: 'Bu, DMN 1.3, 1.4 və ya 1.5 modeli deyil.',
    en: 'This is not a model of DMN 1.3, 1.4 or 1.5.',
    ru: 'Это не модель DMN 1.3, 1.4 или 1.5.',
  },
  'dmn.missing': {
    az: '“{element}” içində “{name}” yoxdur.',
    en: '“{element}” has no “{name}”.',
    ru: 'В «{element}» нет «{name}».',
  },
  'dmn.unknown_element': {
    az: '“{name}” elementi burada məlum deyil.',
    en: 'The element “{name}” is not known here.',
    ru: 'Элемент «{name}» здесь неизвестен.',
  },
  'dmn.unknown_reference': {
    az: '“{name}” istinadı heç nəyə aparmır.',
    en: 'The reference “{name}” leads nowhere.',
    ru: 'Ссылка «{name}» никуда не ведёт.',
  },
  'dmn.unknown_type': {
    az: '“{name}” adlı tip yoxdur.',
    en: 'There is no type “{name}”.',
    ru: 'Типа «{name}» нет.',
  },
  'dmn.unknown_import': {
    az: '“{name}” modeli verilməyib.',
    en: 'The imported model “{name}” is not given.',
    ru: 'Импортируемая модель «{name}» не дана.',
  },
  'dmn.twice': {
    az: '“{name}” iki dəfə elan edilib.',
    en: '“{name}” is declared twice.',
    ru: '«{name}» объявлено дважды.',
  },
  'dmn.circle': {
    az: 'Tələblər dövrə vurur: {path}.',
    en: 'The requirements turn in a circle: {path}.',
    ru: 'Требования замкнуты в круг: {path}.',
  },
  'dmn.expression': {
    az: '“{name}”: {az}',
    en: '“{name}”: {en}',
    ru: '«{name}»: {ru}',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type DmnCode = keyof typeof texts;

/** A model that cannot be used as it is. `message` is the English text with file, line and column, for logs. */
export class DmnError extends Error {
  override readonly name = 'DmnError';
  readonly code: DmnCode;
  readonly text: Text;
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(
    code: DmnCode,
    holes: Readonly<Record<string, string>>,
    place: Position & { readonly file: string },
    options?: ErrorOptions,
  ) {
    const text = fill(texts[code], holes);
    super(`${place.file}:${place.line}:${place.column} ${text.en}`, options);
    this.code = code;
    this.text = text;
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** An error in an expression, at its place in the file. */
export function expressionError(owner: string, error: FeelError, { place }: SourceText): DmnError {
  const { line, column } = error;
  const there = {
    file: place.file,
    line: place.line + line - 1,
    column: line === 1 ? place.column + column - 1 : column,
  };
  return new DmnError('dmn.expression', { name: owner, ...error.text }, there, { cause: error });
}
