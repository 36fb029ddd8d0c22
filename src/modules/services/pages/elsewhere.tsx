import type { VNode } from 'preact';
import { formatNumber, pick } from '../../../language/index.ts';
import { Card, type Frame, Note, Table, Tag, Time } from '../../../ui/index.ts';
import type { ElsewhereView } from '../desk-views.ts';
import { elsewhereTexts } from './text/elsewhere.ts';

interface ElsewhereProps {
  readonly frame: Frame;
  readonly elsewhere: ElsewhereView;
}

/** Where a case is that is not worked on here, and what of it has come there. */
export function ElsewhereCard({ frame: { lang }, elsewhere: { system, sent } }: ElsewhereProps): VNode {
  const words = elsewhereTexts[lang];
  const worst = sent.some(({ state }) => state === 'refused')
    ? words.refused
    : sent.some(({ state, problem }) => state === 'waiting' && problem !== null)
      ? words.late
      : undefined;
  return (
    <Card title={words.title}>
      <div class="stack">
        <p>{words.lead(pick(system, lang))}</p>
        {worst === undefined ? null : (
          <Note>
            <p>{worst}</p>
          </Note>
        )}
        {sent.length === 0 ? (
          <p class="soft">{words.none}</p>
        ) : (
          <Table
            caption={words.steps}
            quiet
            columns={[
              { label: words.sentAt },
              { label: words.state, onPhone: words.state },
              { label: words.tries, num: true, onPhone: words.tries },
              { label: words.problem, onPhone: words.problem },
            ]}
            rows={sent.map((one) => [
              <Time at={one.at} show="short" />,
              <Tag state={tagOf[one.state]}>{pick(one.title, lang)}</Tag>,
              formatNumber(one.attempts, lang),
              one.problem ?? '–',
            ])}
          />
        )}
      </div>
    </Card>
  );
}

const tagOf = { waiting: 'wait', delivered: 'done', refused: 'late' } as const;
