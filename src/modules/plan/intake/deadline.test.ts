import { describe, expect, it } from 'vitest';
import { langs } from '../../../language/index.ts';
import { readDeadline } from './deadline.ts';

const base = '2026-03-31';

/** `from…due or otherwise precision ongoing`, each where it is known. */
function shown(text: string): string {
  const { reading, finding } = readDeadline(text, base);
  if (!reading) return finding.problem;
  const { from = '', due = '', otherwise, precision = '', ongoing } = reading;
  const days = from + due === '' ? '' : `${from}…${due}`;
  return [days, otherwise && `or ${otherwise}`, precision, ongoing && 'ongoing'].filter(Boolean).join(' ');
}

describe('readDeadline', () => {
  it.each([
    ['31.12.2026', '…2026-12-31 day'],
    ['2026-12-31', '…2026-12-31 day'],
    ['31 dekabr 2026', '…2026-12-31 day'],
    ['2027-ci il dekabrın 31-dək', '…2027-12-31 day'],
    ['31.12.2026-dək', '…2026-12-31 day'],
    ['31.12.2026-cı il tarixinədək', '…2026-12-31 day'],
    ['1 sentyabr 2026-cı il', '…2026-09-01 day'],
    ['December 31, 2026', '…2026-12-31 day'],
    ['31st of December 2026', '…2026-12-31 day'],
    ['on 31 December 2026', '…2026-12-31 day'],
    ['31 декабря 2026 года', '…2026-12-31 day'],
    ['до 31 декабря 2026 г.', '…2026-12-31 day'],
    ['12/31/2026', '…2026-12-31 day'],
    ['2026-cı ilin sonunadək', '…2026-12-31 year'],
    ['2026-ci ilin sonuna qeder', '…2026-12-31 year'],
    ['end of 2026', '…2026-12-31 year'],
    ['by the end of 2026', '…2026-12-31 year'],
    ['до конца 2026 года', '…2026-12-31 year'],
    ['к концу 2026 года', '…2026-12-31 year'],
    ['2027-ci ilin payızına qədər', '…2027-08-31 or 2027-11-30 season'],
    ['2027-ci ilin payizinadek', '…2027-08-31 or 2027-11-30 season'],
    ['by autumn 2027', '…2027-08-31 or 2027-11-30 season'],
    ['до осени 2027 года', '…2027-08-31 season'],
    ['к осени 2027', '…2027-08-31 or 2027-11-30 season'],
    ['spring 2026', '2026-03-01…2026-05-31 season'],
    ['весна 2026', '2026-03-01…2026-05-31 season'],
    ['2026-cı ilin yazı', '2026-03-01…2026-05-31 season'],
    ['yay 2027', '2027-06-01…2027-08-31 season'],
    ['Q3 2027', '2027-07-01…2027-09-30 quarter'],
    ['2027 Q3', '2027-07-01…2027-09-30 quarter'],
    ['2027-Q3', '2027-07-01…2027-09-30 quarter'],
    ['Q3/2027', '2027-07-01…2027-09-30 quarter'],
    ['3Q 2027', '2027-07-01…2027-09-30 quarter'],
    ['III rüb 2026', '2026-07-01…2026-09-30 quarter'],
    ['2026-cı ilin III rübü', '2026-07-01…2026-09-30 quarter'],
    ['2026-cı ilin üçüncü rübünədək', '…2026-06-30 or 2026-09-30 quarter'],
    ['2026-cı ilin 3-cü rübündə', '2026-07-01…2026-09-30 quarter'],
    ['III квартал 2026 года', '2026-07-01…2026-09-30 quarter'],
    ['третий квартал 2026', '2026-07-01…2026-09-30 quarter'],
    ['3-й квартал 2026 г.', '2026-07-01…2026-09-30 quarter'],
    ['third quarter of 2027', '2027-07-01…2027-09-30 quarter'],
    ['3rd quarter 2027', '2027-07-01…2027-09-30 quarter'],
    ['H1 2027', '2027-01-01…2027-06-30 half'],
    ['first half of 2027', '2027-01-01…2027-06-30 half'],
    ['2027-ci ilin birinci yarısı', '2027-01-01…2027-06-30 half'],
    ['I yarımil 2027', '2027-01-01…2027-06-30 half'],
    ['1-е полугодие 2027 года', '2027-01-01…2027-06-30 half'],
    ['первая половина 2027 года', '2027-01-01…2027-06-30 half'],
    ['dekabr 2026', '2026-12-01…2026-12-31 month'],
    ['2026-cı ilin dekabrı', '2026-12-01…2026-12-31 month'],
    ['2026-cı ilin dekabr ayında', '2026-12-01…2026-12-31 month'],
    ['декабрь 2026', '2026-12-01…2026-12-31 month'],
    ['12.2026', '2026-12-01…2026-12-31 month'],
    ['2026-12', '2026-12-01…2026-12-31 month'],
    ['December 2026', '2026-12-01…2026-12-31 month'],
    ['Sept 2026', '2026-09-01…2026-09-30 month'],
    ['2026', '2026-01-01…2026-12-31 year'],
    ['2026-cı il', '2026-01-01…2026-12-31 year'],
    ['2026 год', '2026-01-01…2026-12-31 year'],
    ['в течение 2026 года', '2026-01-01…2026-12-31 year'],
    ['2026-cı il ərzində', '2026-01-01…2026-12-31 year'],
    ['during 2026', '2026-01-01…2026-12-31 year'],
    ['2026–27', '2026-01-01…2027-12-31 range'],
    ['2026–2028', '2026-01-01…2028-12-31 range'],
    ['2026–2028-ci illər', '2026-01-01…2028-12-31 range'],
    ['2026-2028 годы', '2026-01-01…2028-12-31 range'],
    ['2026/27', '2026-01-01…2027-12-31 range'],
    ['с 2026 по 2028 год', '2026-01-01…2028-12-31 range'],
    ['from 2026 to 2028', '2026-01-01…2028-12-31 range'],
    ['2026-cı ildən 2028-ci ilədək', '2026-01-01…2027-12-31 or 2028-12-31 range'],
    ['Q1–Q3 2026', '2026-01-01…2026-09-30 range'],
    ['I–II rüb 2026', '2026-01-01…2026-06-30 range'],
    ['yanvar–iyun 2026', '2026-01-01…2026-06-30 range'],
    ['January – March 2027', '2027-01-01…2027-03-31 range'],
    ['mart 2026 – iyun 2027', '2026-03-01…2027-06-30 range'],
    ['daimi', 'ongoing'],
    ['mütəmadi', 'ongoing'],
    ['mutemadi olaraq', 'ongoing'],
    ['ongoing', 'ongoing'],
    ['on a permanent basis', 'ongoing'],
    ['постоянно', 'ongoing'],
    ['на постоянной основе', 'ongoing'],
    ['2026-cı ildən etibarən mütəmadi', '2026-01-01… year ongoing'],
    ['ongoing from 2026', '2026-01-01… year ongoing'],
    ['daimi (2026–2028)', '2026-01-01…2028-12-31 range ongoing'],
    ['hər il', 'ongoing'],
    ['annually', 'ongoing'],
    ['within 6 months', '2026-03-31…2026-09-30 day'],
    ['6 ay müddətində', '2026-03-31…2026-09-30 day'],
    ['altı ay ərzində', '2026-03-31…2026-09-30 day'],
    ['в течение 6 месяцев', '2026-03-31…2026-09-30 day'],
    ['within 2 years of adoption', '2026-03-31…2028-03-31 day'],
    ['təsdiq edildikdən sonra 3 ay ərzində', '2026-03-31…2026-06-30 day'],
    ['в течение 30 дней со дня утверждения', '2026-03-31…2026-04-30 day'],
    ['before Q3 2027', '…2027-06-30 quarter'],
    ['no later than Q3 2027', '…2027-09-30 quarter'],
    ['ən geci 2027-ci ilin payızında', '…2027-11-30 season'],
    ['не позднее III квартала 2027 года', '…2027-09-30 quarter'],
    ['by Q3 2027', '…2027-06-30 or 2027-09-30 quarter'],
    ['2027-ci ilədək', '…2026-12-31 or 2027-12-31 year'],
    ['до 2027 года', '…2026-12-31 year'],
    ['by 2027', '…2026-12-31 or 2027-12-31 year'],
    ['from March 2026', '2026-03-01… month ongoing'],
    ['с марта 2026 года', '2026-03-01… month ongoing'],
    ['2026-cı ilin martından', '2026-03-01… month ongoing'],
    ['2026-cı ilin martından 2027-ci ilin sonunadək', '2026-03-01…2027-12-31 range'],
    ['from March 2026 to the end of 2027', '2026-03-01…2027-12-31 range'],
    ['winter 2026–27', '2026-12-01…2027-02-28 season'],
    ['2026-2027-ci illərin qışı', '2026-12-01…2027-02-28 season'],
    ['10–15 sentyabr 2026', '2026-09-10…2026-09-15 range'],
    ['2027-ci ilin əvvəlinədək', '…2026-12-31 year'],
    ['2027-ci ildən əvvəl', '…2026-12-31 year'],
    ['2026-cı il avqustun 15-dək', '…2026-08-15 day'],
    ['IV кв. 2026', '2026-10-01…2026-12-31 quarter'],
    ['fall 2027', '2027-09-01…2027-11-30 season'],
    ['Summer of 2027', '2027-06-01…2027-08-31 season'],
    ['лето 2027 года', '2027-06-01…2027-08-31 season'],
    ['в течение двух лет', '2026-03-31…2028-03-31 day'],
    ['within 11 months', '2026-03-31…2027-02-28 day'],
    ['2 il', '2026-03-31…2028-03-31 day'],
    ['up to March 2027', '…2027-02-28 or 2027-03-31 month'],
    ['29 fevral 2028', '…2028-02-29 day'],
    ['EN GEC 31 DEKABR 2026', '…2026-12-31 day'],
    ['DEKABR 2026-CI İL', '2026-12-01…2026-12-31 month'],
    ['İYUN 2027', '2027-06-01…2027-06-30 month'],
    ['APRIL 2027', '2027-04-01…2027-04-30 month'],
  ])('reads “%s”', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['', 'undecided'],
    ['-', 'undecided'],
    ['TBD', 'undecided'],
    ['müəyyən edilməyib', 'undecided'],
    ['уточняется', 'undecided'],
    ['winter 2026', 'winter'],
    ['2026-cı ilin qışı', 'winter'],
    ['31.02.2026', 'noDay'],
    ['30 fevral 2026', 'noDay'],
    ['02/03/2026', 'dayOrMonth'],
    ['Q3', 'noYear'],
    ['dekabr', 'noYear'],
    ['by autumn', 'noYear'],
    ['ilin sonunadək', 'noYear'],
    ['end of the year', 'noYear'],
    ['Q5 2026', 'unread'],
    ['H3 2026', 'unread'],
    ['mid-2027', 'vague'],
    ['2027-ci ilin əvvəlində', 'vague'],
    ['2026-cı ilin ortası', 'vague'],
    ['early 2026', 'vague'],
    ['в начале 2027 года', 'vague'],
    ['təxminən 2026', 'vague'],
    ['2028–2026', 'backwards'],
    ['Q3 2026 – Q1 2026', 'backwards'],
    ['2026, 2027', 'unread'],
    ['Q1 2026; Q3 2027', 'unread'],
    ['soon', 'vague'],
    ['nəzərdə tutulmayıb', 'unread'],
    ['10 iş günü ərzində', 'workingDays'],
    ['within 10 working days', 'workingDays'],
    ['after the law is passed', 'unread'],
    ['2026-27 academic year', 'unread'],
    ['26-27', 'noYear'],
    ['2026-cı ilin 5-ci rübü', 'unread'],
    ['спустя год', 'unread'],
    ['by 31 December', 'noYear'],
    ['99 dekabr 2026', 'noDay'],
    ['monthly until further notice', 'unread'],
    ['20265', 'unread'],
    ['3 months ago', 'unread'],
    ['2026 or 2027', 'unread'],
    ['13.2026', 'unread'],
    ['2026-13', 'backwards'],
  ])('does not guess at “%s”', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('needs the day from which a term is counted', () => {
    expect(readDeadline('within 6 months').finding?.problem).toBe('noBase');
    expect(readDeadline('6 ay ərzində', '2026-08-31').reading?.due).toBe('2027-02-28');
  });

  it('keeps the text and says in three languages how it was read', () => {
    const read = readDeadline('  2027-ci ilin payızına qədər ');
    expect(read.text).toBe('2027-ci ilin payızına qədər');
    expect(read.reading?.how).toEqual({
      az: 'başlanana qədər (2027-ci ilin payızı): 31.08.2027; dövrün sonu da ola bilər: 30.11.2027',
      en: 'before it begins (autumn 2027): 31 Aug 2027; it can also mean its end: 30 Nov 2027',
      ru: 'до начала (осень 2027 г.): 31.08.2027; может означать и конец: 30.11.2027',
    });
    const { finding } = readDeadline('mid-2027');
    for (const lang of langs) {
      expect(finding?.message[lang]).toContain('mid-2027');
      expect(finding?.remedy[lang]).toContain('2027');
    }
  });
});
