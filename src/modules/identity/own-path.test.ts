import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

describe('the path to return to', () => {
  it('keeps a path of our own with its query', () => {
    expect(ownPath('/muracietler/12?s=2')).toBe('/muracietler/12?s=2');
    expect(ownPath('/biznes')).toBe('/biznes');
  });

  it.each([
    ['another site', 'https://evil.example/'],
    ['another site without a scheme', '//evil.example'],
    ['a backslash that browsers read as a slash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a tab that browsers leave out', '/\t/evil.example'],
    ['a line break', '/\r\n/evil.example'],
    ['dots that resolve to two slashes', '/.//evil.example'],
    ['dots that resolve to two slashes, further down', '/a/..//evil.example'],
    ['escaped dots', '/%2e//evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a path without its slash', 'biznes'],
    ['nothing', ''],
    ['sign-in itself', '/giris?davam=/biznes'],
    ['sign-out', '/cixis'],
    ['something endless', `/${'a'.repeat(3000)}`],
  ])('refuses %s', (_what, given) => {
    expect(ownPath(given)).toBe('/');
  });

  it('never leaves this site, whatever is given', () => {
    const part = constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '\t',
      '\n',
      ' ',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'https:',
    );
    const given = oneof(
      string(),
      array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
    );
    assert(
      property(given, (path) => {
        const at = new URL(ownPath(path), 'https://mygov.example/giris/qayit');
        expect(at.origin).toBe('https://mygov.example');
        expect(ownPath(path)).toMatch(/^\/(?![/\\])/);
      }),
      { numRuns: 2000 },
    );
  });
});
