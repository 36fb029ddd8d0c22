import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  notifications: 'Notifications',
  deskNotifications: 'Notifications at work',
  none: 'You have no notifications yet. News about your cases will appear here.',
  noneAtDesk: 'There are no notifications yet. Assignments, reminders and delays will appear here.',
  unread: 'New',
  markRead: 'Mark as read',
  markReadOf: 'Mark as read: {text}',
  markAllRead: 'Mark all as read',

  remind: '“{title}”, {reference}: working days left: {days} (due {due}).',
  overdue: '“{title}”, {reference}: the time ended on {due}; the case is late.',
  assigned: '“{title}”, {reference}: the case has been given to you.',

  start: 'Started',
  assign: 'Case assigned',
  late: 'Time has run out',
};
