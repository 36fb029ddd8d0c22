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
  az: 'Sistem buludda sayıla bilməz: EHİS-dən kənar istifadə etdiyi sistem hələ buludda deyil: {systems}. Əlaqəni EHİS-ə keçirin və ya həmin sistemin köçürülməsini gözləyin.',
  en: 'It cannot be called moved: what it uses outside EHİS is not yet in the cloud: {systems}. Take the link to EHİS, or wait until that is moved.',
  ru: 'Нельзя считать перенесённым: система, используемая в обход EHİS, ещё не в облаке: {systems}. Переведите связь на EHİS или дождитесь её переноса.',
};

/** Names the systems that keep an entry from being called moved, each language in its own words. */
export function linkedToLocal(systems: readonly { readonly code: string; readonly title: Text }[]): Refusal {
  const one = (lang: Lang) => linked[lang].replace('{systems}', systems.map(({ title }) => title[lang]).join('; '));
  const text = { az: one('az'), en: one('en'), ru: one('ru') };
  return new Refusal('catalogue.linked_to_local', 409, text, { systems: systems.map(({ code }) => code) });
}

export const notReplaced = refusal('catalogue.portal_not_replaced', 409, {
  az: 'Portal bağlana bilməz: onu əvəz edən, istifadədə olan xidmət göstərilməyib. Dəyişiklik müraciətində xidməti yazın.',
  en: 'The portal cannot be closed: no service in use is named that replaces it. Name the service in a request for change.',
  ru: 'Портал нельзя закрыть: не указана действующая услуга, которая его заменяет. Назовите её в заявке на изменение.',
});
