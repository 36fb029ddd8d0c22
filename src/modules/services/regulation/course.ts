import type { RegulationTable, SectionDraft } from '../../catalogue/index.ts';
import {
  type CompiledAction,
  type CompiledClock,
  type CompiledState,
  earlierEyes,
  type Escalation,
  ladderOf,
  type Office,
  officeTitle,
  titleAtDesk,
} from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { effectViews } from '../present/effects.ts';
import type { Guide } from '../present/guide.ts';
import { workingDaysOf } from '../present/service.ts';
import { all, expression, quoted, sentences } from './words.ts';

/** How a case runs: states, who acts in them, what they may do, and within how many working days. */
export function courseSection(service: CompiledService, guide: Guide): SectionDraft {
  const { clocks, states } = service.process;
  return {
    key: 'course',
    title: 'Xidmətin göstərilməsinin ardıcıllığı və müddətləri',
    clauses: [
      ...officeClause(service, guide),
      { key: 'course.term', text: termText(service) },
      {
        key: 'states',
        text: 'Müraciət aşağıdakı vəziyyətlərdən keçir:',
        table: {
          name: 'Müraciətin vəziyyətləri',
          columns: ['Vəziyyət', 'Kim əməliyyat apara bilər', 'Müddət'],
          rows: states.map((state) => ({
            key: state.name,
            cells: [titleAtDesk(state).az, actorsIn(service, state), termIn(state, clocks)],
          })),
        },
      },
      {
        key: 'actions',
        text: 'Müraciət üzrə aşağıdakı əməliyyatlar aparılır:',
        table: actionTable(service, guide),
      },
      ...(clocks.length > 0
        ? [
            {
              key: 'clocks',
              text: 'Müddətlər iş günləri ilə hesablanır:',
              points: clocks.map((clock) => ({ key: `clock.${clock.name}`, text: clockText(service, clock) })),
            },
          ]
        : []),
      {
        key: 'course.interest',
        text: 'Vəzifəli şəxs özünün və ya rəhbəri olduğu təşkilatın müraciəti üzrə əməliyyat apara bilməz.',
      },
    ],
  };
}

/** Where the officials work on it, if not here. */
function officeClause({ backOffice, institution }: CompiledService, guide: Guide) {
  if (!backOffice) return [];
  const [system, { name }] = [quoted(guide.system(backOffice.system).az), guide.institution(institution)];
  const text = `Müraciətə ${name.az} ${system} vasitəsilə baxır. Vəzifəli şəxslərin əməliyyatları həmin sistemdən məlumat mübadiləsi üzrə qəbul edilir, onlara görə həmin qurum məsuliyyət daşıyır`;
  return [{ key: 'course.office', text: sentences(text) }];
}

function termText(service: CompiledService): string {
  const waits = service.process.states.some(({ status }) => status === 'waiting_for_applicant');
  return sentences(
    `Müraciət üzrə qərar müraciətin göndərilməsindən sonra ${workingDaysOf(service)} iş günü ərzində qəbul edilir`,
    waits ? 'Müraciətçidən cavab gözlənilən günlər bu müddətə daxil edilmir' : undefined,
  );
}

/** Who can act in a state, in the order of the definition. */
function actorsIn({ process }: CompiledService, { name }: CompiledState): string {
  const kinds = new Set(process.actions.filter(({ from }) => from.includes(name)).map(({ actor }) => actor));
  return kinds.size === 0 ? 'Heç kim: işin sonudur' : [...kinds].map((kind) => officeTitle(kind).az).join(', ');
}

function termIn({ name }: CompiledState, clocks: readonly CompiledClock[]): string {
  const terms = clocks.filter(({ runs }) => runs.includes(name)).map(({ workingDays }) => `${workingDays} iş günü`);
  return terms.length === 0 ? 'Müddət hesablanmır' : terms.join(', ');
}

function actionTable(service: CompiledService, guide: Guide): RegulationTable {
  return {
    name: 'Müraciət üzrə əməliyyatlar',
    columns: ['Əməliyyat', 'Kim aparır', 'Hansı vəziyyətdə', 'Növbəti vəziyyət', 'Qayda'],
    rows: service.process.actions.map((action) => ({
      key: action.name,
      cells: [
        action.title.az,
        officeTitle(action.actor).az,
        action.from.map((name) => stateTitle(service, name)).join('; '),
        stateTitle(service, action.to),
        ruleOf(service, guide, action),
      ],
    })),
  };
}

const stateTitle = ({ process }: CompiledService, name: string): string => {
  const state = process.states.find((one) => one.name === name);
  return state ? titleAtDesk(state).az : name;
};

const actionTitle = ({ process }: CompiledService, name: string): string =>
  quoted(process.actions.find((one) => one.name === name)?.title.az ?? name);

