import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { Back, KeyFacts, MeasureTag, Page } from '../../../ui/index.ts';
import { servingPort } from '../../catalogue/index.ts';
import { measureOf } from '../actions.ts';
import { IndicatorFigure, indicatorViews } from '../indicators/index.ts';
import { t } from '../text/index.ts';

export const measurePage = route({
  method: 'GET',
  path: '/plan/tedbir/:number',
  access: 'plan.readPlan',
  common: true,
  params: Type.Object({ number: Type.String({ pattern: '^[0-9.]{5,20}$' }) }),
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const { direction, measure } = measureOf(request, request.params.number);
    const views = (await indicatorViews(request)).filter(({ indicator }) => indicator.serves.includes(measure.number));
    const serving = servingPort.of(request.vahid)(request, measure.number);
    const missing = <span class="soft">{t(lang, 'notInPlan')}</span>;
    return page(
      <Page frame={frame} title={`${measure.number} ${pick(measure.title, lang)}`}>
        <Back href={frame.href('/plan')}>{t(lang, 'allMeasures')}</Back>
        <div class="split">
          <div class="stack">
            <p class="soft small">{t(lang, 'measure', { number: measure.number })}</p>
            <h1>{pick(measure.title, lang)}</h1>
            {views.length === 0 ? (
              <p>{t(lang, 'noIndicator')}</p>
            ) : (
              views.map((view) => <IndicatorFigure frame={frame} view={view} />)
            )}
          </div>
          <KeyFacts
            facts={[
              { term: t(lang, 'state'), value: <MeasureTag state="no_executor" /> },
              { term: t(lang, 'executor'), value: missing },
              { term: t(lang, 'deadline'), value: missing },
              { term: t(lang, 'direction'), value: `${direction.number} ${pick(direction.title, lang)}` },
              ...serving.map(({ path, title }) => ({
                term: t(lang, 'service'),
                value: <a href={frame.href(path)}>{pick(title, lang)}</a>,
              })),
            ]}
          />
        </div>
      </Page>,
    );
  },
});
