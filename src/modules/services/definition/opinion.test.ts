import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import { graphOf } from '../../process/index.ts';
import { drawnService } from '../present/drawing.ts';
import { askTable, judgeRequirements } from '../rules/judging.ts';
import { withOpinions } from '../rules/opinions.ts';
import { caseData } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';

const file = 'services/construction-notice/service.yaml';
const scenarios = 'services/construction-notice/scenarios.yaml';
const read = await definitionsOf('construction-notice', 'opinion');
const compileWith = (changes?: Changes) => compileChanged(read, changes);

const rulesWith = (edit: (service: Loose, opinions: Loose) => void, of = file) =>
  compileWith({ [file]: (service) => edit(service, value(service.opinions)) })
    .problems.filter((problem) => problem.file === of)
    .map(({ rule }) => rule);

const { problems, definitions } = compileWith();
const service = definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;

describe('a service that asks for opinions', () => {
  it('compiles, and is plain data', () => {
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(service))).toEqual(service);
  });

  it('gives each opinion the standard process with its own time and what silence means', () => {
    const [fire, , architecture] = service.within ?? [];
    expect(fire?.process.clocks).toMatchObject([{ workingDays: 7, due: 'lapse' }]);
    expect(fire?.process.states.map(({ name }) => name)).toContain('lapsed');
    expect(architecture?.process.clocks).toMatchObject([{ workingDays: 5, escalate: 'deputy_head' }]);
    expect(architecture?.process.clocks[0]).not.toHaveProperty('due');
    expect(architecture?.process.states.map(({ name }) => name)).not.toContain('lapsed');
    expect(JSON.stringify(architecture?.process.actions)).not.toContain('lapse');
  });

  it.each([
    [
      'an institution that is not there',
      'unknown-institution',
      (_: Loose, { fire }: Loose) => (value(fire).institution = value('nobody')),
    ],
    [
      'the institution that decides',
      'opinion-of-itself',
      (_: Loose, { fire }: Loose) => (value(fire).institution = value('bsih')),
    ],
    ['no article', 'no-article', (_: Loose, { fire }: Loose) => delete value(fire).article],
    [
      'silence without an article',
      'no-article',
      (_: Loose, { fire }: Loose) => delete value(value(fire).silence).article,
    ],
    [
      'an article that is not listed',
      'unknown-article',
      (_: Loose, { fire }: Loose) => (value(fire).article = value('construction-notice-rules 9.9')),
    ],
    [
      'a field that is not there',
      'unknown-field',
      (_: Loose, { fire }: Loose) => (value(fire).sees = value(['site', 'height'])),
    ],
    [
      'a state that is not there',
      'unknown-state',
      (_: Loose, { fire }: Loose) => (value(fire).asked = value(['reading'])),
    ],
    [
      'a state in which the applicant has the case',
      'opinion-asked',
      (_: Loose, { fire }: Loose) => (value(fire).asked = value(['waiting'])),
    ],
    [
      'an approval that waits for nobody',
      'approved-unheard',
      ({ process }: Loose) => (value(value(value(process).actions).approve).guard = value('unmet = 0')),
    ],
    [
      'an approval that does not have to wait',
      'approved-unheard',
      ({ process }: Loose) =>
        (value(value(value(process).actions).overturn).guard = value('unmet = 0 or openOpinions = 0')),
    ],
    [
      'an approval that a flag lets through',
      'approved-unheard',
      ({ process }: Loose) =>
        (value(value(value(process).actions).overturn).guard = value('openOpinions = 0 or flag.inspection = true')),
    ],
    [
      'an approval that waits for one alone',
      'approved-unheard',
      ({ process }: Loose) =>
        (value(value(value(process).actions).approve).guard = value('unmet = 0 and opinion.fire != null')),
    ],
    [
      'a condition on an opinion that nobody is asked for',
      'feel.unknown_member',
      ({ requirements }: Loose) => (value(value(requirements).low).when = value('opinion.roof != "objects"')),
    ],
  ])('does not compile with %s', (_, rule, edit) => {
    expect(rulesWith(edit as (service: Loose, opinions: Loose) => void)).toContain(rule);
  });

  it('may wait for each by its name', () => {
    const guard = 'unmet = 0 and opinion.fire != null and opinion.ecology != null and opinion.architecture != null';
    const found = rulesWith(({ process }) => (value(value(value(process).actions).approve).guard = value(guard)));
    expect(found).not.toContain('approved-unheard');
  });

  it('does not compile without the process of an opinion, nor with a field of that name', () => {
    const { problems: without } = compileWith({ 'services/opinion.yaml': null });
    expect(without.map(({ rule }) => rule)).toContain('opinion-process');
    const named = rulesWith(({ data }) => {
      value(data).openOpinions = value({
        source: 'computed',
        type: 'number',
        label: value(value(data).fin),
        formula: '1',
      });
      value(value(data).openOpinions).label = value({ az: 'Say', en: 'Count', ru: 'Число' });
    });
    expect(named).toContain('opinion-name');
  });

  it('asks a scenario for each opinion', () => {
    const { problems: found } = compileWith({
      [scenarios]: (source) => {
        delete value(source.givens).officer;
        source.scenarios = value({ withdrawn: value(source.scenarios)['withdrawn-meanwhile'] });
      },
    });
    expect(found.map(({ message }) => message.en)).toContain('No scenario comes to opinions.architecture.');
  });
});

