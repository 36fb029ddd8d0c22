import { refusal } from '../../../kernel/refusal.ts';

export const ownEntry = refusal('catalogue.exception_own_entry', 403, {
  az: 'Bu qeydi siz yazmısınız və ya onun qurumunda vəzifəniz var: istisnanı başqa təsdiqedən verməlidir.',
  en: 'You wrote this entry or hold an office in its institution: another approver has to grant the exception.',
  ru: 'Вы внесли эту запись или занимаете должность в её учреждении: исключение должен выдать другой утверждающий.',
});

export const noSuchSubject = refusal('catalogue.exception_no_entry', 422, {
  az: 'Kataloqda bu növdə belə qeyd yoxdur. Adını kataloqda olduğu kimi və ya kodunu yazın, qeydin növünü yoxlayın.',
  en: 'The catalogue has no such entry of this kind. Write its title as the catalogue has it, or its code, and check the kind.',
  ru: 'В каталоге нет такой записи этого вида. Укажите название, как в каталоге, или код и проверьте вид записи.',
});

export const wrongKind = refusal('catalogue.exception_kind', 422, {
  az: 'Seçilən istisna bu növ qeydə aid deyil. Başqa istisna seçin.',
  en: 'The exception chosen does not concern entries of this kind. Choose another.',
  ru: 'Выбранное исключение не относится к записям этого вида. Выберите другое.',
});

export const definedHere = refusal('catalogue.exception_defined_here', 422, {
  az: 'Bu xidmət “Vahid”də tərif edilib ({source}): tərif reyestrdə olan məlumatı soruşa bilməz və istisna bunu dəyişmir.',
  en: 'This service is defined in Vahid ({source}): its definition cannot ask for what a register holds, and no exception changes that.',
  ru: 'Эта услуга определена в «Vahid» ({source}): определение не может запрашивать имеющееся в реестре, и исключение этого не меняет.',
});

export const noSuchConcept = refusal('catalogue.exception_no_concept', 422, {
  az: 'Lüğətdə belə anlayış yoxdur və ya onu heç bir reyestr vermir. Anlayışın adını və ya kodunu yazın.',
  en: 'The dictionary has no such concept, or no register provides it. Write the name or the code of the concept.',
  ru: 'Такого понятия нет в словаре, или его не предоставляет ни один реестр. Укажите название или код понятия.',
});

export const noSuchAct = refusal('catalogue.exception_no_act', 422, {
  az: 'Hüquqi əsası siyahıdan seçin.',
  en: 'Choose the legal ground from the list.',
  ru: 'Выберите правовое основание из списка.',
});

export const wrongDay = refusal('catalogue.exception_day', 422, {
  az: 'Son gün bu gündən sonra və ən çoxu bir il sonra olmalıdır.',
  en: 'The last day has to come after today, and within a year.',
  ru: 'Последний день должен быть позже сегодняшнего и не дальше года.',
});

export const reasonNeeded = refusal('catalogue.exception_reason', 422, {
  az: 'Əsaslandırmanı yazın.',
  en: 'Write the reason.',
  ru: 'Укажите обоснование.',
});

export const endedAlready = refusal('catalogue.exception_ended', 409, {
  az: 'İstisna artıq bitib.',
  en: 'The exception has ended already.',
  ru: 'Исключение уже закончилось.',
});

export const askedAlready = refusal('catalogue.exception_asked', 409, {
  az: 'Bu qeyd üçün həmin istisna artıq istənilib. Qərarı gözləyin.',
  en: 'The same exception is asked for already. Wait for the decision.',
  ru: 'Такое исключение для этой записи уже запрошено. Дождитесь решения.',
});

export const inForceAlready = refusal('catalogue.exception_in_force', 409, {
  az: 'Bu qeyd üçün həmin istisna qüvvədədir. Yenisini vermək üçün əvvəlcə onu ləğv edin.',
  en: 'The same exception is in force. Revoke it before you grant another.',
  ru: 'Такое исключение для этой записи действует. Прежде чем выдать новое, отмените его.',
});
