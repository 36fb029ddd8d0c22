import type { SectionDraft } from '../../catalogue/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import { termOf } from '../definition/opinion-simulation.ts';
import { groundsOf, type Names, quoted, sentences } from './words.ts';

/** Who scores the application, how they are chosen, by what criteria, and what follows. None where nobody does. */
export function reviewSections(service: CompiledService, names: Names): readonly SectionDraft[] {
  const reviews = reviewsOf(service);
  if (!reviews) return [];
  const { number, spread, late, sees, criteria, article } = reviews;
  const labels = sees.map((field) => service.fields.find((one) => one.name === field)?.label.az ?? field);
  const lateness =
    late === 'replaced'
      ? 'Rəyini vaxtında verməyən ekspertin əvəzinə başqası seçilir'
      : 'Rəy vaxtında verilmədikdə, rəhbərin müavininə məlumat verilir və rəy gözlənilir';
  const further =
    spread === undefined
      ? undefined
      : `Ekspertlərin yekun balları ${spread} baldan çox fərqlənirsə, daha bir ekspert seçilir`;
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return [
    {
      key: 'reviews',
      title: 'Ekspertlərin qiymətləndirməsi',
      clauses: [
        {
          key: 'reviews.number',
          text: sentences(
            `Müraciəti ${number} ekspert bir-birindən asılı olmadan, ${termOf(reviews)} iş günü ərzində qiymətləndirir`,
            further,
            lateness,
          ),
          grounds: groundsOf(names, article),
        },
        {
          key: 'reviews.draw',
          text: 'Ekspertlər müvafiq sahənin ekspertləri arasından, rəylərinin sayı az olanlara üstünlük verilməklə, proqram tərəfindən püşklə seçilir. Müraciətçi, müraciətçi və ya tərəfdaş təşkilatın işçisi, qərar verən qurumda vəzifə tutan və müraciətə baxmış şəxs ekspert ola bilməz. Püşkün gedişi qeydə alınır.',
        },
        {
          key: 'reviews.conflict',
          text: 'Ekspert əvvəlcə maraqlar toqquşmasının olmadığını bəyan edir və ya səbəbini göstərməklə imtina edir. İmtina edən ekspertin əvəzinə başqası seçilir.',
        },
        {
          key: 'reviews.sees',
          text: `Ekspert müraciətdən yalnız bunları görür: ${labels.map(quoted).join(', ')}. Ekspertin kimliyi müraciətçiyə bildirilmir.`,
        },
        {
          key: 'reviews.criteria',
          text: 'Qiymətləndirmə aşağıdakı meyarlar üzrə, hər birinin əsaslandırması yazılmaqla aparılır:',
          points: criteria.map(({ name, title, question, from, to, weight, article: ground }) => ({
            key: `review.${name}`,
            text: sentences(
              `${quoted(title.az)}: ${from}–${to} bal, çəkisi ${Math.round((weight / weights) * 100)} faiz`,
              `Sual: ${quoted(question.az)}`,
            ),
            grounds: groundsOf(names, ground),
          })),
        },
        {
          key: 'reviews.wait',
          text: 'Rəylərin hamısı verilməyincə müraciət təsdiq edilmir. Müraciətçinin düzəltdiyi məlumatı görmüş ekspertdən rəy yenidən soruşulur. Ballar və əsaslandırmalar ekspertin adı göstərilmədən qərarla birlikdə müraciətçiyə təqdim edilir.',
        },
      ],
    },
  ];
}
