import { citation } from '../../../language/index.ts';
import {
  type ClauseDraft,
  type Ground,
  numbered,
  type RegulationDocument,
  type SectionDraft,
} from '../../catalogue/index.ts';
import { takesForeigners, takesPeople, takesChildren } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { courseSection } from './course.ts';
import { dataSection } from './data.ts';
import { decisionSection } from './decision.ts';
import { agreementSections } from './agreements.ts';
import { inquirySections } from './inquiries.ts';
import { opinionSections } from './opinions.ts';
import { reviewSections } from './reviews.ts';
import { feeSection } from './fee.ts';
import { appealSection, keepingSection, resultSection } from './outcome.ts';
import { ground, type Names, quoted, sentences, within } from './words.ts';

/**
 * Writes the regulation of an e-service in Azerbaijani from its definition: the definition is the regulation, so every
 * sentence follows from the compiled service or from how the engine runs every service. Pure; the same service and the
 * same names give the same text. Only in Azerbaijani, the language of official texts.
 */
export function writeRegulation(service: CompiledService, names: Names): RegulationDocument {
  const sections = [
    nameSection(service, names),
    usersSection(service),
    dataSection(service, names),
    ...agreementSections(service, names),
    courseSection(service, names),
    ...opinionSections(service, names),
    ...inquirySections(service, names),
    ...reviewSections(service, names),
    decisionSection(service, names),
    resultSection(service, names),
    feeSection(service, names),
    appealSection(service, names),
    keepingSection(service, names),
  ];
  const title = `${quoted(service.title.az)} elektron xidmətinin Reqlamenti`;
  return numbered(title, [generalSection(service, sections), ...sections]);
}

function generalSection({ title }: CompiledService, rest: readonly SectionDraft[]): SectionDraft {
  return {
    key: 'general',
    title: 'Ümumi müddəalar',
    clauses: [
      {
        key: 'general.subject',
        text: `Bu Reqlament ${quoted(title.az)} elektron xidmətinin (bundan sonra – xidmət) göstərilməsi qaydasını, tələb olunan məlumatları, əməliyyatların ardıcıllığını və müddətlərini, qərarın qəbul edilməsi qaydalarını, xidmətin nəticəsini və şikayət verilməsi qaydasını müəyyən edir.`,
      },
      {
        key: 'general.definition',
        text: 'Reqlament xidmətin elektron tərifi əsasında tərtib edilir. Xidmət həmin tərif üzrə, bu Reqlamentdə yazıldığı kimi göstərilir.',
      },
      {
        key: 'general.versions',
        text: 'Tərifdəki dəyişiklik Reqlamentin mətninə təsir etdikdə, onun yeni versiyası tərtib edilir, əvvəlki versiyalar saxlanılır. Müraciətə onun başlandığı gün qüvvədə olan tərif tətbiq edilir.',
      },
      {
        key: 'general.days',
        text: 'İş günləri Azərbaycan Respublikasının istehsalat təqvimi üzrə, qalan müddətlər təqvim günləri ilə hesablanır.',
      },
      ...(hasSample(rest)
        ? [
            {
              key: 'general.sample',
              text: '“Nümunə” işarəsi ilə göstərilən aktlar şərtidir və hüquqi qüvvəyə malik deyil.',
            },
          ]
        : []),
    ],
  };
}

const hasSample = (sections: readonly SectionDraft[]): boolean =>
  sections.some(({ clauses }) =>
    clauses.some(({ grounds = [], points = [], table }) =>
      [
        ...grounds,
        ...points.flatMap((point) => point.grounds ?? []),
        ...(table?.rows ?? []).flatMap(({ cells }) => cells),
      ].some((cell) => typeof cell === 'object' && cell.sample),
    ),
  );

const portals: Readonly<Record<CompiledService['audience'], string>> = { person: 'Mygov', business: 'Mygov Biznes' };

