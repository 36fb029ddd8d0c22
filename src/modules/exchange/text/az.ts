export const az = {
  title: 'Məlumatıma kim baxıb',
  titleOrganisation: 'Şirkətin məlumatına kim baxıb',
  lead: 'Qurum məlumatınızı yalnız məqsədini və hüquqi əsasını göstərməklə ala bilər. Hər baxış və hər rədd edilmiş cəhd burada qalır, onu heç kim dəyişə və ya silə bilməz.',
  leadOrganisation:
    'Qurum şirkətin məlumatını yalnız məqsədini və hüquqi əsasını göstərməklə ala bilər. Hər baxış və hər rədd edilmiş cəhd burada qalır, onu heç kim dəyişə və ya silə bilməz.',
  count: 'Cəmi: {count}',
  none: 'Məlumatınıza hələ heç kim baxmayıb. Baxan olsa, kim, nə vaxt və nə üçün baxdığı burada görünəcək.',
  noneOrganisation:
    'Şirkətin məlumatına hələ heç kim baxmayıb. Baxan olsa, kim, nə vaxt və nə üçün baxdığı burada görünəcək.',
  at: 'Vaxt',
  institution: 'Qurum',
  what: 'Nəyə baxılıb',
  purpose: 'Məqsəd',
  basis: 'Hüquqi əsas',
  noPurpose: 'göstərilməyib',
  noBasis: 'göstərilməyib',
  reference: 'Müraciət {reference}',
  own: 'öz əməliyyatınız',
  entered: 'Reyestrə yazılıb: {what}',
  caseOpened: 'Müraciətə baxılıb, baxan: {what}',
  refused: 'icazə verilməyib',
  unavailable: 'alınmayıb',
} as const;
