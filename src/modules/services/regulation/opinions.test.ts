import { expect, it } from 'vitest';
import { compileChanged, definitionsOf } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { Names } from './words.ts';
import { writeRegulation } from './write.ts';

const { definitions } = compileChanged(
  await definitionsOf('construction-notice', 'opinion', 'research-grant', 'review'),
);
const serviceOf = (name: string) =>
  definitions.find((one) => one.kind === 'service' && one.name === name)?.compiled as CompiledService;
const service = serviceOf('construction-notice');

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

it('says whose opinions are obtained, what they see, by when, and what silence means', () => {
  const section = writeRegulation(service, names).sections.find(({ key }) => key === 'opinions');
  const [asked] = section?.clauses ?? [];
  expect(section?.title).toBe('Digər qurumların rəyləri');
  expect(asked?.points.map(({ text }) => text.split('. ')[0])).toEqual([
    '“Yanğın təhlükəsizliyi üzrə rəy”: fhn adı (FHN), 7 iş günü ərzində',
    '“Ətraf mühit üzrə rəy”: etsn adı (ETSN), 7 iş günü ərzində',
    '“Memarlıq üzrə rəy”: dsak adı (DSAK), 5 iş günü ərzində',
  ]);
  const [fire, ecology, architecture] = asked?.points ?? [];
  expect(ecology?.text).toContain(
    'Qurum müraciətdən yalnız bunları görür: “Tikinti aparılacaq yer”, “Ümumi sahə, m²”, “Ağac kəsiləcək”, “Layihənin təsviri”.',
  );
  expect(fire?.text).toContain('Vaxtında verilməyən rəy razılıq sayılır.');
  expect(fire?.grounds.map((ground) => ground.cited)).toEqual([
    'construction-notice-rules 3.1',
    'construction-notice-rules 3.4',
  ]);
  expect(architecture?.text).toContain('rəhbərinin müavininə məlumat verilir və rəy gözlənilir.');
});

it('says in words that an approval waits for them, and decides by them in its rules', () => {
  const { sections } = writeRegulation(service, names);
  const text = JSON.stringify(sections);
  expect(text).toContain('Yalnız ödənilməyən şərt olmadıqda və bütün rəylər alındıqda aparılır');
  expect(text).toContain('“Yanğın təhlükəsizliyi üzrə rəy” göstəricisi “Etiraz edir” olduqda');
  expect(text).not.toContain('openOpinions');
});

it('has no such section for a service that asks for none', () => {
  const { within: _, ...without } = service;
  const decision = {
    ...service.decision,
    inputs: ['storeys'],
    uses: ['storeys'],
    rules: service.decision.rules.slice(0, 1),
  };
  const rest = {
    ...without,
    decision: { ...decision, rules: [{ ...(decision.rules[0] as (typeof decision.rules)[number]), when: {} }] },
  };
  const alone = { ...rest, requirements: service.requirements.slice(0, 1) };
  expect(writeRegulation(alone, names).sections.map(({ key }) => key)).not.toContain('opinions');
});

it('says who scores an application, how they are drawn, by what criteria and with what weight', () => {
  const { sections } = writeRegulation(serviceOf('research-grant'), names);
  const section = sections.find(({ key }) => key === 'reviews');
  const textOf = (key: string) => section?.clauses.find((one) => one.key === key)?.text;
  expect(textOf('reviews.number')).toBe(
    'Müraciəti 2 ekspert bir-birindən asılı olmadan, 10 iş günü ərzində qiymətləndirir. Ekspertlərin yekun balları 25 baldan çox fərqlənirsə, daha bir ekspert seçilir. Rəyini vaxtında verməyən ekspertin əvəzinə başqası seçilir.',
  );
  expect(section?.clauses.find(({ key }) => key === 'reviews.criteria')?.points.map(({ text }) => text)[0]).toBe(
    '“Elmi yenilik”: 0–10 bal, çəkisi 40 faiz. Sual: “Layihə bu sahədə məlum olmayan nəyi aydınlaşdıracaq?”.',
  );
  expect(textOf('reviews.sees')).not.toContain('Tərəfdaş');
  expect(JSON.stringify(sections)).toContain('ekspert rəylərinin hamısı alındıqda');
});
