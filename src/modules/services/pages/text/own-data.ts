import type { Lang, Text } from '../../../../language/index.ts';

/** Words of “What the state holds about me”, and of a request to correct it. */
const az = {
  title: 'Reyestrlərdə haqqımda olan məlumat',
  lead: 'Dövlət reyestrlərinin sizin haqqınızda saxladığı məlumat. Səhv görürsünüzsə, düzəliş üçün müraciət edin: ona reyestrin sahibi baxır.',
  logged: 'Bu səhifə açılanda məlumat reyestrlərdən alınır və baxış jurnalınıza yazılır.',
  lookUps: 'Məlumatıma kim baxıb',
  owner: 'Reyestrin sahibi',
  columns: ['Məlumat', 'Reyestrdəki qeyd', 'Reyestrə yazılıb', 'Səhvdirsə'],
  wrong: 'Bu səhvdir',
  silent: 'Cavab verməyən reyestrlər',
  silentLead:
    'Bu reyestrlər indi cavab vermir. Bu o demək deyil ki, sizin haqqınızda məlumat yoxdur: səhifəni sonra yenidən açın.',
  nothing: 'Haqqınızda qeyd olmayan reyestrlər',
  nothingWrong: 'Burada qeyd olmalıdırsa, bildirin',
  none: 'Heç bir reyestr sizin haqqınızda məlumat vermir.',
  requests: 'Düzəliş müraciətlərim',

  ask: 'Bu məlumatda nə səhvdir?',
  askHint:
    'Düzgünü necədir və bu hansı sənəddən görünür? Sənədin adını, nömrəsini və kim tərəfindən verildiyini yazın.',
  fact: 'Məlumat',
  register: 'Reyestr',
  right: 'Düzgünü necədir?',
  whence: 'Bu hansı sənəddən görünür?',
  whenceHint: 'Sənədin adını, nömrəsini və kim tərəfindən verildiyini yazın.',
  entered: 'reyestrə yazılıb',
  send: 'Reyestrin sahibinə göndər',
  request: 'Düzəliş müraciəti',
  act: 'Nə edə bilərsiniz',
  note: 'Qeydiniz',
} as const;

/** The same where somebody acts for a company. */
const azCompany = {
  title: 'Reyestrlərdə şirkət haqqında olan məlumat',
  lead: 'Dövlət reyestrlərinin şirkətiniz haqqında saxladığı məlumat. Səhv görürsünüzsə, düzəliş üçün müraciət edin: ona reyestrin sahibi baxır.',
  logged: 'Bu səhifə açılanda məlumat reyestrlərdən alınır və şirkətin baxış jurnalına yazılır.',
  lookUps: 'Şirkətin məlumatına kim baxıb',
  silentLead:
    'Bu reyestrlər indi cavab vermir. Bu o demək deyil ki, şirkətiniz haqqında məlumat yoxdur: səhifəni sonra yenidən açın.',
  nothing: 'Şirkət haqqında qeyd olmayan reyestrlər',
  none: 'Heç bir reyestr şirkətiniz haqqında məlumat vermir.',
  requests: 'Şirkətin düzəliş müraciətləri',
} as const;

type CompanyWords = { readonly [K in keyof typeof azCompany]: string };

type OwnDataWords = { readonly [K in keyof typeof az]: (typeof az)[K] extends string ? string : readonly string[] };

const en: OwnDataWords = {
  title: 'What the state holds about me',
  lead: 'What registers of the state hold about you. Where you see a mistake, ask for a correction: the owner of the register handles it.',
  logged: 'When this page is opened the registers are asked, and that stands in your log.',
  lookUps: 'Who looked at my data',
  owner: 'Owner of the register',
  columns: ['Information', 'As the register has it', 'Recorded on', 'If it is wrong'],
  wrong: 'This is wrong',
  silent: 'Registers that do not answer',
  silentLead:
    'These registers do not answer now. That does not mean that they hold nothing about you: open the page again later.',
  nothing: 'Registers with nothing about you',
  nothingWrong: 'Tell them if something should be there',
  none: 'No register tells anything about you.',
  requests: 'My requests for correction',

  ask: 'What is wrong with this information?',
  askHint: 'How is it right, and which paper shows it? Write its title, its number and who issued it.',
  fact: 'Information',
  register: 'Register',
  right: 'How is it right?',
  whence: 'Which paper shows it?',
  whenceHint: 'Write its title, its number and who issued it.',
  entered: 'entered in the register',
  send: 'Send to the owner of the register',
  request: 'Request for correction',
  act: 'What you can do',
  note: 'Your note',
};

