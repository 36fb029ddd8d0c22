import { citation, type Lang, type Text } from '../../../language/index.ts';
import type {
  AnswerView,
  ArticleView,
  CaseCard,
  CaseView,
  CheckView,
  ClockView,
  DecisionView,
  DeskAction,
  DeskCaseView,
  FactView,
  HomeView,
  OwnCasesView,
  QuestionView,
  ServiceView,
  WorklistView,
} from '../views.ts';

/* Valid views for tests of the pages: each takes what the test is about. */

export const text = (az: string): Text => ({ az, en: `${az} en`, ru: `${az} ru` });
const at = new Date('2026-11-23T05:42:00Z');
const id = '01936f2a-0000-7000-8000-000000000001';
const institution = { code: 'rinn', name: text('Sınaq Nazirliyi'), acronym: text('SN') };
const register = { name: 'companies', title: text('Şirkətlər reyestri'), owner: text('Sınaq Nazirliyi') };

export const article = (over: Partial<ArticleView> = {}): ArticleView => {
  const given = { act: 'rules', article: '4.3', title: text('Sınaq Qaydaları'), sample: true, ...over };
  const one = (lang: Lang) => citation(given.title[lang], given.article, 'clause', lang);
  return { cited: { az: one('az'), en: one('en'), ru: one('ru') }, ...given };
};

export const fact = (over: Partial<FactView> = {}): FactView => ({
  field: 'staff',
  label: text('İşçilərin sayı'),
  state: 'value',
  value: 12,
  shown: text('12'),
  register,
  readAt: at,
  ...over,
});

export const clock = (over: Partial<ClockView> = {}): ClockView => ({
  name: 'decision',
  due: new Date('2026-11-25T14:00:00Z'),
  workingDaysLeft: 2,
  overdue: false,
  stopped: false,
  days: [
    { day: '2026-11-19', mark: 'spent' },
    { day: '2026-11-20', mark: 'halt' },
    { day: '2026-11-23', mark: 'now' },
    { day: '2026-11-24', mark: 'left' },
    { day: '2026-11-25', mark: 'left' },
  ],
  ...over,
});

export const card = (over: Partial<CaseCard> = {}): CaseCard => ({
  id,
  service: 'trial',
  reference: 'SX-2026-00007',
  title: text('Sınaq xidməti'),
  front: 'biznes',
  status: 'in_review',
  state: text('Əməkdaş baxır'),
  institution,
  updatedAt: at,
  clock: clock(),
  href: `/muracietler/${id}`,
  waits: false,
  ...over,
});

export const answer = (over: Partial<AnswerView> = {}): AnswerView => ({
  page: 'sahe',
  field: 'area',
  question: text('Hansı sahədə işləyəcəksiniz?'),
  shown: text('Toxuculuq'),
  changeable: true,
  answeredAt: at,
  ...over,
});

export const service = (over: Partial<ServiceView> = {}): ServiceView => ({
  name: 'trial',
  title: text('Sınaq xidməti'),
  lead: text('Sınaq üçündür.'),
  audience: 'business',
  front: 'biznes',
  institution,
  lifeEvents: ['starting-business'],
  workingDays: 10,
  questions: 3,
  output: text('Şəhadətnamə'),
  whoMayApply: text('Rəhbər'),
  minutes: 6,
  cost: text('Ödənişsiz'),
  acts: [article({ article: '4.1–4.6' })],
  measures: ['6.1.2.2.4'],
  channels: [text('Elektron')],
  planned: [{ field: 'staff', label: text('İşçilərin sayı'), register }],
  remaining: [{ page: 'sahe', question: text('Hansı sahədə işləyəcəksiniz?'), form: text('Siyahıdan seçirsiniz') }],
  afterwards: [text('Müraciətə baxılır.')],
  afterRefusal: text('İmtina olunarsa, səbəbi göstərilir.'),
  appeal: { route: text('Nazir müavininə'), days: 30, article: article({ article: '7.1' }) },
  keptYears: 5,
  ...over,
});

export const question = (over: Partial<QuestionView> = {}): QuestionView => ({
  version: 'abcdefghijkl',
  case: card({ status: 'draft' }),
  page: 'sahe',
  number: 1,
  of: 3,
  question: text('Hansı sahədə işləyəcəksiniz?'),
  fields: [
    {
      name: 'area',
      kind: 'choice',
      label: text('Sahə'),
      optional: false,
      choices: [
        { value: 'weaving', label: text('Toxuculuq'), opens: [] },
        {
          value: 'other',
          label: text('Digər'),
          opens: [{ name: 'areaOther', kind: 'text', label: text('Sahənin adı'), optional: false, maxLength: 120 }],
        },
      ],
    },
  ],
  why: [{ text: text('Reyestr bilmir.'), article: article() }],
  facts: [fact()],
  errors: [],
  ...over,
});

