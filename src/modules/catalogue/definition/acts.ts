import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { CompiledAct, CompiledActs } from './compiled.ts';
import { realOrSample, twice } from './finding.ts';
import { own } from './own.ts';
import { actsSchema } from './schema.ts';
import { actsWords } from './words.ts';

/** `acts.yaml`: the acts that may be cited. */
export const actsKind: DefinitionKind<typeof actsSchema, CompiledActs> = {
  kind: 'acts',
  files: /^acts\.yaml$/,
  schema: actsSchema,
  words: actsWords,
  needs: [],
  compile(source) {
    const findings: Finding[] = [];
    const acts: Record<string, CompiledAct> = {};
    for (const [index, { code, kind, title, number, date, real, sample, articles = [] }] of source.acts.entries()) {
      if (own(acts, code)) findings.push(twice(['acts', index, 'code'], code));
      if ((real === true) === (sample === true)) findings.push(realOrSample(['acts', index], code));
      const numbers = articles.map((article) => article.number);
      for (const [at, article] of numbers.entries()) {
        if (numbers.indexOf(article) < at) findings.push(twice(['acts', index, 'articles', at, 'number'], article));
      }
      acts[code] = {
        code,
        title,
        sample: sample === true,
        ...(kind === 'law' || kind === 'code' ? { articled: true } : {}),
        ...(number === undefined ? {} : { number }),
        ...(date === undefined ? {} : { date }),
        articles: Object.fromEntries(articles.map((article) => [article.number, article.title])),
      };
    }
    return { compiled: { acts }, findings };
  },
};
