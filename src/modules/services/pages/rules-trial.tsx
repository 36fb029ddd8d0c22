import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Actions, bound, Button, type FieldView, Form, FormField, type Frame, Knot } from '../../../ui/index.ts';
import { Note, Reasons, Table, texts as uiTexts } from '../../../ui/index.ts';
import type { RulesView, TrialField, TrialView } from '../rules-views.ts';
import { reasonRows } from './article.tsx';
import { ruleTexts } from './text/rules.ts';

interface FormProps {
  readonly frame: Frame;
  readonly view: RulesView;
  readonly action: string;
}

/** A field for each input of the table. */
export function TrialForm({ frame, view, action }: FormProps): VNode {
  const words = ruleTexts[frame.lang];
  return (
    <Form action={action}>
      <div class="trial">
        {view.fields.map((field) => (
          <FormField field={fieldView(field, view, frame)} />
        ))}
      </div>
      <Actions>
        <Button>{words.show}</Button>
      </Actions>
    </Form>
  );
}

function fieldView(field: TrialField, view: RulesView, { lang }: Frame): FieldView {
  const words = ruleTexts[lang];
  const { name, many, value, unit } = field;
  const error = view.errors.find((one) => one.field === name);
  const hint = many && field.kind !== 'choice' ? words.severalHint : field.hint && pick(field.hint, lang);
  const options = optionsOf(field, lang);
  return {
    name,
    kind: kindOf(field),
    label: pick(field.label, lang),
    hint,
    // Every field may stay empty: to say so at each would say nothing.
    optional: false,
    value: kindOf(field) === 'longtext' && typeof value === 'object' ? value.join('\n') : value,
    unit,
    error: error && pick(error.text, lang),
    options: many ? options : [...options, { value: '', label: words.unknown }],
  };
}

function kindOf({ kind, many }: TrialField): FieldView['kind'] {
  if (kind === 'choice') return many ? 'choices' : 'choice';
  if (many) return 'longtext';
  if (kind === 'yesno') return 'choice';
  return kind === 'decimal' ? 'number' : kind;
}

function optionsOf({ kind, choices = [] }: TrialField, lang: Frame['lang']): { value: string; label: string }[] {
  const { yes, no } = uiTexts[lang];
  if (kind === 'yesno') {
    return [
      { value: 'yes', label: yes },
      { value: 'no', label: no },
    ];
  }
  return choices.map(({ value, label }) => ({ value, label: pick(label, lang) }));
}

/** What the table said: the outcome, why, and what it turned on. */
export function TrialResult({ frame, trial }: { frame: Frame; trial: TrialView }): VNode {
  const { lang } = frame;
  const words = ruleTexts[lang];
  return (
    <Note>
      <h2>
        {words.result}: {trial.outcome === null ? words.unasked : words.verdict[trial.outcome]}
      </h2>
      {trial.rule === undefined ? null : (
        <p>
          <Knot sign="known" /> {bound(words.byRule(trial.rule))}
        </p>
      )}
      {trial.missing.length > 0 ? <Missing frame={frame} trial={trial} /> : null}
      {trial.reasons.length > 0 ? <Reasons reasons={reasonRows(trial.reasons, lang)} /> : null}
      {trial.rule === undefined ? null : <Mattered frame={frame} trial={trial} rule={trial.rule} />}
    </Note>
  );
}

function Missing({ frame, trial }: { frame: Frame; trial: TrialView }): VNode {
  const { lang } = frame;
  const words = ruleTexts[lang];
  // Where the table was not asked for want of facts, the reasons below name each.
  const named = trial.outcome === null ? ` ${trial.missing.map((label) => pick(label, lang)).join(', ')}.` : '';
  return (
    <p>
      <Knot sign="nodata" /> {trial.outcome === null ? words.unaskedWhy : words.notAsked}
      {named}
    </p>
  );
}

function Mattered({ frame, trial, rule }: { frame: Frame; trial: TrialView; rule: number }): VNode {
  const { lang } = frame;
  const words = ruleTexts[lang];
  if (trial.mattered.length === 0) return <p class="small soft">{words.nothingMattered}</p>;
  return (
    <Table
      caption={words.mattered}
      columns={words.matteredColumns.map((label) => ({ label }))}
      rows={trial.mattered.map(({ label, shown, decisive, against }) => {
        const how = [
          ...(decisive ? [words.decisive(rule)] : []),
          ...(against.length > 0 ? [words.against(against)] : []),
        ];
        return [pick(label, lang), <strong>{pick(shown, lang)}</strong>, bound(how.join('; '))];
      })}
    />
  );
}
