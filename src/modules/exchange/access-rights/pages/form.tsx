import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { compare, type Lang, pick } from '../../../../language/index.ts';
import { Checkboxes, DayInput, NumberInput, Radios, Select, TextArea } from '../../../../ui/index.ts';
import { cite, listedActs } from '../../../catalogue/index.ts';
import { rightsInForce } from '../../definition.ts';
import { type DescribedEndpoint, endpointName } from '../../services/openapi/described.ts';
import { fieldName } from '../../services/pages/words.tsx';
import { t } from '../text/index.ts';
import { mostBoxes, offeredFields, type TypedContent } from '../typed.ts';

export interface ContentFormProps {
  readonly request: Request;
  readonly endpoints: readonly DescribedEndpoint[];
  readonly typed: TypedContent | undefined;
  /** Words at a question. */
  error(name: string): string | undefined;
  /** Of a proposal purpose and act are those of what was asked. */
  readonly isProposal?: boolean;
}

/** The questions of a right. */
export function ContentForm(props: ContentFormProps): VNode {
  const { isProposal = false } = props;
  return (
    <>
      <WhichEndpoints {...props} />
      {isProposal ? null : <WhichGround {...props} />}
      <WhichFields {...props} />
      <WhichConditions {...props} />
    </>
  );
}

function WhichEndpoints({ request: { lang }, endpoints, typed, error }: ContentFormProps): VNode {
  const boxes = endpoints.length <= mostBoxes;
  return (
    <>
      {boxes ? (
        <Checkboxes
          name="endpoints"
          label={t(lang, 'endpointsAsk')}
          choices={endpoints.map((one) => ({ value: endpointName(one), label: endpointName(one), hint: one.summary }))}
          values={typed?.endpoints}
          error={error('endpoints')}
        />
      ) : null}
      <TextArea
        name="patterns"
        label={t(lang, boxes ? 'patterns' : 'endpointLines')}
        hint={t(lang, 'patternsHint')}
        rows={boxes ? 2 : 6}
        optional={boxes}
        value={typed?.patterns}
        error={boxes ? undefined : error('endpoints')}
      />
    </>
  );
}

/** Acts with their articles: no right is granted on a whole act. */
function groundsOf({ lang, vahid: { releases } }: Request) {
  return [...listedActs(releases)]
    .filter((one) => one.includes(' '))
    .map((value) => {
      const [act = '', article = ''] = value.split(' ');
      return { value, label: pick(cite(releases, { act, article }).cited, lang) };
    })
    .sort((a, b) => compare(lang)(a.label, b.label));
}

function WhichGround({ request, typed, error }: ContentFormProps): VNode {
  const { lang, vahid } = request;
  const { purposes } = rightsInForce(vahid.releases);
  return (
    <>
      <Select
        name="purpose"
        label={t(lang, 'purposeAsk')}
        options={Object.entries(purposes).map(([value, { title }]) => ({ value, label: pick(title, lang) }))}
        value={typed?.purpose}
        error={error('purpose')}
      />
      <Select
        name="act"
        label={t(lang, 'actAsk')}
        hint={t(lang, 'actHint')}
        options={groundsOf(request)}
        value={typed?.act}
        error={error('act')}
      />
    </>
  );
}

function WhichFields({ request, endpoints, typed, error }: ContentFormProps): VNode {
  const { lang } = request;
  const offered = offeredFields(endpoints);
  const some = (
    <>
      {offered.length > 0 ? (
        <Checkboxes
          name="fields"
          label={t(lang, 'fields')}
          choices={offered.map((value) => ({ value, label: fieldName(request, endpoints, value), hint: value }))}
          values={typed?.fields}
        />
      ) : null}
      <TextArea
        name="fieldLines"
        label={t(lang, 'fieldLines')}
        hint={t(lang, 'fieldLinesHint')}
        rows={2}
        optional
        value={typed?.fieldLines}
      />
    </>
  );
  return (
    <Radios
      name="whole"
      label={t(lang, 'fieldsAsk')}
      choices={[
        { value: 'no', label: t(lang, 'fieldsSome'), reveals: some },
        { value: 'yes', label: t(lang, 'fieldsWhole') },
      ]}
      value={typed ? typed.whole : 'no'}
      error={error('whole')}
    />
  );
}

const conditions = { byDefault: 'defaultAsk', massRun: 'massAsk', consent: 'consentAsk' } as const;

function WhichConditions({ request, typed, error }: ContentFormProps): VNode {
  const { lang } = request;
  return (
    <>
      <Checkboxes
        name="conditions"
        label={t(lang, 'more')}
        hint={t(lang, 'moreHint')}
        choices={Object.entries(conditions).map(([value, key]) => ({ value, label: t(lang, key) }))}
        values={typed ? typed.conditions : ['byDefault']}
        error={error('conditions')}
      />
      <NumberInput
        name="hiddenDays"
        label={t(lang, 'hiddenDays')}
        hint={t(lang, 'hiddenHint')}
        optional
        value={typed?.hiddenDays}
        error={error('hiddenDays')}
      />
      <Select
        name="hiddenAct"
        label={t(lang, 'hiddenAct')}
        options={groundsOf(request)}
        none={t(lang, 'notHidden')}
        optional
        value={typed?.hiddenAct}
      />
      <DayInput
        name="until"
        label={t(lang, 'until')}
        hint={t(lang, 'untilHint')}
        value={typed?.until}
        error={error('until')}
      />
    </>
  );
}

/** At which question the words of a refusal stand. */
const questions: Readonly<Record<string, string>> = {
  'exchange.right_system': 'system',
  'exchange.right_scope': 'endpoints',
  'exchange.right_purpose': 'purpose',
  'exchange.right_act': 'act',
  'exchange.right_field': 'whole',
  'exchange.right_no_fields': 'whole',
  'exchange.right_hiding_act': 'hiddenDays',
  'exchange.right_day': 'until',
  'exchange.right_reason': 'reason',
  'exchange.right_default': 'conditions',
};

export const questionOf = (code: string): string =>
  (Object.hasOwn(questions, code) ? questions[code] : undefined) ?? 'endpoints';

/** Words for a question, where the refusal is about it. */
export const errorAt =
  (refused: { readonly code: string; readonly text: Readonly<Record<Lang, string>> } | undefined, lang: Lang) =>
  (name: string): string | undefined =>
    refused && questionOf(refused.code) === name ? refused.text[lang] : undefined;
