import type { VNode } from 'preact';
import type { Lang } from '../../../../language/index.ts';
import { Card, Checkbox, DayInput, Details, TextInput } from '../../../../ui/index.ts';
import { type DateDraft, mostRows } from '../date-draft.ts';
import { t } from '../text/index.ts';

interface Props {
  readonly lang: Lang;
  readonly draft: DateDraft;
  error(name: string): string | undefined;
}

const freeRows = 2;

interface RowsProps {
  readonly rows: readonly unknown[];
  /** What opens the empty rows. */
  readonly more: string;
  row(index: number): VNode;
}

/** Rows that stand there, and some that are empty, folded: without a script nothing is added in the page itself. */
function Rows({ rows, more, row }: RowsProps): VNode {
  const free = Array.from({ length: Math.min(freeRows, mostRows - rows.length) }, (_, index) => rows.length + index);
  if (rows.length === 0) return <>{free.map(row)}</>;
  return (
    <>
      {rows.map((_, index) => row(index))}
      {free.length > 0 ? (
        <Details summary={more}>
          <div class="stack">{free.map(row)}</div>
        </Details>
      ) : null}
    </>
  );
}

/** The steps as they were typed. */
export function StepFields({ lang, draft, error }: Props): VNode {
  return (
    <Rows
      rows={draft.milestones}
      more={t(lang, 'moreSteps')}
      row={(n) => {
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
      }}
    />
  );
}

/** What the measure has to make, as it was typed. */
export function DeliverableFields({ lang, draft, error }: Props): VNode {
  return (
    <Rows
      rows={draft.deliverables}
      more={t(lang, 'moreDeliverables')}
      row={(n) => {
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
      }}
    />
  );
}
