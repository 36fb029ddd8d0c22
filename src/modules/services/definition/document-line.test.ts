import { expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, serviceIn, value } from '../../../../test/changed-definitions.ts';
import type { Compilation } from '../../../kernel/definition.ts';
import { decisionNote } from '../rules/decision-note.ts';
import { documentOf, undelivered } from '../rules/delivery.ts';
import { caseData } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';

const file = 'services/technopark-residency/service.yaml';
const told = 'services/technopark-residency/scenarios.yaml';
const read = await definitionsOf('technopark-residency');
const complaint = 'services/service-complaint/service.yaml';
const complaints = await definitionsOf('service-complaint');

/** The residency service with a term counted from the day of submission and a line added to its document. */
function compileWith(line: object, formula = 'submittedOn + duration("P1Y")'): Compilation {
  const files = read.map((one) =>
    one.file === told ? { ...one, text: one.text.replaceAll(/lines: [34]/g, 'lines: 2') } : one,
  );
  const label = { az: 'Hesabat tarixi', en: 'Report due', ru: 'Срок отчёта' };
  return compileChanged(files, {
    [file]: ({ data, document }: Loose) => {
      value(data).reportOn = value({ source: 'computed', type: 'date', label, formula });
      value(document).lines = value([{ field: 'reportOn' }, line]);
    },
  });
}

const rulesOf = ({ problems }: Compilation) =>
  problems.filter((problem) => problem.file === file).map(({ rule }) => rule);

const label = { az: 'Növbəti addım', en: 'Next step', ru: 'Следующий шаг' };
const texts = [
  {
    when: 'staffCount >= 10',
    text: { az: 'Hesabat verin.', en: 'Hand in a report.', ru: 'Сдайте отчёт.' },
  },
  { text: { az: 'Hesabat lazım deyil.', en: 'No report is due.', ru: 'Отчёт не нужен.' } },
];

it('shows the first text that fits, and days counted from the submission', () => {
  const { definitions } = compileWith({ label, texts });
  const service = definitions.find((one) => one.file === file)?.compiled as CompiledService;
  const delivery = { reference: 'RP-2026-00001', submittedOn: '2026-11-02', decidedOn: '2026-11-10' };
  const shown = (staff: number, on: string | null) => {
    const data = caseData(service, { staffCount: { state: 'value', value: staff } }, {}, on);
    return documentOf(service, data, delivery)?.lines.map(({ value, class: of }) => [value.en, of]);
  };
  expect(shown(12, '2026-11-02')).toEqual([
    ['2 Nov 2027', 'open'],
    ['Hand in a report.', 'open'],
  ]);
  expect(shown(3, null)).toEqual([['No report is due.', 'open']]);
  const silent = caseData(service, { staffCount: { state: 'unavailable' } }, {}, '2026-11-02');
  expect(undelivered(service, silent)).toContain('staffCount');
});

it('is as personal as what its texts are chosen by', () => {
  const { definitions } = compileWith({ label, texts: [{ ...texts[0], when: 'head != null' }, texts[1]] });
  const service = definitions.find((one) => one.file === file)?.compiled as CompiledService;
  expect(service.document?.lines.at(-1)?.class).toBe('personal');
});

it('shows why it was so decided, of the step that decided, else of the one that it confirms', async () => {
  const service = await serviceIn('service-complaint');
  const days = { reference: 'SK-2026-00001', submittedOn: '2026-11-02', decidedOn: '2026-11-10' };
  const data = caseData(service, {}, {}, '2026-11-02');
  const shown = (note?: string) => documentOf(service, data, { ...days, note })?.lines;
  expect(shown()).toEqual([]);
  const written = 'Müddət pozulub.';
  expect(shown(written)).toMatchObject([{ value: { az: written, en: written, ru: written }, class: 'personal' }]);

  const { actions } = service.process;
  const proposed = { action: 'recommend', note: 'Təklif' };
  const sentBack = [{ action: 'recommend', note: 'İlk' }, { action: 'send-back', note: 'Dəqiqləşdirin' }, proposed];
  expect(decisionNote(actions, [...sentBack, { action: 'approve' }])).toBe('Təklif');
  expect(decisionNote(actions, [...sentBack, { action: 'approve', note: 'Qərar' }])).toBe('Qərar');
  expect(decisionNote(actions, [...sentBack, { action: 'grant' }])).toBeUndefined();
});

it('wants a reason of every step that approves, where the document shows it', () => {
  // The table grants without one.
  expect(rulesOf(compileWith({ label, note: 'decision' }))).toEqual(expect.arrayContaining(['line-note']));
  const found = (note: string) =>
    compileChanged(complaints, {
      [complaint]: ({ process }: Loose) => {
        value(value(process).actions).recommend = value({ note });
      },
    }).problems.filter((one) => one.file === complaint && one.rule === 'line-note');
  expect(found('required')).toEqual([]);
  expect(found('optional')).toMatchObject([{ message: { en: expect.stringContaining('“approve”') } }]);
});

it('refuses a line that is neither, and a condition that is no question', () => {
  expect(rulesOf(compileWith({ label, field: 'voen', texts }))).toContain('line-parts');
  expect(rulesOf(compileWith({ texts }))).toContain('line-parts');
  expect(rulesOf(compileWith({ note: 'decision' }))).toContain('line-parts');
  expect(rulesOf(compileWith({ label, texts, note: 'decision' }))).toContain('line-parts');
  expect(rulesOf(compileWith({ label, texts: [{ ...texts[0], when: 'staffCount + 1' }] }))).toContain(
    'feel.types_differ',
  );
  expect(rulesOf(compileWith({ label, texts }, 'submittedOn + "1"'))).not.toEqual([]);
  expect(rulesOf(compileWith({ label, texts }, 'decidedOn'))).toContain('feel.unknown_name');
});
