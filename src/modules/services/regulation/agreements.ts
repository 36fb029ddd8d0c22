import type { SectionDraft } from '../../catalogue/index.ts';
import { coApplicantsOf, daysToAgree } from '../definition/co-applicant.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { groundsOf, type Names, quoted, sentences, within } from './words.ts';

/** Who has to agree before an application is sent, to what, and what they see. None where nobody has to. */
export function agreementSections(service: CompiledService, names: Names): readonly SectionDraft[] {
  const people = coApplicantsOf(service);
  if (people.length === 0) return [];
  const label = (name: string) => service.fields.find((field) => field.name === name)?.label.az ?? name;
  return [
    {
      key: 'agreements',
      title: 'Başqa şəxslərin razılığı',
      clauses: [
        {
          key: 'agreements.asked',
          text: 'Müraciət göndərilməzdən əvvəl aşağıdakı şəxslərin razılığı elektron qaydada alınır:',
          points: people.map((one) => ({
            key: `agreement.${one.name}`,
            text: sentences(
              `${within(one.title.az)}, ${daysToAgree(one)} iş günü ərzində`,
              `Şəxs ${quoted(label(one.who.split('.')[0] ?? one.who))} məlumatına əsasən müəyyən edilir`,
              `Razılığın mətni: ${quoted(one.agreesTo.az.replace(/[.]$/, ''))}`,
              `Şəxs müraciətdən yalnız bunları görür: ${one.sees.map((name) => quoted(label(name))).join(', ')}`,
              one.reads.includes('decision') ? 'Müraciət üzrə qərarı oxuya bilər' : undefined,
              one.reads.includes('document') ? 'Verilmiş sənədi oxuya bilər' : undefined,
            ),
            grounds: groundsOf(names, one.article),
          })),
        },
        {
          key: 'agreements.wait',
          text: 'Razılıqların hamısı alınmayınca müraciət göndərilmiş sayılmır. Razılıq verən şəxsin gördüyü cavab dəyişdirildikdə, ondan razılıq yenidən soruşulur.',
        },
        {
          key: 'agreements.silence',
          text: 'Razılıq verilmədikdə səbəb yazılır və müraciətçiyə göstərilir. Vaxtında cavab verilmədikdə bu barədə müraciətçiyə bildirilir; cavabın verilməməsi razılıq sayılmır.',
        },
        {
          key: 'agreements.interest',
          text: 'Razılığı soruşulan şəxs həmin müraciətə vəzifəli şəxs kimi baxa və onun üzrə qərarda iştirak edə bilməz.',
        },
      ],
    },
  ];
}
