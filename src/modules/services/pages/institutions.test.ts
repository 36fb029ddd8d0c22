import { expect, it } from 'vitest';
import { institutionsOf } from './institutions.tsx';
import * as a from './sample-views.ts';

it('sorts institutions by their names in the language of the page', () => {
  const named = (code: string, az: string, en: string, ru: string) => {
    const { institution } = a.service();
    return a.service({ institution: { ...institution, code, name: { az, en, ru } } });
  };
  const services = [
    named('justice', 'Ədliyyə Nazirliyi', 'Ministry of Justice', 'Министерство юстиции'),
    named('economy', 'İqtisadiyyat Nazirliyi', 'Ministry of Economy', 'Министерство экономики'),
    named('migration', 'Dövlət Miqrasiya Xidməti', 'State Migration Service', 'Государственная миграционная служба'),
    named('agriculture', 'Fond', 'Agrarian Fund', 'Аграрный фонд'),
  ];
  const sorted = (lang: 'az' | 'en' | 'ru') =>
    institutionsOf(services, lang).map(({ institution }) => institution.code);
  expect(sorted('az')).toEqual(['migration', 'justice', 'agriculture', 'economy']);
  expect(sorted('en')).toEqual(['agriculture', 'economy', 'justice', 'migration']);
  expect(sorted('ru')).toEqual(['agriculture', 'migration', 'economy', 'justice']);
});
