import type { VNode } from 'preact';
import { type Lang, pick, type Text } from '../../../../language/index.ts';
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
  Select,
  TextArea,
  TextInput,
} from '../../../../ui/index.ts';
import { checkRules, evidenceKinds, gates, resolutions } from '../choices.ts';
import { deskRequestPath } from '../path.ts';
import type { DeskRequest } from '../reading.ts';
import { t } from '../text/index.ts';
import { type Institutions, nameOf, otherName } from './parts.tsx';

export interface JudgingProps {
  readonly frame: Frame;
  readonly id: string;
  readonly view: DeskRequest;
  readonly institutions: Institutions;
}

const optionsOf = (of: Readonly<Record<string, Text>>, lang: Lang) =>
  Object.entries(of).map(([value, text]) => ({ value, label: pick(text, lang) }));

const to = ({ frame, id }: Pick<JudgingProps, 'frame' | 'id'>, door: string) =>
  frame.href(`${deskRequestPath(id)}/${door}`);

/** An officer proposes that a failed check be let be, and an approver grants what was proposed. */
export function Waiving(props: JudgingProps): VNode | null {
  const { frame, view } = props;
  const { lang } = frame;
  const failed = view.checks.filter(({ verdict }) => verdict === 'fail');
  const proposed = failed.filter(({ proposedBy }) => proposedBy !== null);
  return (
    <>
      {view.may.propose && failed.length > 0 ? <Proposing {...props} failed={failed} /> : null}
      {view.may.waive && proposed.length > 0 ? (
        <Card title={t(lang, 'grantWaiver')}>
          {proposed.map(({ rule, proposedWhy }) => (
            <Form action={to(props, 'yoxlama')}>
              <p>
                {pick(checkRules[rule], lang)}: {proposedWhy}
              </p>
              <Hidden name="rule" value={rule} />
              <Actions>
                <Button kind="second" name="do" value="grant">
                  {t(lang, 'waive')}
                </Button>
              </Actions>
            </Form>
          ))}
        </Card>
      ) : null}
    </>
  );
}

