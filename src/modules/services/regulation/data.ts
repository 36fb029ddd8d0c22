import { formatMoney, formatNumber } from '../../../language/index.ts';
import type { Cell, ClauseDraft, SectionDraft } from '../../catalogue/index.ts';
import { fileKinds } from '../../../kernel/file-kind.ts';
import type {
  AskedField,
  CompiledField,
  CompiledService,
  FileField,
  GroupField,
  RegisterField,
} from '../definition/compiled.ts';
import { fieldsOfPage } from '../rules/answers.ts';
import { scoreField } from '../definition/scores.ts';
import { expression, ground, groundsOf, type Names, quoted } from './words.ts';

/** What is needed to decide: taken from registers, asked of the applicant, computed from either. */
export function dataSection(service: CompiledService, names: Names): SectionDraft {
  const { fields } = service;
  const asked = fields.filter((field) => field.source === 'applicant');
  return {
    key: 'data',
    title: 'Tələb olunan məlumatlar',
    clauses: [
      ...fromRegisters(service, names),
      ...(asked.length > 0
        ? [
            {
              key: 'asked',
              text: 'Heç bir reyestrdə olmayan aşağıdakı məlumatlar müraciətçidən soruşulur:',
              table: askedTable(service, names, 'Müraciətçidən soruşulan məlumatlar', asked),
            },
          ]
        : []),
      ...filesClause(service, names),
      ...fields.flatMap((field) => (field.source === 'group' ? [groupClause(service, names, field)] : [])),
      ...computed(service),
      {
        key: 'data.nothing-else',
        text: 'Müraciətçidən bu bölmədə göstərilməyən məlumat və ya sənəd tələb edilmir.',
      },
    ],
  };
}

function fromRegisters({ fields, basis }: CompiledService, names: Names): readonly ClauseDraft[] {
  const known = fields.filter((field) => field.source === 'register');
  if (known.length === 0) return [];
  const rows = known.map(({ name, label, register }) => {
    const { title, owner } = names.register(register);
    return { key: name, cells: [label.az, title.az, owner.az] };
  });
  return [
    {
      key: 'registers',
      text: 'Aşağıdakı məlumatlar dövlət reyestrlərindən elektron qaydada alınır və müraciətçidən tələb edilmir:',
      grounds: [ground(names.act(basis.act, basis.article))],
      table: {
        name: 'Reyestrlərdən alınan məlumatlar',
        columns: ['Məlumat', 'Reyestr', 'Reyestrin sahibi'],
        rows,
      },
    },
    ...askedInstead(known, names),
  ];
}

/** What is asked of the applicant only while its register is silent. */
function askedInstead(known: readonly RegisterField[], names: Names): readonly ClauseDraft[] {
  const rows = known.flatMap(({ name, label, ifUnavailable }) =>
    ifUnavailable
      ? [{ key: name, cells: [label.az, quoted(ifUnavailable.why.az), ...groundCell(names, ifUnavailable.article)] }]
      : [],
  );
  if (rows.length === 0) return [];
  return [
    {
      key: 'registers.silent',
      text: 'Reyestr cavab vermədikdə aşağıdakı məlumatlar müraciətçidən bir dəfə soruşulur; reyestr cavab verdikdə, onun cavabı əsas götürülür:',
      table: {
        name: 'Reyestr cavab vermədikdə soruşulan məlumatlar',
        columns: ['Məlumat', 'Müraciətçiyə verilən izahat', 'Əsas'],
        rows,
      },
    },
  ];
}

function askedTable(service: CompiledService, names: Names, name: string, fields: readonly AskedField[]) {
  return {
    name,
    columns: ['Məlumat', 'Cavabın forması', 'Müraciətçiyə verilən izahat', 'Əsas'],
    rows: fields.map((field) => ({
      key: field.name,
      cells: [field.label.az, formOf(service, field), quoted(field.why.az), ...groundCell(names, field.article)],
    })),
  };
}

const groundCell = (names: Names, article: string): readonly Cell[] => {
  const [cited = 'göstərilməyib'] = groundsOf(names, article);
  return [cited];
};

