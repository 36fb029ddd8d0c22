import { describe, expect, it } from 'vitest';
import { mendPrint } from './reading-print.ts';
import { countReading, readPlanText } from './reading.ts';

/** A small plan of our own, numbered as a real one is. */
const clean = `Bağ təsərrüfatı üzrə 2026–2028-ci illər üçün
BAĞ PLANI
1. Xülasə Bağ planı ağacların sayını artırır və hüquqi-texniki baza yaradır.
2. Vəziyyət Son 4 ildə məhsul 12.81 tondan 90 tona çatıb.
3. Təhlil Suvarma zəifliyi aradan qaldırılmalıdır.
4. Hədəf göstəriciləri
4.1. Hədəflər aşağıdakılardır:
4.1.1. bağın ÜDM-də payının 5 faizə çatdırılması;
4.1.2. məhsulun keyfiyyətinin yüksəldilməsi.
5. Məqsədlər
5.1. Məqsədlər aşağıdakılardır:
5.1.1. qeyri-neft-qaz ixracının genişləndirilməsi.
6. İstiqamətlər
6.1. İşlər bu istiqamətlər üzrə görülür:
6.1.1. Əkin sahəsinin inkişafı:
6.1.1.1. əsaslandırma: torpaq azdır, qeyri-neft-qaz sahəsi böyüyür;
6.1.1.2. tədbirlər:
6.1.1.2.1. ağacların siyahısının yaradılması (alma, armud və s.);
6.1.1.2.2. hüquqi-texniki bazanın hazırlanması;
6.1.1.3. nəticələr:
6.1.1.3.1. tinglərin 80 faizinin əkilməsi;
6.1.1.4. risklər:
6.1.1.4.1. yağış gecikə bilər.
Bu riskin azaldılması məqsədilə su anbarı tikilir;
6.1.1.4.2. bağbanların az olması – bu riskin qarşısı təlimlə alınır;
6.1.2. satış
6.1.2.2. tədbirlər:
6.1.2.2.1. EHİS-ə qoşulma və bazarın açılması;
7. Vəsait Vəsait büdcədən ayrılır.
8. Cədvəl
9. Qısaltmalar BAĞ – Bağçılıq Agentliyi SUN – Su Nazirliyi (SUN) ƏKN – Əkin Nazirliyi`;

/** The same plan as a newspaper would print it and a scanner would read it. */
const printed = ` Bağ təsərrüfatı üzrə 2026í2028-ci illər üçün

BAĞ  PLANI
1. Xülasə

Bağ planı ağacların sayını artı-
rır və hüquqi-texniki  baza yaradır.

2. Vəziyyət
Son 4 ildə məhsul
12.81 tondan 90 tona ça-

tıb.
3. Təhlil
Suvarma zəiÀiyi aradan qal-
dırılmalıdır.
4. Hədəf göstəriciləri
4.1. Hədəflər aşağıdakılardır:
4.1.1. bağın  hDM-də payının 5
faizə çat-
dırılması\uFFFD
4.1.2. məhsulun keyfiyyəti-
nin yüksəl-
dilməsi.
(ardı 2-ci səhifədə)
 BAĞ PLANI
(əvvəli 1-ci səhifədə)

5. Məqsədlər
5.1. Məqsədlər aşağıdakılardır:
5.1.1. qeyri-neft-
qaz ixracının genişləndiril-
məsi.
6. İstiqamətlər
6.1. İşlər bu istiqamətlər üzrə görülür:
6.1.1. Əkin sahəsinin inki-
şafı:
6.1.1.1. əsaslandırma: torpaq azdır, qeyri-neft-qaz sahəsi böyüyür\uFFFD
6.1.1.2. tədbirlər:
6.1.1.2.1. ağacların siyahısının yara-
dılması (alma, armud və s.)\uFFFD
6.1.1.2.
2. hüquqi-
texniki bazanın  hazırlanma-
sı\uFFFD
6.1.1.3. nəticələr:
6.1.1.3.1. tinglərin 80 faizi-

nin əkilməsi\uFFFD
6.1.1.4. risklər:
6.1.1.4.1. yağış gecikə bilər.

Bu riskin azaldılması məqsədilə su an-
barı tikilir\uFFFD
6.1.1.4.2. bağbanların az olması – bu ris-
kin qarşısı təlimlə alınır\uFFFD
6.1.2. satış
6.1.2.2. tədbirlər:
6.1.2.2.1. EHİS-
ə qoşulma və bazarın açılması\uFFFD
7. Vəsait
Vəsait büdcədən ayrılır.
 8. Cədvəl
 9. Qısaltmalar

BAĞ – Bağçılıq Agentliyi
SUN – Su Nazirliyi (SUN)
ƏKN – Əkin Nazirliyi
`;

const textOf = (text: string, number: string): string | undefined =>
  readPlanText(text).items.find((item) => item.number === number)?.text;

