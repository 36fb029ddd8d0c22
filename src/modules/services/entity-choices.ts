/* What columns of the room may hold, in words. */

export const origins = {
  applicant: { az: 'Müraciətçi', en: 'Applicant', ru: 'Заявитель' },
  state: { az: 'Dövlət', en: 'State', ru: 'Государство' },
} as const;

export const channels = {
  portal: { az: 'Portal', en: 'Portal', ru: 'Портал' },
  centre: { az: 'Xidmət mərkəzi', en: 'Service centre', ru: 'Центр услуг' },
} as const;

export const consents = {
  paper: { az: 'İmzalanmış razılıq blankı', en: 'Signed paper', ru: 'Подписанный бланк' },
  code: { az: 'Birdəfəlik kod', en: 'One-time code', ru: 'Одноразовый код' },
} as const;

export const verdicts = {
  approve: { az: 'Təsdiq', en: 'Approve', ru: 'Одобрить' },
  officer: { az: 'Əməkdaş baxmalıdır', en: 'An officer decides', ru: 'Решает сотрудник' },
  refuse: { az: 'İmtina', en: 'Refuse', ru: 'Отказать' },
} as const;

export const factStates = {
  value: { az: 'Var', en: 'Value', ru: 'Значение' },
  none: { az: 'Yoxdur', en: 'None', ru: 'Нет' },
  unknown: { az: 'Məlum deyil', en: 'Not known', ru: 'Неизвестно' },
  unavailable: { az: 'Alınmayıb', en: 'Not received', ru: 'Не получено' },
  refused: { az: 'İcazə verilməyib', en: 'Not permitted', ru: 'Не разрешено' },
} as const;
