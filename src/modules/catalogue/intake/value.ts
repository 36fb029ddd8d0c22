import { fold, type Lang, type Text } from '../../../language/index.ts';
import type { CellValue } from '../../../protocols/xlsx/index.ts';
import type { Column } from './columns.ts';
import type { Problem } from './finding.ts';
import { yesNo } from './labels.ts';

export type Read =
  | { readonly value: unknown }
  | { readonly problem: Problem; readonly shown: string; readonly wanted?: string | Text };

/** What a cell says in its column: choices by code or by their name in any language, lists divided by semicolons or lines. */
export function readCell({ type, choices }: Column, cell: CellValue): Read {
  if (typeof cell === 'object') {
    if ('error' in cell) return { problem: 'broken', shown: cell.error };
    return { problem: 'date', shown: cell.date };
  }
  if (type === 'number') return readNumber(cell);
  if (type === 'yesno') return typeof cell === 'boolean' ? { value: cell } : readYesNo(String(cell));
  const text = String(cell);
  if (type === 'list')
    return {
      value: text
        .split(/[;\n\r]/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    };
  return choices ? readChoice(choices, text.trim()) : { value: text };
}

function readNumber(cell: string | number | boolean): Read {
  if (typeof cell === 'number') return { value: cell };
  const text = String(cell)
    .replace(/[\s\u00a0]/g, '')
    .replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(text)
    ? { value: Number(text) }
    : { problem: 'wrong', shown: String(cell), wanted: '123,45' };
}

function readYesNo(text: string): Read {
  const said = (option: Text) => Object.values(option).some((word) => fold(word) === fold(text.trim()));
  if (said(yesNo.yes)) return { value: true };
  if (said(yesNo.no)) return { value: false };
  return { problem: 'wrong', shown: text, wanted: inOrder([yesNo.yes, yesNo.no]) };
}

function readChoice(choices: Readonly<Record<string, Text>>, text: string): Read {
  if (Object.hasOwn(choices, text)) return { value: text };
  const words = fold(text);
  const found = Object.entries(choices).find(([code, option]) =>
    [code, ...Object.values(option)].some((word) => fold(word) === words),
  );
  if (found) return { value: found[0] };
  return {
    problem: 'wrong',
    shown: text,
    wanted: inOrder(Object.values(choices)),
  };
}

function inOrder(options: readonly Text[]): Text {
  const one = (lang: Lang) => options.map((option) => option[lang]).join(', ');
  return { az: one('az'), en: one('en'), ru: one('ru') };
}
