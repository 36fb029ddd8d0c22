import { expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, value } from '../../../../test/changed-definitions.ts';
import type { Names } from '../regulation/words.ts';
import { writeRegulation } from '../regulation/write.ts';
import type { CompiledService } from './compiled.ts';
import { opinionsOf, reviewsOf } from './heard.ts';
import { daysToAnswer, inquiriesOf } from './inquiry.ts';

const file = 'services/guardian-appointment/service.yaml';
const read = await definitionsOf('guardian-appointment', 'inquiry');

const rulesWith = (edit: (inquiries: Loose, service: Loose) => void) =>
  compileChanged(read, { [file]: (service) => edit(value(service.inquiries), service) })
    .problems.filter((problem) => problem.file === file)
    .map(({ rule }) => rule);

const { problems, definitions } = compileChanged(read);
const service = definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;

it('gives the service the standard process with its own time, and is neither an opinion nor a review', () => {
  expect(problems).toEqual([]);
  expect(JSON.parse(JSON.stringify(service))).toEqual(service);
  const inquiries = inquiriesOf(service);
  expect(inquiries).toMatchObject({ name: 'ad-hoc', article: 'guardianship-rules 2.8', asked: ['review'] });
  expect(inquiries?.process.clocks).toMatchObject([{ workingDays: 5, escalate: 'deputy_head', remind: [1] }]);
  expect(inquiries && daysToAnswer(inquiries)).toBe(5);
  expect([opinionsOf(service), reviewsOf(service)]).toEqual([[], undefined]);
});

it('takes its time from the service, not from the standard process', () => {
  const { definitions: changed } = compileChanged(read, {
    [file]: (of) => (value(of.inquiries).workingDays = value(8)),
  });
  const found = inquiriesOf(changed.find((one) => one.file === file)?.compiled as CompiledService);
  expect(found && daysToAnswer(found)).toBe(8);
});

it.each([
  ['no article', 'no-article', (inquiries: Loose) => delete inquiries.article],
  [
    'an article that is not listed',
    'unknown-article',
    (inquiries: Loose) => (inquiries.article = value('guardianship-rules 9.9')),
  ],
  [
    'a field that is not there',
    'unknown-field',
    (inquiries: Loose) => (inquiries.mayShow = value(['wardFin', 'height'])),
  ],
  ['a state that is not there', 'unknown-state', (inquiries: Loose) => (inquiries.asked = value(['reading']))],
  [
    'a state in which the applicant has the case',
    'opinion-asked',
    (inquiries: Loose) => (inquiries.asked = value(['waiting'])),
  ],
  ['nothing that may be shown', 'shape', (inquiries: Loose) => (inquiries.mayShow = value([]))],
  [
    'a system of the institution’s own',
    'back-office-inquiries',
    (_: Loose, of: Loose) => (of.backOffice = value({ system: 'nothing' })),
  ],
])('is refused with %s', (_, rule, edit) => {
  expect(rulesWith(edit)).toContain(rule);
});

it('does not compile without the standard process', () => {
  const { problems: without } = compileChanged(read, { 'services/inquiry.yaml': null });
  expect(without.map(({ rule }) => rule)).toContain('inquiry-process');
});

const bare = (text: string) => ({ az: text, en: text, ru: text });
const cited = (act: string, article: string) => ({
  act,
  article,
  title: bare(act),
  sample: true,
  cited: bare(`${act} ${article}`),
});
const names: Names = {
  institution: (code) => ({ code, name: bare(`${code} adı`), acronym: bare(code.toUpperCase()) }),
  register: (name) => ({ name, title: bare(name), owner: bare('sahib') }),
  system: bare,
  act: cited,
  article: (reference) => cited(reference.split(' ')[0] ?? '', reference.split(' ')[1] ?? ''),
  sourceOf: () => undefined,
  contactOf: () => undefined,
};

it('stands in the regulation: when, by which article, what is shown and within how many days it is answered', () => {
  const section = writeRegulation(service, names).sections.find(({ key }) => key === 'inquiries');
  const [asked, seen] = section?.clauses ?? [];
  expect(section?.title).toBe('Digər qurumlara sorğular');
  expect(asked?.text).toContain('Müraciət “Əməkdaş baxır” vəziyyətində olduqda');
  expect(asked?.text).toContain('5 iş günü ərzində cavab verilir');
  expect(asked?.grounds.map((ground) => ground.cited)).toEqual(['guardianship-rules 2.8']);
  expect(seen?.text).toContain('“Həmin şəxsin doğum tarixi”');
  const { within: _, ...alone } = service;
  expect(writeRegulation(alone, names).sections.map(({ key }) => key)).not.toContain('inquiries');
});
