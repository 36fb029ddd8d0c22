import type { VNode } from 'preact';
import type { Context } from '../../../../kernel/context.ts';
import { formatNumber, pick, suffixed } from '../../../../language/index.ts';
import { bound, ChartKey, type Frame, Knot, Table } from '../../../../ui/index.ts';
import {
  IndicatorFigure,
  indicatorsPath,
  type IndicatorView,
  indicatorViews,
  wholeViews,
} from '../../indicators/index.ts';
import { isNamed, type ShownPlan } from '../actions.ts';
import type { NumberedTarget } from '../definition.ts';
import { t } from '../text/index.ts';
import { TargetText } from './target.tsx';

export interface Headline {
  readonly target: NumberedTarget;
  /** The indicator that measures it, with its whole way. */
  readonly view: IndicatorView | undefined;
}

export interface Figures {
  readonly headlines: readonly Headline[];
  /** Every indicator with its last figure; of the plan in force alone. */
  readonly all: readonly IndicatorView[];
}

/** The targets of a plan that carry a number, with the indicators that measure them. */
export async function figuresOf(ctx: Context, shown: ShownPlan, targets: readonly NumberedTarget[]): Promise<Figures> {
  if (!shown.inForce && targets.length === 0) return { headlines: [], all: [] };
  const all = await indicatorViews(ctx, 'last');
  const served = targets.map((target) => {
    const found = all.find(
      ({ indicator: { serves, targets: own } }) => isNamed(serves.slice(0, 1), shown, target.number) && own?.length,
    );
    return { target, code: found?.indicator.code };
  });
  const codes = served.flatMap(({ code }) => code ?? []);
  const whole = new Map((await wholeViews(ctx, codes)).map((view) => [view.indicator.code, view]));
  const headlines = served.map(({ target, code = '' }): Headline => ({ target, view: whole.get(code) }));
  return { headlines, all: shown.inForce ? all : [] };
}

/** Main targets with baseline, required line and measured value; every reading of the date in words. */
export function Headlines({ frame, headlines }: { frame: Frame; headlines: readonly Headline[] }): VNode | null {
  const { lang } = frame;
  if (headlines.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'targetsMain')}</h2>
      <ChartKey />
      <div class="split even">
        {headlines.map(({ target, view }) => (
          <div class="stack">
            {view ? <IndicatorFigure frame={frame} view={view} /> : <h3>{pick(target.title, lang)}</h3>}
            <p class="small">
              {t(lang, 'target')} {target.number}: <TargetText target={target} lang={lang} />
            </p>
            {view && target.due.length > 1 ? <p class="small soft">{t(lang, 'twoReadings')}</p> : null}
            {view ? null : <p>{t(lang, 'noIndicator')}</p>}
          </div>
        ))}
      </div>
    </>
  );
}

/** Of all indicators, how many are measured and how many are only told. */
export function Sources({ frame, all }: { frame: Frame; all: readonly IndicatorView[] }): VNode | null {
  const { lang } = frame;
  if (all.length === 0) return null;
  const count = (...kinds: readonly string[]) => all.filter(({ indicator: { kind } }) => kinds.includes(kind)).length;
  const [measured, reported, external] = [count('measured', 'derived'), count('reported'), count('external')];
  const written = (n: number) => formatNumber(n, lang);
  // In Azerbaijani a part of a number takes its ending: 12 göstəricidən 9-u.
  const partOf = (n: number) => (lang === 'az' ? suffixed(written(n), 'possessive') : written(n));
  return (
    <>
      <h2>{t(lang, 'measuredShare')}</h2>
      <p>
        {bound(
          t(lang, 'measuredShareText', {
            total: written(all.length),
            measured: partOf(measured),
            reported: partOf(reported),
            external: partOf(external),
          }),
        )}
      </p>
      <Table
        caption={t(lang, 'measuredShare')}
        quiet
        columns={[
          { label: t(lang, 'source') },
          { label: t(lang, 'indicators'), num: true, onPhone: t(lang, 'indicators') },
        ]}
        rows={[
          [
            <>
              <Knot sign="known" /> {t(lang, 'kindMeasured')}
            </>,
            written(measured),
          ],
          [
            <>
              <Knot sign="said" /> {t(lang, 'kindReported')}
            </>,
            written(reported),
          ],
          [
            <>
              <Knot sign="said" /> {t(lang, 'kindExternal')}
            </>,
            written(external),
          ],
        ]}
      />
      <p>
        <a href={frame.href(indicatorsPath)}>{t(lang, 'indicatorsAll')}</a>
      </p>
    </>
  );
}
