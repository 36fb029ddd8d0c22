import { FeelError, type FeelCode, positionAt } from '../error.ts';
import { wordPattern } from './names.ts';

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const number = /(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const text = /"(?:[^"\\\r\n]|\\[\s\S])*"/y;
const escapes = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g;
const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** Signs of other languages, and how FEEL writes them. */
const foreignSigns: readonly (readonly [sign: string, right: string])[] = [
  ["'", '"…"'],
  ['&&', 'and'],
  ['||', 'or'],
];

const unescape = (body: string): string =>
  body.replace(escapes, (whole, short?: string, long?: string, one?: string) => {
    const code = short ?? long;
    if (code !== undefined) return character(Number.parseInt(code, 16)) ?? whole;
    return plain[one ?? ''] ?? whole;
  });

const character = (code: number): string | undefined => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined);

/** Reads a source from left to right. Every method skips blanks and remarks first. */
export class Source {
  readonly text: string;
  at = 0;
  /** End of what was taken last: a node ends there, not behind the blanks. */
  end = 0;

  constructor(source: string) {
    this.text = source;
  }

  skip(): number {
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = blank.lastIndex;
    return this.at;
  }

  get done(): boolean {
    return this.skip() >= this.text.length;
  }

  take(to: number): void {
    this.at = to;
    this.end = to;
  }

  sees(sign: string): boolean {
    return this.text.startsWith(sign, this.skip());
  }

  /** Takes the sign if it stands here. */
  takes(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.take(this.at + sign.length);
    return true;
  }

  /** The next word, with letters and digits only. */
  word(): string | undefined {
    wordPattern.lastIndex = this.skip();
    return wordPattern.exec(this.text)?.[0];
  }

  /** Takes the keyword if exactly this word stands here. */
  takesWord(keyword: string): boolean {
    if (!this.text.startsWith(keyword, this.skip()) || this.word() !== keyword) return false;
    this.take(this.at + keyword.length);
    return true;
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.skip();
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined && found !== '') this.take(this.at + found.length);
    return found === '' ? undefined : found;
  }

  number(): string | undefined {
    return this.match(number);
  }

  /** A text in quotes, its escapes resolved (grammar rule 37). */
  string(): string | undefined {
    const found = this.match(text);
    return found === undefined ? undefined : unescape(found.slice(1, -1));
  }

  fail(code: FeelCode, from: number, holes: Readonly<Record<string, string>> = {}, near?: string): never {
    throw new FeelError(code, holes, positionAt(this.text, from), near);
  }

  /** What stands here is not what may stand here. */
  unexpected(): never {
    const from = this.skip();
    const [found] = /\S+/.exec(this.text.slice(from)) ?? [];
    if (found === undefined) this.fail('feel.incomplete', from);
    const foreign = foreignSigns.find(([sign]) => this.text.startsWith(sign, from));
    // The first half of `==` was taken as a sign of its own.
    const doubled = found.startsWith('=') && this.text[from - 1] === '=';
    const [sign, right] = foreign ?? (doubled ? ['==', '='] : []);
    if (sign !== undefined && right !== undefined) this.fail('feel.foreign_sign', from, { found: sign, right });
    this.fail('feel.unexpected', from, { found });
  }

  expect(sign: string): void {
    if (!this.takes(sign)) this.unexpected();
  }

  expectWord(keyword: string): void {
    if (!this.takesWord(keyword)) this.unexpected();
  }
}
