import type { ClauseDraft, SectionDraft } from '../../catalogue/index.ts';
import { roleTitles } from '../../identity/index.ts';
import type { CompiledDocument, CompiledService } from '../definition/compiled.ts';
import { passingFields } from '../definition/field-retention.ts';
import { keptFields } from '../definition/seen-by.ts';
import { writtenAmount } from '../definition/quota.ts';
import { units } from '../../quotas/index.ts';
import { termText } from '../text/terms.ts';
import { appealsOf } from './course.ts';
import { all, expression, ground, groundsOf, type Names, quoted, sentences, within } from './words.ts';

/** What the applicant gets: the document, the entry in a register, and the reasons of the decision. */
export function resultSection(service: CompiledService, names: Names): SectionDraft {
  return {
    key: 'result',
    title: 'Xidmətin nəticəsi',
    clauses: [
      { key: 'result.output', text: `Xidmətin nəticəsi: ${within(service.output.az)}.` },
      ...entryClauses(service, names),
      ...documentClauses(service, names),
      ...quotaClauses(service, names),
      {
        key: 'result.reasons',
        text: 'Hər qərarın səbəbləri və hüquqi əsasları müraciətçiyə bildirilir.',
      },
    ],
  };
}

function entryClauses({ entry }: CompiledService, names: Names): readonly ClauseDraft[] {
  if (!entry) return [];
  const { title, owner } = names.register(entry.register);
  return [
    {
      key: 'result.entry',
      text: sentences(
        entry.changes
          ? `Təsdiq qərarı əsasında qeydində dəyişiklik edilən reyestr: ${quoted(title.az)}`
          : `Təsdiq qərarı əsasında qeyd aparılan reyestr: ${quoted(title.az)}`,
        `Reyestrin sahibi: ${owner.az}`,
        entry.inTurn
          ? 'Eyni seçimi olan müraciətlər növbə ilə təsdiq edilir: əvvəlki müraciət üzrə qeyd aparılmadan növbəti müraciət təsdiq edilmir'
          : undefined,
        entry.ends ? 'Təsdiq qərarı ləğv edildikdə, reyestrdəki qeydin qüvvəsinə xitam verilir' : undefined,
      ),
    },
  ];
}

function documentClauses(service: CompiledService, names: Names): readonly ClauseDraft[] {
  const { document } = service;
  if (!document) return [];
  const lines = document.lines.map(({ label }) => within(label.az));
  return [
    {
      key: 'result.document',
      text: `Təsdiq qərarı qəbul edildikdə, elektron imza ilə təsdiqlənmiş sənəd verilir: ${quoted(document.title.az)}.`,
      grounds: groundsOf(names, document.article),
    },
    {
      key: 'result.lines',
      text: sentences(`Sənəddə göstərilən məlumatlar: ${lines.join(', ')}`, validity(service, document)),
    },
    ...correctionClauses(service, names),
    {
      key: 'result.check',
      text: 'Sənədin həqiqiliyini hər kəs onun kodu ilə yoxlaya bilər.',
    },
  ];
}

/** A slip in what was issued: in which fields, and that a document with a number of its own takes the place. */
function correctionClauses({ correction, fields }: CompiledService, names: Names): readonly ClauseDraft[] {
  if (!correction) return [];
  const named = fields.filter(({ name }) => correction.fields.includes(name)).map(({ label }) => within(label.az));
  return [
    {
      key: 'result.correction',
      text: sentences(
        'Verilmiş sənəddəki aşkar səhvi qurum öz təşəbbüsü və ya müraciətçinin xahişi ilə düzəldir',
        `Düzəldilə bilən məlumatlar: ${[...new Set(named)].join(', ')}`,
        'Şərtlərin ödənilməsini pozan düzəliş edilmir',
        'Səhv düzəldildikdə, sənəd yeni nömrə ilə verilir, əvvəlki sənəd qüvvədən düşür',
      ),
      grounds: groundsOf(names, correction.article),
    },
  ];
}

function quotaClauses({ fields, quota }: CompiledService, names: Names): readonly ClauseDraft[] {
  if (!quota) return [];
  const operator = names.institution(quota.operator).name.az;
  const written = writtenAmount(quota);
  const field = fields.find(({ name }) => name === written);
  const amount = field ? quoted(field.label.az) : expression(written);
  return [
    {
      key: 'result.quota',
      text: sentences(
        `Təsdiq qərarı ilə istifadəyə kvota verilir. Ölçü vahidi: ${within(units[quota.unit].az)}. Miqdarı: ${amount}`,
        `İstifadəni ölçən qurum: ${operator}`,
        'Kvotadan qalandan artıq istifadə edilmir, müddəti bitdikdə qalığı silinir',
      ),
      grounds: groundsOf(names, quota.article),
    },
  ];
}

