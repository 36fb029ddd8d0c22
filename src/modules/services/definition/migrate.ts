import type { Finding } from '../../../kernel/definition.ts';
import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { CompiledProcess, MigrationGap } from '../../process/index.ts';
import type { CompiledField, CompiledMigration, CompiledService } from './compiled.ts';
import { finding, unknown } from './finding.ts';
import type { ServiceSource } from './schema.ts';

/** Checks of a migration what can be seen without the earlier versions: where it leads to. */
export function compileMigration(
  { migrate }: Pick<ServiceSource, 'migrate'>,
  fields: readonly CompiledField[],
  process: CompiledProcess,
  findings: Finding[],
): CompiledMigration | undefined {
  if (!migrate) return undefined;
  const { from, states = {}, answers = {}, drops = [] } = migrate;
  const stateNames = process.states.map(({ name }) => name);
  const asked = askedNames({ fields });
  findings.push(
    ...Object.entries(states).flatMap(([old, to]) =>
      stateNames.includes(to) ? [] : [unknown('state', ['migrate', 'states', old], to, stateNames)],
    ),
    ...Object.entries(answers).flatMap(([old, to]) =>
      asked.includes(to) ? [] : [unknown('field', ['migrate', 'answers', old], to, asked)],
    ),
  );
  return { from: [...from], states, answers, drops };
}

type WithFields = Pick<CompiledService, 'fields'>;

/** Names of what the applicant answers, or brings files for. */
export const askedNames = ({ fields }: WithFields): readonly string[] =>
  fields.flatMap(({ source, name }) =>
    source === 'applicant' || source === 'group' || source === 'file' ? [name] : [],
  );

/** What was asked for in the earlier version and has no place in the later: files have one only where files are asked for. */
export function answersLost(earlier: WithFields, later: WithFields, migration: CompiledMigration): readonly string[] {
  const isFile = ({ fields }: WithFields, name: string) =>
    fields.some((one) => one.name === name && one.source === 'file');
  const asked = askedNames(later);
  return askedNames(earlier).filter((name) => {
    const to = migration.answers[name] ?? name;
    const keeps = asked.includes(to) && isFile(earlier, name) === isFile(later, to);
    return !keeps && !migration.drops.includes(name);
  });
}

/** `last`: number of the version in force. */
export const unknownVersion = (index: number, version: number, last: number): Finding =>
  finding(
    ['migrate', 'from', index],
    'migrate-version',
    [
      `Xidmətin ${version} nömrəli əvvəlki versiyası yoxdur.`,
      `The service has no earlier version ${version}.`,
      `У услуги нет прежней версии ${version}.`,
    ],
    [
      `Qüvvədə olan versiyanın nömrəsi: ${last}. Onu və ya ondan əvvəlkini göstərin.`,
      `The version in force has the number ${last}; name it or an earlier one.`,
      `Номер действующей версии: ${last}; укажите её или более раннюю.`,
    ],
  );

/** Of a case in the earlier version something has no place in this one. */
export function lostInMigration(version: number, gap: MigrationGap): Finding {
  switch (gap.gap) {
    case 'state':
      return stateLost(version, gap);
    case 'status':
      return statusLost(version, gap);
    case 'clock':
      return clockLost(version, gap);
    case 'action':
      return actionLost(version, gap);
    case 'flag':
      return flagLost(version, gap);
  }
}

type Lost<G> = Extract<MigrationGap, { readonly gap: G }>;

const stateLost = (version: number, { name }: Lost<'state'>): Finding =>
  finding(
    ['migrate', 'states'],
    'migrate-state',
    [
      `${version} nömrəli versiyanın “${name}” vəziyyəti burada yoxdur, həmin vəziyyətdəki müraciətlərin yolu itir.`,
      `The state “${name}” of version ${version} is not here: cases in it would have no way.`,
      `Состояния «${name}» версии ${version} здесь нет: дела в нём останутся без пути.`,
    ],
    [
      `Qarşılığını yazın: migrate: { states: { ${name}: … } }.`,
      `Say which one stands for it: migrate: { states: { ${name}: … } }.`,
      `Укажите соответствие: migrate: { states: { ${name}: … } }.`,
    ],
  );

const statusLost = (version: number, { name, to }: Lost<'status'>): Finding =>
  finding(
    ['migrate', 'states'],
    'migrate-status',
    [
      `${version} nömrəli versiyanın “${name}” vəziyyəti ilə “${to}” vəziyyətinin hüquqi statusu eyni deyil.`,
      `The state “${name}” of version ${version} and “${to}” have not the same legal status.`,
      `У состояния «${name}» версии ${version} и состояния «${to}» разный правовой статус.`,
    ],
    [
      'Statusu eyni olan vəziyyət göstərin: versiyanın dəyişməsi qərar deyil.',
      'Name a state of the same status: a change of version decides nothing.',
      'Укажите состояние с тем же статусом: смена версии ничего не решает.',
    ],
  );

