export const az = {
  title: 'Kütləvi baxışlar',
  lead: 'Aktla icazə verildikdə qurum çox sayda şəxsin məlumatını bir dəfəyə yoxlaya bilər, məsələn, kimin hansı ödənişi almaq hüququ olduğunu müəyyən etmək üçün. Belə baxış burada bir sətirlə göstərilir: kim, haradan, nə üçün, hansı əsasla və neçə nəfər üzrə.',
  own: 'Burada heç kimin adı yoxdur. Baxış nəticəsində sizin barənizdə məlumat verilibsə, bu, sizin öz siyahınızda da göstərilir.',
  none: 'Hələ kütləvi baxış aparılmayıb. Aparılsa, hər kəs onu burada görəcək.',
  services: 'Mübadilə xidmətləri',
  time: 'Vaxt',
  who: 'Kim baxıb',
  where: 'Məlumatı verən',
  purpose: 'Məqsəd',
  basis: 'Hüquqi əsas',
  people: 'Neçə nəfər',
  goesOn: 'davam edir',
} as const;
