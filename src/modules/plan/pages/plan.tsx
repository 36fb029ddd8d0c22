import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { formatDate, formatPercent, pick, suffixed } from '../../../language/index.ts';
import { Directions, type Frame, Kept, MeasureKey, MeasureTag, NoWrap, Page, Table } from '../../../ui/index.ts';
import { planInForce } from '../actions.ts';
import { IndicatorFigure, indicatorViews } from '../indicators/index.ts';
import type { DirectionDefinition, PlanDefinition } from '../definition.ts';
import { t } from '../text/index.ts';

/** Public page of the plan: where it stands, and every item by its number. */
export const planPage = route({
  method: 'GET',
  path: '/plan',
  access: 'plan.readPlan',
  common: true,
  async handler(request) {
    const { lang, vahid } = request;
    const frame = frameOf(request, 'plan');
    const plan = planInForce(request);
    const views = await indicatorViews(request);
    const count = plan.directions.reduce((sum, direction) => sum + direction.measures.length, 0);
    return page(
      <Page frame={frame} title={t(lang, 'plan')}>
        <div class="stack">
          <p class="soft small">
            {pick(plan.title, lang)}. {t(lang, 'standing', { date: formatDate(vahid.now(), lang) })}
          </p>
          <h1>{t(lang, 'headline', { count })}</h1>
          <p class="lead">{t(lang, 'lead', { measured: views.length })}</p>
          <h2>{t(lang, 'fiveDirections')}</h2>
          <Kept of={plan} part="directions">
            {() => (
              <>
                <MeasureKey />
                <Directions directions={plan.directions.map((direction) => directionView(direction, frame))} />
              </>
            )}
          </Kept>
          <h2>{t(lang, 'measured')}</h2>
          <div class="split even">
            {views.map((view) => (
              <IndicatorFigure frame={frame} view={view} />
            ))}
          </div>
          <Kept of={plan} part="items">
            {() => (
              <>
                <Targets plan={plan} request={request} />
                <Goals plan={plan} request={request} />
                {plan.directions.map((direction) => (
                  <DirectionPart direction={direction} frame={frame} />
                ))}
              </>
            )}
          </Kept>
          <p class="soft small">
            {t(lang, 'source')}: {pick(plan.source, lang)}
          </p>
        </div>
      </Page>,
    );
  },
});

/** Executors are not in the published text, so every measure is still without one. */
function directionView({ number, title, measures }: DirectionDefinition, frame: Frame) {
  return {
    title: pick(title, frame.lang),
    number,
    counts: {
      done: 0,
      on_track: 0,
      soon: 0,
      late: 0,
      no_evidence: 0,
      not_assessed: 0,
      no_deadline: 0,
      no_executor: measures.length,
    },
    href: `#${anchor(number)}`,
  };
}

function anchor(number: string): string {
  return `d${number.replaceAll('.', '-')}`;
}

function Targets({ plan, request }: { plan: PlanDefinition; request: Request }): VNode {
  const { lang } = request;
  return (
    <>
      <h2>{t(lang, 'targets')}</h2>
      <Table
        caption={t(lang, 'targets')}
        quiet
        columns={[{ label: t(lang, 'number') }, { label: t(lang, 'item') }, { label: t(lang, 'target') }]}
        rows={plan.targets.map(({ number, title, value, due }) => [
          number,
          pick(title, lang),
          value === undefined ? (
            <span class="soft">{t(lang, 'notInPlan')}</span>
          ) : (
            <TargetText value={value} due={due} request={request} />
          ),
        ])}
      />
    </>
  );
}

function TargetText({
  value,
  due = [],
  request,
}: {
  value: number;
  due: PlanDefinition['targets'][number]['due'];
  request: Request;
}): VNode {
  const { lang } = request;
  return (
    <>
      <strong>{formatPercent(value / 100, lang)}</strong>
      {due.map(({ reading, date, section }) => (
        <span class="soft small">
          <br />
          {t(lang, reading === 'plan' ? 'byPlan' : 'byDecade', { date: formatDate(date, lang) })} (
          {lang === 'az' ? <NoWrap>{`${suffixed(section, 'ordinal')} bölmə`}</NoWrap> : t(lang, 'section', { section })}
          )
        </span>
      ))}
    </>
  );
}

function Goals({ plan, request: { lang } }: { plan: PlanDefinition; request: Request }): VNode {
  return (
    <>
      <h2>{t(lang, 'goals')}</h2>
      <Table
        caption={t(lang, 'goals')}
        quiet
        columns={[{ label: t(lang, 'number') }, { label: t(lang, 'item') }]}
        rows={plan.goals.map(({ number, title }) => [number, pick(title, lang)])}
      />
    </>
  );
}

function DirectionPart({ direction, frame }: { direction: DirectionDefinition; frame: Frame }): VNode {
  const { lang } = frame;
  const missing = <span class="soft">{t(lang, 'notInPlan')}</span>;
  return (
    <section class="stack" aria-labelledby={anchor(direction.number)}>
      <h2 id={anchor(direction.number)}>
        {pick(direction.title, lang)} <span class="small soft">{direction.number}</span>
      </h2>
      <Table
        caption={t(lang, 'measures')}
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'executor'), onPhone: t(lang, 'executor') },
          { label: t(lang, 'deadline'), onPhone: t(lang, 'deadline') },
          { label: t(lang, 'state') },
        ]}
        rows={direction.measures.map(({ number, title }) => [
          <NoWrap>{number}</NoWrap>,
          <a href={frame.href(`/plan/tedbir/${number}`)}>{pick(title, lang)}</a>,
          missing,
          missing,
          <MeasureTag state="no_executor" />,
        ])}
      />
      <Table
        caption={t(lang, 'results')}
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'target'), onPhone: t(lang, 'target') },
        ]}
        rows={direction.results.map(({ number, title, target, absolute }) => [
          <NoWrap>{number}</NoWrap>,
          pick(title, lang),
          target ? (
            <strong>{formatPercent(target.value / 100, lang)}</strong>
          ) : absolute ? (
            t(lang, 'everything')
          ) : (
            <span class="soft">{t(lang, 'notInPlan')}</span>
          ),
        ])}
      />
      <Table
        caption={t(lang, 'risks')}
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'mitigation'), onPhone: t(lang, 'mitigation') },
        ]}
        rows={direction.risks.map(({ number, title, mitigation }) => [
          <NoWrap>{number}</NoWrap>,
          pick(title, lang),
          pick(mitigation, lang),
        ])}
      />
    </section>
  );
}
