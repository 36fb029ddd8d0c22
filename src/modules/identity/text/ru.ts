import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const ru: Words<typeof az> = {
  signIn: 'Войти',
  signOut: 'Выход',
  desk: 'Рабочий стол',
  actSelf: 'От своего имени',
  actOrganisation: 'От имени организации',

  behalfTitle: 'От чьего имени вы продолжаете?',
  behalfHint: 'Список берётся из государственного реестра юридических лиц: организации, где вы указаны руководителем.',
  behalfNone:
    'В реестре нет организации, где вы указаны руководителем. Если вы стали им недавно, она появится здесь после обновления реестра.',
  behalfUnavailable:
    'Реестр сейчас не отвечает, поэтому организации, которыми вы руководите, не показаны. Продолжите от своего имени или вернитесь через несколько минут.',
  behalfSelf: 'От своего имени',
  behalfHead: 'VÖEN {voen}, руководитель',
  behalfChoose: 'Выберите из списка',

  sessionsTitle: 'Ваши открытые сеансы',
  sessionsLead: 'Устройства, на которых выполнен вход. Если есть незнакомое, завершите его сеанс.',
  sessionsRule: 'Сеанс завершается сам через {hours} ч после входа, а без использования раньше.',
  sessionsDevice: 'Устройство',
  sessionsSince: 'Время входа',
  sessionsSeen: 'Последнее использование',
  sessionsEnd: 'Действие',
  sessionsThis: 'это устройство',
  sessionsClose: 'Завершить',
  sessionsCloseOthers: 'Завершить остальные',
  sessionsOnlyThis: 'На других устройствах вход не выполнен.',
  unknownBrowser: 'Неизвестный браузер',
  unknownSystem: 'неизвестная система',

  signOutTitle: 'Выйти?',
  signOutLead: 'Сеанс на этом устройстве завершится. Сохранённые черновики и заявления останутся на месте.',
  signOutNow: 'Выйти',
  signOutOthers: 'Сеансы на других устройствах',

  demoTitle: 'Под чьим именем вы входите?',
  demoLead: 'Этот вход только для демонстрации: люди вымышлены, пароля нет. Выберите имя.',
  demoCitizens: 'Граждане и руководители компаний',
  demoOfficials: 'Должностные лица',
  demoName: 'Имя',
  demoOffice: 'Должность',
  demoAbout: 'Что может делать',

  commandSummary: 'Назначает лицо на должность в учреждении',
  commandDone: '{fin}: назначение внесено: {institution}, {role}, с {day}',
  commandWould: '{fin}: назначение было бы внесено: {institution}, {role}, с {day}. Ничего не записано.',
};
