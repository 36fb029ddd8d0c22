export const az = {
  notifications: 'Bildirişlər',
  deskNotifications: 'Xidməti bildirişlər',
  none: 'Hələ bildirişiniz yoxdur. İşinizlə bağlı yenilik olanda burada görünəcək.',
  noneAtDesk: 'Hələ bildiriş yoxdur. Tapşırıqlar, xatırlatmalar və gecikmələr burada görünəcək.',
  unread: 'Yeni',
  markRead: 'Oxunmuş kimi qeyd et',
  markReadOf: 'Oxunmuş kimi qeyd et: {text}',
  markAllRead: 'Hamısını oxunmuş kimi qeyd et',

  remind: '“{title}”, {reference}: son tarixə {days} iş günü qalır ({due}).',
  overdue: '“{title}”, {reference}: müddət {due} tarixində bitib, iş gecikir.',
  assigned: '“{title}”, {reference}: iş sizə tapşırılıb.',

  start: 'Başladı',
  assign: 'İş tapşırılıb',
  late: 'Müddət bitib',
} as const;
