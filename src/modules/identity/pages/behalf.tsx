import type { VNode } from 'preact';
import { type Frame, QuestionPage } from '../../../ui/index.ts';
import type { Mandate } from '../ports.ts';
import { t } from '../text.ts';

export const self = 'self';

interface BehalfPageProps {
  readonly frame: Frame;
  readonly name: string;
  /** Undefined while the register does not answer. */
  readonly mandates: readonly Mandate[] | undefined;
  /** Organisation for which the session acts now. */
  readonly present: string | undefined;
  /** Where the form is sent, with the path to return to. */
  readonly action: string;
  readonly wrong?: boolean;
}

function hintFor(mandates: BehalfPageProps['mandates']) {
  if (!mandates) return 'behalfUnavailable';
  return mandates.length > 0 ? 'behalfHint' : 'behalfNone';
}

/** For whom one acts from now on: oneself, or an organisation that the register says one heads. */
export function BehalfPage({ frame, name, mandates, present, action, wrong = false }: BehalfPageProps): VNode {
  const { lang } = frame;
  const organisations = (mandates ?? []).map((mandate) => ({
    value: mandate.organisation,
    label: mandate.name,
    hint: t(lang, 'behalfHead', { voen: mandate.voen }),
  }));
  return (
    <QuestionPage
      frame={frame}
      action={frame.href(action)}
      fields={[
        {
          name: 'organisation',
          kind: 'choice',
          label: t(lang, 'behalfTitle'),
          hint: t(lang, hintFor(mandates)),
          options: [{ value: self, label: t(lang, 'behalfSelf'), hint: name }, ...organisations],
          value: wrong ? undefined : (present ?? self),
          error: wrong ? t(lang, 'behalfChoose') : undefined,
        },
      ]}
    />
  );
}
