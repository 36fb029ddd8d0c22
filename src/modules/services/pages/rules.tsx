import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, page, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import {
  Alarm,
  Back,
  bound,
  Details,
  type Frame,
  Page,
  type RuleRow,
  RuleTable,
  type TagState,
} from '../../../ui/index.ts';
import { Table, Thread } from '../../../ui/index.ts';
import { rulesOf, tryRules } from '../actions/rules.ts';
import type { RuleInputView, RulesView, RuleView } from '../rules-views.ts';
import { Article } from './article.tsx';
import { TrialForm, TrialResult } from './rules-trial.tsx';
import { ruleTexts } from './text/rules.ts';

interface RulesProps {
  readonly frame: Frame;
  readonly view: RulesView;
}

/** Where the rules of a service are shown: those in force, or those of an older version. */
export const rulesPath = (service: string, version?: number): string =>
  `/xidmetler/${service}/qerar${version === undefined ? '' : `?buraxilis=${version}`}`;

/** How a service is decided: the table for everybody to read, and to try. */
export function RulesPage({ frame, view }: RulesProps): VNode {
  const { lang } = frame;
  const words = ruleTexts[lang];
  const errors = view.errors.map(({ field, text }) => ({ name: field, text: pick(text, lang) }));
  return (
    <Page frame={frame} title={`${words.title}: ${pick(view.title, lang)}`} error={errors.length > 0}>
      <Back href={frame.href(`/xidmetler/${view.service}`)}>{pick(view.title, lang)}</Back>
      <Alarm errors={errors} />
      <div class="stack">
        <h1>{words.title}</h1>
        {view.trial ? <TrialResult frame={frame} trial={view.trial} /> : <p class="lead">{words.lead}</p>}
        <Standing frame={frame} view={view} />
        <RuleTable
          name={words.tableName(pick(view.title, lang))}
          columns={view.inputs.map((input) => ({
            label: input.unit ? `${pick(input.label, lang)}, ${input.unit}` : pick(input.label, lang),
            sign: input.sign,
            signLabel: words[input.sign],
          }))}
          rules={view.rules.map((rule) => ruleRow(rule, view, frame))}
          words={words}
        />
        <p class="small">
          {words.silent}: {pick(view.missing.text, lang)}. <Article article={view.missing.article} lang={lang} />
        </p>
        <Details summary={words.asWritten}>
          <AsWritten frame={frame} view={view} />
        </Details>
        <h2>{words.try}</h2>
        <p>{words.tryLead}</p>
        <TrialForm
          frame={frame}
          view={view}
          action={frame.href(rulesPath(view.service, view.inForce ? undefined : view.version))}
        />
      </div>
    </Page>
  );
}

/** In force or not, and what the check of the table has seen. */
function Standing({ frame, view }: RulesProps): VNode {
  const words = ruleTexts[frame.lang];
  const { tried, combinations } = view.coverage;
  const seen = tried < combinations ? words.sampled(tried, combinations) : words.whole(tried);
  return (
    <>
      <Thread sign="known">
        {view.inForce ? (
          bound(words.inForce(view.version))
        ) : (
          <>
            {bound(words.old(view.version))} <a href={frame.href(rulesPath(view.service))}>{words.now}</a>
            {words.oldEnd}
          </>
        )}{' '}
        {bound(seen)}
      </Thread>
    </>
  );
}

const outcomeStates = { approve: 'done', officer: 'pace', refuse: 'late' } as const satisfies Record<string, TagState>;

function ruleRow(rule: RuleView, view: RulesView, { lang }: Frame): RuleRow {
  const words = ruleTexts[lang];
  const state = stateOf(rule, view);
  const unmet = view.trial?.against[rule.number - 1] ?? [];
  const asks = Object.keys(rule.conditions).length > 0;
  return {
    number: rule.number,
    state,
    stateWord: state && words[state],
    cells: asks ? view.inputs.map((input) => cellOf(rule, input, unmet, lang)) : [],
    outcome: { word: words.outcomes[rule.outcome], state: outcomeStates[rule.outcome] },
    reason: bound(pick(rule.reason, lang)),
    act: <Article article={rule.article} lang={lang} />,
  };
}

function stateOf({ number }: RuleView, { trial }: RulesView): RuleRow['state'] {
  if (trial?.rule === undefined) return undefined;
  if (number === trial.rule) return 'fired';
  return number < trial.rule ? 'passed' : 'unread';
}

function cellOf({ conditions }: RuleView, { name }: RuleInputView, unmet: readonly string[], lang: Frame['lang']) {
  const words = ruleTexts[lang];
  const condition = conditions[name];
  if (!condition) return { text: words.any, title: '-', open: true };
  const { text, feel } = condition;
  return {
    text: text ? bound(pick(text, lang)) : <code>{feel}</code>,
    title: feel,
    unmet: unmet.includes(name) ? words.unmet : undefined,
  };
}

function AsWritten({ frame, view }: RulesProps): VNode {
  const words = ruleTexts[frame.lang];
  return (
    <Table
      caption={words.asWritten}
      quiet
      columns={words.written.map((label) => ({ label }))}
      rows={view.rules.map(({ number, conditions }) => [
        number,
        Object.keys(conditions).length === 0
          ? words.noCondition
          : Object.entries(conditions).map(([name, { feel }]) => (
              <p>
                <code>
                  {name}: {feel}
                </code>
              </p>
            )),
      ])}
    />
  );
}

export const rulesParams = Type.Object({ service: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) });
export const rulesQuery = Type.Object({ buraxilis: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,6}$' })) });

export const versionIn = ({ buraxilis }: { readonly buraxilis?: string }): number | undefined =>
  buraxilis === undefined ? undefined : Number(buraxilis);

export const rulesRoute = route({
  method: 'GET',
  path: '/xidmetler/:service/qerar',
  access: 'services.readRules',
  common: true,
  params: rulesParams,
  query: rulesQuery,
  async handler(request) {
    const { service } = request.params;
    const view = await rulesOf(request, { service, version: versionIn(request.query) });
    return page(<RulesPage frame={frameOf(request, view.front)} view={view} />);
  },
});

/** Answers the page at once: nothing was changed that a reload could change again. */
export const tryRulesRoute = route({
  method: 'POST',
  path: '/xidmetler/:service/qerar',
  access: 'services.readRules',
  params: rulesParams,
  query: rulesQuery,
  body: formBody,
  async handler(request) {
    const { params, query, body, lang } = request;
    const view = await tryRules(request, { service: params.service, version: versionIn(query), body, lang });
    const drawn = <RulesPage frame={frameOf(request, view.front)} view={view} />;
    return page(drawn, view.errors.length > 0 ? 422 : 200);
  },
});
