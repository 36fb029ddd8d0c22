import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const ru: Words<typeof az> = {
  notifications: 'Уведомления',
  deskNotifications: 'Служебные уведомления',
  none: 'Уведомлений пока нет. Новости по вашим делам появятся здесь.',
  noneAtDesk: 'Уведомлений пока нет. Поручения, напоминания и просрочки появятся здесь.',
  byMail: 'Узнавать о новых уведомлениях по эл. почте',
  unread: 'Новое',
  markRead: 'Отметить прочитанным',
  markReadOf: 'Отметить прочитанным: {text}',
  markAllRead: 'Отметить все прочитанными',

  approvals: 'Согласования',
  waiting: 'Ожидают вас',
  waitingSum: 'Всего {total}, просрочено {overdue}.',
  noApprovals: 'Сейчас согласований, ожидающих вас, нет. Здесь появятся заявки учреждений и заключения.',
  steps: 'Что можно сделать сейчас',
  note: 'Пояснение',
  noteNeeded: 'Пояснение обязательно: {actions}.',
  notDone: 'Действие не выполнено',
  nothing: 'Сейчас от вас по этому делу ничего не требуется.',
  barred: '«{action}»: {reason}',
  journal: 'Ход дела',
  program: 'Система',
  removed: 'удалено',
  altered: 'изменено',
  wrote: '{what}: «{note}»',

  remind: '«{title}», {reference}: осталось рабочих дней: {days} (срок {due}).',
  remindBlind: '«{title}»: осталось рабочих дней: {days} (срок {due}).',
  overdue: '«{title}», {reference}: срок истёк {due}, дело просрочено.',
  assigned: '«{title}», {reference}: дело поручено вам.',

  start: 'Начато',
  assign: 'Дело поручено',
  late: 'Срок истёк',
  escalate: 'О просрочке сообщено',
  migrate: 'Переведено на новый порядок',

  returnedToQueue: 'Дело возвращено в очередь',
  reassign: 'Дело передано другому',
  takenAway: '«{title}», {reference}: дело передано другому сотруднику.',
  officeLost: 'Дела сотрудника, чьи полномочия закончились, возвращены в очередь. Распределите их.',
  forAbsent: 'За сотрудника, которого вы замещаете. {text}',
};
