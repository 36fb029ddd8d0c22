import type { ReportContent } from '../reports/index.ts';

/** A report of the demonstration: what an institution wrote, with what it proved it, and how far it came. Every word is invented. */
export interface LivedReport {
  readonly measure: string;
  /** FIN of who writes and submits, and of who judges. */
  readonly by: string;
  readonly judge: string;
  /** Days before the demonstration began. */
  readonly sent: number;
  readonly content: ReportContent;
  readonly evidence: readonly {
    readonly milestone: string;
    readonly name: string;
    readonly url: string;
    /** Why it does not prove it; absent: it does. */
    readonly rejected?: string;
  }[];
  readonly ends: 'written' | 'sent' | 'returned' | 'accepted';
  readonly note?: string;
}

const [deputy, small, office, second] = ['4MG6K9B', '5YH2G8C', '5SC4U8V', '4JN6V1X'];
const site = 'https://numune.example';

export const livedReports: readonly LivedReport[] = [
  {
    measure: '6.1.1.2.1',
    by: deputy,
    judge: office,
    sent: 24,
    content: {
      done: 'Nümunə. Dövlət qurumlarında mövcud vəziyyət təhlil edilib, 42 qurumdan məlumat alınıb.',
      obstacles: 'Üç qurum məlumatı gec təqdim edib.',
      next: 'Qaydaların layihəsi hazırlanıb qurumlara göndəriləcək.',
      selfRating: 'on_track',
    },
    evidence: [{ milestone: 'M1', name: 'Mövcud vəziyyətin təhlili (nümunə)', url: `${site}/tehlil.pdf` }],
    ends: 'accepted',
    note: 'Təhlil yoxlanılıb, mərhələ başa çatıb.',
  },
  {
    measure: '6.1.1.2.6',
    by: deputy,
    judge: second,
    sent: 19,
    content: {
      done: 'Nümunə. Reqlamenti hazırlanmalı olan xidmətlərin siyahısı təsdiq edilib.',
      next: 'Reqlamentlərin birinci hissəsi təsdiqə təqdim olunacaq.',
      selfRating: 'at_risk',
    },
    evidence: [
      { milestone: 'M1', name: 'Xidmətlərin siyahısı (nümunə)', url: `${site}/siyahi.xlsx` },
      {
        milestone: 'M2',
        name: 'Reqlamentlərin layihəsi (nümunə)',
        url: `${site}/layihe.docx`,
        rejected: 'Layihədir: mərhələ təsdiq edilmiş reqlamentləri tələb edir.',
      },
    ],
    ends: 'accepted',
    note: 'Siyahı qəbul edilir, reqlamentlərin layihəsi sübut sayılmır.',
  },
  {
    measure: '6.1.1.2.2',
    by: deputy,
    judge: office,
    sent: 6,
    content: {
      done: 'Nümunə. Platformanın konsepsiyası hazırlanıb və qurumlarla razılaşdırılıb.',
      next: 'Satınalma sənədləri hazırlanacaq.',
      selfRating: 'on_track',
    },
    evidence: [{ milestone: 'M1', name: 'Platformanın konsepsiyası (nümunə)', url: `${site}/konsepsiya.pdf` }],
    ends: 'sent',
  },
  {
    measure: '6.1.1.2.4',
    by: deputy,
    judge: second,
    sent: 9,
    content: {
      done: 'Nümunə. Siyahının layihəsi hazırlanıb.',
      next: 'Siyahı təsdiq ediləcək.',
      selfRating: 'on_track',
    },
    evidence: [{ milestone: 'M1', name: 'Siyahının layihəsi (nümunə)', url: `${site}/siyahi-layihe.pdf` }],
    ends: 'returned',
    note: 'Siyahının layihəsi deyil, təsdiq edilmiş mətni təqdim olunmalıdır.',
  },
  {
    measure: '6.1.3.2.2',
    by: deputy,
    judge: office,
    sent: 2,
    content: {
      done: 'Nümunə. Mərkəzin yerləşəcəyi yer üzrə iki təklif müqayisə edilib.',
      next: 'Konsepsiyanın ilk mətni hazırlanacaq.',
      selfRating: 'on_track',
    },
    evidence: [],
    ends: 'written',
  },
];

/** A risk of the demonstration, about a measure. */
export interface LivedRisk {
  readonly measure: string;
  readonly title: string;
  readonly by: string;
  readonly likelihood: number;
  readonly impact: number;
  readonly owner: string;
  readonly reason: string;
  readonly mitigation?: {
    readonly title: string;
    readonly due: number;
    readonly word: string;
    readonly done?: boolean;
  };
}

