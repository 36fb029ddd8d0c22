import type { Text } from '../../../language/index.ts';
import type { ClauseDraft, PointDraft, SectionDraft } from '../../catalogue/index.ts';
import type { Clause, CompiledField, CompiledRule, CompiledService, TableOutcome } from '../definition/compiled.ts';
import { cellsOf, inputsOf, type RuleCells } from '../rules/trying.ts';
import { ruleClause } from './conditions.ts';
import { groundsOf, type Names, quoted, sentence, sentences } from './words.ts';

const outcomes: Readonly<Record<TableOutcome, string>> = {
  approve: 'müraciət avtomatik təsdiq edilir',
  officer: 'müraciətə vəzifəli şəxs baxır',
  refuse: 'imtina üçün əsas yaranır, qərarı vəzifəli şəxs qəbul edir',
};

/** How it is decided: the rules in their order, the conditions to be met, and what holds where the rules do not. */
export function decisionSection(service: CompiledService, names: Names): SectionDraft {
  const { decision } = service;
  const clause = (key: string, lead: string, { reason, article }: Clause): ClauseDraft => ({
    key: `decision.${key}`,
    text: `${lead}: ${said(service, reason)}`,
    grounds: groundsOf(names, article),
  });
  return {
    key: 'decision',
    title: 'Qərar qaydaları',
    clauses: [
      ...requirements(service, names),
      ...scores(service, names),
      rules(service, names),
      automatic(service),
      clause('missing', 'Qərar üçün lazım olan məlumat alınmadıqda', decision.missing),
      clause('judgement', 'Bütün şərtlər ödənildiyi halda imtinanın əsası', decision.judgement),
      ...(service.outcomes.lapsed.length > 0
        ? [clause('lapse', 'Müraciətin baxılmadan bağlanmasının əsası', decision.lapse)]
        : []),
      ...(decision.revocation ? [clause('revocation', 'Təsdiq qərarının ləğvinin əsası', decision.revocation)] : []),
    ],
  };
}

function requirements({ requirements: of }: CompiledService, names: Names): readonly ClauseDraft[] {
  if (of.length === 0) return [];
  const points = of.map(({ name, met, article }) => ({
    key: `requirement.${name}`,
    text: sentence(met.az),
    grounds: groundsOf(names, article),
  }));
  return [{ key: 'requirements', text: 'Müraciətin təsdiq edilməsi üçün aşağıdakı şərtlər ödənilməlidir:', points }];
}

/** Each criterion with its levels, in the order in which they are tried. */
function scores({ scores: of = [] }: CompiledService, names: Names): readonly ClauseDraft[] {
  if (of.length === 0) return [];
  const rows = of.flatMap(({ name, title, levels, article }) =>
    levels.map(({ points, reason }, index) => ({
      key: `${name}.${index + 1}`,
      cells: [title.az, reason.az, `${points}`, ...groundsOf(names, article).slice(0, 1)],
    })),
  );
  return [
    {
      key: 'scores',
      text: 'Müraciət aşağıdakı meyarlar üzrə qiymətləndirilir, hər meyar üzrə uyğun gələn ilk pillənin balı verilir və ballar toplanır:',
      table: { name: 'Qiymətləndirmə meyarları', columns: ['Meyar', 'Pillə', 'Bal', 'Əsas'], rows },
    },
  ];
}

function rules(service: CompiledService, names: Names): ClauseDraft {
  const { rules: of } = service.decision;
  const isFilled = of.some(({ reason }) => hole.test(reason.az));
  return {
    key: 'rules',
    text: sentences(
      'Müraciət aşağıdakı qaydalarla yoxlanılır',
      'Qaydalar sıra ilə tətbiq olunur: nəticəni şərtləri ödənilən ilk qayda müəyyən edir',
      isFilled ? 'Kvadrat mötərizədə müraciət üzrə müvafiq göstəricinin qiyməti yazılır' : undefined,
    ),
    points: cellsOf(service).map((cells, index) => point(service, names, cells, index)),
  };
}

function point(service: CompiledService, names: Names, cells: RuleCells, index: number): PointDraft {
  const rule = service.decision.rules[index];
  if (!rule) throw new RangeError(`the table of ${service.name} has no rule ${index + 1}`);
  return {
    key: keyOf(rule),
    text: `${sentence(`${ruleClause(cells, inputsOf(service))} ${outcomes[rule.outcome]}`)} Səbəb: ${said(service, rule.reason)}`,
    grounds: groundsOf(names, rule.article),
  };
}

/** A rule is the same one as long as it asks the same, wherever it stands: no second rule can ask the same and ever fit. */
const keyOf = ({ when }: CompiledRule): string =>
  `rule ${JSON.stringify(Object.entries(when).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

function automatic({ decision }: CompiledService): ClauseDraft {
  const approves = decision.rules.some(({ outcome }) => outcome === 'approve');
  return {
    key: 'decision.automatic',
    text: sentences(
      approves ? 'Sistem yalnız təsdiq qərarını avtomatik qəbul edir' : 'Sistem avtomatik qərar qəbul etmir',
      'İmtina qərarını yalnız vəzifəli şəxs qəbul edir',
    ),
  };
}

const hole = /\{([^{}]+)\}/;

/** A reason as the regulation states it: what depends on the case stands in square brackets, by its name. */
function said({ fields }: Pick<CompiledService, 'fields'>, reason: Text): string {
  const labelOf = (name: string) => fields.find((field: CompiledField) => field.name === name)?.label.az ?? name;
  return quoted(reason.az.replaceAll(new RegExp(hole, 'g'), (_, name: string) => `[${labelOf(name)}]`)) + '.';
}
