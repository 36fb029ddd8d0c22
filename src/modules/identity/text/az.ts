export const az = {
  signIn: 'Daxil ol',
  signOut: 'Çıxış',
  desk: 'İş masası',
  actSelf: 'Öz adınızdan',
  actOrganisation: 'Təşkilat adından',

  behalfTitle: 'Kimin adından davam edirsiniz?',
  behalfHint: 'Siyahı hüquqi şəxslərin dövlət reyestrindən götürülür: orada rəhbər kimi göstərildiyiniz təşkilatlar.',
  behalfNone:
    'Reyestrdə rəhbər kimi göstərildiyiniz təşkilat yoxdur. Rəhbər bu yaxınlarda dəyişibsə, qeyd reyestrdə yenilənəndən sonra burada görünəcək.',
  behalfUnavailable:
    'Reyestr hazırda cavab vermir, ona görə rəhbəri olduğunuz təşkilatlar göstərilmir. Öz adınızdan davam edin və ya bir neçə dəqiqədən sonra qayıdın.',
  behalfSelf: 'Öz adımdan',
  behalfHead: 'VÖEN {voen}, rəhbər',
  behalfChoose: 'Siyahıdan birini seçin',
  companyElsewhere:
    'Rəhbəri olduğunuz şirkətin müraciətləri, sənədləri və bildirişləri onun adından davam edəndə görünür.',
  companyChoose: 'Şirkəti seçin',

  newPassport: 'Yeni pasport aldınız? Məlumatı yeniləyin',
  sessionsTitle: 'Açıq sessiyalarınız',
  sessionsLead: 'Hesabınıza daxil olduğunuz cihazlar. Tanımadığınız cihaz varsa, sessiyasını bağlayın.',
  sessionsRule: 'Sessiya girişdən {hours} saat sonra, istifadə olunmadıqda isə daha tez özü bağlanır.',
  sessionsDevice: 'Cihaz',
  sessionsSince: 'Giriş vaxtı',
  sessionsSeen: 'Son istifadə',
  sessionsEnd: 'Əməliyyat',
  sessionsThis: 'bu cihaz',
  sessionsClose: 'Bağla',
  sessionsCloseOthers: 'Digərlərini bağla',
  sessionsOnlyThis: 'Başqa cihazda açıq sessiyanız yoxdur.',
  unknownBrowser: 'Naməlum brauzer',
  unknownSystem: 'naməlum sistem',

  signOutTitle: 'Çıxmaq istəyirsiniz?',
  signOutLead: 'Bu cihazda sessiyanız bağlanacaq. Saxladığınız qaralamalar və müraciətlər yerində qalır.',
  signOutNow: 'Çıx',
  signOutOthers: 'Başqa cihazlardakı sessiyalar',

  demoTitle: 'Kimin adından daxil olursunuz?',
  demoLead: 'Bu giriş yalnız nümayiş üçündür: şəxslər şərtidir, parol tələb olunmur. Adı seçin.',
  demoCitizens: 'Vətəndaşlar və şirkət rəhbərləri',
  demoOfficials: 'Vəzifəli şəxslər',
  demoName: 'Ad',
  demoOffice: 'Vəzifə',
  demoAbout: 'Nə edə bilər',

  commandSummary: 'Şəxsi qurumda vəzifəyə təyin edir',
  commandDone: '{fin} təyin edildi: {institution}, {role}, {day} tarixindən',
  commandWould: '{fin} təyin ediləcək: {institution}, {role}, {day} tarixindən. Heç nə yazılmadı.',
} as const;
