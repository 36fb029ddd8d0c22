import { describe, expect, it } from 'vitest';
import { safeName } from './file-name.ts';

describe('a safe name', () => {
  it('keeps no folder, no unseen sign and no name that a system keeps for itself', () => {
    expect(safeName('../../etc/passwd', 'pdf')).toBe('passwd.pdf');
    expect(safeName('C:\\Users\\con.pdf', 'pdf')).toBe('_con.pdf');
    expect(safeName('hesab\u202eat.pdf', 'pdf')).toBe('hesabat.pdf');
    expect(safeName('...', 'text')).toBe('file.txt');
  });

  it('looks at no more of a name than its end, whatever was sent', () => {
    expect(safeName(`${'.'.repeat(80_000)}a.pdf`, 'pdf')).toBe('a.pdf');
    expect(safeName(`${'b'.repeat(2000)}${'. '.repeat(400)}x.pdf`, 'pdf')).toMatch(/^b{120}\.pdf$/);
  });
});
