import type { PointDraft, SectionDraft } from '../../catalogue/index.ts';
import { titleAtDesk } from '../../process/index.ts';
import type { CompiledOpinion, CompiledService } from '../definition/compiled.ts';
import { opinionsOf } from '../definition/heard.ts';
import { termOf } from '../definition/opinion-simulation.ts';
import { all, groundsOf, type Names, quoted, sentences } from './words.ts';

/** Whose opinions are obtained, on what, by when, and what silence means. None where a service asks for none. */
export function opinionSections(service: CompiledService, names: Names): readonly SectionDraft[] {
  const opinions = opinionsOf(service);
  if (opinions.length === 0) return [];
  return [
    {
      key: 'opinions',
      title: 'Digər qurumların rəyləri',
      clauses: [
        {
          key: 'opinions.asked',
          text: 'Müraciət üzrə aşağıdakı rəylər eyni vaxtda, elektron qaydada alınır və müraciətçidən tələb edilmir:',
          points: opinions.map((opinion) => pointOf(service, names, opinion)),
        },
        {
          key: 'opinions.two-people',
          text: 'Rəyi qurumun icraçısı hazırlayır, təsdiq edən şəxs təsdiqləyir. Razılıq verilmədikdə və ya şərtlə verildikdə əsaslandırma yazılmalıdır. Müraciət üzrə rəy vermiş şəxs həmin müraciət üzrə qərarda iştirak edə bilməz.',
        },
        {
          key: 'opinions.wait',
          text: 'Soruşulan rəylərin hamısı verilməyincə müraciət təsdiq edilmir. Müraciətçinin düzəltdiyi məlumatı görmüş qurumdan rəy yenidən soruşulur.',
        },
        {
          key: 'opinions.quoted',
          text: 'Etirazın səbəbi və maddəsi imtina qərarında, razılığın şərtləri təsdiq qərarında göstərilir.',
        },
      ],
    },
  ];
}

function pointOf(service: CompiledService, names: Names, opinion: CompiledOpinion): PointDraft {
  const { name, title, institution, question, sees, asked, silence, article } = opinion;
  const labels = sees.map((field) => service.fields.find((one) => one.name === field)?.label.az ?? field);
  const states = asked.map((state) => {
    const found = service.process.states.find((one) => one.name === state);
    return quoted(found ? titleAtDesk(found).az : state);
  });
  const { name: full, acronym } = names.institution(institution);
  const silent =
    silence.means === 'agrees'
      ? 'Vaxtında verilməyən rəy razılıq sayılır'
      : 'Rəy vaxtında verilmədikdə, həmin qurumun rəhbərinin müavininə məlumat verilir və rəy gözlənilir';
  return {
    key: `opinion.${name}`,
    text: sentences(
      `${quoted(title.az)}: ${full.az} (${acronym.az}), ${termOf(opinion)} iş günü ərzində`,
      `Müraciət ${all(states)} vəziyyətinə keçəndə soruşulur`,
      `Sual: ${quoted(question.az)}`,
      `Qurum müraciətdən yalnız bunları görür: ${labels.map(quoted).join(', ')}`,
      silent,
    ),
    grounds: [...groundsOf(names, article), ...(silence.article === article ? [] : groundsOf(names, silence.article))],
  };
}
