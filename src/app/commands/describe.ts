import { type Command, type CommandIo, UsageError } from '../../kernel/command.ts';
import { type Entity, schemaOf } from '../../kernel/entity.ts';
import { pick } from '../../language/lang.ts';
import { rooms } from '../rooms.ts';

const classes = {
  open: { az: 'açıq', en: 'open', ru: 'открытые' },
  personal: { az: 'fərdi', en: 'personal', ru: 'персональные' },
  sensitive: { az: 'həssas', en: 'sensitive', ru: 'чувствительные' },
};

/** `vahid describe`: the data model as it is declared, for people and for other programs. */
export const describeCommand: Command = {
  name: 'describe',
  summary: { az: 'Məlumat modelini göstərir', en: 'Shows the data model', ru: 'Показывает модель данных' },
  words: ['[ENTITY]'],
  about: `
Prints what the rooms keep: every entity with its columns, types, classes of data and references, as Markdown.
With --json the JSON Schema of each. ENTITY is a table, such as documents.document.`,
  async run({ words: [wanted] }, io) {
    const all = rooms.flatMap((room) => room.entities ?? []);
    const chosen = wanted === undefined ? all : all.filter((entity) => entity.name === wanted);
    if (chosen.length === 0)
      throw new UsageError(`There is no entity ${wanted}. Known: ${all.map((entity) => entity.name).join(', ')}.`);
    if (io.json)
      io.out(
        JSON.stringify(
          Object.fromEntries(chosen.map((entity) => [entity.name, schemaOf(entity, Object.keys(entity.fields))])),
          null,
          2,
        ),
      );
    else for (const entity of chosen) io.out(describe(entity, io));
    return 0;
  },
};

function describe(entity: Entity, { lang }: CommandIo): string {
  const rows = Object.entries(entity.fields).map(([name, field]) => {
    const needed = field.nullable ? '' : ' not null';
    const choices = field.choices ? `: ${Object.keys(field.choices).join(', ')}` : '';
    return `| ${name} | ${pick(field.label, lang)} | ${field.sql}${needed}${choices} | ${pick(classes[field.class], lang)} | ${field.references ?? ''} |`;
  });
  return [
    `## ${entity.name}`,
    '',
    `${pick(entity.label, lang)}. ${entity.about}`,
    '',
    '| | | | | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
