import type { VNode } from 'preact';
import { type FormBody, formValue } from '../../../kernel/http/route.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { Checkboxes, Hidden, Select, TextArea } from '../../../ui/index.ts';
import type { ReasonChoice } from '../rules/reasons.ts';
import type { ReasonsView } from '../views.ts';
import { formValues } from './form-values.ts';
import { reasonTexts } from './text/reasons.ts';

/** Parts of the form at which a refusal can stand. */
export type ReasonField = 'reasons' | 'own-words' | 'own-article';

interface ReasonFieldsProps {
  readonly reasons: ReasonsView;
  readonly lang: Lang;
  /** As it was sent, where that was refused. */
  readonly chosen: ReasonChoice | undefined;
  readonly errorAt: (field: ReasonField) => string | undefined;
}

/** The reasons of each decision that can be taken: all are ticked; beside them one of the official's own. */
export function ReasonFields({ reasons, lang, chosen, errorAt }: ReasonFieldsProps): VNode {
  const words = reasonTexts[lang];
  const without = chosen?.without ?? [];
  return (
    <>
      {reasons.lists.map(({ outcome, lines }, at) => (
        <>
          {lines.map(({ name }) => (
            <Hidden name="offered" value={name} />
          ))}
          <Checkboxes
            name={at === 0 ? 'reasons' : `reasons-${outcome}`}
            label={words.of[outcome]}
            hint={words.hint}
            choices={lines.map(({ name, text, article }) => ({
              value: name,
              label: `${pick(text, lang)} – ${pick(article.cited, lang)}`,
            }))}
            values={lines.map(({ name }) => name).filter((name) => !without.includes(name))}
            error={at === 0 ? errorAt('reasons') : undefined}
          />
        </>
      ))}
      <TextArea
        name="own-words"
        label={words.own}
        hint={words.ownHint}
        value={chosen?.own?.words}
        error={errorAt('own-words')}
        rows={2}
        optional
      />
      <Select
        name="own-article"
        label={words.article}
        options={reasons.articles.map(({ name, article }) => ({ value: name, label: pick(article.cited, lang) }))}
        value={chosen?.own?.article}
        error={errorAt('own-article')}
        optional
      />
    </>
  );
}

/** What was offered and came back unticked, and the reason that was added. */
export function reasonsIn(body: FormBody): ReasonChoice {
  const names = Object.keys(body).filter((name) => /^reasons(-|$)/.test(name));
  const ticked = new Set(names.flatMap((name) => formValues(body, name)));
  const own = { words: formValue(body, 'own-words'), article: formValue(body, 'own-article') };
  return { without: formValues(body, 'offered').filter((name) => !ticked.has(name)), own };
}
