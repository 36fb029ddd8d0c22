export const az = {
  title: 'FİN olmadan giriş',
  lead: 'Xaricdə yaşayan və Azərbaycanda fərdi identifikasiya nömrəsi (FİN) olmayan əcnəbilər üçün. Giriş e-poçtunuza göndərilən kodla aparılır, parol tələb olunmur.',
  withFin: 'FİN-iniz varsa, adi qaydada daxil olun: orada sizə daha çox xidmət açıqdır.',
  withFinLink: 'FİN ilə daxil ol',
  email: 'E-poçt ünvanınız',
  emailHint: 'İlk dəfədirsə, bu ünvanla qeydiyyatdan keçəcəksiniz.',
  sendCode: 'Kodu göndər',
  notDone: 'Əməliyyat yerinə yetirilmədi',
  low: 'Belə hesabın kimə məxsus olduğu yoxlanılmır, ona görə onunla yalnız FİN-i olmayan əcnəbilər üçün nəzərdə tutulan xidmətlərə müraciət etmək olar. Hər müraciəti əməkdaş yoxlayır.',

  codeTitle: 'Məktubdakı kodu yazın',
  codeLead:
    'Ünvan məktub qəbul edirsə, 8 rəqəmli kod göndərilib. Kod {minutes} dəqiqə, yalnız bu brauzerdə qüvvədədir.',
  code: 'Kod',
  codeHint: 'Kodu heç kimə deməyin: əməkdaşlar onu soruşmur.',
  goOn: 'Davam et',
  again: 'Məktub gəlməyib? “Spam” qovluğuna baxın və ya başqa kod istəyin',
  demoCode: 'Nümayiş rejimində məktub göndərilmir. Məktubda bu yazılardı: {code}',

  detailsTitle: 'Pasportunuzdakı məlumatları yazın',
  detailsLead:
    'Bunu bir dəfə yazırsınız. Sonra xidmətlər məlumatı sizin qeydinizdən götürür, əməkdaş isə onu pasportun surəti ilə tutuşdurur.',
  newTitle: 'Yeni pasportunuzun məlumatları',
  name: 'Ad və soyad',
  nameHint: 'Pasportdakı kimi, latın hərfləri ilə',
  birthDate: 'Doğum tarixi',
  citizenship: 'Pasportu verən dövlət',
  passport: 'Pasportun nömrəsi',
  validTo: 'Pasportun etibarlılıq müddəti',
  register: 'Qeydiyyatdan keç',
  save: 'Yadda saxla',
} as const;
