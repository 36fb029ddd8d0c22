import type { VNode } from 'preact';
import { formatDateTime, formatNumber, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Details,
  EmptyState,
  Form,
  type Frame,
  Hidden,
  Knot,
  NumberInput,
  Page,
  Tag,
  TextArea,
  TextInput,
} from '../../../../ui/index.ts';
import type { ValuesView } from '../desk.ts';
import { verdicts } from '../entities.ts';
import { lastClosed } from '../months.ts';
import { indicatorDeskPath, indicatorPath, valuePath } from '../path.ts';
import type { Sheet } from '../sheet.ts';
import type { ReportRow } from '../store/reports.ts';
import { t } from '../text/index.ts';
import { figureText, periodText } from './figure.tsx';
import type { Wrong } from './values.tsx';

interface Props {
  readonly frame: Frame;
  readonly title: string;
  readonly view: ValuesView;
  readonly wrong: Wrong | undefined;
}

/** Values of one indicator that people enter: the form for the next, and those reported so far with their verdicts. */
export function ValuesPage(props: Props): VNode {
  const { frame, title, view, wrong } = props;
  const { lang } = frame;
  return (
    <Page frame={frame} title={`${t(lang, 'values')}, ${title}`} error={wrong !== undefined}>
      <Back href={frame.href(indicatorDeskPath)}>{t(lang, 'desk')}</Back>
      <div class="stack">
        <p class="soft small">{t(lang, 'values')}</p>
        <h1>{title}</h1>
        <p>
          <a href={frame.href(indicatorPath(view.sheet.indicator))}>{t(lang, 'toPublic')}</a>
        </p>
        <Alarm
          errors={wrong ? [{ name: 'value', text: pick(wrong.refused.text, lang) }] : []}
          title={t(lang, 'notDone')}
        />
        {view.mayReport || view.mayEnter ? <Entering {...props} /> : null}
        <Reports {...props} />
      </div>
    </Page>
  );
}

function Entering({ frame, view, wrong }: Props): VNode {
  const { lang } = frame;
  const { indicator, content } = view.sheet;
  const external = content.kind === 'external';
  const typed = wrong?.typed ?? {};
  const example = lastClosed('2026-11-15', content.frequency);
  return (
    <Card title={t(lang, 'newValue')}>
      <Form action={frame.href(valuePath(indicator))}>
        <p class="soft">{t(lang, external ? 'externalLead' : 'reportLead')}</p>
        <TextInput
          name="period"
          label={t(lang, 'period')}
          hint={t(lang, 'periodHint', { example })}
          value={typed.period}
          short
          max={10}
        />
        <NumberInput
          name="value"
          label={t(lang, 'value')}
          unit={t(lang, `unit_${content.unit}`)}
          value={typed.value}
          error={wrong && pick(wrong.refused.text, lang)}
        />
        {external ? null : <PartsOf {...{ lang, sheet: content, typed }} />}
        {external ? (
          <TextInput
            name="edition"
            label={t(lang, 'edition')}
            hint={t(lang, 'editionHint')}
            value={typed.edition}
            max={100}
          />
        ) : null}
        <TextInput name="url" label={t(lang, external ? 'source' : 'evidence')} value={typed.url} max={500} />
        <TextArea
          name="note"
          label={t(lang, external ? 'correction' : 'remark')}
          value={typed.note}
          max={2000}
          optional
        />
        <Actions>
          <Button>{t(lang, external ? 'enter' : 'send')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

interface PartsProps {
  readonly lang: Frame['lang'];
  readonly sheet: Sheet;
  readonly typed: Wrong['typed'];
}

/** What the value is a share of, where the sheet says it. */
function PartsOf({ lang, sheet: { numerator, denominator }, typed }: PartsProps): VNode | null {
  if (!numerator || !denominator) return null;
  return (
    <>
      <NumberInput
        name="numerator"
        label={t(lang, 'numerator')}
        hint={pick(numerator, lang)}
        value={typed.numerator}
        optional
      />
      <NumberInput
        name="denominator"
        label={t(lang, 'denominator')}
        hint={pick(denominator, lang)}
        value={typed.denominator}
        optional
      />
    </>
  );
}

function Reports(props: Props): VNode {
  const { frame, view } = props;
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'reports')}</h2>
      {view.reports.length === 0 ? <EmptyState>{t(lang, 'reportsNone')}</EmptyState> : null}
      {view.reports.map((one) => (
        <Report {...props} one={one} />
      ))}
    </>
  );
}

function Report({ frame, view, wrong, one }: Props & { one: ReportRow }): VNode {
  const { lang } = frame;
  const { content, indicator } = view.sheet;
  const parts =
    one.numerator === null || one.denominator === null
      ? ''
      : ` (${formatNumber(one.numerator, lang)} / ${formatNumber(one.denominator, lang)})`;
  const mine = wrong?.typed[`reason-${one.id}`];
  return (
    <Card title={periodText(one.period, lang)}>
      <div class="stack">
        <p>
          <Knot sign="said" /> <strong>{figureText(content, Number(one.value), lang)}</strong>
          {parts}{' '}
          <Tag state={one.verdict === null ? 'wait' : one.verdict === 'confirmed' ? 'done' : 'late'}>
            {one.verdict === null ? t(lang, 'waits') : pick(verdicts[one.verdict], lang)}
          </Tag>
        </p>
        <p>
          {one.edition === null ? '' : `${one.edition}, `}
          <a href={one.url}>{t(lang, one.edition === null ? 'evidence' : 'source')}</a>
          {one.note === '' ? '' : `. ${one.note}`}
        </p>
        <p class="soft small">
          {t(lang, 'enteredAt')}: {formatDateTime(one.at, lang)}
          {one.reason === null ? '' : `. ${one.reason}`}
        </p>
        {view.mayJudge.has(one.id) ? <Judging {...{ frame, one, code: indicator, typed: mine }} /> : null}
      </div>
    </Card>
  );
}

interface JudgingProps {
  readonly frame: Frame;
  readonly one: ReportRow;
  readonly code: string;
  readonly typed: string | undefined;
}

/** Closed until it is asked for; open where something typed was refused. */
function Judging({ frame, one, code, typed }: JudgingProps): VNode {
  const { lang } = frame;
  const form = (
    <Form action={frame.href(`${indicatorDeskPath}/hesabat/${one.id}`)}>
      <TextArea
        name="reason"
        label={t(lang, 'reason')}
        hint={t(lang, 'reasonHint')}
        value={typed}
        max={2000}
        optional
      />
      <Hidden name="code" value={code} />
      <Actions>
        <Button name="do" value="confirmed">
          {t(lang, 'confirm')}
        </Button>
        <Button name="do" value="rejected" kind="grave">
          {t(lang, 'reject')}
        </Button>
      </Actions>
    </Form>
  );
  return typed === undefined ? <Details summary={t(lang, 'verdict')}>{form}</Details> : form;
}
