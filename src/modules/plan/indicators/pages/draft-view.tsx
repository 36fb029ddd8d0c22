import type { VNode } from 'preact';
import type { Measurement } from '../../../../kernel/measurement.ts';
import { pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Checkbox,
  DayInput,
  Form,
  type Frame,
  Hidden,
  NumberInput,
  Radios,
  Select,
  Table,
  Tag,
  TextArea,
  TextInput,
} from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import { ActionCard, InstancePage } from '../../../process/index.ts';
import type { DraftView } from '../desk.ts';
import { fieldNames, type SheetProblem } from '../form.ts';
import { draftPath, indicatorDeskPath } from '../path.ts';
import { directions, frequencies, kinds, units } from '../sheet.ts';
import { t } from '../text/index.ts';
import type { Wrong } from './draft.tsx';

interface Props {
  readonly frame: Frame;
  readonly view: DraftView;
  readonly names: ReadonlyMap<string, Institution>;
  readonly measurements: readonly Measurement[];
  readonly formKey: string;
  readonly wrong: Wrong | undefined;
  readonly problems: readonly SheetProblem[];
}

type Name = (typeof fieldNames)[number];

/** A sheet on its way to approval: what is written, what may be done now, what was done. */
export function DraftPage(props: Props): VNode {
  const { frame, view, names, wrong, problems } = props;
  const { lang } = frame;
  const { draft, of } = view;
  const title = pick(of.title, lang);
  const owner = names.get(draft.institution)?.name;
  const errors = problems.map(({ name, text }) => ({
    name,
    text: `${labelOf(name as Name, lang)}: ${pick(text, lang)}`,
  }));
  const others = wrong && problems.length === 0 ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : [];
  return (
    <InstancePage
      frame={frame}
      back={{ path: indicatorDeskPath, title: t(lang, 'desk') }}
      title={title}
      about={
        <>
          {draft.code}, {owner ? pick(owner, lang) : draft.institution} <Tag state="wait">{pick(view.state, lang)}</Tag>
        </>
      }
      errors={[...errors, ...others]}
      progress={view}
      aside={<Deciding {...props} />}
    >
      {view.writable ? <Writing {...props} /> : <Written {...props} />}
    </InstancePage>
  );
}

function labelOf(name: Name, lang: Frame['lang']): string {
  return t(lang, name === 'by' ? 'bySplit' : name);
}

const hints = {
  measurement: 'measurementHint',
  formula: 'formulaHint',
  targets: 'targetsHint',
  serves: 'servesHint',
  breaks: 'breaksHint',
  by: 'bySplitHint',
} as const;

const choices = { kind: kinds, unit: units, better: directions, frequency: frequencies } as const;

/** One field of the form, by its name. */
function SheetField({ name, props }: { name: Name; props: Props }): VNode {
  const { frame, view, measurements, problems } = props;
  const { lang } = frame;
  const value = view.draft.content[name];
  const problem = problems.find((one) => one.name === name);
  const hint = name in hints ? t(lang, hints[name as keyof typeof hints]) : undefined;
  const field = { name, label: labelOf(name, lang), hint, error: problem && pick(problem.text, lang) };
  if (name in choices) {
    const of = choices[name as keyof typeof choices];
    const options = Object.entries(of).map(([key, text]) => ({ value: key, label: pick(text, lang) }));
    return <Radios {...field} choices={options} value={value} />;
  }
  if (name === 'measurement') {
    const options = measurements.map((one) => ({ value: one.name, label: pick(one.title, lang) }));
    return <Select {...field} options={options} none={t(lang, 'measurementNone')} value={value} />;
  }
  if (name === 'sampled') return <Checkbox {...field} label={t(lang, 'sampledYes')} checked={value === 'yes'} />;
  if (name === 'baseline_value') return <NumberInput {...field} optional value={value} />;
  if (name === 'baseline_day') return <DayInput {...field} optional value={value} />;
  if (name.startsWith('about_') || name === 'targets' || name === 'breaks' || name === 'formula')
    return <TextArea {...field} optional={!name.startsWith('about_')} value={value} max={2000} rows={3} />;
  const needed = name.startsWith('title_') || name === 'serves';
  return <TextInput {...field} optional={!needed} value={value} max={500} />;
}

/** The form; sent or saved by the same buttons, so that nothing typed is lost. */
function Writing(props: Props): VNode {
  const { frame, view, formKey } = props;
  const { lang } = frame;
  const sends = view.actions.filter(({ action, blocked }) => !blocked && (action === 'submit' || action === 'propose'));
  return (
    <Card title={t(lang, 'sheet')}>
      <Form action={frame.href(draftPath(view.draft.id))}>
        {fieldNames.map((name) => (
          <SheetField name={name} props={props} />
        ))}
        <Hidden name="key" value={formKey} />
        <Hidden name="version" value={String(view.of.version)} />
        <Actions>
          {sends.map(({ action, title }) => (
            <Button name="do" value={action}>
              {pick(title, lang)}
            </Button>
          ))}
          <Button kind="second">{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** What is written, for who reads and does not write. */
function Written({ frame: { lang }, view, measurements }: Props): VNode {
  const { content } = view.draft;
  const shown = (name: Name, value: string) => {
    if (name === 'measurement') {
      const found = measurements.find((one) => one.name === value);
      return found ? pick(found.title, lang) : value;
    }
    const of = name in choices ? choices[name as keyof typeof choices] : undefined;
    const text = of && Object.entries(of).find(([key]) => key === value)?.[1];
    return text ? pick(text, lang) : value;
  };
  return (
    <Table
      caption={t(lang, 'sheet')}
      quiet
      columns={[{ label: t(lang, 'sheet') }, { label: t(lang, 'value') }]}
      rows={fieldNames.flatMap((name) => {
        const value = content[name] ?? '';
        return value === '' ? [] : [[labelOf(name, lang), shown(name, value)]];
      })}
    />
  );
}

function Deciding({ frame, view, formKey, wrong }: Props): VNode {
  const { lang } = frame;
  const all = view.actions.filter(({ action }) => !view.writable || (action !== 'submit' && action !== 'propose'));
  return (
    <ActionCard
      lang={lang}
      title={t(lang, 'decide')}
      action={frame.href(`${draftPath(view.draft.id)}/emel`)}
      actions={all}
      version={view.of.version}
      formKey={formKey}
      note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
      othersElsewhere={view.writable}
    />
  );
}