function ruleOf(service: CompiledService, guide: Guide, action: CompiledAction): string {
  const { name, note, guard, sign } = action;
  const others = earlierEyes(action).map((earlier) => actionTitle(service, earlier));
  const effects = effectViews(service, guide, [], { action: name }).map(({ text }) => text.az);
  const told = sentences(
    guard === undefined ? undefined : guardText(service, guard),
    note === 'required' ? 'Əsaslandırma yazılmalıdır' : note === 'optional' ? 'Qeyd yazıla bilər' : undefined,
    sign === 'required'
      ? 'Elektron imza ilə aparılır'
      : sign === 'optional'
        ? 'Elektron imza ilə aparıla bilər'
        : undefined,
    others.length === 0
      ? undefined
      : `${all(others)} ${others.length === 1 ? 'əməliyyatını' : 'əməliyyatlarını'} aparmış şəxs bu əməliyyatı apara bilməz`,
    ...flagRules(service, action),
    ...new Set(effects),
  );
  return told === '' ? 'Xüsusi qayda yoxdur.' : told;
}

const flagTitle = ({ process }: CompiledService, name: string): string =>
  quoted(process.flags?.find((flag) => flag.name === name)?.title.az ?? name);

/** Which flags it raises and lowers. */
const flagRules = (service: CompiledService, { raise = [], lower = [] }: CompiledAction): readonly string[] => [
  ...raise.map((name) => `Müraciətə ${flagTitle(service, name)} işarəsi qoyulur`),
  ...lower.map((name) => `Müraciətdən ${flagTitle(service, name)} işarəsi götürülür`),
];

const guards: Readonly<Record<string, string>> = {
  'openAgreements=0': 'razılıqların hamısı alındıqda',
  'openOpinions=0': 'bütün rəylər alındıqda',
  'openReviews=0': 'ekspert rəylərinin hamısı alındıqda',
  'unmet=0': 'ödənilməyən şərt olmadıqda',
  'unmet>0': 'ödənilməyən şərt olduqda',
  'missing=0': 'çatışmayan məlumat olmadıqda',
  'missing>0': 'çatışmayan məlumat olduqda',
};

/** When an action may be taken. A guard of another form than those of the engine's own counts stands as written. */
function guardText(service: CompiledService, guard: string): string {
  const parts = guard.split(/\s+and\s+/).map((part) => {
    const written = part.replaceAll(/\s/g, '');
    return guards[written] ?? flagCondition(service, written);
  });
  const known = parts.filter((part) => part !== undefined);
  const when = known.length === parts.length ? all(known) : `${expression(guard)} ifadəsi doğru olduqda`;
  return `Yalnız ${when} aparılır`;
}

/** `flag.urgent=true`: where the flag stands. */
function flagCondition(service: CompiledService, written: string): string | undefined {
  const [, name = '', stands] = /^flag[.]([A-Za-z0-9]+)=(true|false)$/.exec(written) ?? [];
  if (stands === undefined) return undefined;
  return `${flagTitle(service, name)} işarəsi ${stands === 'true' ? 'olduqda' : 'olmadıqda'}`;
}

const told: Readonly<Record<Office, string>> = {
  officer: 'icraçıya',
  approver: 'təsdiq edən şəxsə',
  deputy_head: 'rəhbərin müavininə',
  head: 'rəhbərə',
  project_office: 'layihə ofisinə',
  registrar: 'qeydiyyatçıya',
  owner_officer: 'sahib qurumun icraçısına',
  owner_deputy_head: 'sahib qurumun rəhbərinin müavininə',
  owner_head: 'sahib qurumun rəhbərinə',
};

function escalationText({ to, after }: Escalation): string {
  const when = after === 0 ? 'Müddət bitdikdə' : `Müddət bitdikdən ${after} iş günü sonra`;
  return `${when}, ${told[to]} məlumat verilir`;
}

function clockText(service: CompiledService, clock: CompiledClock): string {
  const { workingDays, runs, anew, remind, due } = clock;
  const states = runs.map((name) => quoted(stateTitle(service, name)));
  const where = `${all(states)} ${states.length === 1 ? 'vəziyyətində' : 'vəziyyətlərində'}`;
  const how = anew ? 'hər dəfə yenidən hesablanmaqla' : runs.length > 1 ? 'birlikdə' : '';
  return sentences(
    [where, how, `${workingDays} iş günü`].filter((part) => part !== '').join(' '),
    remind.length === 0
      ? undefined
      : `Müddətin bitməsinə ${all(remind.map(String))} iş günü qalmış xatırlatma göndərilir`,
    due === undefined ? undefined : `Müddət bitdikdə, ${actionTitle(service, due)} əməliyyatı avtomatik aparılır`,
    ...ladderOf(clock).map(escalationText),
  );
}

/** Actions by which an applicant appeals, and the working days within which the appeal is decided. */
export function appealsOf(service: CompiledService): {
  readonly from: readonly string[];
  readonly days: number | undefined;
} {
  const { states, actions, clocks } = service.process;
  const appealed = states.filter(({ status }) => status === 'appealed').map(({ name }) => name);
  const from = actions
    .filter(({ actor, to }) => actor === 'applicant' && appealed.includes(to))
    .flatMap((action) => action.from);
  const days = clocks.find(({ runs }) => runs.some((name) => appealed.includes(name)))?.workingDays;
  return { from: [...new Set(from)].map((name) => quoted(stateTitle(service, name))), days };
}
