export const az = {
  title: 'E-poçtla bildiriş',
  lead: 'Portalda yeni bildirişiniz olanda e-poçtunuza qısa məktub göndərilir. Məktubda bildirişin məzmunu yazılmır: onu yalnız portalda oxuyursunuz.',
  companyLead:
    'Portalda şirkətin yeni bildirişi olanda bu ünvana qısa məktub göndərilir. Məktubda bildirişin məzmunu yazılmır: onu yalnız portalda oxuyursunuz.',
  back: 'Bildirişlər',
  notDone: 'Ünvan yadda saxlanmadı',
  address: 'E-poçt ünvanı',
  addressHint: 'Məsələn, ad@misal.az',
  language: 'Məktubların dili',
  quiet: 'Gecə (21:00–09:00) göndərilməsin',
  save: 'Yadda saxla',
  remove: 'Məktubları dayandır və ünvanı sil',
  standing: 'Vəziyyət',
  confirmed: 'Ünvan təsdiqlənib',
  unconfirmed: 'Təsdiq gözlənilir',
  unconfirmedText:
    '{address} ünvanına məktub göndərilib. Oradakı keçidi 24 saat ərzində açın. Məktub gəlməyibsə, “Spam” qovluğuna baxın və ya ünvanı yenidən yadda saxlayın.',
  refused: 'Məktub çatmır',
  refusedText:
    'Poçt serveri {address} ünvanına göndərilən məktubu qəbul etmədi. Ünvanı yoxlayıb yenidən yadda saxlayın.',
  refusedNotice:
    'E-poçt ünvanınıza məktub çatmır: poçt serveri onu qəbul etmədi. Ünvanı yoxlayıb yenidən yadda saxlayın.',
  lastSent: 'Son məktub',
  none: 'hələ göndərilməyib',
  confirmTitle: 'E-poçt ünvanının təsdiqi',
  confirmLead: 'Bu düyməni basmaqla ünvanın sizin olduğunu təsdiq edirsiniz.',
  confirm: 'Ünvanı təsdiq edirəm',

  greeting: 'Hörmətli istifadəçi,',
  confirmSubject: 'Mygov: e-poçt ünvanını təsdiq edin',
  confirmText:
    'Mygov-da bu ünvana bildiriş göndərilməsi istənilib. Ünvanı təsdiq etmək üçün 24 saat ərzində bu keçidi açın:',
  notYou: 'Bunu siz istəməmisinizsə, heç nə etməyin: təsdiq olunmayan ünvana başqa məktub göndərilmir.',
  newsSubject: 'Mygov: yeni bildirişiniz var',
  newsText: 'Mygov-da sizin üçün yeni bildiriş var (sayı: {count}). Oxumaq üçün portala daxil olun:',
  stopText: 'Bu məktub avtomatik göndərilib, ona cavab yazmayın. Məktubları burada dayandıra bilərsiniz:',
  codeSubject: 'Mygov: giriş kodunuz',
  codeText: 'Mygov-a giriş üçün kod (15 dəqiqə, yalnız onu istədiyiniz brauzerdə qüvvədədir):',
  codeNotYou: 'Kodu siz istəməmisinizsə, heç nə etməyin: kodu bilməyən daxil ola bilməz. Kodu heç kimə deməyin.',
  reminderSubject: 'Hesabınıza giriş',
  reminderText:
    'Kimsə hesabınızda olan pasportla yenidən qeydiyyatdan keçmək istədi. Bu siz idinizsə, yeni hesab lazım deyil: bu e-poçt ünvanı ilə daxil olun.',
  reminderNotYou: 'Bu siz deyildinizsə, heç nə etmək lazım deyil: yeni hesab açılmayıb.',
} as const;