function validity(service: CompiledService, { validFrom, validTo }: CompiledDocument): string {
  const from = `Sənəd ${dayOf(service, validFrom)} qüvvədədir`;
  return validTo === undefined
    ? `${from}, qüvvədəolma müddəti məhdudlaşdırılmır`
    : `${from}, qüvvədəolmanın son günü: ${dayName(service, validTo)}`;
}

const moments: Readonly<Record<string, readonly [since: string, name: string]>> = {
  decidedOn: ['qərarın qəbul edildiyi gündən', 'qərarın qəbul edildiyi gün'],
  submittedOn: ['müraciətin göndərildiyi gündən', 'müraciətin göndərildiyi gün'],
};

const dayOf = (service: CompiledService, feel: string): string =>
  moments[feel]?.[0] ?? `bu gündən: ${dayName(service, feel)}`;

const dayName = ({ fields }: CompiledService, feel: string): string => {
  const field = fields.find(({ name }) => name === feel);
  return moments[feel]?.[1] ?? (field ? quoted(field.label.az) : expression(feel));
};

export function appealSection(service: CompiledService, names: Names): SectionDraft {
  const { appeal } = service;
  const { from, days } = appealsOf(service);
  return {
    key: 'appeal',
    title: 'Şikayət verilməsi',
    clauses: [
      {
        key: 'appeal.right',
        text: `Qərardan onun qəbul edildiyi gündən sonra ${appeal.days} təqvim günü ərzində şikayət verilə bilər. Şikayət qaydası: ${within(appeal.route.az)}.`,
        grounds: groundsOf(names, appeal.article),
      },
      ...(from.length > 0
        ? [
            {
              key: 'appeal.from',
              text: `Şikayət müraciətin ${all(from)} ${from.length === 1 ? 'vəziyyətində' : 'vəziyyətlərində'} verilə bilər.`,
            },
          ]
        : []),
      ...(days === undefined ? [] : [{ key: 'appeal.term', text: `Şikayətə ${days} iş günü ərzində baxılır.` }]),
    ],
  };
}

export function keepingSection(service: CompiledService, names: Names): SectionDraft {
  const { retention, basis, fields } = service;
  const reads = fields.some(({ source }) => source === 'register');
  return {
    key: 'keeping',
    title: 'Məlumatların mühafizəsi və saxlanılma müddəti',
    clauses: [
      ...(reads
        ? [
            {
              key: 'keeping.purpose',
              text: 'Reyestrlərdəki məlumatlar yalnız bu xidmətin göstərilməsi məqsədilə oxunur. Müraciətçi məlumatlarına kimin, nə vaxt və hansı məqsədlə baxdığını portalda görür.',
              grounds: [ground(names.act(basis.act, basis.article))],
            },
          ]
        : []),
      {
        key: 'keeping.years',
        text: `Müraciət üzrə məlumatlar iş bağlandıqdan sonra ${retention.years} il saxlanılır, sonra silinir.`,
      },
      ...keptLess(service),
      ...seenOnly(service),
    ],
  };
}

/** What is deleted before the file is. */
function keptLess(service: CompiledService): readonly ClauseDraft[] {
  const fields = passingFields(service);
  if (fields.length === 0) return [];
  return [
    {
      key: 'keeping.fields',
      text: 'Aşağıdakı məlumatlar və fayllar iş bağlandıqdan sonra daha qısa müddətə saxlanılır, sonra işdən silinir; silinmə tarixi işdə göstərilir:',
      table: {
        name: 'Daha qısa müddətə saxlanılan məlumatlar',
        columns: ['Məlumat', 'Saxlanılma müddəti'],
        rows: fields.map(({ name, label, retention }) => ({ key: name, cells: [label.az, termText(retention).az] })),
      },
    },
  ];
}

/** What not everybody reads who reads the case. */
function seenOnly(service: CompiledService): readonly ClauseDraft[] {
  const fields = keptFields(service);
  if (fields.length === 0) return [];
  const offices = (seenBy: (typeof fields)[number]['seenBy']) =>
    seenBy.map((office) => within(roleTitles[office].az)).join(', ');
  return [
    {
      key: 'keeping.seen',
      text: 'Aşağıdakı məlumatları iş üzrə yalnız göstərilən vəzifəli şəxslər oxuyur; işə baxan digər şəxslər məlumatın verildiyini görür, özünü görmür:',
      table: {
        name: 'Hamıya göstərilməyən məlumatlar',
        columns: ['Məlumat', 'Kim görür'],
        rows: fields.map(({ name, label, seenBy }) => ({ key: name, cells: [label.az, offices(seenBy)] })),
      },
    },
  ];
}
