import { type Content, type FileKind, fileKinds } from '../file-kind.ts';

const longest = 120;
/** What comes before is no part of any name that somebody gave; and long runs of dots cost time without measure. */
const mostGiven = 1000;
// Marks that turn the reading direction or cannot be seen make a name look like another.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * The name under which a file may lie on anybody's disk: without folders, unseen signs and what file systems refuse, and
 * with the ending of what it is. What is left of nothing is “file”.
 */
export function safeName(given: string, content: Content): string {
  const name = given
    .slice(-mostGiven)
    .toWellFormed()
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/^.*[/\\]/s, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const endings = endingsOf(content);
  const ending = endings.find((one) => name.toLowerCase().endsWith(one));
  const stem = ending ? name.slice(0, -ending.length) : name;
  const short = [...stem].slice(0, longest).join('').trimEnd();
  // Reserved by Windows, whatever the ending.
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
  return `${safe === '' ? 'file' : safe}${ending ?? endings[0] ?? '.bin'}`;
}

function endingsOf(content: Content): readonly string[] {
  const kinds = Object.values(fileKinds).filter((kind) => kind.content === content);
  return kinds.flatMap(({ endings }) => endings).sort((a, b) => Number(b === '.txt') - Number(a === '.txt'));
}

/** Which of the kinds asked for a file is: by its bytes, and among kinds of text by its name. */
export function kindAmong(accepts: readonly FileKind[], content: Content, name: string): FileKind | undefined {
  const fitting = accepts.filter((kind) => fileKinds[kind].content === content);
  const named = fitting.find((kind) => fileKinds[kind].endings.some((ending) => name.toLowerCase().endsWith(ending)));
  return named ?? fitting[0];
}