function Proposing(props: JudgingProps & { readonly failed: DeskRequest['checks'] }): VNode {
  const { lang } = props.frame;
  const { failed } = props;
  return (
    <Card title={t(lang, 'proposeWaiver')}>
      <Form action={to(props, 'yoxlama')}>
        <Select
          name="rule"
          label={t(lang, 'failing')}
          options={failed.map(({ rule }) => ({ value: rule, label: pick(checkRules[rule], lang) }))}
          value={failed[0]?.rule}
        />
        <TextArea name="why" label={t(lang, 'whyWaive')} max={2000} rows={3} />
        <Actions>
          <Button kind="second">{t(lang, 'proposeWaiver')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** An officer says what becomes of a candidate. */
export function Resolving(props: JudgingProps): VNode | null {
  const { frame, view } = props;
  const { lang } = frame;
  const open = view.duplicates.filter(({ resolution }) => resolution === null);
  if (!view.may.resolve || open.length === 0) return null;
  return (
    <Card title={t(lang, 'resolve')}>
      <Form action={to(props, 'tekrar')}>
        <Select
          name="candidate"
          label={t(lang, 'which')}
          options={open.map((one) => ({ value: one.id, label: otherName(one) }))}
          value={open[0]?.id}
        />
        <Select
          name="resolution"
          label={t(lang, 'howResolved')}
          options={optionsOf(resolutions, lang)}
          value="justified"
        />
        <TextArea name="reason" label={t(lang, 'whyResolved')} max={2000} rows={3} />
        <Actions>
          <Button kind="second">{t(lang, 'resolve')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** Conditions are set before the decision, shown and verified after it. */
export function ConditionForms(props: JudgingProps): VNode {
  const { view } = props;
  const open = view.conditions.filter(
    ({ id, verifiedAt }) =>
      verifiedAt === null && (view.showable.includes(id) || view.may.verify || view.may.condition),
  );
  return (
    <>
      {view.may.condition ? <Setting {...props} /> : null}
      {open.map((one) => (
        <OneCondition {...props} condition={one} />
      ))}
    </>
  );
}

function OneCondition(props: JudgingProps & { condition: DeskRequest['conditions'][number] }): VNode {
  const { frame, view, condition } = props;
  const { lang } = frame;
  const showable = view.showable.includes(condition.id);
  return (
    <Card title={condition.text}>
      <Form action={to(props, 'sert')}>
        <Hidden name="condition" value={condition.id} />
        {showable ? (
          <TextInput name="shown" label={t(lang, 'showWhat')} value={condition.shown ?? ''} max={1000} />
        ) : null}
        <Actions>
          {showable ? (
            <Button kind="second" name="do" value="show">
              {t(lang, 'show')}
            </Button>
          ) : null}
          {view.may.verify && condition.shown !== null ? (
            <Button name="do" value="verify">
              {t(lang, 'verify')}
            </Button>
          ) : null}
          {view.may.condition ? (
            <Button kind="grave" name="do" value="remove">
              {t(lang, 'remove')}
            </Button>
          ) : null}
        </Actions>
      </Form>
    </Card>
  );
}

function Setting(props: JudgingProps): VNode {
  const { frame, view, institutions } = props;
  const { lang } = frame;
  const codes = [...institutions.keys()];
  return (
    <Card title={t(lang, 'addCondition')}>
      <Form action={to(props, 'sert')}>
        <TextArea name="text" label={t(lang, 'conditionText')} max={1000} rows={3} />
        <Select
          name="owner"
          label={t(lang, 'owner')}
          options={codes.map((code) => ({ value: code, label: nameOf(institutions, code, lang) }))}
          value={view.row.institution}
        />
        <Select name="evidence" label={t(lang, 'evidence')} options={optionsOf(evidenceKinds, lang)} value="document" />
        <DayInput name="due" label={t(lang, 'due')} />
        <Select name="gate" label={t(lang, 'gate')} options={optionsOf(gates, lang)} value="commit" />
        <Checkbox name="blocking" label={t(lang, 'blocking')} checked />
        <Actions>
          <Button kind="second" name="do" value="set">
            {t(lang, 'addCondition')}
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** An officer enters the act of the Cabinet; who decides sees it among the facts and confirms it by deciding. */
export function NamingAct(props: JudgingProps): VNode | null {
  const { frame, view } = props;
  const { lang } = frame;
  if (!view.may.nameAct || view.row.route !== 'cabinet') return null;
  return (
    <Card title={t(lang, 'cabinetAct')}>
      <Form action={to(props, 'sert')}>
        <TextInput
          name="act"
          label={t(lang, 'cabinetAct')}
          hint={t(lang, 'cabinetActHint')}
          value={view.row.cabinetAct ?? ''}
          max={250}
        />
        <Actions>
          <Button kind="second" name="do" value="act">
            {t(lang, 'keepAct')}
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

const figure = (kept: string | null, lang: Lang): string | undefined =>
  kept === null ? undefined : lang === 'en' ? kept : kept.replace('.', ',');

/** How the work goes, as the institution says. */
export function Delivering(props: JudgingProps): VNode | null {
  const { frame, view } = props;
  const { lang } = frame;
  const { row } = view;
  if (!view.may.deliver) return null;
  return (
    <Card title={t(lang, 'delivery')}>
      <Form action={to(props, 'icra')}>
        <p class="small soft">{t(lang, 'deliveryLead')}</p>
        <TextInput name="contract" label={t(lang, 'contract')} value={row.contract ?? ''} max={100} optional />
        <TextInput name="budgetLine" label={t(lang, 'budgetLine')} value={row.budgetLine ?? ''} max={100} optional />
        <NumberInput
          name="committed"
          label={t(lang, 'contractSum')}
          value={figure(row.committed, lang)}
          unit="₼"
          optional
        />
        <NumberInput name="forecast" label={t(lang, 'forecast')} value={figure(row.forecast, lang)} unit="₼" optional />
        <TextInput name="supplier" label={t(lang, 'supplier')} value={row.supplier ?? ''} max={250} optional />
        <DayInput name="endsOn" label={t(lang, 'endsOn')} value={row.endsOn ?? undefined} optional />
        <TextArea name="benefits" label={t(lang, 'benefits')} value={row.benefits ?? ''} max={5000} rows={3} optional />
        <Checkbox name="scopeChanged" label={t(lang, 'scopeChanged')} checked={row.deviation.includes('scope')} />
        <Checkbox name="hostingChanged" label={t(lang, 'hostingChanged')} checked={row.deviation.includes('hosting')} />
        <Actions>
          <Button kind="second">{t(lang, 'keep')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
