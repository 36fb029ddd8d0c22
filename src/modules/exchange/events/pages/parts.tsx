import type { VNode } from 'preact';
import { type Lang, pick } from '../../../../language/index.ts';
import { Tag, type TagState } from '../../../../ui/index.ts';
import { t } from '../text/index.ts';
import { type StopReason, stopReasons, type SubscriptionState, subscriptionStates } from '../entities.ts';

const colours: Readonly<Record<SubscriptionState, TagState>> = {
  pending: 'wait',
  active: 'done',
  stopped: 'late',
  ended: 'none',
};

interface StateProps {
  readonly lang: Lang;
  readonly of: {
    readonly state: SubscriptionState;
    readonly reason: StopReason | null;
    readonly failing_since: Date | null;
  };
}

/** State of a subscription in a word; of one whose address fails, that. */
export function State({ lang, of: { state, reason, failing_since: failing } }: StateProps): VNode {
  const fails = state === 'active' && failing !== null;
  return (
    <>
      <Tag state={fails ? 'wait' : colours[state]}>
        {fails ? t(lang, 'failing') : pick(subscriptionStates[state], lang)}
      </Tag>
      {reason === null ? null : <span class="soft small"> {pick(stopReasons[reason], lang)}</span>}
    </>
  );
}
