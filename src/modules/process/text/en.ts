import type { Words } from '../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  notifications: 'Notifications',
  deskNotifications: 'Notifications at work',
  none: 'You have no notifications yet. News about your cases will appear here.',
  noneAtDesk: 'There are no notifications yet. Assignments, reminders and delays will appear here.',
  byMail: 'Hear of new notifications by e-mail',
  unread: 'New',
  markRead: 'Mark as read',
  markReadOf: 'Mark as read: {text}',
  markAllRead: 'Mark all as read',

  approvals: 'Approvals',
  waiting: 'Waiting for you',
  waitingSum: 'In all {total}, late {overdue}.',
  noApprovals: 'No approvals wait for you now. Requests of institutions and reviews will appear here.',
  steps: 'What can be done now',
  note: 'Note',
  noteNeeded: 'A note is needed for: {actions}.',
  notDone: 'It was not done',
  nothing: 'This waits for nothing from you now.',
  barred: '“{action}”: {reason}',
  journal: 'History',
  program: 'System',
  removed: 'removed',
  altered: 'altered',
  wrote: '{what}: “{note}”',

  remind: '“{title}”, {reference}: working days left: {days} (due {due}).',
  remindBlind: '“{title}”: working days left: {days} (due {due}).',
  overdue: '“{title}”, {reference}: the time ended on {due}; the case is late.',
  assigned: '“{title}”, {reference}: the case has been given to you.',

  start: 'Started',
  assign: 'Assigned the case',
  late: 'Time has run out',
  escalate: 'Delay reported',
  migrate: 'Went over to the new rules',

  returnedToQueue: 'Put the case back into the queue',
  reassign: 'Gave the case to somebody else',
  takenAway: '“{title}”, {reference}: the case was given to another official.',
  officeLost: 'The cases of an official whose office ended are back in the queue. Give them to somebody.',
  forAbsent: 'For the official for whom you stand in. {text}',
};
