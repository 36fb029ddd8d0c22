import type { ComponentChildren, VNode } from 'preact';
import { fileRules } from '../../../../kernel/http/upload.ts';
import { pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Checkbox,
  FileInput,
  type Frame,
  Radios,
  Select,
  Table,
  Tag,
  TextArea,
  TextInput,
  Time,
} from '../../../../ui/index.ts';
import { titleIn } from '../../measures/index.ts';
import { verdicts } from '../entities.ts';
import type { EvidenceView, Target } from '../evidence-store.ts';
import { reportFilePath } from '../path.ts';
import { t } from '../text/index.ts';
import { errorAt } from './parts.tsx';
import { evidenceFiles, type ReportProps, typedIn } from './props.ts';

type Shown = Pick<
  EvidenceView,
  'id' | 'milestone' | 'deliverable' | 'kind' | 'digest' | 'internal' | 'name' | 'url' | 'note'
>;

/** What is gathered and what was submitted, with what was found of it. */
export function EvidenceTable({ frame, view }: ReportProps): VNode {
  const { lang } = frame;
  const { pieces, evidence, of } = view;
  if (pieces.length + evidence.length === 0) return <p>{t(lang, 'noEvidence')}</p>;
  const row = (one: Shown, submitted: ComponentChildren, result: ComponentChildren) => [
    <Named frame={frame} report={of.id} one={one} />,
    aboutOf(one, view.targets, lang),
    submitted,
    result,
  ];
  return (
    <Table
      caption={t(lang, 'evidence')}
      quiet
      columns={[
        { label: t(lang, 'name') },
        { label: t(lang, 'proves'), onPhone: t(lang, 'proves') },
        { label: t(lang, 'submittedOn'), onPhone: t(lang, 'submittedOn') },
        { label: t(lang, 'result'), onPhone: t(lang, 'result') },
      ]}
      rows={[
        ...evidence.map((one) => row(one, <Time at={one.submittedAt} />, <Found frame={frame} one={one} />)),
        ...pieces.map((one) =>
          row(
            one,
            t(lang, 'notSubmitted'),
            view.writable || (view.adds && one.person === view.reader) ? (
              <Button kind="second" name="do" value={`remove:${one.id}`}>
                {t(lang, 'removePiece')}
              </Button>
            ) : (
              t(lang, 'notSubmitted')
            ),
          ),
        ),
      ]}
    />
  );
}

function Named({ frame, report, one }: { frame: Frame; report: string; one: Shown }): VNode {
  const { lang } = frame;
  return (
    <>
      <a href={one.url ?? frame.href(reportFilePath(report, one.id))} rel="noreferrer">
        {one.name}
      </a>
      {one.internal ? ` (${t(lang, 'internalMark')})` : null}
      {one.note ? (
        <>
          <br />
          <span class="soft small">{one.note}</span>
        </>
      ) : null}
      {one.digest ? (
        <>
          <br />
          <span class="soft small">
            {t(lang, 'digest')}: <code>{one.digest}</code>
          </span>
        </>
      ) : null}
    </>
  );
}

function aboutOf({ milestone, deliverable }: Shown, targets: readonly Target[], lang: Frame['lang']): string {
  const found = targets.filter(({ id }) => id === milestone || id === deliverable);
  return found.map(({ code, title }) => `${code} ${titleIn(title, lang)}`).join('; ') || t(lang, 'none');
}

function Found({ frame: { lang }, one }: { frame: Frame; one: EvidenceView }): VNode {
  if (!one.verdict) return <Tag state="wait">{t(lang, 'notJudged')}</Tag>;
  return (
    <>
      <Tag state={one.verdict === 'verified' ? 'done' : 'late'}>{pick(verdicts[one.verdict], lang)}</Tag>
      {one.reason ? (
        <>
          <br />
          <span class="small">{one.reason}</span>
        </>
      ) : null}
    </>
  );
}

const inputs: ReadonlySet<string> = new Set(['milestone', 'deliverable', 'name', 'url', 'file', 'evidenceNote']);

/** A link or a file more, about a step or a result of the measure. */
export function NewEvidence(props: ReportProps): VNode {
  const { frame, view, wrong } = props;
  const { lang } = frame;
  const problems = wrong?.problems ?? [];
  // What was added already is not offered again.
  const again = problems.some(({ name }) => inputs.has(name));
  const field = (name: string) => ({
    name,
    value: again ? typedIn(props, name) : undefined,
    error: errorAt(problems, name, lang),
  });
  const options = (kind: Target['kind']) =>
    view.targets
      .filter((one) => one.kind === kind)
      .map(({ code, title }) => ({ value: code, label: `${code} ${titleIn(title, lang)}` }));
  return (
    <Card title={t(lang, 'addEvidence')}>
      <div class="stack">
        <p class="soft">{t(lang, 'addEvidenceLead')}</p>
        <Select
          {...field('milestone')}
          label={t(lang, 'milestone')}
          none={t(lang, 'notChosen')}
          options={options('milestone')}
        />
        {options('deliverable').length > 0 ? (
          <Select
            {...field('deliverable')}
            label={t(lang, 'deliverable')}
            none={t(lang, 'notChosen')}
            options={options('deliverable')}
          />
        ) : null}
        <TextInput {...field('name')} label={t(lang, 'name')} hint={t(lang, 'nameHint')} max={300} />
        <TextInput {...field('url')} label={t(lang, 'url')} hint={t(lang, 'urlHint')} max={2000} />
        <FileInput
          name="file"
          label={t(lang, 'file')}
          error={errorAt(problems, 'file', lang)}
          {...fileRules(evidenceFiles.file)}
        />
        <TextArea {...field('evidenceNote')} label={t(lang, 'evidenceNote')} max={2000} rows={2} optional />
        <Checkbox
          name="internal"
          label={t(lang, 'internal')}
          hint={t(lang, 'internalHint')}
          checked={again && typedIn(props, 'internal') === 'yes'}
        />
        <Actions>
          <Button kind="second" name="do" value="piece">
            {t(lang, 'addPiece')}
          </Button>
        </Actions>
      </div>
    </Card>
  );
}

/** A verdict for each piece that has none: given once, and for good. */
export function Verdicts(props: ReportProps): VNode | null {
  const { frame, view, wrong } = props;
  const { lang } = frame;
  const open = view.evidence.filter(({ verdict }) => verdict === null);
  if (!view.judges || open.length === 0) return null;
  return (
    <>
      <p class="soft small">{t(lang, 'judgingLead')}</p>
      {open.map(({ id, name }) => (
        <Radios
          name={`v_${id}`}
          label={name}
          choices={[
            { value: 'verified', label: t(lang, 'verify') },
            {
              value: 'rejected',
              label: t(lang, 'reject'),
              reveals: (
                <TextArea
                  name={`r_${id}`}
                  label={t(lang, 'rejectReason')}
                  rows={2}
                  value={typedIn(props, `r_${id}`)}
                  error={errorAt(wrong?.problems ?? [], `r_${id}`, lang)}
                />
              ),
            },
          ]}
          value={typedIn(props, `v_${id}`)}
        />
      ))}
      <Actions>
        <Button kind="second">{t(lang, 'saveVerdicts')}</Button>
      </Actions>
    </>
  );
}
