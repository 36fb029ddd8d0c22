import { formatDate, formatNumber, plural, type Text } from '../../../../language/index.ts';

/** Message to the registrars of an institution about what was found anew. `dueOn`: `YYYY-MM-DD`. */
export function newFindingsText(count: number, dueOn: string): Text {
  return {
    az: `Kataloqda qurumunuza aid ${formatNumber(count, 'az')} yeni uyğunsuzluq aşkar edilib. ${formatDate(dueOn, 'az')} tarixinədək onları aradan qaldırın və ya izah edin.`,
    en: `${formatNumber(count, 'en')} new ${count === 1 ? 'finding concerns' : 'findings concern'} your institution in the catalogue. Mend or explain by ${formatDate(dueOn, 'en')}.`,
    ru: `В каталоге ${russianCount(count)} по вашему учреждению. Устраните или объясните до ${formatDate(dueOn, 'ru')}.`,
  };
}

function russianCount(count: number): string {
  const said = plural(count, 'ru', {
    one: 'обнаружено {n} новое расхождение',
    few: 'обнаружены {n} новых расхождения',
    many: 'обнаружено {n} новых расхождений',
  });
  return said.replace('{n}', formatNumber(count, 'ru'));
}
