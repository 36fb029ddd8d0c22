export const az = {
  signTitle: 'Elektron imza',
  signLead: 'İmzanız bu əməliyyata aid olacaq:',
  signWhat: 'Nə imzalanır',
  signAbout:
    'İmza xidməti kim olduğunuzu soruşacaq, sonra razılığınızı alacaq. Açarınız orada qalır, buraya yalnız imza gəlir. İmzalanan mətndə şəxsi məlumat açıq yazılmır.',
  signMinutes: 'Bunun üçün {minutes} dəqiqəniz var. İmzalamasanız, heç nə göndərilmir.',
  signGo: 'İmza xidmətinə keç',
  signBack: 'İmzalamadan qayıt',

  failedTitle: 'İmza alınmadı',
  failedNothing: 'Əməliyyat aparılmayıb, hər şey əvvəlki kimi qalır.',
  failedBack: 'Geri qayıt',

  demoTitle: 'Nümayiş imza xidməti',
  demoWho: 'Kimin imzası ilə imzalayırsınız?',
  demoWhoLead: 'Burada əsl imza xidmətinin yerini nümayiş xidməti tutur: şəxslər şərtidir, PIN tələb olunmur.',
  demoAgree: 'Bunu imzalayırsınızmı?',
  demoAgreeLead: 'Xidmət yalnız bu izi imzalayır, bir dəfə.',
  demoHolder: 'Sertifikatın sahibi',
  demoDigest: 'SHA-256 izi',
  demoSign: 'İmzala',
  demoDecline: 'İmtina et',

  signer: 'İmzalayan',
  signedAt: 'İmzalanıb',
  issuer: 'Sertifikatı verən',
  signaturesTitle: 'Elektron imzalar',
  download: 'İmza faylı (JWS)',
  holds: 'İmza etibarlıdır',
  altered: 'İmza yoxlamadan keçmir',
  unchecked: 'İmza hazırda yoxlanıla bilmir',
} as const;
