import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Card, type Frame, Table } from '../../../ui/index.ts';
import { deskQuotaPath, ownQuotaPath, QuotaFacts, type QuotaView } from '../../quotas/index.ts';
import type { ScoreView } from '../score-views.ts';
import { Article } from './article.tsx';
import { scoreTexts } from './text/score.ts';

/** Points by criterion, each with its reason and its article. */
function ScoreTable({ frame: { lang }, score }: { readonly frame: Frame; readonly score: ScoreView }): VNode {
  const words = scoreTexts[lang];
  return (
    <>
      <p>{words.total(score.points, score.most)}.</p>
      <Table
        caption={words.title}
        quiet
        columns={[
          { label: words.criterion },
          { label: words.points, num: true, onPhone: words.points },
          { label: words.reason },
        ]}
        rows={score.criteria.map(({ title, points, most, reason, article }) => [
          pick(title, lang),
          words.of(points, most),
          <>
            {pick(reason, lang)} <Article article={article} lang={lang} />
          </>,
        ])}
      />
    </>
  );
}

interface ScoreProps {
  readonly frame: Frame;
  readonly score: ScoreView | undefined;
}

/** On the applicant's page. */
export function OwnScore({ frame, score }: ScoreProps): VNode | null {
  if (!score) return null;
  return (
    <>
      <h2>{scoreTexts[frame.lang].title}</h2>
      <ScoreTable frame={frame} score={score} />
    </>
  );
}

/** At the desk. */
export function ScoreCard({ frame, score }: ScoreProps): VNode | null {
  if (!score) return null;
  return (
    <Card title={scoreTexts[frame.lang].title}>
      <ScoreTable frame={frame} score={score} />
    </Card>
  );
}

interface QuotaProps {
  readonly frame: Frame;
  readonly quota: QuotaView | undefined;
}

/** What is left of what the case gave, with the way to its ledger. */
export function CaseQuota({ frame, quota }: QuotaProps): VNode | null {
  if (!quota) return null;
  const { lang, href, brand } = frame;
  const words = scoreTexts[lang];
  const path = brand === 'desk' ? deskQuotaPath(quota.id) : ownQuotaPath(quota.id);
  const ledger = { term: words.ledger, value: <a href={href(path)}>{words.open}</a> };
  if (brand !== 'desk') return <QuotaFacts frame={frame} quota={quota} title={words.quota} more={[ledger]} />;
  return (
    <Card title={words.quota}>
      <QuotaFacts frame={frame} quota={quota} more={[ledger]} />
    </Card>
  );
}
