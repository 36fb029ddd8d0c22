import { formatNumber, ordinal, suffixed } from '../../language/index.ts';

const nbsp = '\u00a0';

// An ending after an ordinal repeats the ordinal's own vowel: 1-cisi, 3-cüsü, 6-cısı; 8-cidir, 10-cudur.
const whichOne = (n: number): string => `${ordinal(n)}s${ordinal(n).slice(-1)}`;
const isWhich = (n: number): string => `${ordinal(n)}d${ordinal(n).slice(-1)}r`;

/** The interface's own words in Azerbaijani. The type of this object obliges the other languages to hold every key. */
export const az = {
  skip: 'Əsas məzmuna keç',
  sections: 'Bölmələr',
  account: 'Hesab',
  languages: 'Dil',
  platform: '“Vahid” dövlət rəqəmsal platforması.',
  demo: 'Bu səhifə nümunədir: şəxslər, şirkətlər və rəqəmlər şərtidir.',
  brands: { mygov: '', biznes: 'Biznes', desk: 'İş masası', plan: 'Milli plan', verify: 'Sənədin yoxlanılması' },
  keysOff: 'Qısayol düymələrini söndür',
  keysOn: 'Qısayol düymələrini yandır',
  asTable: 'Cədvəl kimi göstər',
  tableOf: (title: string) => `${title}, cədvəl`,

  registered: 'Reyestrdən',
  told: 'Müraciətçi bildirib',
  measured: 'Ölçülüb',
  reported: 'Bildirilib',
  missing: {
    none: 'yoxdur',
    unknown: 'məlum deyil',
    unavailable: 'alınmayıb',
    refused: 'məlumatı almağa hüquq yoxdur',
  },
  notRenewed: 'yenisi alınmayıb',
  again: 'yenidən',
  factColumns: {
    officer: ['Fakt', 'Dəyər', 'Mənbə', 'Alınıb'],
    citizen: ['Məlumat', 'Reyestrdəki qeyd', 'Haradan götürülür', 'Nə vaxt götürülüb'],
  },
  factKey: { known: 'reyestrdən', said: 'müraciətçi bildirib', nodata: 'alınmayıb' },
  sample: 'nümunə',
  sampleTitle: 'Akt şərtidir, nümunə üçün verilib',
  journal: 'İşin jurnalı',
  journalColumns: ['Vaxt', 'Kim', 'Nə edib'],

  installed: 'Dövlət xidmətləri',
  offline: {
    title: 'Bağlantı yoxdur',
    lead: 'Cihazınız internetə qoşulmayıb, ona görə səhifə açılmadı. Göndərilməmiş cavablarınız bu cihazda qalır və bağlantı bərpa olunanda göndəriləcək.',
    again: 'Yenidən aç',
  },

  back: 'Geri',
  error: 'Səhv: ',
  alarm: (n: number) => `Davam etmək üçün ${n === 1 ? 'bir' : n} cavabı düzəldin`,
  continue: 'Davam et',
  saveAndLeave: 'Saxla və çıx',
  optional: '(məcburi deyil)',
  yes: 'Bəli',
  no: 'Xeyr',
  choose: 'Seçin',
  atMost: (n: number) => `Ən çoxu ${formatNumber(n, 'az')} simvol.`,
  either: (first: string, last: string) => `${first} və ya ${last}`,
  fileRule: (kinds: string, megabytes: string) => `${kinds}, ən çoxu ${megabytes}${nbsp}MB.`,
  dateHint: 'Gün, ay və il, məsələn 22.11.2026.',
  why: 'Niyə bunu soruşursunuz?',
  progress: (title: string, n: number, of: number): Progress => ({
    text: `${title}:`,
    place: `${of} sualdan ${whichOne(n)}`,
  }),
  notAsked: 'Bunları soruşmuruq',
  change: 'Dəyiş',
  noAnswer: 'cavab verilməyib',
  addAnother: 'Birini də əlavə et',
  remove: 'Sil',

  queueKeys: { next: 'növbəti', previous: 'əvvəlki' },
  toDecision: 'Qərara keç',
  deadline: {
    days: (n: number) => `${n} iş günü`,
    today: 'bu gün',
    late: 'gecikir',
    stopped: 'dayanıb',
  },
  clock: {
    title: 'Müddət',
    left: (n: number) => `${n} iş günü qalır`,
    today: 'Bu gün son gündür',
    late: (n: number) => `${n} iş günü gecikir`,
    stopped: 'Müddət dayandırılıb',
    due: 'Son tarix: ',
    sentence: ({ total, spent, now, left, halt }: ClockCounts) =>
      [
        `${total} iş günündən ${suffixed(spent, 'possessive')} keçib`,
        now ? `, bu gün ${isWhich(spent + 1)}` : '',
        `, ${left} gün qalır.`,
        halt ? ` Müddət ${halt} gün dayandırılıb.` : '',
      ].join(''),
  },
  reason: {
    known: 'Reyestrə görə ödənilir',
    said: 'Müraciətçinin bildirdiyinə görə ödənilir',
    late: 'Ödənilmir',
    pace: 'Qismən ödənilir',
    nodata: 'Məlumat alınmayıb',
    none: 'Yoxlanılmayıb',
  },

  verdict: {
    valid: { title: 'Sənəd etibarlıdır', text: 'İmza düzgündür, sənəd ləğv edilməyib.' },
    upcoming: { title: 'Sənəd hələ etibarlı deyil', text: 'İmza düzgündür, lakin sənədin müddəti hələ başlamayıb.' },
    revoked: { title: 'Sənəd ləğv edilib', text: 'İmza düzgündür, lakin sənəd artıq qüvvədə deyil.' },
    replaced: { title: 'Sənəd yenisi ilə əvəz edilib', text: 'İmza düzgündür, lakin sənəd artıq qüvvədə deyil.' },
    expired: { title: 'Sənədin müddəti bitib', text: 'İmza düzgündür, lakin sənəd artıq qüvvədə deyil.' },
    unknown: { title: 'Sənəd tanınmadı', text: 'Bu kodla verilmiş sənəd tapılmadı. Kodu yoxlayın.' },
  },
  checked: 'Yoxlanılıb: ',
  republic: 'Azərbaycan Respublikası',
  number: 'Nömrə',
  qr: 'Yoxlama üçün QR kod',
  proof: 'Sənədin əsli elektrondur. Kağız nüsxəni yoxlamaq üçün QR kodu skan edin və ya bu ünvanı açın: ',

  direction: 'İstiqamət',
  measures: 'Tədbirlərin sayı',
  total: 'Cəmi',
  measure: {
    done: { word: 'icra olunub', short: 'İcra' },
    on_track: { word: 'vaxtında gedir', short: 'Vaxtında' },
    soon: { word: 'gecikmə təhlükəsi var', short: 'Təhlükə' },
    late: { word: 'gecikir', short: 'Gecikir' },
    no_evidence: { word: 'sübut yoxdur', short: 'Sübutsuz' },
    not_assessed: { word: 'qiymətləndirmək mümkün deyil', short: 'Qiymətləndirilmir' },
    no_deadline: { word: 'müddət göstərilməyib', short: 'Müddətsiz' },
    no_executor: { word: 'icraçı göstərilməyib', short: 'İcraçısız' },
    pace: { word: 'qrafik üzrədir', short: 'Qrafik' },
    nodata: { word: 'məlumat yoxdur', short: 'Məlumatsız' },
  },
  selfRated: 'qurumun özünüqiymətləndirməsi',
  knotOf: (n: number) => `Bir ilmə ${formatNumber(n, 'az')} tədbirdir.`,
  gantt: {
    name: (title: string) => `${title}, təqvim qrafiki`,
    today: 'bu gün',
    first: 'ilkin təqvim',
    present: 'cari təqvim',
    done: 'icra olunub',
    late: 'gecikir',
    open: 'qarşıdadır',
    columns: ['Mərhələ', 'Başlanğıc', 'İlkin son tarix', 'Cari son tarix', 'Son tarixin dəyişməsi, gün', 'İcra olunub'],
    none: 'yoxdur',
    sentence: ({ rows, from, to, done, late }: GanttSentence) =>
      [
        `Təqvim qrafiki, ${from}–${to}. Sətir: ${formatNumber(rows, 'az')}.`,
        done > 0 ? ` İcra olunub: ${formatNumber(done, 'az')}.` : '',
        late > 0 ? ` Gecikir: ${formatNumber(late, 'az')}.` : '',
      ].join(''),
  },
  chart: {
    key: { known: 'sistemdə ölçülüb', said: 'qurum bildirib' },
    base: 'baza',
    columns: ['Ay', 'Tələb olunan', 'Faktiki', 'Necə alınıb'],
    known: 'ölçülüb',
    said: 'bildirilib',
    interval: '95 % interval',
    noInterval: 'yoxdur',
    sentence: (of: ChartSentence) =>
      [
        'Xətti qrafik.',
        of.target ? ` Baza: ${of.base}. Hədəf: ${of.target}, ${of.end}.` : '',
        of.last ? ` Son göstərici, ${of.month}: ${of.last} (${of.how})` : ' Göstərici hələ yoxdur',
        of.required ? `, həmin ay tələb olunan: ${of.required}.` : '.',
      ].join(''),
  },

  search: 'Axtar',
  searchIn: { services: 'Xidmət axtarın', catalogue: 'Kataloqda axtarın' },
  forExample: 'Məsələn: ',
  pages: 'Səhifələr',
  page: (n: number) => `${ordinal(n)} səhifə`,
  previous: 'Əvvəlki',
  next: 'Növbəti',
  rating: ['Çox narazıyam', 'Narazıyam', 'Orta', 'Razıyam', 'Çox razıyam'],

  home: 'Ana səhifəyə keç',
  faultNumber: 'Xətanın nömrəsi',
  typed: { signIn: 'Yeni pəncərədə daxil ol', again: 'Yenidən göndər', wrote: 'Yazdıqlarınız' },
  status: {
    400: { title: 'Sorğu oxunmadı', text: 'Əvvəlki səhifəyə qayıdın və yenidən cəhd edin.' },
    401: { title: 'Daxil olmaq lazımdır', text: 'Bu səhifə yalnız daxil olmuş şəxslərə göstərilir.' },
    403: {
      title: 'Bu səhifəyə icazəniz yoxdur',
      text: 'Səlahiyyətiniz dəyişibsə, çıxın və yenidən daxil olun.',
    },
    404: { title: 'Səhifə tapılmadı', text: 'Ünvanı yoxlayın və ya axtarışdan istifadə edin.' },
    409: {
      title: 'Məlumat bu arada dəyişib',
      text: 'Səhifəni yenidən açın, dəyişikliyi görün və əməliyyatı təkrar edin.',
    },
    410: { title: 'Bu səhifə artıq yoxdur', text: 'Axtardığınız xidmət və ya sənəd bağlanıb.' },
    413: { title: 'Fayl çox böyükdür', text: 'Daha kiçik fayl seçin və yenidən göndərin.' },
    429: { title: 'Həddən artıq sorğu göndərilib', text: `Bir${nbsp}dəqiqə gözləyin və yenidən cəhd edin.` },
    500: {
      title: 'Səhifəni göstərmək mümkün olmadı',
      text: 'Xəta qeydə alındı. Bir neçə dəqiqədən sonra yenidən cəhd edin. Saxlanılmış cavablarınız itmir.',
    },
    503: {
      title: 'Xidmət müvəqqəti işləmir',
      text: 'Bir neçə dəqiqədən sonra yenidən cəhd edin. Saxlanılmış cavablarınız itmir.',
    },
  },
};

/** Place of a question among the others; `place` must not break over two lines. */
interface Progress {
  readonly text: string;
  readonly place: string;
}

/** Working days of a clock, counted by kind. */
export interface ClockCounts {
  readonly total: number;
  readonly spent: number;
  readonly now: number;
  readonly left: number;
  readonly halt: number;
}

/** What the sentence of a chart says; figures and months are already written in its language. */
export interface ChartSentence {
  readonly base?: string;
  readonly target?: string;
  readonly end?: string;
  readonly last?: string;
  readonly month?: string;
  readonly how?: string;
  readonly required?: string;
}

/** What the sentence of a Gantt chart says; months are already written in its language. */
export interface GanttSentence {
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  readonly done: number;
  readonly late: number;
}

export type Words = typeof az;