export const livedRisks: readonly LivedRisk[] = [
  {
    measure: '6.1.1.2.2',
    title: 'Satınalma üç aydan çox çəkə bilər və platformanın qurulması gecikər (nümunə)',
    by: deputy,
    likelihood: 4,
    impact: 4,
    owner: 'rinn',
    reason: 'Nümunə: oxşar satınalmalar orta hesabla 110 gün davam edib.',
    mitigation: {
      title: 'Texniki tapşırığı satınalmadan əvvəl ictimai müzakirəyə çıxarmaq (nümunə)',
      due: 40,
      word: 'Texniki tapşırığın layihəsi hazırdır.',
    },
  },
  {
    measure: '6.1.1.2.6',
    title: 'Qurumlar reqlamentlərin razılaşdırılmasını gecikdirə bilər (nümunə)',
    by: office,
    likelihood: 3,
    impact: 3,
    owner: 'rinn',
    reason: 'Nümunə: qurumların üçdə biri hələ cavab verməyib.',
    mitigation: {
      title: 'Hər qurum üzrə məsul şəxs müəyyən etmək (nümunə)',
      due: 10,
      word: 'Bütün qurumlarda məsul şəxs var.',
      done: true,
    },
  },
  {
    measure: '6.1.2.2.13',
    title: 'Kiçik qurumda texniki mütəxəssis çatışmaya bilər (nümunə)',
    by: small,
    likelihood: 2,
    impact: 4,
    owner: 'etn',
    reason: 'Nümunə: iki vakansiya altı aydır boşdur, nazirliyin dəstəyi lazımdır.',
  },
];

/** A spending request of the demonstration, and how far it came. */
export interface LivedSpending {
  readonly title: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Days before the demonstration began. */
  readonly sent: number;
  readonly ends: 'pipeline' | 'assessing' | 'clarification' | 'recommended' | 'approved' | 'rejected';
  readonly note?: string;
}

const answers = {
  kind: 'new',
  users: 'officials',
  retrospective: 'no',
  hosting: 'government_cloud',
  exchange: 'ehis',
  channel: 'none',
  signIn: 'sima',
  takes: 'forms',
  modelRegistered: 'yes',
  apiOpen: 'yes',
  rights: 'state',
  exitPlan: 'Məlumatlar açıq formatda təhvil verilir, mənbə kodu dövlətdə qalır (nümunə).',
  dataClass: 'open',
  criticality: 'critical',
  ai: 'no',
} as const;

const asked = (measure: string, year: number, cost: string, more: Readonly<Record<string, string>>) => ({
  ...answers,
  measure,
  rough: cost,
  year: String(year),
  endsOn: `${year}-10-01`,
  transactions: '1200',
  [`cost_software_${year}`]: cost,
  fund_state_budget: '100',
  ...more,
});

export const livedSpending = (year: number): readonly LivedSpending[] => [
  {
    title: 'Elmi qrantların elektron müsabiqəsi (nümunə)',
    answers: asked('6.1.1.2.1', year, '180000', {
      purpose: 'Nümunə: qrant müsabiqələrinə layihələrin qəbulu, ekspert rəyi və nəticələrin elan edilməsi.',
      capabilities: 'e-service',
    }),
    sent: 8,
    ends: 'approved',
    note: 'Nümunə: yoxlamalar müsbətdir, təkrar yoxdur.',
  },
  {
    title: 'Əməkdaşların planşetlərinin idarə edilməsi (nümunə)',
    answers: asked('6.1.1.2.1', year, '96000', {
      purpose: 'Nümunə: əməkdaşlara verilən planşetlərin uzaqdan quraşdırılması və kilidlənməsi.',
      capabilities: 'infrastructure',
    }),
    sent: 6,
    ends: 'rejected',
    note: 'Nümunə: hökumət buludunda hazır xidmət var, ayrıca sistem lazım deyil.',
  },
  {
    title: 'Laboratoriya avadanlığının birgə istifadəsi (nümunə)',
    answers: asked('6.1.2.2.13', year, '240000', {
      purpose: 'Nümunə: universitetlərin laboratoriya avadanlığının qeydiyyatı və növbə ilə istifadəsi.',
      capabilities: 'registry',
    }),
    sent: 4,
    ends: 'recommended',
    note: 'Nümunə: şərtlər ödənilir, təsdiq tövsiyə olunur.',
  },
  {
    title: 'Alimlərə müsabiqə bildirişləri (nümunə)',
    answers: asked('6.1.2.2.13', year, '75000', {
      purpose: 'Nümunə: müsabiqə elanlarının və nəticələrinin alimlərə vaxtında çatdırılması.',
      capabilities: 'notifications',
    }),
    sent: 3,
    ends: 'clarification',
    note: 'Nümunə: gözlənilən bildirişlərin sayını əsaslandırın.',
  },
  {
    title: 'Elmi nəticələr üzrə açıq məlumatlar (nümunə)',
    answers: asked('6.1.1.2.1', year, '42000', {
      purpose: 'Nümunə: maliyyələşdirilən layihələrin nəticələrinin açıq formatda dərc edilməsi.',
      capabilities: 'analytics',
    }),
    sent: 3,
    ends: 'pipeline',
  },
];
