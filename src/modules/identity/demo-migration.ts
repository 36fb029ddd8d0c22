import type { DemoPerson } from './demo-people.ts';

/** Officials who decide on digital visas. */
export const migrationOfficials: readonly DemoPerson[] = [
  {
    fin: '5VD2M7A',
    surname: 'Qasımova',
    givenName: 'Sevda',
    patronymic: 'Arif',
    sex: 'female',
    birthDate: '1990-03-14',
    about: {
      az: 'Rəqəmsal viza üzrə sənədləri pasportla tutuşdurur',
      en: 'Compares the papers for a digital visa with the passport',
      ru: 'Сверяет документы на цифровую визу с паспортом',
    },
    role: {
      institution: 'dmx',
      role: 'officer',
      title: { az: 'Böyük inspektor', en: 'Senior inspector', ru: 'Старший инспектор' },
    },
  },
  {
    fin: '3VK8T4B',
    surname: 'Abbasov',
    givenName: 'Elnur',
    patronymic: 'Natiq',
    sex: 'male',
    birthDate: '1979-09-02',
    about: {
      az: 'Rəqəmsal vizaların verilməsini təsdiq edir',
      en: 'Confirms digital visas',
      ru: 'Утверждает выдачу цифровых виз',
    },
    role: {
      institution: 'dmx',
      role: 'approver',
      title: { az: 'Şöbə rəisi', en: 'Head of division', ru: 'Начальник отдела' },
    },
  },
  {
    fin: '2VC6L9D',
    surname: 'Şirinov',
    givenName: 'Rövşən',
    patronymic: 'Tahir',
    sex: 'male',
    birthDate: '1968-06-25',
    about: {
      az: 'Viza barədə qərarlardan şikayətlərə baxır',
      en: 'Decides appeals on visas',
      ru: 'Рассматривает жалобы по визам',
    },
    role: {
      institution: 'dmx',
      role: 'deputy_head',
      title: { az: 'Xidmət rəisinin müavini', en: 'Deputy head of the service', ru: 'Заместитель начальника службы' },
    },
  },
];
