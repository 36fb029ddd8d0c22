import type { VNode } from 'preact';
import type { Lang } from '../language/index.ts';
import * as ui from './index.ts';

/* Every component once, with words of no language, so that tests can render each of them in all three. */

/** A frame as the server fills it. */
export function sampleFrame(lang: Lang, over: Partial<ui.Frame> = {}): ui.Frame {
  return {
    lang,
    brand: 'mygov',
    demo: true,
    path: '/a',
    href: (path) => `/${lang}${path}`,
    languageHref: (other) => `/${other}/a`,
    asset: (name) => `/assets/${name}`,
    nav: [
      { href: '/1', label: 'One', current: true },
      { href: '/2', label: 'Two' },
    ],
    account: [{ href: '/me', label: 'Person' }],
    footer: [{ href: '/help', label: 'Help' }],
    csrf: 'token',
    scripts: ['enhance.js'],
    ...over,
  };
}

const at = new Date('2026-11-22T05:14:00Z');
const field = { name: 'sample', label: 'Label', hint: 'Hint', error: 'Write it' };
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B', hint: 'Hint of B' },
];

export const sampleFields: readonly ui.FieldView[] = [
  { name: 't', kind: 'text', label: 'Text', value: 'x', max: 20, error: 'Write a word' },
  { name: 'l', kind: 'longtext', label: 'Long', hint: 'Hint.', max: 1500, optional: true },
  { name: 'n', kind: 'number', label: 'Number', unit: 'm', value: '12,5' },
  { name: 'd', kind: 'date', label: 'Date', value: '2026-11-22' },
  {
    name: 'c',
    kind: 'choice',
    label: 'Choice',
    options,
    value: 'b',
    reveals: { b: [{ name: 'inner', kind: 'text', label: 'Inner', error: 'Write the inner one' }] },
  },
  { name: 'y', kind: 'yesno', label: 'Yes or no', value: 'no', error: 'Choose one' },
  { name: 'm', kind: 'choices', label: 'Many', options, value: ['a'] },
];

const indicator: ui.Indicator = {
  title: 'Share',
  unit: '%',
  from: '2026-01',
  to: '2028-12',
  way: { base: 2, target: 50 },
  points: [
    { month: '2026-01', value: 2, sign: 'said' },
    { month: '2026-06', value: 3.1, sign: 'known' },
    { month: '2026-11', value: 6.4, sign: 'known' },
  ],
};

const counts: ui.MeasureCounts = {
  done: 2,
  on_track: 1,
  soon: 1,
  late: 0,
  no_evidence: 1,
  not_assessed: 1,
  no_deadline: 1,
  no_executor: 3,
};
const gantt: readonly ui.GanttRow[] = [
  {
    title: 'Measure',
    first: { starts: '2026-01-01', due: '2026-12-31' },
    present: { starts: '2026-01-01', due: '2027-03-31' },
  },
  { title: 'M1 First', first: { due: '2026-03-31' }, present: { due: '2026-03-31' }, doneOn: '2026-04-02' },
  { title: 'M2 Second', href: '/m2', first: { due: '2026-09-30' }, present: { due: '2026-10-31' } },
  { title: 'M3 No dates' },
];
const columns = [{ label: 'Name' }, { label: 'Count', num: true, onPhone: 'Count' }];

