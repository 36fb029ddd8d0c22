import type { Finding, Path } from '../../../kernel/definition.ts';
import { finding } from './finding.ts';

const otherName = ['Başqa ad verin.', 'Give it another name.', 'Дайте другое имя.'] as const;

export const reservedOpinion = (name: string): Finding =>
  finding(
    ['opinions', name],
    'review-name',
    [
      `“${name}” adını ekspert rəyləri işlədir, qurumun rəyi belə adlana bilməz.`,
      `Reviews use the name “${name}”; an opinion cannot have it.`,
      `Имя «${name}» занято рецензиями, заключение так называться не может.`,
    ],
    otherName,
  );

export const reservedCriterion = (path: Path, name: string): Finding =>
  finding(
    path,
    'review-name',
    [
      `review.${name} bütün meyarlar üzrə nəticədir, meyar belə adlana bilməz.`,
      `review.${name} is told of all criteria together; a criterion cannot have that name.`,
      `review.${name} относится ко всем критериям вместе, критерий так называться не может.`,
    ],
    otherName,
  );

export const withoutPoints = (path: Path, name: string): Finding =>
  finding(
    path,
    'review-points',
    [
      `“${name}” meyarında ən yüksək bal ən aşağı baldan böyük deyil.`,
      `Of the criterion “${name}” the most points are no more than the least.`,
      `У критерия «${name}» наибольший балл не превышает наименьшего.`,
    ],
    [
      'to sahəsində from-dan böyük ədəd yazın, məsələn, from: 0, to: 10.',
      'Write a number under to that is above from, as from: 0, to: 10.',
      'Укажите в to число больше from, например from: 0, to: 10.',
    ],
  );

export const notVoen = (path: Path, number: string): Finding =>
  finding(
    path,
    'review-pool',
    [`“${number}” VÖEN deyil.`, `“${number}” is no VÖEN.`, `«${number}» – не VÖEN.`],
    [
      'Ekspertlərin siyahısını aparan təşkilatın VÖEN-ini yazın.',
      'Write the VÖEN of the organisation whose experts they are.',
      'Укажите VÖEN организации, которой принадлежит пул экспертов.',
    ],
  );

export const reviewedElsewhere = (): Finding =>
  finding(
    ['backOffice'],
    'back-office-reviews',
    [
      'Müraciətə qurumun öz sistemində baxılır, ekspert rəyləri isə orada alınmır.',
      'Cases are worked on in a system of the institution, where no reviews can be asked.',
      'Заявления рассматривают в системе учреждения, где рецензии не запрашивают.',
    ],
    ['backOffice: here yazın.', 'Write backOffice: here.', 'Напишите backOffice: here.'],
  );

/** Approved while a reviewer has not scored yet. */
export const approvedUnreviewed = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'guard'],
    'approved-unheard',
    [
      `“${action}” ekspert rəyləri gəlmədən təsdiq edə bilər.`,
      `“${action}” could approve before the reviews have come.`,
      `«${action}» может одобрить до поступления рецензий.`,
    ],
    [
      'guard şərtinə əlavə edin: … and openReviews = 0.',
      'Add to its guard: … and openReviews = 0.',
      'Добавьте в guard: … and openReviews = 0.',
    ],
  );
