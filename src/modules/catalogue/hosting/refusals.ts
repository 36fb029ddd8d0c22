import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { Lang, Text } from '../../../language/lang.ts';

export const noSuchStep = refusal('catalogue.no_such_hosting_step', 409, {
  az: 'Bu addımı indi atmaq olmaz: vəziyyət dəyişib və ya addım ardıcıllığa uyğun deyil.',
  en: 'This step cannot be taken now: the state has changed, or the step is out of order.',
  ru: 'Сейчас этот шаг невозможен: состояние изменилось или шаг нарушает порядок.',
});

export const waveNeeded = refusal('catalogue.wave_needed', 422, {
  az: 'Köçürmənin rübünü seçin.',
  en: 'Choose the quarter of the move.',
  ru: 'Выберите квартал переноса.',
});

const linked: Text = {
  az: 'Sistem buludda sayıla bilməz. EHİS-dən kənar yolla istifadə etdikləri və ya yerləşdiyi mərkəz hökumət buludunda deyil: {systems}. Əlaqəni EHİS-ə keçirin və ya onların köçürülməsini gözləyin. Kataloqdakı əlaqə artıq yoxdursa, dəyişiklik müraciəti edin.',
  en: 'It cannot be called moved. What it uses outside EHİS, or runs on, is not in the government cloud: {systems}. Take the link to EHİS, or wait until that is moved. If the link in the catalogue is no more, open a request for change.',
  ru: 'Нельзя считать перенесённым. Используемое в обход EHİS или центр, где размещена система, не в правительственном облаке: {systems}. Переведите связь на EHİS или дождитесь переноса. Если связи из каталога больше нет, подайте заявку на изменение.',
};

/** Names what keeps an entry from being called moved, each language in its own words. */
export function linkedToLocal(systems: readonly { readonly code: string; readonly title: Text }[]): Refusal {
  const one = (lang: Lang) => linked[lang].replace('{systems}', systems.map(({ title }) => title[lang]).join('; '));
  const text = { az: one('az'), en: one('en'), ru: one('ru') };
  return new Refusal('catalogue.linked_to_local', 409, text, { systems: systems.map(({ code }) => code) });
}