const clockLost = (version: number, { name, state }: Lost<'clock'>): Finding =>
  finding(
    ['process', 'clocks'],
    'migrate-clock',
    [
      `${version} nömrəli versiyada “${state}” vəziyyətində gedən “${name}” müddəti burada dayanır.`,
      `The clock “${name}”, which runs in “${state}” of version ${version}, stops here.`,
      `Срок «${name}», который идёт в состоянии «${state}» версии ${version}, здесь прерывается.`,
    ],
    [
      'Müddətin adını saxlayın və həmin vəziyyəti onun runs siyahısına yazın.',
      'Keep the name of the clock, and name the state under its runs.',
      'Сохраните имя срока и укажите состояние в его списке runs.',
    ],
  );

const actionLost = (version: number, { name }: Lost<'action'>): Finding =>
  finding(
    ['process', 'actions'],
    'migrate-action',
    [
      `${version} nömrəli versiyada “${name}” əməliyyatını edən başqa addımı ata bilmir, burada isə belə əməliyyat yoxdur.`,
      `Who took “${name}” of version ${version} is kept from another step; here is no such action.`,
      `Выполнивший «${name}» версии ${version} не может сделать другой шаг, а здесь такого действия нет.`,
    ],
    [
      'Əməliyyatın adını saxlayın: iki nəfər qaydası yeni versiyada da qüvvədə qalmalıdır.',
      'Keep the name of the action: four eyes must hold in the new version too.',
      'Сохраните имя действия: правило двух лиц должно действовать и в новой версии.',
    ],
  );

const flagLost = (version: number, { name }: Lost<'flag'>): Finding =>
  finding(
    ['process', 'flags'],
    'migrate-flag',
    [
      `${version} nömrəli versiyanın “${name}” işarəsi burada yoxdur, müraciətlərin üstündəki işarə itər.`,
      `The flag “${name}” of version ${version} is not here: it would be lost on cases that bear it.`,
      `Пометки «${name}» версии ${version} здесь нет: на делах она потеряется.`,
    ],
    ['İşarənin adını saxlayın.', 'Keep the name of the flag.', 'Сохраните имя пометки.'],
  );

/** Answers that were given, and for which there is no field any more. */
export const answerLost = (version: number, field: string): Finding =>
  finding(
    ['migrate', 'answers'],
    'migrate-answer-lost',
    [
      `${version} nömrəli versiyada soruşulan “${field}” burada yoxdur, verilmiş cavab itər.`,
      `“${field}”, asked for in version ${version}, is not here: what was answered would be lost.`,
      `Поля «${field}», которое спрашивала версия ${version}, здесь нет: ответ потеряется.`,
    ],
    [
      `Qarşılığını yazın (migrate: { answers: { ${field}: … } }) və ya imtina edin: migrate: { drops: [${field}] }.`,
      `Say what stands for it (migrate: { answers: { ${field}: … } }), or give it up: migrate: { drops: [${field}] }.`,
      `Укажите соответствие (migrate: { answers: { ${field}: … } }) или откажитесь: migrate: { drops: [${field}] }.`,
    ],
  );

/** Sent cases that have no right answer to what this version asks. */
export const answerMissing = (field: string, count: number): Finding =>
  finding(
    ['migrate', 'from'],
    'migrate-answer-missing',
    [
      `Göndərilmiş müraciətlərdən ${count} ədədində “${field}” sualının cavabı yoxdur və ya uyğun gəlmir.`,
      `Of the cases that were sent, ${count} have no answer to “${field}”, or none that fits.`,
      `Из отправленных дел у ${count} нет подходящего ответа на «${field}».`,
    ],
    [
      'Sahəni optional: true edin, ya da bu müraciətləri öz versiyasında saxlayın: nömrəni from siyahısından çıxarın.',
      'Make the field optional: true, or leave these cases in their version: take its number off the list from.',
      'Сделайте поле optional: true или оставьте эти дела в их версии: уберите её номер из from.',
    ],
  );

/** What the fields of the section mean, as editors show it. */
export const migrateWords: FieldWords = {
  migrate: {
    az: 'Gedişdə olan müraciətlər bu versiyaya keçir; bu bölmə olmasa, öz versiyasında qalır',
    en: 'Cases under way go over to this version; without this section they keep theirs',
    ru: 'Дела в работе переходят на эту версию; без этого раздела они остаются в своей',
  },
  'migrate.from': {
    az: 'Hansı əvvəlki versiyalardan',
    en: 'From which earlier versions',
    ru: 'С каких прежних версий',
  },
  'migrate.states': {
    az: 'Adı dəyişən vəziyyətlər: əvvəlki ad və yenisi',
    en: 'States that have another name: the earlier one and the new one',
    ru: 'Переименованные состояния: прежнее имя и новое',
  },
  'migrate.answers': {
    az: 'Adı dəyişən suallar: əvvəlki sahə və yenisi',
    en: 'Questions that have another name: the earlier field and the new one',
    ru: 'Переименованные вопросы: прежнее поле и новое',
  },
  'migrate.drops': {
    az: 'Artıq lazım olmayan əvvəlki cavablar',
    en: 'Earlier answers that are needed no more',
    ru: 'Прежние ответы, которые больше не нужны',
  },
};
