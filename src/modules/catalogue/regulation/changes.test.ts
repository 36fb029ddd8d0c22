import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import { type ClauseDraft, numbered, type SectionDraft } from './document.ts';

const section = (key: string, clauses: readonly ClauseDraft[]): SectionDraft => ({
  key,
  title: `Bölmə ${key}`,
  clauses,
});
const clause = (key: string, text: string, more: Partial<ClauseDraft> = {}): ClauseDraft => ({ key, text, ...more });
const of = (...clauses: readonly ClauseDraft[]) => numbered('Reqlament', [section('a', clauses)]);
const row = (key: string, ...cells: string[]) => ({ key, cells });

describe('what changed between two versions', () => {
  it('is nothing where the text is the same', () => {
    const one = of(clause('x', 'Bir.'), clause('y', 'İki.'));
    expect(changesBetween(one, of(clause('x', 'Bir.'), clause('y', 'İki.')))).toEqual([]);
  });

  it('is told clause by clause: added, removed, changed with both texts', () => {
    const older = of(clause('x', 'Bir.'), clause('y', '10 iş günü.'), clause('z', 'Üç.'));
    const newer = of(clause('new', 'Sıfır.'), clause('y', '5 iş günü.'), clause('z', 'Üç.'));
    expect(changesBetween(older, newer)).toEqual([
      { kind: 'added', key: 'new', number: '1.1', after: 'Sıfır.' },
      { kind: 'changed', key: 'y', number: '1.2', before: '10 iş günü.', after: '5 iş günü.' },
      { kind: 'removed', key: 'x', number: '1.1', before: 'Bir.' },
    ]);
  });

  it('is not a number that moved up because a clause above it went', () => {
    const changes = changesBetween(of(clause('x', 'Bir.'), clause('y', 'İki.')), of(clause('y', 'İki.')));
    expect(changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['removed x']);
  });

  it('is a rule that was read later and is now read first', () => {
    const points = ['p', 'q', 'r'].map((key) => ({ key, text: `${key} olduqda.` }));
    const [p, q, r] = points;
    if (!p || !q || !r) throw new Error('three points');
    const older = of(clause('rules', 'Qaydalar:', { points: [p, q, r] }));
    const newer = of(clause('rules', 'Qaydalar:', { points: [r, p, q] }));
    expect(changesBetween(older, newer)).toEqual([
      { kind: 'moved', key: 'r', number: '1.1.1', formerly: '1.1.3', after: 'r olduqda.' },
    ]);
  });

  it('tells of a ground, of a row of a table, and of titles', () => {
    const table = (...rows: ReturnType<typeof row>[]) => ({ name: 'Cədvəl', columns: ['Ad', 'Müddət'], rows });
    const grounds = [{ cited: 'Qaydaların 4.1-ci bəndi', sample: true }];
    const older = of(clause('x', 'Bir:', { grounds, table: table(row('a', 'A', '5'), row('b', 'B', '6')) }));
    const newer = {
      ...of(clause('x', 'Bir:', { table: table(row('a', 'A', '7'), row('c', 'C', '6')) })),
      title: 'Yeni reqlament',
    };
    expect(changesBetween(older, newer)).toEqual([
      { kind: 'changed', key: 'title', number: '', before: 'Reqlament', after: 'Yeni reqlament' },
      { kind: 'changed', key: 'x', number: '1.1', before: 'Bir: – Qaydaların 4.1-ci bəndi (nümunə)', after: 'Bir:' },
      { kind: 'changed', key: 'x/a', number: '1.1', before: 'Ad: A. Müddət: 5', after: 'Ad: A. Müddət: 7' },
      { kind: 'added', key: 'x/c', number: '1.1', after: 'Ad: C. Müddət: 6' },
      { kind: 'removed', key: 'x/b', number: '1.1', before: 'Ad: B. Müddət: 6' },
    ]);
  });
});