function nameSection(service: CompiledService, names: Names): SectionDraft {
  const { name, acronym } = names.institution(service.institution);
  return {
    key: 'name',
    title: 'Xidmətin adı və hüquqi əsasları',
    clauses: [
      { key: 'name.title', text: `Xidmətin adı: ${quoted(service.title.az)}.` },
      { key: 'name.institution', text: `Xidməti göstərən qurum: ${name.az} (${acronym.az}).` },
      { key: 'name.acts', text: 'Xidmətin hüquqi əsası:', grounds: actsOf(service, names) },
      ...measures(service),
      {
        key: 'name.channel',
        text: sentences(
          `Xidmət elektron formada, ${quoted(portals[service.audience])} portalında göstərilir`,
          service.channels.includes('centre')
            ? 'Müraciət xidmət mərkəzində də qəbul edilir: müraciətçinin iştirakı və razılığı ilə onu mərkəzin əməkdaşı daxil edir'
            : undefined,
        ),
      },
      {
        key: 'name.effort',
        text: `Müraciətin doldurulması üçün nəzərdə tutulan təxmini vaxt: ${service.minutes} dəqiqə.`,
      },
      ...contact(service, names),
    ],
  };
}

function actsOf({ acts }: CompiledService, names: Names): readonly Ground[] {
  return acts.map(({ act, articles }) => ground(names.act(act, articles)));
}

function measures({ measures: of }: CompiledService): readonly ClauseDraft[] {
  if (of.length === 0) return [];
  const grounds = of.map((number) => ({ cited: citation('Fəaliyyət Planı', number, 'clause', 'az'), sample: false }));
  const what = of.length === 1 ? 'tədbirin' : 'tədbirlərin';
  return [{ key: 'name.measures', text: `Xidmət aşağıdakı ${what} icrası çərçivəsində göstərilir:`, grounds }];
}

/** Whom to ask: the office of the service, else the institution. */
function contact({ contact: own, institution }: CompiledService, names: Names): readonly ClauseDraft[] {
  const given = own ?? names.contactOf(institution);
  if (!given) return [];
  const { phone, email, page, sample } = given;
  const ways = [
    ...(phone === undefined ? [] : [`telefon ${phone}`]),
    ...(email === undefined ? [] : [`elektron poçt ${email}`]),
    ...(page === undefined ? [] : [`səhifə ${page}`]),
  ];
  const text = `Xidmət barədə məlumat almaq üçün əlaqə vasitələri: ${ways.join(', ')}${sample ? ' (nümunə)' : ''}.`;
  return [{ key: 'name.contact', text }];
}

function usersSection(service: CompiledService): SectionDraft {
  const { audience, whoMayApply } = service;
  const business = audience === 'business';
  return {
    key: 'users',
    title: 'Xidmətdən istifadə edən şəxslər',
    clauses: [
      {
        key: 'users.audience',
        text: business
          ? 'Xidmətin istifadəçiləri sahibkarlıq subyektləridir.'
          : takesPeople(service)
            ? 'Xidmətin istifadəçiləri fiziki şəxslərdir.'
            : 'Xidmətin istifadəçiləri FİN-i olmayan əcnəbilərdir.',
      },
      { key: 'users.who', text: `Müraciət etmək hüququ olan şəxs: ${within(whoMayApply.az)}.` },
      {
        key: 'users.sign-in',
        text: sentences(
          takesPeople(service) ? 'Müraciətçi portala elektron identifikasiya ilə daxil olur' : undefined,
          takesForeigners(service)
            ? 'FİN-i olmayan müraciətçi portala e-poçt ünvanına göndərilən birdəfəlik kodla daxil olur, kimliyini müraciətə baxan əməkdaş yoxlayır'
            : undefined,
          takesChildren(service)
            ? 'Yetkinlik yaşına çatmayan övladın adından onun valideyni müraciət edə bilər: valideynlik və övladın yaşı hər dəfə reyestr üzrə yoxlanılır, bu hüquq övladın 18 yaşı tamam olduqda bitir'
            : undefined,
          guardiansSentence(service),
          business ? 'Təşkilatın adından çıxış etmək səlahiyyəti reyestr üzrə yoxlanılır' : undefined,
        ),
      },
    ],
  };
}

/** Who applies for somebody whom they look after, and for whom nobody else does. */
function guardiansSentence({ guardians }: CompiledService): string | undefined {
  if (!guardians) return undefined;
  return sentences(
    `Himayədə olan şəxsin adından onun qəyyumu və ya himayəçisi${guardians.payments ? ', qərarda ödənişlər üçün müraciət etmək səlahiyyəti nəzərdə tutulubsa,' : ''} müraciət edə bilər: bu hüquq hər dəfə reyestr üzrə yoxlanılır, qəyyumluq və ya himayəçilik başa çatdıqda bitir`,
    'Məhkəmənin fəaliyyət qabiliyyəti olmayan saydığı şəxsin adından yalnız onun qəyyumu müraciət edir',
  );
}