const parts: Readonly<Record<string, (lang: Lang) => VNode>> = {
  Actions: () => (
    <ui.Actions>
      <ui.Button>Go</ui.Button>
    </ui.Actions>
  ),
  Back: () => <ui.Back href="/b" />,
  Button: () => (
    <ui.Button kind="grave" name="do" value="refuse" press="İ">
      Refuse
    </ui.Button>
  ),
  ButtonLink: () => <ui.ButtonLink href="/go">Go</ui.ButtonLink>,
  CheckAnswers: () => (
    <ui.CheckAnswers
      answers={[
        { question: 'First', answer: 'Yes', change: '/q/1' },
        { question: 'Second', change: '/q/2' },
        { question: 'Third', answer: '2004581731', sign: 'known' },
      ]}
    />
  ),
  RepeatGroup: () => (
    <ui.RepeatGroup
      name="group"
      label="Group"
      items={[{ title: 'First one', children: <ui.TextInput name="group.0" label="Name" /> }]}
    />
  ),
  ChartKey: () => <ui.ChartKey />,
  LineChart: () => (
    <ui.LineChart
      {...indicator}
      state="late"
      about="About"
      reported={[{ month: '2026-06', value: 20, sign: 'said' }]}
      breaks={[{ month: '2026-03', note: 'Another method' }]}
    >
      Note
    </ui.LineChart>
  ),
  Checkbox: () => <ui.Checkbox name="agree" label="Agree" error="Agree first" />,
  Checkboxes: () => <ui.Checkboxes {...field} name="boxes" choices={options} values={['a']} />,
  Radios: () => <ui.Radios {...field} name="radios" choices={options} value="a" />,
  Rating: () => <ui.Rating name="rating" label="How was it" value="4" />,
  YesNo: () => <ui.YesNo name="yesno" label="Is it so" />,
  Card: () => (
    <ui.Card title="Card" beside={<a href="/c">More</a>}>
      <p>Text</p>
    </ui.Card>
  ),
  Clock: () => (
    <ui.Clock days={['spent', 'halt', 'now', 'left']} due={at}>
      Note
    </ui.Clock>
  ),
  ClockCard: () => (
    <ui.ClockCard clock={{ days: [{ mark: 'spent' }, { mark: 'now' }], due: at, overdue: false, stopped: false }}>
      Note
    </ui.ClockCard>
  ),
  DeadlineTag: () => <ui.DeadlineTag left={2} />,
  Jump: () => (
    <ui.Jump href="/queue" decide>
      Queue
    </ui.Jump>
  ),
  Queue: () => (
    <ui.Queue
      title="Mine"
      summary="2"
      items={[
        { href: '/c/1', title: 'One', about: 'C-1', deadline: { late: 1 } },
        { href: '/c/2', title: 'Two', about: 'C-2', deadline: { left: 5 }, current: true },
      ]}
    />
  ),
  Reasons: () => (
    <ui.Reasons
      reasons={(['known', 'said', 'late', 'pace', 'nodata', 'none'] as const).map((sign) => ({
        sign,
        text: 'Reason',
        act: <ui.Act sample>Article 1</ui.Act>,
      }))}
    />
  ),
  RuleTable: () => (
    <ui.RuleTable
      name="Decision table"
      columns={[
        { label: 'Jobs', sign: 'said', signLabel: 'Told' },
        { label: 'Debt, ₼', sign: 'known', signLabel: 'Registered' },
      ]}
      words={{ rule: 'Rule', outcome: 'Outcome', reason: 'Reason', otherwise: 'Every other case' }}
      rules={[
        {
          number: 1,
          state: 'passed',
          stateWord: 'does not fit',
          cells: [
            { text: 'less than 5', title: '< 5', unmet: 'Not met' },
            { text: 'anything', title: '-', open: true },
          ],
          outcome: { word: 'Refusal', state: 'late' },
          reason: 'Too few',
          act: <ui.Act sample>Article 1</ui.Act>,
        },
        {
          number: 2,
          state: 'fired',
          stateWord: 'fits',
          cells: [],
          outcome: { word: 'Approval', state: 'done' },
          reason: 'Enough',
          act: <ui.Act>Article 2</ui.Act>,
        },
      ]}
    />
  ),
  QrCode: () => <ui.QrCode text="https://example.org/v/1" />,
  Sheet: () => (
    <ui.Sheet
      issuer="Ministry"
      title="Certificate"
      number="C-1"
      rows={[{ term: 'Holder', value: 'Company', note: 'Note' }]}
      address="example.org/v/1"
      link="https://example.org/v/1"
    />
  ),
  Verdict: () => <ui.Verdict state="revoked" at={at} />,
  EventList: () => <ui.EventList events={[{ href: '/e', title: 'Event', about: '7' }]} />,
  FactsKey: () => <ui.FactsKey />,
  FactsTable: () => (
    <ui.FactsTable
      facts={[
        { name: 'A', value: '1', sign: 'known', source: 'Register', at },
        { name: 'B', missing: 'none', sign: 'known', source: 'Register', at },
        { name: 'C', missing: 'unavailable', source: 'Register', retryAt: at },
        { name: 'D', missing: 'refused', source: 'Register', at },
        { name: 'E', value: '6', sign: 'said', source: 'Answer', detail: 'more' },
        { name: 'F' },
      ]}
    />
  ),
  Kept: () => (
    <ui.Kept of={indicator} part="sample">
      {() => 'Drawn once'}
    </ui.Kept>
  ),
  KeyFacts: () => (
    <ui.KeyFacts
      title="Facts"
      source="Registers"
      facts={[
        { term: 'Time', value: '10', note: 'Note' },
        { term: 'Act', value: 'Rules', law: 'sample' },
      ]}
    />
  ),
  TaskList: () => <ui.TaskList tasks={[{ href: '/t', title: 'Task', about: 'About', state: 'wait', tag: 'soon' }]} />,
  Alarm: () => <ui.Alarm errors={[{ name: 'x', text: 'Write it' }]} />,
  Field: () => (
    <ui.Field {...field} name="own">
      <input class="input" id={ui.fieldId('own')} name="own" />
    </ui.Field>
  ),
  Form: () => <ui.Form action="/send" fields={sampleFields} />,
  FormField: () => <ui.FormField field={{ name: 'one', kind: 'number', label: 'One' }} heading />,
  LanguageLinks: (lang) => <ui.LanguageLinks lang={lang} href={(other) => `/${other}`} />,
  Csrf: () => <ui.Csrf />,
  DayInput: () => <ui.DayInput name="day" label="Day" value="tomorrow" />,
  Hidden: () => <ui.Hidden name="h" value="1" />,
  NumberInput: () => <ui.NumberInput {...field} name="number" unit="m" />,
  Select: () => <ui.Select {...field} name="select" options={options} value="b" />,
  TextArea: () => <ui.TextArea {...field} name="area" max={1500} />,
  FileInput: () => (
    <ui.FileInput
      name="file"
      label="File"
      kinds={['PDF', 'PNG']}
      endings={['.pdf', '.png']}
      most={10 * 1024 ** 2}
      error="Choose a file."
    />
  ),
  TextInput: () => <ui.TextInput {...field} name="text" optional />,
  Band: () => <ui.Band />,
  Gol: () => <ui.Gol as="gol" />,
  Knot: () => <ui.Knot sign="known" label="Known" />,
  Mark: () => <ui.Mark />,
  DirectionRow: () => (
    <ul>
      <ui.DirectionRow title="Direction" number="6.1.1" counts={counts} />
    </ul>
  ),
  Directions: () => <ui.Directions directions={[{ title: 'Direction', number: '6.1.1', counts }]} />,
  MeasureFigures: () => <ui.MeasureFigures counts={counts} />,
  MeasureKey: () => <ui.MeasureKey />,
  MeasureKnots: () => <ui.MeasureKnots counts={counts} />,
  MeasureTag: () => <ui.MeasureTag state="nodata" />,
  SelfRating: () => <ui.SelfRating>late</ui.SelfRating>,
  Gantt: () => <ui.Gantt title="Milestones" rows={gantt} today="2026-11-27" />,
  GanttKey: () => <ui.GanttKey />,
  Act: () => (
    <ui.Act sample href="/act">
      Article 1
    </ui.Act>
  ),
  Details: () => <ui.Details summary="More">Text</ui.Details>,
  EmptyState: () => (
    <ui.EmptyState href="/find" action="Find one">
      Nothing yet.
    </ui.EmptyState>
  ),
  Note: () => <ui.Note>Note</ui.Note>,
  NoWrap: () => <ui.NoWrap>6.1</ui.NoWrap>,
  Progress: () => <ui.Progress title="Service" at={1} of={3} />,
  SampleMark: () => <ui.SampleMark />,
  Steps: () => <ui.Steps steps={[{ title: 'First', about: 'About' }]} />,
  Tag: () => (
    <ui.Tag state="late" sign="late">
      late
    </ui.Tag>
  ),
  Thread: () => <ui.Thread sign="known">From registers</ui.Thread>,
  Time: () => <ui.Time at={at} />,
  Hero: () => <ui.Hero title="What" action="/s" label="Search" examples={[{ href: '/x', label: 'x' }]} />,
  Pagination: () => <ui.Pagination page={4} pages={9} href={(page) => `?page=${page}`} />,
  SearchForm: () => <ui.SearchForm action="/s" label="Search" value="park" />,
  Within: (lang) => (
    <ui.Within lang={lang}>
      <p>Text</p>
    </ui.Within>
  ),
  Journal: () => <ui.Journal entries={[{ at: '1', who: 'Person', what: 'Did' }]} />,
  Table: () => <ui.Table caption="Table" columns={columns} rows={[['A', 1]]} narrow="scroll" />,
  TableTwin: () => <ui.TableTwin caption="Twin" columns={columns} rows={[['A', 1]]} />,
};

const pages: Readonly<Record<string, (lang: Lang) => VNode>> = {
  Page: (lang) => (
    <ui.Page frame={sampleFrame(lang)} title="Title">
      <h1>Title</h1>
      <ui.Knot sign="late" label="Late" />
    </ui.Page>
  ),
  QuestionPage: (lang) => (
    <ui.QuestionPage
      frame={sampleFrame(lang, { brand: 'biznes' })}
      fields={[{ name: 'jobs', kind: 'number', label: 'How many', error: 'Write a figure' }]}
      action="/q/1"
      back="/"
      progress={{ title: 'Service', at: 1, of: 3 }}
      known={[{ term: 'Company', value: 'C' }]}
      source="Registers"
      why="Because"
      later
    />
  ),
  StatusPage: (lang) => (
    <ui.StatusPage
      frame={sampleFrame(lang)}
      status={401}
      title="Session ended"
      fault="f-1"
      typed={{ action: '/q/1', fields: [['text', 'Two words']], written: ['Two words'], again: true, signIn: '/in' }}
    />
  ),
};

export const samples = { parts, pages };