/** Evidence that the applicant uploads. */
function filesClause(service: CompiledService, names: Names): readonly ClauseDraft[] {
  const files = service.fields.filter((field) => field.source === 'file');
  if (files.length === 0) return [];
  const form = (field: FileField) => {
    const { accepts, mostBytes, mostFiles, optional } = field;
    return [
      `${accepts.map((kind) => fileKinds[kind].title).join(', ')}, ən çoxu ${mostBytes / 1024 ** 2} MB`,
      ...(mostFiles > 1 ? [`ən çoxu ${mostFiles} fayl`] : []),
      ...onlyFrom(service, field),
      ...(optional ? ['əlavə edilməsi məcburi deyil'] : []),
    ].join('; ');
  };
  return [
    {
      key: 'files',
      text: 'Müraciətçi aşağıdakı faylları elektron qaydada əlavə edir:',
      table: {
        name: 'Əlavə edilən fayllar',
        columns: ['Fayl', 'Format və ölçü', 'Müraciətçiyə verilən izahat', 'Əsas'],
        rows: files.map((field) => ({
          key: field.name,
          cells: [field.label.az, form(field), quoted(field.why.az), ...groundCell(names, field.article)],
        })),
      },
    },
  ];
}

function groupClause(service: CompiledService, names: Names, field: GroupField): ClauseDraft {
  const { name, label, min, max, item, fields } = field;
  const from = onlyFrom(service, field)
    .map((part) => ` (${part})`)
    .join('');
  const many = min === max ? `${min}` : `ən azı ${min}, ən çoxu ${max}`;
  return {
    key: `group.${name}`,
    text: `${quoted(label.az)} üzrə müraciətçi ${many} qeyd daxil edir${from}. Hər qeydin adı: ${quoted(item.az)}. Qeyddə soruşulan məlumatlar:`,
    grounds: groundsOf(names, field.article),
    table: askedTable(service, names, label.az, fields),
  };
}

function computed({ fields, scores = [] }: CompiledService): readonly ClauseDraft[] {
  // Points are told with the rules of the decision.
  const points = new Set(scores.length > 0 ? [...scores.map(({ name }) => name), scoreField] : []);
  const rows = fields.flatMap((field) =>
    field.source === 'computed' && !points.has(field.name)
      ? [{ key: field.name, cells: [field.label.az, expression(field.formula)] }]
      : [],
  );
  if (rows.length === 0) return [];
  return [
    {
      key: 'computed',
      text: 'Aşağıdakı göstəricilər yuxarıda sadalanan məlumatlardan hesablanır:',
      table: { name: 'Hesablanan göstəricilər', columns: ['Göstərici', 'Hesablanma ifadəsi'], rows },
    },
  ];
}

/** Of whom a page is asked, where that is not everybody. */
function onlyFrom(service: Pick<CompiledService, 'pages' | 'fields'>, field: CompiledField): readonly string[] {
  const page = service.pages.find((one) => fieldsOfPage(service, one).some((asked) => asked === field));
  return page?.whom ? [`yalnız ${page.whom.az} soruşulur`] : [];
}

/** How a question is answered, within which limits, and when it is asked at all. */
function formOf(service: CompiledService, field: AskedField): string {
  const { fields } = service;
  const opener = fields.find((one) => one.name === field.openedBy?.field);
  const opening = opener?.source === 'applicant' ? opener : undefined;
  const choice = opening?.choices?.find(({ value }) => value === field.openedBy?.choice);
  return [
    answerForm(field),
    ...(opening && choice
      ? [`yalnız ${quoted(opening.label.az)} üzrə ${quoted(choice.label.az)} seçildikdə soruşulur`]
      : []),
    ...onlyFrom(service, field),
    ...(field.optional ? ['cavab vermək məcburi deyil'] : []),
    ...(field.check
      ? [`uyğun olmayan cavab qəbul edilmir (${quoted(field.check.otherwise.az.replace(/[.]$/, ''))})`]
      : []),
    ...(field.differsFrom ? [`reyestrdəki eyniadlı məlumatdan fərqi: ${quoted(field.differsFrom.reason.az)}`] : []),
  ].join('; ');
}

function answerForm({ type, choices = [], min, max, maxLength }: AskedField): string {
  switch (type) {
    case 'choice':
      return `Siyahıdan seçilir: ${choices.map(({ label }) => label.az).join('; ')}`;
    case 'yesno':
      return `${quoted('Bəli')} və ya ${quoted('xeyr')}`;
    case 'date':
      return 'Tarix';
    case 'number':
      return `Tam ədəd${limits(min, max, (value) => formatNumber(value, 'az'))}`;
    case 'decimal':
      return `Məbləğ${limits(min, max, (value) => formatMoney(String(value), 'az'))}`;
    case 'text':
      return `Mətn, ən çoxu ${formatNumber(maxLength, 'az')} simvol`;
  }
}

function limits(min: number | undefined, max: number | undefined, shown: (value: number) => string): string {
  return [
    ...(min === undefined ? [] : [`, ən azı ${shown(min)}`]),
    ...(max === undefined ? [] : [`, ən çoxu ${shown(max)}`]),
  ].join('');
}
