import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import type { Names } from '../regulation/words.ts';
import { writeRegulation } from '../regulation/write.ts';
import type { CompiledService } from './compiled.ts';
import { coApplicantsOf } from './co-applicant.ts';

const file = 'services/residence-change/service.yaml';
const scenarios = 'services/residence-change/scenarios.yaml';
const read = await definitionsOf('residence-change', 'agreement');
const compileWith = (changes?: Changes) => compileChanged(read, changes);

const rulesWith = (edit: (service: Loose, owner: Loose) => void) =>
  compileWith({ [file]: (service) => edit(service, value(value(service.coApplicants).owner)) })
    .problems.filter((problem) => problem.file === file)
    .map(({ rule }) => rule);

const action = (service: Loose, name: string) => value(value(value(service.process).actions)[name]);

describe('a service with a co-applicant', () => {
  const { problems, definitions } = compileWith();
  const service = definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;

  it('compiles, is plain data, and gives the agreement its own time', () => {
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(service))).toEqual(service);
    const [owner] = coApplicantsOf(service);
    expect(owner?.process.clocks).toMatchObject([{ name: 'agreement', workingDays: 10, due: 'lapse', remind: [2] }]);
    expect(service.fields.find(({ name }) => name === 'ownerFin')).toMatchObject({ fin: true });
  });

  it('checks as a FİN also who is named to the register', async () => {
    const named = compileChanged(await definitionsOf('guardian-appointment', 'inquiry'), {});
    const found = named.definitions.find(({ file: one }) => one === 'services/guardian-appointment/service.yaml');
    const appointment = found?.compiled as CompiledService;
    expect(appointment.fields.find(({ name }) => name === 'wardFin')).toMatchObject({ fin: true });
  });

  it.each<[string, string, (service: Loose, owner: Loose) => void]>([
    ['sends before anybody agreed', 'sent-unagreed', (service) => delete action(service, 'submit').guard],
    [
      'may send before anybody agreed',
      'sent-unagreed',
      (service) => Object.assign(action(service, 'answer'), { guard: 'openAgreements = 0 or unmet = 0' }),
    ],
    ['names somebody by no field', 'unknown-field', (_, owner) => Object.assign(owner, { who: 'owners' })],
    ['names somebody by a word', 'agreement-who', (_, owner) => Object.assign(owner, { who: 'ground' })],
    ['looks into what is no group', 'agreement-who', (_, owner) => Object.assign(owner, { who: 'ownerFin.fin' })],
    ['shows what is not there', 'unknown-field', (_, owner) => Object.assign(owner, { sees: ['phone'] })],
    ['has no article', 'no-article', (_, owner) => delete owner.article],
    ['is for a child', 'representatives', (service) => Object.assign(service, { applicants: ['person', 'ward'] })],
    ['is made at a centre', 'agreement-at-centre', (service) => Object.assign(service, { channels: ['centre'] })],
  ])('is refused where it %s', (_, rule, edit) => {
    expect(rulesWith(edit)).toContain(rule);
  });

  it('is refused without the file that says how an agreement comes to be', () => {
    const found = compileWith({ 'services/agreement.yaml': null }).problems.map(({ rule }) => rule);
    expect(found).toContain('agreement-process');
  });

  it.each(['owner-agrees', 'owner-declines'])('is refused where no scenario tells of %s', (name) => {
    const found = compileWith({ [scenarios]: (source) => delete value(source.scenarios)[name] });
    expect(found.problems.filter((one) => one.file === scenarios).map(({ message }) => message.en)).toEqual([
      `No scenario comes to { ${name === 'owner-agrees' ? 'agrees' : 'declines'}: owner }.`,
    ]);
  });

  it('says in its regulation who agrees to what, and that it waits for them', () => {
    const bare = (text: string) => ({ az: text, en: text, ru: text });
    const cited = (act: string, article: string) => {
      return { act, article, title: bare(act), sample: true, cited: bare(`${act} ${article}`) };
    };
    const names: Names = {
      institution: (code) => ({ code, name: bare(code), acronym: bare(code) }),
      register: (name) => ({ name, title: bare(name), owner: bare('sahib') }),
      system: bare,
      act: cited,
      article: (reference) => cited(reference.split(' ')[0] ?? '', reference.split(' ')[1] ?? ''),
      sourceOf: () => undefined,
      contactOf: () => undefined,
    };
    const { sections } = writeRegulation(service, names);
    const [asked] = sections.find(({ key }) => key === 'agreements')?.clauses ?? [];
    expect(asked?.points.map(({ text }) => text)).toEqual([
      'Mənzilin mülkiyyətçisi, 10 iş günü ərzində. Şəxs “Mülkiyyətçinin FİN-i” məlumatına əsasən müəyyən edilir. ' +
        'Razılığın mətni: “Mənzil mənimdir. Bu şəxsin göstərilən ünvan üzrə qeydiyyata alınmasına razıyam”. ' +
        'Şəxs müraciətdən yalnız bunları görür: “Adı, atasının adı, soyadı”, “Köçdüyünüz ünvan”. Müraciət üzrə qərarı oxuya bilər.',
    ]);
    expect(JSON.stringify(sections)).toContain('razılıqların hamısı alındıqda');
  });
});
