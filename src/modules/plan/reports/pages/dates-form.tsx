import type { VNode } from 'preact';
import type { Lang } from '../../../../language/index.ts';
import { Card, Checkbox, DayInput, TextInput } from '../../../../ui/index.ts';
import { type DateDraft, mostRows } from '../date-draft.ts';
import { t } from '../text/index.ts';

interface Props {
  readonly lang: Lang;
  readonly draft: DateDraft;
  error(name: string): string | undefined;
}

/** Rows that stand there, and some that are empty: without a script nothing is added in the page itself. */
const freeRows = 2;
const countOf = (rows: readonly unknown[]) => Math.min(rows.length + freeRows, mostRows);

/** The steps as they were typed. */
export function StepFields({ lang, draft, error }: Props): VNode {
  const rows = Array.from({ length: countOf(draft.milestones) }, (_, index) => index);
  return (
    <>
      {rows.map((n) => {
        const one = draft.milestones[n];
        const field = (name: 'code' | 'title' | 'weight' | 'deliverable' | 'starts' | 'due' | 'needs') => ({
          name: `m${n}_${name}`,
          label: t(lang, name),
          value: one?.[name],
          error: error(`m${n}_${name}`),
        });
        return (
          <Card title={one ? `${one.code} ${one.title}` : `${t(lang, 'milestone')}: ${t(lang, 'newRow')}`}>
            <div class="stack">
              <TextInput {...field('code')} short max={20} />
              <TextInput {...field('title')} max={500} />
              <TextInput {...field('weight')} short max={12} keyboard="numeric" />
              <DayInput {...field('starts')} optional />
              <DayInput {...field('due')} />
              <TextInput {...field('deliverable')} short max={20} optional />
              <TextInput {...field('needs')} hint={t(lang, 'needsHint')} max={500} optional />
              {one ? <Checkbox name={`m${n}_gone`} label={t(lang, 'gone')} checked={one.gone} /> : null}
            </div>
          </Card>
        );
      })}
    </>
  );
}

/** What the measure has to make, as it was typed. */
export function DeliverableFields({ lang, draft, error }: Props): VNode {
  const rows = Array.from({ length: countOf(draft.deliverables) }, (_, index) => index);
  return (
    <>
      {rows.map((n) => {
        const one = draft.deliverables[n];
        const field = (name: 'code' | 'title') => ({
          name: `d${n}_${name}`,
          label: t(lang, name),
          value: one?.[name],
          error: error(`d${n}_${name}`),
        });
        return (
          <Card title={one ? `${one.code} ${one.title}` : `${t(lang, 'deliverable')}: ${t(lang, 'newRow')}`}>
            <div class="stack">
              <TextInput {...field('code')} short max={20} />
              <TextInput {...field('title')} max={500} />
              {one ? <Checkbox name={`d${n}_gone`} label={t(lang, 'gone')} checked={one.gone} /> : null}
            </div>
          </Card>
        );
      })}
    </>
  );
}