describe('readPlanText', () => {
  it('reads the items with the numbers and kinds that the plan gives them', () => {
    const kinds = readPlanText(clean).items.map((item) => `${item.kind} ${item.number}`);
    expect(kinds).toEqual([
      'target 4.1.1',
      'target 4.1.2',
      'goal 5.1.1',
      'direction 6.1.1',
      'measure 6.1.1.2.1',
      'measure 6.1.1.2.2',
      'result 6.1.1.3.1',
      'risk 6.1.1.4.1',
      'risk 6.1.1.4.2',
      'direction 6.1.2',
      'measure 6.1.2.2.1',
      'institution BAĞ',
      'institution SUN',
      'institution ƏKN',
    ]);
  });

  it('reads the printed page word for word as the clean text', () => {
    expect(readPlanText(printed)).toEqual(readPlanText(clean));
  });

  it('parts a risk from its mitigation, in a paragraph of its own or behind a dash', () => {
    const risks = readPlanText(clean).items.filter((item) => item.kind === 'risk');
    expect(risks.map(({ text, mitigation }) => [text, mitigation])).toEqual([
      ['yağış gecikə bilər', 'Bu riskin azaldılması məqsədilə su anbarı tikilir'],
      ['bağbanların az olması', 'bu riskin qarşısı təlimlə alınır'],
    ]);
  });

  it('gives a risk without a mitigation as it stands', () => {
    const [risk] = readPlanText('1. A\n1.1. B\n6.1.1. C\n6.1.1.4.1. su azdır;').items.filter(
      ({ kind }) => kind === 'risk',
    );
    expect(risk).toEqual({ number: '6.1.1.4.1', kind: 'risk', text: 'su azdır' });
  });

  it('reads an acronym that its own full name repeats in brackets once', () => {
    const institutions = readPlanText(printed).items.filter((item) => item.kind === 'institution');
    expect(institutions.map(({ number, text }) => [number, text])).toEqual([
      ['BAĞ', 'Bağçılıq Agentliyi'],
      ['SUN', 'Su Nazirliyi (SUN)'],
      ['ƏKN', 'Əkin Nazirliyi'],
    ]);
  });

  it('takes no figure at the start of a line for the number of an item', () => {
    const text = clean.replace('faizə çatdırılması;', '\n4.8. faizə,\n22.11.2026. gününə qədər çatdırılması;');
    expect(textOf(text, '4.1.1')).toBe('bağın ÜDM-də payının 5 4.8. faizə, 22.11.2026. gününə qədər çatdırılması');
    expect(countReading(readPlanText(text))).toEqual(countReading(readPlanText(clean)));
  });

  it('goes on after a lost item, and says where the numbering jumps', () => {
    const reading = readPlanText(clean.replace(/^6\.1\.1\.2\.1\..*\n/mu, ''));
    expect(reading.gaps).toEqual([
      { after: '6.1.1.2', found: '6.1.1.2.2' },
      // Direction 6.1.2 of this plan has no justification, so its numbering jumps by itself.
      { after: '6.1.2', found: '6.1.2.2' },
    ]);
    expect(reading.items.filter((item) => item.kind === 'measure').map((item) => item.number)).toEqual([
      '6.1.1.2.2',
      '6.1.2.2.1',
    ]);
  });

  it('finds nothing in a text that is not a plan', () => {
    expect(readPlanText('')).toEqual({ items: [], gaps: [] });
    expect(readPlanText('Bu gün hava 4.1.1. dərəcədir;\n4.1.1. səhv')).toEqual({ items: [], gaps: [] });
  });
});

describe('countReading', () => {
  it('counts by kind, and the numbered items together', () => {
    expect(countReading(readPlanText(printed))).toEqual({
      directions: 2,
      measures: 3,
      results: 1,
      risks: 2,
      targets: 2,
      goals: 1,
      institutions: 3,
      numbered: 9,
    });
  });
});

describe('mendPrint', () => {
  it.each([
    ['a broken word is joined', 'ağac-\nların sayı', 'ağacların sayı'],
    ['a word broken twice is joined', 'ge-\nnişlən-\ndirmə', 'genişləndirmə'],
    ['a year keeps the hyphen of its ending', '2022–2026-\ncı illər', '2022–2026-cı illər'],
    ['an acronym keeps the hyphen of its ending', 'EHİS-\ndən kənar', 'EHİS-dən kənar'],
    ['a heading in capitals is joined', 'TƏD-\nBİR', 'TƏDBİR'],
    ['a compound that the text knows keeps its hyphen', 'neft-qaz və neft-\nqaz', 'neft-qaz və neft-qaz'],
    [
      'a compound of two known words keeps its hyphen',
      'sosial və iqtisadi, sosial-\niqtisadi',
      'sosial və iqtisadi, sosial-iqtisadi',
    ],
    [
      'a known whole word wins over known halves',
      'yaxın, ölkə, yaxınölkə: yaxın-\nölkə',
      'yaxın, ölkə, yaxınölkə: yaxınölkə',
    ],
    [
      'an ending after a quote does not make a compound',
      '“səyyah”ların istedad, istedad-\nların',
      '“səyyah”ların istedad, istedadların',
    ],
    ['short pieces do not make a compound', 'baş, qa, baş-\nqa', 'baş, qa, başqa'],
    ['a list terminator comes back', 'ağac\uFFFD su', 'ağac; su'],
    ['a ligature comes back', 'zəiÀik', 'zəiflik'],
    ['the dash between numbers comes back, an í elsewhere stays', '2026í2028 Martínez', '2026–2028 Martínez'],
    ['half a broken word is no lost capital', 'kibertə-\nhlükə, sə-\nglər', 'kibertəhlükə, səglər'],
    ['a broken word may end in a quote', '“My-\ngov” portalı', '“Mygov” portalı'],
    ['a dash between words is not a hyphen', 'ideya -\nbazar', 'ideya -|bazar'],
    ['a unit broken at its slash is joined', '90 Mbit/\nsaniyə', '90 Mbit/saniyə'],
    ['a word broken by a column break is joined', 'ağac-\n\n\nlar', 'ağaclar'],
    ['lost capitals come back', 'glkə, gzbəkistan, hDM-də', 'Ölkə, Özbəkistan, ÜDM-də'],
    ['small letters in their place stay', 'gənc, göl, həll, hər, çağırış', 'gənc, göl, həll, hər, çağırış'],
    ['an acronym alone on its line is no running head', 'EHİS\nvə\nEHİS', 'EHİS|və|EHİS'],
  ])('%s', (_, print, mended) => {
    expect(mendPrint(print).join('|')).toBe(mended);
  });
});
