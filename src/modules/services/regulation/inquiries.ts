import type { SectionDraft } from '../../catalogue/index.ts';
import { titleAtDesk } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { daysToAnswer, inquiriesOf } from '../definition/inquiry.ts';
import { all, groundsOf, type Names, quoted } from './words.ts';

/** That officers may ask other institutions, when, what those see and by when they answer. None where they may not. */
export function inquirySections(service: CompiledService, names: Names): readonly SectionDraft[] {
  const asked = inquiriesOf(service);
  if (!asked) return [];
  const states = asked.asked.map((name) => {
    const found = service.process.states.find((one) => one.name === name);
    return quoted(found ? titleAtDesk(found).az : name);
  });
  const labels = asked.mayShow.map((name) => service.fields.find((one) => one.name === name)?.label.az ?? name);
  return [
    {
      key: 'inquiries',
      title: 'Digər qurumlara sorğular',
      clauses: [
        {
          key: 'inquiries.asked',
          text: `Müraciət ${all(states)} vəziyyətində olduqda, ona baxan əməkdaş qərar üçün çatışmayan məlumatı elektron sorğu ilə digər qurumdan soruşa bilər. Sorğuya ${daysToAnswer(asked)} iş günü ərzində cavab verilir.`,
          grounds: groundsOf(names, asked.article),
        },
        {
          key: 'inquiries.seen',
          text: `Soruşulan qurum müraciətdən yalnız əməkdaşın seçdiyi məlumatı görür və yalnız bunlar seçilə bilər: ${labels.map(quoted).join(', ')}. Qurumun hər baxışı barədə müraciətçinin məlumatı olur.`,
        },
        {
          key: 'inquiries.answered',
          text: 'Cavabı qurumun icraçısı hazırlayır, təsdiq edən şəxs təsdiqləyir. Sorğuya cavabın hazırlanmasında iştirak etmiş şəxs həmin müraciət üzrə qərarda iştirak edə bilməz. Cavab vaxtında verilmədikdə, həmin qurumun rəhbərinin müavininə məlumat verilir.',
        },
        {
          key: 'inquiries.go-on',
          text: 'Qərar cavab gözlənilmədən də qəbul edilə bilər. Artıq lazım olmayan sorğunu onu göndərmiş qurum geri götürür, müraciət üzrə iş bitdikdə cavabsız sorğular bağlanır. Müraciətçi kimdən soruşulduğunu və cavab müddətini görür.',
        },
      ],
    },
  ];
}
