import { describe, expect, it } from 'vitest';
import type { Text } from '../../../language/index.ts';
import { placeOf, valueOf } from './difference.ts';

describe('where two versions of an entry differ', () => {
  it('is told in the language of the reader, however deep it lies', () => {
    const places: readonly (readonly [readonly string[], string])[] = [
      [['title', 'ru'], 'Adı, русский'],
      [['contact', 'email'], 'Texniki əlaqə: e-poçt'],
      [['contact'], 'Texniki əlaqə'],
      [['serviceLevel', 'restoreHours'], 'Bərpa müddəti, saat'],
      [['spec', 'personalDataNumber'], 'Fərdi məlumat sistemlərinin reyestrində nömrəsi'],
      [['spec', 'output', 'en'], 'Nəticəsi, English'],
      [['spec', 'objects', 'qeyd'], 'Obyekt: qeyd'],
      [['spec', 'objects', 'qeyd', 'label', 'az'], 'Obyekt: qeyd, Obyektin adı, azərbaycanca'],
      [['spec', 'objects', 'qeyd', 'fields', 'fin', 'class'], 'Obyekt: qeyd, Sahə: fin, Məlumat sinfi'],
      [['relations', 'uses system/tax', 'channel'], 'Əlaqə: istifadə edir, İnformasiya sistemi tax, Yolu'],
    ];
    for (const [path, words] of places) expect(placeOf(path, 'az')).toBe(words);
  });

  it('bears no word of the program where a name is known, and says once what reads alike in all languages', () => {
    const titles: Readonly<Record<string, Text>> = {
      'institution/aef': { az: 'Elm Fondu', en: 'Science Foundation', ru: 'Фонд науки' },
      'register/population': { az: 'Əhali', en: 'Population', ru: 'Население' },
    };
    const names = (ref: string) => titles[ref];
    expect(placeOf(['kind'], 'az')).toBe('Növü');
    expect(placeOf(['code'], 'az')).toBe('Kod');
    expect(valueOf('system', ['kind'], 'az')).toBe('İnformasiya sistemi');
    expect(valueOf('aef', ['institution'], 'az', names)).toBe('Elm Fondu');
    expect(placeOf(['relations', 'uses register/population', 'channel'], 'az', names)).toBe(
      'Əlaqə: istifadə edir, İnformasiya ehtiyatı “Əhali”, Yolu',
    );
    expect(valueOf({ az: 'Bir', en: 'Bir', ru: 'Bir' }, ['title'], 'az')).toBe('Bir');
    expect(valueOf({ az: 'Bir', en: 'One', ru: 'Bir' }, ['title'], 'az')).toBe('Bir, One');
    expect(valueOf(['bir', 'bir'], ['acts'], 'az')).toBe('bir, bir');
  });

  it('calls a choice what it is called in its place', () => {
    expect(valueOf('local', ['spec', 'place'], 'en')).toBe('Server room of an institution');
    expect(valueOf('local', ['relations', 'uses system/tax', 'channel'], 'en')).toBe('outside EHİS');
    expect(valueOf('important', ['criticality'], 'az')).toBe('Mühüm');
    expect(valueOf('important', ['spec', 'version'], 'az')).toBe('important');
    expect(valueOf({ hours: 'always', availability: 99.5 }, ['serviceLevel'], 'az')).toBe('Gecə-gündüz, 99,5');
    expect(valueOf('personal', ['spec', 'objects', 'qeyd', 'fields', 'fin', 'class'], 'ru')).toBe('персональный');
    expect(valueOf('constructor', ['state'], 'az')).toBe('constructor');
  });
});