const enCompany: CompanyWords = {
  title: 'What the state holds about the company',
  lead: 'What registers of the state hold about your company. Where you see a mistake, ask for a correction: the owner of the register handles it.',
  logged: 'When this page is opened the registers are asked, and that stands in the company’s log.',
  lookUps: 'Who looked at the company’s data',
  silentLead:
    'These registers do not answer now. That does not mean that they hold nothing about your company: open the page again later.',
  nothing: 'Registers with nothing about the company',
  none: 'No register tells anything about your company.',
  requests: 'The company’s requests for correction',
};

const ru: OwnDataWords = {
  title: 'Что государство знает обо мне',
  lead: 'Сведения о вас в государственных реестрах. Если видите ошибку, попросите её исправить: обращение рассматривает владелец реестра.',
  logged: 'При открытии этой страницы сведения запрашиваются у реестров, и это записывается в ваш журнал.',
  lookUps: 'Кто смотрел мои данные',
  owner: 'Владелец реестра',
  columns: ['Сведения', 'Запись в реестре', 'Внесено в реестр', 'Если неверно'],
  wrong: 'Это неверно',
  silent: 'Реестры, которые не отвечают',
  silentLead: 'Сейчас эти реестры не отвечают. Это не значит, что сведений о вас в них нет: откройте страницу позже.',
  nothing: 'Реестры, в которых о вас нет записей',
  nothingWrong: 'Сообщите, если запись должна быть',
  none: 'Ни один реестр не сообщает сведений о вас.',
  requests: 'Мои обращения об исправлении',

  ask: 'Что в этих сведениях неверно?',
  askHint: 'Как правильно и из какого документа это видно? Укажите его название, номер и кем он выдан.',
  fact: 'Сведения',
  register: 'Реестр',
  right: 'Как правильно?',
  whence: 'Из какого документа это видно?',
  whenceHint: 'Укажите его название, номер и кем он выдан.',
  entered: 'внесено в реестр',
  send: 'Отправить владельцу реестра',
  request: 'Обращение об исправлении',
  act: 'Что вы можете сделать',
  note: 'Ваше примечание',
};

const ruCompany: CompanyWords = {
  title: 'Что государство знает о компании',
  lead: 'Сведения о вашей компании в государственных реестрах. Если видите ошибку, попросите её исправить: обращение рассматривает владелец реестра.',
  logged: 'При открытии этой страницы сведения запрашиваются у реестров, и это записывается в журнал компании.',
  lookUps: 'Кто смотрел данные компании',
  silentLead:
    'Сейчас эти реестры не отвечают. Это не значит, что сведений о вашей компании в них нет: откройте страницу позже.',
  nothing: 'Реестры, в которых о компании нет записей',
  none: 'Ни один реестр не сообщает сведений о вашей компании.',
  requests: 'Обращения компании об исправлении',
};

const own = { az, en, ru };
const company = { az: { ...az, ...azCompany }, en: { ...en, ...enCompany }, ru: { ...ru, ...ruCompany } };

/** By the front on which the page stands: that of a person, or of a company. */
export const ownDataWords = ({ lang, brand }: { readonly lang: Lang; readonly brand: string }): OwnDataWords =>
  brand === 'biznes' ? company[lang] : own[lang];
/** In the navigation, where there is little room. */
export const ownDataLabel: Text = { az: 'Məlumatlarım', en: 'My data', ru: 'Мои данные' };
export const companyDataLabel: Text = { az: 'Məlumatlar', en: 'Data', ru: 'Данные' };