export const check = (over: Partial<CheckView> = {}): CheckView => ({
  case: card({ status: 'draft' }),
  answers: [answer()],
  facts: [fact()],
  declaration: text('Cavablarım doğrudur.'),
  key: 'the-key',
  action: 'submit',
  ...over,
});

export const decision = (over: Partial<DecisionView> = {}): DecisionView => ({
  outcome: 'refused',
  at,
  by: 'official',
  reasons: [{ sign: 'late', text: text('Vergi borcu var'), article: article({ article: '4.4.1' }) }],
  appealUntil: '2026-12-23',
  appeal: { route: text('Nazir müavininə'), days: 30, article: article({ article: '7.1' }) },
  ...over,
});

export const caseOf = (over: Partial<CaseView> = {}): CaseView => ({
  ...card(),
  submittedAt: at,
  facts: [fact()],
  answers: [answer({ changeable: false })],
  signatures: [],
  journal: [
    { seq: 1, at, who: 'Sınaq Şəxs', what: text('Müraciəti göndər') },
    { seq: 2, at, what: text('Əməkdaşa verildi') },
  ],
  effects: [],
  amendments: [],
  may: { continue: false, answer: false, withdraw: true, appeal: false, rate: false },
  key: 'the-key',
  ...over,
});

export const deskAction = (over: Partial<DeskAction> = {}): DeskAction => ({
  action: 'recommend',
  title: { az: 'Təsdiqə göndər', en: 'Send for confirmation', ru: 'Передать на утверждение' },
  note: 'required',
  asksPages: false,
  proposesAmendment: false,
  weight: 'main',
  ...over,
});

export const ownCases = (items: readonly CaseCard[], over: Partial<OwnCasesView> = {}): OwnCasesView => ({
  items,
  total: items.length,
  waiting: 0,
  page: 1,
  pages: 1,
  ...over,
});

export const home = (over: Partial<HomeView> = {}): HomeView => ({
  front: 'mygov',
  events: [{ code: 'starting-business', title: text('Biznesə başlayıram'), services: [service()] }],
  cases: [],
  agreements: [],
  represented: { items: [], more: false },
  ...over,
});

export const worklist = (over: Partial<WorklistView> = {}): WorklistView => ({
  items: [
    {
      id,
      reference: 'SX-2026-00007',
      applicant: '“Sınaq” MMC',
      service: text('Sınaq xidməti'),
      status: 'in_review',
      state: text('Əməkdaş baxır'),
      clock: clock(),
    },
  ],
  total: 1,
  overdue: 0,
  page: 1,
  pages: 1,
  ...over,
});

export const deskCase = (over: Partial<DeskCaseView> = {}): DeskCaseView => ({
  ...card(),
  version: 4,
  mine: false,
  applicant: '“Sınaq” MMC',
  submittedAt: at,
  facts: [fact()],
  answers: [answer()],
  requirements: [{ name: 'debt', sign: 'known', text: text('Vergi borcu yoxdur'), article: article(), uses: ['debt'] }],
  table: {
    version: 3,
    outcome: 'officer',
    reasons: [{ sign: 'said', text: text('Əməkdaş qiymətləndirir'), article: article() }],
    at,
  },
  signatures: [],
  journal: [{ seq: 1, at, who: 'Sınaq Şəxs', what: text('Müraciəti göndər') }],
  told: { at, letter: { state: 'sent', at } },
  clock: clock(),
  actions: [
    deskAction(),
    deskAction({
      action: 'return',
      title: { az: 'İzahat üçün qaytar', en: 'Return for an explanation', ru: 'Вернуть для пояснений' },
      asksPages: true,
      proposesAmendment: false,
      weight: 'second',
    }),
    deskAction({
      action: 'refuse',
      title: { az: 'İmtina təklif et', en: 'Propose a refusal', ru: 'Предложить отказ' },
      weight: 'grave',
    }),
  ],
  pages: [{ page: 'sahe', question: text('Hansı sahədə işləyəcəksiniz?') }],
  follows: { outcome: 'approved', effects: [{ name: 'enter', text: text('Reyestrə yazılır'), done: false }] },
  key: 'the-key',
  ...over,
});
