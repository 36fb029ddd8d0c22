import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { serviceKinds } from '../../../../test/service-kinds.ts';
import { compileDefinitions, readDefinitions } from '../../../kernel/definition.ts';

const folder = join(import.meta.dirname, '../../../../definitions');
const files = (await readDefinitions(folder)).filter(({ file }) => serviceKinds.some((kind) => kind.files.test(file)));
const inForce = compileDefinitions(files, serviceKinds);
const own = 'services/technopark-residency/service.yaml';

interface Source {
  readonly pages: { question: object }[];
  document: { title: object };
}

/** The service in force under another name, with a change, beside those in force. */
function beside(change: (source: Source) => void, file = 'services/second/service.yaml') {
  const source = parse(files.find((one) => one.file === own)?.text ?? '') as Source;
  change(source);
  return compileDefinitions([{ file, text: stringify(source) }], serviceKinds, inForce.definitions);
}

const ask = (question: object) => (source: Source) => {
  const [page] = source.pages;
  if (page) page.question = question;
};
const certificate = {
  az: 'Texnologiyalar parkı rezidentinin şəhadətnaməsini əlavə edin',
  en: 'Attach it',
  ru: 'Приложите его',
};
const rulesOf = ({ problems }: ReturnType<typeof beside>) => problems.map(({ rule }) => rule);

describe('a document that a service gives (OO-2)', () => {
  it('is not asked for by another, in whatever language it is named', () => {
    expect(inForce.problems).toEqual([]);
    const found = beside(ask(certificate));
    expect(rulesOf(found)).toContain('once-only-document');
    const { message, remedy } = found.problems.find(({ rule }) => rule === 'once-only-document') ?? {};
    expect(message?.az).toContain('technopark-residency');
    expect(remedy).toMatchObject({
      az: expect.stringContaining('reyestrdən oxuyun'),
      en: expect.stringContaining('read from the register'),
      ru: expect.stringContaining('получайте из реестра'),
    });
    const inEnglish = { az: 'Bunu əlavə edin', en: 'Your certificate of a resident of the technology park', ru: 'Это' };
    expect(rulesOf(beside(ask(inEnglish)))).toContain('once-only-document');
  });

  it('is no matter where the words are others, or the service speaks of its own', () => {
    const other = {
      az: 'Layihənizin adı nədir?',
      en: 'What is your project called?',
      ru: 'Как называется ваш проект?',
    };
    expect(rulesOf(beside(ask(other)))).not.toContain('once-only-document');
    expect(rulesOf(beside(ask(certificate), own))).not.toContain('once-only-document');
  });
});
