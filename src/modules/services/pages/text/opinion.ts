import { formatDate, type Lang, suffixed } from '../../../../language/index.ts';

const az = {
  title: 'Rəylər',
  askedOf: 'Kimdən rəy gözlənilir',
  askedLead: 'Qərardan əvvəl bu qurumların rəyi alınır. Rəyləri biz özümüz soruşuruq, sizdən heç nə tələb olunmur.',
  until: (day: Date) => `${suffixed(formatDate(day, 'az'), 'limit')} gözlənilir`,
  late: (day: Date) => `${formatDate(day, 'az')} tarixində verilməli idi, hələ gözlənilir`,
  given: (day: Date) => `${formatDate(day, 'az')} tarixində verilib`,
  awaited: 'gözlənilir',
  silent: 'vaxtında verilməyib, susmaq razılıq sayılıb',
  question: 'Sual',
  seen: 'Müraciətdən gördükləriniz',
  seenLead: (institution: string) =>
    `Rəy üçün lazım olan məlumat. Müraciətin qalan hissəsini yalnız ${institution} görür. Baxışınız müraciətçinin “Məlumatıma kim baxıb” səhifəsində görünür.`,
  nothingSeen: 'Rəyə ehtiyac qalmayıb, müraciətin məlumatı daha göstərilmir.',
  opinion: 'Rəy',
  askedBy: 'Rəyi soruşan',
  toCase: 'Müraciətə qayıt',
  ofInstitutions: 'Qurumların rəyləri',
  plannedLead: 'Hamısı eyni vaxtda soruşulur. Sonuncu rəy gələnədək müraciət təsdiq edilmir.',
  term: (days: number) => `${days} iş günü ərzində verilir`,
  silence: {
    agrees: 'Vaxtında verilməsə, razılıq sayılır',
    escalate: 'Vaxtında verilməsə, qurumun rəhbərliyinə bildirilir və gözlənilir',
  },
  sees: 'Müraciətdən gördükləri',
  proposed: 'İcraçının rəyi',
  reason: 'Səbəb və ya şərtlər',
  reasonHint:
    'Şərtlə razılıq və etiraz üçün mütləqdir. Etirazın səbəbi imtina qərarında, şərtlər təsdiq qərarında göstərilir: onları müraciətçi oxuyur.',
  remark: 'İzahat',
  remarkHint: 'Rəyi qaytaranda nəyin aydın olmadığını yazın. Bu mətni müraciətçi görmür.',
  seenThere: 'Qurumun müraciətdən gördükləri',
  seenThereLead: 'Rəy verən qurum müraciətdən yalnız bunları görür.',
};

export type OpinionWords = typeof az;

const en: OpinionWords = {
  title: 'Opinions',
  askedOf: 'Whose opinion is awaited',
  askedLead:
    'Before the decision these institutions give their opinion. We ask them ourselves; nothing is required of you.',
  until: (day) => `awaited by ${formatDate(day, 'en')}`,
  late: (day) => `was due on ${formatDate(day, 'en')}, still awaited`,
  given: (day) => `given on ${formatDate(day, 'en')}`,
  awaited: 'awaited',
  silent: 'not given in time, silence counts as consent',
  question: 'Question',
  seen: 'What you see of the case',
  seenLead: (institution) =>
    `What the opinion needs. The rest of the case is seen by ${institution} alone. That you looked is shown to the applicant on the page “Who looked at my data”.`,
  nothingSeen: 'The opinion is no longer needed; what the case holds is not shown any more.',
  opinion: 'Opinion',
  askedBy: 'Asked by',
  toCase: 'Back to the case',
  ofInstitutions: 'Opinions of institutions',
  plannedLead: 'All are asked at the same time. Until the last has come the case is not approved.',
  term: (days) => `Given within ${days} working days`,
  silence: {
    agrees: 'If it does not come in time, it counts as consent',
    escalate: 'If it does not come in time, the head there is told, and it is awaited on',
  },
  sees: 'What they see of the case',
  proposed: 'The officer’s opinion',
  reason: 'Reason or conditions',
  reasonHint:
    'Required to object, or to agree with conditions. A refusal quotes the objection, an approval the conditions: the applicant reads them.',
  remark: 'Explanation',
  remarkHint: 'When you return the opinion, write what is not clear. The applicant does not see this text.',
  seenThere: 'What the institution sees of the case',
  seenThereLead: 'The institution that gives the opinion sees this and nothing else.',
};

const ru: OpinionWords = {
  title: 'Заключения',
  askedOf: 'Чьё заключение ожидается',
  askedLead: 'Перед решением эти учреждения дают заключения. Мы запрашиваем их сами, от вас ничего не требуется.',
  until: (day) => `ожидается до ${formatDate(day, 'ru')}`,
  late: (day) => `срок истёк ${formatDate(day, 'ru')}, ещё ожидается`,
  given: (day) => `дано ${formatDate(day, 'ru')}`,
  awaited: 'ожидается',
  silent: 'вовремя не дано, молчание сочтено согласием',
  question: 'Вопрос',
  seen: 'Что вы видите из заявления',
  seenLead: (institution) =>
    `Сведения, нужные для заключения. Остальное в заявлении видит только ${institution}. О вашем просмотре заявитель узнает на странице «Кто смотрел мои данные».`,
  nothingSeen: 'Заключение больше не требуется, сведения заявления не показываются.',
  opinion: 'Заключение',
  askedBy: 'Запрошено учреждением',
  toCase: 'Вернуться к заявлению',
  ofInstitutions: 'Заключения учреждений',
  plannedLead: 'Все запрашиваются одновременно. Пока не поступит последнее, заявление не одобряют.',
  term: (days) => `Даётся за ${days} раб. дн.`,
  silence: {
    agrees: 'Если не дано в срок, считается согласием',
    escalate: 'Если не дано в срок, сообщают руководству учреждения и ждут дальше',
  },
  sees: 'Что видно из заявления',
  proposed: 'Заключение исполнителя',
  reason: 'Причина или условия',
  reasonHint:
    'Обязательно при возражении и при согласии с условиями. Возражение приводят в отказе, условия – в решении об одобрении: их читает заявитель.',
  remark: 'Пояснение',
  remarkHint: 'Возвращая заключение, напишите, что неясно. Заявитель этот текст не видит.',
  seenThere: 'Что учреждение видит из заявления',
  seenThereLead: 'Учреждение, дающее заключение, видит только это.',
};

export const opinionTexts: Readonly<Record<Lang, OpinionWords>> = { az, en, ru };
