import type { Text } from '../../language/lang.ts';

export const twice = (code: string): Text => ({
  az: `“${code}” kodu iki quruma verilib.`,
  en: `Two institutions have the code “${code}”.`,
  ru: `Код «${code}» дан двум учреждениям.`,
});
export const giveOther: Text = {
  az: 'Qurumlardan birinə başqa kod verin.',
  en: 'Give one of them another code.',
  ru: 'Дайте одному из них другой код.',
};
export const unknown = (code: string): Text => ({
  az: `Hüquqi varis “${code}” siyahıda yoxdur.`,
  en: `The successor “${code}” is in no list of institutions.`,
  ru: `Правопреемника «${code}» нет в списке учреждений.`,
});
export const useCode: Text = {
  az: 'Varisin kodunu yoxlayın və ya varisi siyahıya əlavə edin.',
  en: 'Check the code, or add the successor to the list.',
  ru: 'Проверьте код или добавьте правопреемника в список.',
};
export const open = (code: string): Text => ({
  az: `“${code}” qurumunun varisi var, amma ləğv edildiyi gün göstərilməyib.`,
  en: `“${code}” has a successor but no day on which it was closed.`,
  ru: `У «${code}» есть правопреемник, но не указан день упразднения.`,
});
export const giveDay: Text = {
  az: '`closedOn` sahəsinə qurumun artıq fəaliyyət göstərmədiyi ilk günü yazın.',
  en: 'Write in `closedOn` the first day on which the institution is no more.',
  ru: 'Укажите в `closedOn` первый день, когда учреждения уже нет.',
};
export const circle = (code: string): Text => ({
  az: `“${code}” qurumunun varisləri dairə əmələ gətirir.`,
  en: `The successors of “${code}” form a circle.`,
  ru: `Правопреемники «${code}» образуют круг.`,
});
export const breakCircle: Text = {
  az: 'Sonuncu qurumdan `successor` sahəsini silin.',
  en: 'Remove `successor` from the last institution.',
  ru: 'Удалите `successor` у последнего учреждения.',
};
export const taken = (entry: string, by: string): Text => ({
  az: `“${entry}” bölünmədə artıq “${by}” qurumuna verilib.`,
  en: `The split gives “${entry}” to “${by}” already.`,
  ru: `При разделении «${entry}» уже передано учреждению «${by}».`,
});
export const takeOnce: Text = {
  az: 'Hər qeydi yalnız bir varisin `takes` siyahısında saxlayın.',
  en: 'Keep each entry in the `takes` of one successor only.',
  ru: 'Оставьте каждую запись в `takes` только одного правопреемника.',
};
export const general = (code: string): Text => ({
  az: `“${code}” onsuz da qalan bütün qeydlərin varisidir.`,
  en: `“${code}” is the successor of everything else anyway.`,
  ru: `«${code}» и так является правопреемником всего остального.`,
});
export const dropPart: Text = {
  az: 'Bu hissəni `split` sahəsindən silin və ya başqa varis göstərin.',
  en: 'Remove this part from `split`, or name another successor.',
  ru: 'Удалите эту часть из `split` или укажите другого правопреемника.',
};
export const splitOfOpen = (code: string): Text => ({
  az: `“${code}” qurumunun bölünməsi yazılıb, amma ləğv edildiyi gün göstərilməyib.`,
  en: `“${code}” is split but has no day on which it was closed.`,
  ru: `Для «${code}» указано разделение, но не указан день упразднения.`,
});
export const sameName = (name: string): Text => ({
  az: `“${name}” həm indiki, həm də əvvəlki ad kimi, ya da iki dəfə yazılıb.`,
  en: `“${name}” stands both as the name and as a former one, or twice.`,
  ru: `«${name}» указано и как нынешнее, и как прежнее название либо дважды.`,
});
export const dropName: Text = {
  az: '`formerNames` siyahısında hər əvvəlki adı bir dəfə saxlayın, indiki adı oradan silin.',
  en: 'Keep each former name once in `formerNames`, and not the present one.',
  ru: 'Оставьте в `formerNames` каждое прежнее название один раз, без нынешнего.',
};
export const namesUnordered: Text = {
  az: 'Əvvəlki adlar `until` günü üzrə sıralanmayıb, ya da iki ad eyni gün bitir.',
  en: 'The former names do not stand in the order of their days `until`, or two end on one day.',
  ru: 'Прежние названия стоят не по порядку дней `until`, либо два заканчиваются в один день.',
};
export const orderNames: Text = {
  az: 'Adları köhnədən yeniyə düzün: hər birinin `until` günü əvvəlkindən sonra olsun.',
  en: 'List the names from the oldest to the newest, each `until` after the one before.',
  ru: 'Расположите названия от старого к новому: каждый день `until` позже предыдущего.',
};
export const nameAfterClosing = (code: string): Text => ({
  az: `“${code}” ləğv ediləndən sonra adını dəyişə bilməzdi.`,
  en: `“${code}” could not change its name after it was closed.`,
  ru: `«${code}» не могло сменить название после упразднения.`,
});
export const mendDay: Text = {
  az: '`until` və `closedOn` günlərini yoxlayın.',
  en: 'Check the days in `until` and `closedOn`.',
  ru: 'Проверьте дни в `until` и `closedOn`.',
};
