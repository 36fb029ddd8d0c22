import type { VNode } from 'preact';
import type { Refusal } from '../../../kernel/refusal.ts';
import { pick, type Text } from '../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Checkbox,
  DayInput,
  Details,
  Form,
  type Frame,
  Select,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { type institutionOptions, titleIn } from '../measures/index.ts';
import { riskDeskPath } from './path.ts';
import { impacts, likelihoods } from './rules.ts';
import type { MitigationView, RiskView } from './store.ts';
import { t } from './text.ts';

/** What was refused, and what had been typed. */
export interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: string;
  readonly typed: Readonly<Record<string, string>>;
}

interface FormProps {
  readonly frame: Frame;
  readonly risk: RiskView;
  readonly wrong: Wrong | undefined;
}

const errorAt = (wrong: Wrong | undefined, name: string, { lang }: Frame) =>
  wrong?.at === name ? pick(wrong.refused.text, lang) : undefined;

export function Offer({ frame, risk, wrong }: FormProps): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'offeredToYou')}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/cavabdehlik`)}>
        <TextInput
          name="decline"
          label={t(lang, 'whyDecline')}
          hint={t(lang, 'whyDeclineHint')}
          max={2000}
          optional
          error={errorAt(wrong, 'decline', frame)}
        />
        <Actions>
          <Button name="do" value="agree">
            {t(lang, 'agree')}
          </Button>
          <Button name="do" value="decline" kind="second">
            {t(lang, 'decline')}
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** Who owns it, or is asked to; before that, who carries the measure out. */
export const presentOwner = ({ offeredTo, owner, executor }: RiskView): string => offeredTo ?? owner ?? executor ?? '';

interface ChoosingProps extends FormProps {
  readonly options: ReturnType<typeof institutionOptions>;
}

export function Assess({ frame, risk, wrong, options }: ChoosingProps): VNode {
  const { lang } = frame;
  const [last] = risk.assessments;
  const grades = (of: readonly Text[]) =>
    of.map((word, index) => ({ value: String(index + 1), label: `${index + 1}. ${pick(word, lang)}` }));
  return (
    <Card title={t(lang, 'assess')}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/qiymet`)}>
        <Select
          name="likelihood"
          label={t(lang, 'likelihood')}
          options={grades(likelihoods)}
          value={wrong?.typed['likelihood'] ?? String(last?.likelihood ?? 3)}
          error={errorAt(wrong, 'likelihood', frame)}
        />
        <Select
          name="impact"
          label={t(lang, 'impact')}
          options={grades(impacts)}
          value={wrong?.typed['impact'] ?? String(last?.impact ?? 3)}
        />
        <Select
          name="owner"
          label={t(lang, 'owner')}
          options={options}
          value={wrong?.typed['owner'] ?? presentOwner(risk)}
          error={errorAt(wrong, 'owner', frame)}
        />
        <TextArea
          name="reason"
          label={t(lang, 'reason')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          value={wrong?.typed['reason']}
          error={errorAt(wrong, 'reason', frame)}
        />
        <Actions>
          <Button>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

export function Mitigate({ frame, risk, wrong, options }: ChoosingProps): VNode {
  const { lang } = frame;
  const open = risk.mitigations.filter(({ doneOn }) => doneOn === null);
  const done = risk.mitigations.filter(({ doneOn }) => doneOn !== null);
  return (
    <>
      {open.map((one) => (
        <Step frame={frame} risk={risk} wrong={wrong} one={one} />
      ))}
      {done.map((one) => (
        <Details summary={`${t(lang, 'reopen')}: ${titleIn(one.title, lang)}`}>
          <Step frame={frame} risk={risk} wrong={wrong} one={one} />
        </Details>
      ))}
      <Card title={t(lang, 'newMitigation')}>
        <Form action={frame.href(`${riskDeskPath(risk.id)}/azaldilma`)}>
          <TextInput
            name="mitigation"
            label={t(lang, 'mitigationTitle')}
            max={500}
            value={wrong?.typed['mitigation']}
            error={errorAt(wrong, 'mitigation', frame)}
          />
          <Select
            name="steward"
            label={t(lang, 'owner')}
            options={options}
            value={wrong?.typed['steward']}
            error={errorAt(wrong, 'steward', frame)}
          />
          <DayInput name="due" label={t(lang, 'until')} optional value={wrong?.typed['due']} />
          <Actions>
            <Button>{t(lang, 'add')}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  );
}

function Step({ frame, risk, wrong, one }: FormProps & { one: MitigationView }): VNode {
  const { lang } = frame;
  return (
    <Card title={titleIn(one.title, lang)}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/azaldilma/${one.id}`)}>
        <TextInput
          name={`step-${one.id}`}
          label={t(lang, one.doneOn === null ? 'step' : 'whyReopen')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          error={errorAt(wrong, `step-${one.id}`, frame)}
        />
        {one.doneOn === null ? <Checkbox name={`done-${one.id}`} label={t(lang, 'finished')} /> : null}
        <Actions>
          <Button kind="second">{t(lang, one.doneOn === null ? 'tell' : 'reopen')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

export function Close({ frame, risk, wrong }: FormProps): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'close')}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/bagla`)}>
        <TextInput
          name="closing"
          label={t(lang, 'why')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          value={wrong?.typed['closing']}
          error={errorAt(wrong, 'closing', frame)}
        />
        <Actions>
          <Button kind="second">{t(lang, 'close')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
