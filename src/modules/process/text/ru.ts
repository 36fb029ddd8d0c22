import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const ru: Words<typeof az> = {
  notifications: 'Уведомления',
  deskNotifications: 'Служебные уведомления',
  none: 'Уведомлений пока нет. Новости по вашим делам появятся здесь.',
  noneAtDesk: 'Уведомлений пока нет. Поручения, напоминания и просрочки появятся здесь.',
  unread: 'Новое',
  markRead: 'Отметить прочитанным',
  markReadOf: 'Отметить прочитанным: {text}',
  markAllRead: 'Отметить все прочитанными',

  remind: '«{title}», {reference}: осталось рабочих дней: {days} (срок {due}).',
  overdue: '«{title}», {reference}: срок истёк {due}, дело просрочено.',
  assigned: '«{title}», {reference}: дело поручено вам.',

  start: 'Начато',
  assign: 'Дело поручено',
  late: 'Срок истёк',
};
