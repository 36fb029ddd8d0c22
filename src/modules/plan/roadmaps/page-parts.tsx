import type { VNode } from 'preact';
import type { Refusal } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Csrf,
  DayInput,
  Form,
  type Frame,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { measureDeskPath, titleIn } from '../measures/index.ts';
import { kpiUnits, type KpiUnit } from './entities.ts';
import { KpiTable } from './kpi-table.tsx';
import { roadmapPath } from './path.ts';
import { t } from './text.ts';
import type { RoadmapView } from './views.ts';

export interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: string;
  readonly typed: Readonly<Record<string, string>>;
}

/** What the forms correct; nothing: they add. */
export interface Edited {
  readonly item?: string | undefined;
  readonly kpi?: string | undefined;
}

interface Shown {
  readonly frame: Frame;
  readonly view: RoadmapView;
  readonly edited: Edited;
  readonly wrong: Wrong | undefined;
}

interface CorrectProps {
  readonly frame: Frame;
  /** Of the roadmap, and of what is corrected or taken out. */
  readonly code: string;
  readonly kind: 'bend' | 'gosterici';
  readonly id: string;
}

function Correct({ frame, code, kind, id }: CorrectProps): VNode {
  const { lang } = frame;
  return (
    <form method="post" action={frame.href(`${roadmapPath(code)}/${kind}/${id}/cixar`)}>
      <Csrf />
      <a href={frame.href(`${roadmapPath(code)}?${kind}=${id}#${kind}`)}>{t(lang, 'change')}</a>{' '}
      <Button kind="second">{t(lang, 'remove')}</Button>
    </form>
  );
}

export function Items({ frame, view }: Shown): VNode {
  const { lang } = frame;
  const { code } = view.plan;
  return (
    <Table
      caption={t(lang, 'items')}
      columns={[
        { label: t(lang, 'number') },
        { label: t(lang, 'item') },
        { label: t(lang, 'serves'), onPhone: t(lang, 'serves') },
        { label: t(lang, 'correct') },
      ]}
      rows={view.items.map(({ item, serves }) => [
        item.number,
        <a href={frame.href(measureDeskPath(item.id))}>{titleIn(item.title, lang)}</a>,
        serves.length === 0 ? <span class="soft">{t(lang, 'servesNothing')}</span> : serves.join(', '),
        <Correct frame={frame} code={code} kind="bend" id={item.id} />,
      ])}
    />
  );
}

export function Kpis({ frame, view }: Shown): VNode {
  const acts = ({ id }: { readonly id: string }) => (
    <Correct frame={frame} code={view.plan.code} kind="gosterici" id={id} />
  );
  return <KpiTable frame={frame} kpis={view.kpis} acts={acts} />;
}

/** One question with what stands in it: as it was typed, or as it is now. */
const question = ({ frame: { lang }, wrong }: Shown, name: string, label: string, now = '') => ({
  name,
  label,
  max: 300,
  value: wrong?.typed[name] ?? now,
  error: wrong?.at === name ? pick(wrong.refused.text, lang) : undefined,
});

function Ends({ shown: { frame, view }, edits }: { readonly shown: Shown; readonly edits: boolean }): VNode {
  const { lang } = frame;
  return (
    <Actions>
      <Button>{t(lang, edits ? 'save' : 'add')}</Button>
      {edits ? <a href={frame.href(roadmapPath(view.plan.code))}>{t(lang, 'cancel')}</a> : null}
    </Actions>
  );
}

export function ItemForm(shown: Shown): VNode {
  const { frame, view, edited } = shown;
  const { lang } = frame;
  const now = view.items.find(({ item }) => item.id === edited.item);
  const action = `${roadmapPath(view.plan.code)}/bend${now ? `/${now.item.id}` : ''}`;
  return (
    <div id="bend">
      <Card title={t(lang, now ? 'changeItem' : 'addItem')}>
        <Form action={frame.href(action)}>
          <TextInput {...question(shown, 'title', t(lang, 'itemTitle'), now?.item.title.az)} max={500} />
          <TextArea
            {...question(shown, 'serves', t(lang, 'serves'), now?.serves.join('\n'))}
            hint={t(lang, 'servesHint')}
            max={1000}
            optional
          />
          <Ends shown={shown} edits={now !== undefined} />
        </Form>
      </Card>
    </div>
  );
}

export function KpiForm({
  indicators,
  ...shown
}: Shown & { readonly indicators: readonly { readonly value: string; readonly label: string }[] }): VNode {
  const { frame, view, edited, wrong } = shown;
  const { lang } = frame;
  const now = view.kpis.find(({ id }) => id === edited.kpi);
  const action = `${roadmapPath(view.plan.code)}/gosterici${now ? `/${now.id}` : ''}`;
  const decimal = (given: string | null | undefined) => (lang === 'en' ? given : given?.replace('.', ',')) ?? '';
  return (
    <div id="gosterici">
      <Card title={t(lang, now ? 'changeKpi' : 'addKpi')}>
        <Form action={frame.href(action)}>
          <TextInput {...question(shown, 'kpi', t(lang, 'kpiTitle'), now?.title.az)} />
          <Select
            name="unit"
            label={t(lang, 'unit')}
            options={(Object.keys(kpiUnits) as KpiUnit[]).map((value) => ({
              value,
              label: pick(kpiUnits[value], lang),
            }))}
            value={wrong?.typed['unit'] ?? now?.unit}
          />
          <TextInput {...question(shown, 'baseline', t(lang, 'baseline'), decimal(now?.baseline))} optional short />
          <TextInput {...question(shown, 'target', t(lang, 'target'), decimal(now?.target))} short />
          <DayInput {...question(shown, 'due', t(lang, 'due'), now && formatDate(now.due, lang))} />
          <Select
            {...question(shown, 'indicator', t(lang, 'indicator'), now?.indicator ?? '')}
            hint={t(lang, 'indicatorHint')}
            options={indicators}
            none={t(lang, 'chooseNone')}
            optional
          />
          <Ends shown={shown} edits={now !== undefined} />
        </Form>
      </Card>
    </div>
  );
}
