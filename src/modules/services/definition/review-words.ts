import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Text } from '../../../language/lang.ts';

const article: Text = {
  az: 'Akt və maddə: research-grant-rules 3.1',
  en: 'Act and article: research-grant-rules 3.1',
  ru: 'Акт и статья: research-grant-rules 3.1',
};

/** What the section `reviews:` of service.yaml means, as editors show it. */
export const reviewWords: FieldWords = {
  reviews: {
    az: 'Müraciəti bal ilə qiymətləndirən ekspertlər; nəticə ifadələrdə: review.score, review.spread, review.<meyar>',
    en: 'Experts who score the application; in expressions: review.score, review.spread, review.<criterion>',
    ru: 'Эксперты, которые оценивают заявление баллами; в выражениях: review.score, review.spread, review.<критерий>',
  },
  'reviews.title': { az: 'Qiymətləndirmənin adı', en: 'Name of the assessment', ru: 'Название оценки' },
  'reviews.number': { az: 'Neçə rəyçi', en: 'How many reviewers', ru: 'Сколько рецензентов' },
  'reviews.pool': {
    az: 'Rəyçilərin seçildiyi ekspertlər',
    en: 'The experts from whom reviewers are drawn',
    ru: 'Эксперты, из которых выбирают рецензентов',
  },
  'reviews.pool.organisation': {
    az: 'Ekspertlərin siyahısını aparan təşkilatın VÖEN-i',
    en: 'VÖEN of the organisation whose experts they are',
    ru: 'VÖEN организации, которой принадлежит пул экспертов',
  },
  'reviews.pool.relation': {
    az: 'Təşkilatdan ekspertlərə aparan əlaqə',
    en: 'Relation that leads from it to the experts',
    ru: 'Связь, которая ведёт от неё к экспертам',
  },
  'reviews.pool.field': {
    az: 'Yalnız sahəsi müraciətdəki sahə ilə eyni olan ekspertlər seçilir',
    en: 'Only experts whose field is that of the application are drawn',
    ru: 'Выбирают только экспертов той же области, что в заявлении',
  },
  'reviews.pool.field.concept': {
    az: 'Ekspertin sahəsi, lüğətdəki adı ilə',
    en: 'Field of the expert, by its name in the dictionary',
    ru: 'Область эксперта, по имени в словаре',
  },
  'reviews.pool.field.is': {
    az: 'Müraciətin bu sahə ilə müqayisə olunan sahəsi',
    en: 'Field of the application that it is compared with',
    ru: 'Поле заявления, с которым её сравнивают',
  },
  'reviews.apart': {
    az: 'İşçiləri rəyçi ola bilməyən digər təşkilatların VÖEN-i yazılan sahələr',
    en: 'Fields with the VÖEN of further organisations whose people do not review',
    ru: 'Поля с VÖEN других организаций, чьи работники не могут быть рецензентами',
  },
  'reviews.article': article,
  'reviews.sees': {
    az: 'Rəyçinin gördüyü sahələr; ad yazılmayıbsa, müraciətçi ona məlum olmur',
    en: 'Fields that a reviewer sees; where no name is among them the applicant is not known to them',
    ru: 'Поля, которые видит рецензент; если среди них нет имени, заявитель ему неизвестен',
  },
  'reviews.asked': {
    az: 'Müraciət hansı vəziyyətə keçəndə rəyçilər seçilir',
    en: 'States of the case on entering which reviewers are drawn',
    ru: 'Состояния, с переходом в которые выбирают рецензентов',
  },
  'reviews.workingDays': {
    az: 'Rəyçinin neçə iş günü var',
    en: 'Working days that a reviewer has',
    ru: 'Сколько рабочих дней у рецензента',
  },
  'reviews.late': {
    az: 'Gecikəndə: replaced – başqası seçilir, told – rəhbərin müavininə bildirilir və rəy gözlənilir',
    en: 'Who is late is replaced, or (told) the deputy head learns of it and the review is awaited on',
    ru: 'Опоздавшего заменяют (replaced) или (told) сообщают заместителю руководителя и ждут дальше',
  },
  'reviews.spread': {
    az: 'Ballar 100 üzrə bundan çox fərqlənəndə daha bir rəyçi seçilir',
    en: 'One more reviewer is drawn where totals out of 100 lie further apart',
    ru: 'При большем расхождении итогов из 100 выбирают ещё одного рецензента',
  },
  'reviews.criteria': { az: 'Qiymətləndirmə meyarları', en: 'Criteria', ru: 'Критерии оценки' },
  'reviews.criteria.*.title': { az: 'Meyarın adı', en: 'Name of the criterion', ru: 'Название критерия' },
  'reviews.criteria.*.question': {
    az: 'Rəyçi nəyi qiymətləndirir',
    en: 'What the reviewer is asked',
    ru: 'Что оценивает рецензент',
  },
  'reviews.criteria.*.article': article,
  'reviews.criteria.*.from': { az: 'Ən aşağı bal', en: 'Fewest points', ru: 'Наименьший балл' },
  'reviews.criteria.*.to': { az: 'Ən yüksək bal', en: 'Most points', ru: 'Наибольший балл' },
  'reviews.criteria.*.weight': { az: 'Meyarın çəkisi', en: 'Weight of the criterion', ru: 'Вес критерия' },
};
