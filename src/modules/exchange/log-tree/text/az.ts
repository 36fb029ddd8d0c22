export const az = {
  auditEmptied: 'Başlığı və məzmunu artıq saxlanmayan sətirlər: {count}.',
  auditArchived: 'Arxivdə olan sətirlər: {count}.',
  archiveSummary: 'Mesaj jurnalının köhnə günlərini bir-birinə bağlı fayllara yazır',
  archiveMade: '{name}: {day}, sətirlər: {lines}, heş {digest}.',
  archiveNothing: 'Arxivləşdiriləsi heç nə yoxdur: {days} gündən köhnə, ağaca tam daxil edilmiş gün yoxdur.',
  archiveBroken: '{name} geri oxuna bilmədi ({fault}). {day} günü verilənlər bazasında qalır.',
  keySummary: 'Bundan sonra jurnalı başqa açarla imzaladır',
  keyFollows: '{size} sətirdən sonra jurnalı başqa açar imzalayır: {key}',
  keyNone: 'Jurnalın hələ açarı yoxdur: heç nə qeydə alınmayıb.',
  contentGone: 'Başlıqlar və məzmun artıq saxlanmır; onları heşləri sübut edir.',
  verifyLookUp: '{file}: etibarlıdır. Baxış: {at}, {consumer}, məqsəd: {purpose}, {act}, maddə {article}.',
  verifyUnconfigured:
    '{file}: mühakimə yürütmək olmur, çünki faylda mübadilənin həmin vaxta aid konfiqurasiyası yoxdur. Onu göstərin: --configuration FILE.',
  verifyDay:
    '{file}: etibarlıdır. Gün: {day}, hissə {part}, sətirlər: {lines}. Əvvəlki arxiv: {previous}; bu arxiv: {digest}.',
  archiveUnknown: 'Arxivdə {id} nömrəli sorğu üzrə heç nə yoxdur.',
  archive_shape: 'fayl mesaj jurnalının arxivi deyil',
  archive_order: 'fayl göstərilən arxivin ardı deyil',
  archive_checkpoint: 'nəzarət nöqtəsi bu jurnalın açarı ilə imzalanmayıb',
  archive_inclusion: 'sətir jurnalda göstərilən yerdə deyil',
  archive_count: 'faylda olan sətirlərin sayı göstərilən saya uyğun deyil',
} as const;