describe('what is known of a case', () => {
  const facts = { fin: { state: 'value', value: '5AAAAA1' }, name: { state: 'value', value: 'Sınaq' } } as const;
  const answers = { site: 'Bakı', kind: 'house', storeys: 2, floorArea: 100, treesCut: false, project: 'Ev' };
  const agrees = { answer: 'agrees', by: 'officials' } as const;
  const known = (opinions: Parameters<typeof withOpinions>[2]) =>
    withOpinions(service, caseData(service, facts, answers), opinions);

  it('leaves open what an opinion has not yet said, and says whose', () => {
    const data = known({ fire: agrees });
    expect(judgeRequirements(service, data).map(({ sign }) => sign)).toEqual(['said', 'known', 'nodata', 'nodata']);
    const { outcome, reasons } = askTable(service, data);
    expect(outcome).toBe('officer');
    expect(reasons.map(({ text }) => text.az)).toEqual([
      'Ətraf mühit üzrə rəy: hələ verilməyib',
      'Memarlıq üzrə rəy: hələ verilməyib',
    ]);
  });

  it('is never approved by the table before every opinion has come, though the table looks at none', () => {
    const [rule] = service.decision.rules.filter(({ outcome }) => outcome === 'approve');
    if (!rule) throw new Error('no rule approves');
    const decision = { ...service.decision, inputs: ['storeys'], uses: ['storeys'], rules: [{ ...rule, when: {} }] };
    const blind = { ...service, decision };
    const data = (opinions: Parameters<typeof withOpinions>[2]) =>
      withOpinions(blind, caseData(blind, facts, answers), opinions);
    expect(askTable(blind, data({ fire: agrees, ecology: agrees })).outcome).toBe('officer');
    expect(askTable(blind, data({ fire: agrees, ecology: agrees, architecture: agrees })).outcome).toBe('approve');
  });
});

describe('the drawing', () => {
  it('shows the opinions as one activity of several at once, where they are first asked', () => {
    const works = drawnService(service).nodes.flatMap((node) => (node.kind === 'work' ? [node] : []));
    const calls = works.filter(({ calls: called }) => called !== undefined);
    expect(calls.map(({ id, text, calls: called }) => [id, text.en, called])).toEqual([
      ['work.review.', 'Opinions of institutions (3)', 'opinion'],
    ]);
  });

  it('draws an opinion by itself', () => {
    const [fire] = service.within ?? [];
    if (!fire) throw new Error('no opinion');
    const lanes = graphOf(fire.title, fire.process).lanes.map(({ name }) => name);
    expect(lanes).toEqual(expect.arrayContaining(['officer', 'approver', 'owner_officer', 'system']));
  });
});
