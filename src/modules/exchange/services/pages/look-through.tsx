import type { VNode } from 'preact';
import { type FormBody, formValue } from '../../../../kernel/http/route.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import type { SubjectPlace } from '../../../../protocols/gateway/book.ts';
import {
  Actions,
  Button,
  Checkboxes,
  Details,
  Form,
  type Frame,
  Hidden,
  Pagination,
  Tag,
  TextArea,
} from '../../../../ui/index.ts';
import { type DescribedEndpoint, endpointName } from '../openapi/described.ts';
import * as refusals from '../refusals.ts';
import type { DraftRow } from '../store.ts';
import { t } from '../text/index.ts';
import { placeWords } from './words.tsx';

export const endpointsOnPage = 10;

/** What was typed of each endpoint, by its name. */
export type TypedPlaces = ReadonlyMap<string, { readonly chosen: readonly string[]; readonly more: string }>;

const written = ({ entity, in: where, at }: SubjectPlace): string => `${entity} ${where} ${at}`;

/** A line of the form: `person path fin`. */
function read(line: string): SubjectPlace | undefined {
  const [, entity, where, at = ''] =
    /^(person|organisation)\s+(path|query|body|answer)\s+(\S.*)$/.exec(line.trim()) ?? [];
  if (entity === undefined || where === undefined) return undefined;
  return { entity: entity as SubjectPlace['entity'], in: where as SubjectPlace['in'], at };
}

const listOf = (value: FormBody[string] | undefined): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

interface Said {
  readonly endpoints: readonly { readonly name: string; readonly subjects: readonly SubjectPlace[] }[];
  readonly typed: TypedPlaces;
  readonly refused?: Refusal;
}

/** What the form says of the endpoints it showed. */
export function saidIn(body: FormBody): Said {
  const typed = new Map<string, { chosen: readonly string[]; more: string }>();
  const endpoints: { name: string; subjects: SubjectPlace[] }[] = [];
  let refused: Refusal | undefined;
  for (let index = 0; index < endpointsOnPage; index += 1) {
    const name = formValue(body, `name-${index}`);
    if (name === '') continue;
    const chosen = listOf(body[`at-${index}`]);
    const more = formValue(body, `more-${index}`);
    typed.set(name, { chosen, more });
    const lines = [...chosen, ...more.split('\n')].filter((line) => line.trim() !== '');
    const places = lines.map((line) => [line, read(line)] as const);
    const odd = places.find(([, place]) => place === undefined);
    if (odd) refused ??= refusals.wrongPlace({ name, place: odd[0].slice(0, 100) });
    endpoints.push({ name, subjects: places.flatMap(([, place]) => (place ? [place] : [])) });
  }
  return { endpoints, typed, ...(refused ? { refused } : {}) };
}

interface Props {
  readonly frame: Frame;
  /** Where the form goes, without language. */
  readonly action: string;
  readonly draft: DraftRow;
  readonly at: number;
  readonly typed: TypedPlaces | undefined;
}

/** The endpoints of a draft, a few at a time: whose data each is about, as guessed or as said before. */
export function LookThrough({ frame, action, draft, at, typed }: Props): VNode {
  const { lang } = frame;
  const pages = Math.max(1, Math.ceil(draft.endpoints.length / endpointsOnPage));
  const here = Math.min(at, pages);
  const shown = draft.endpoints.slice((here - 1) * endpointsOnPage, here * endpointsOnPage);
  const back = action.replace(/\/emeliyyatlar$/, '');
  return (
    <>
      <h2>{t(lang, 'lookThrough')}</h2>
      <p>{t(lang, 'lookLead')}</p>
      <p class="soft">{t(lang, 'progress', { done: draft.confirmed.length, all: draft.endpoints.length })}</p>
      <Form action={frame.href(`${action}?s=${here}`)}>
        <Hidden name="version" value={String(draft.version)} />
        {shown.map((endpoint, index) => (
          <One
            frame={frame}
            endpoint={endpoint}
            index={index}
            looked={draft.confirmed.includes(endpointName(endpoint))}
            typed={typed?.get(endpointName(endpoint))}
          />
        ))}
        <Actions>
          <Button kind={draft.confirmed.length < draft.endpoints.length ? 'first' : 'second'}>{t(lang, 'keep')}</Button>
        </Actions>
      </Form>
      <Pagination page={here} pages={pages} href={(n) => frame.href(`${back}?s=${n}`)} />
    </>
  );
}

interface OneProps {
  readonly frame: Frame;
  readonly endpoint: DescribedEndpoint;
  readonly index: number;
  readonly looked: boolean;
  readonly typed: { readonly chosen: readonly string[]; readonly more: string } | undefined;
}

function One({ frame: { lang }, endpoint, index, looked, typed }: OneProps): VNode {
  const offered = new Map(endpoint.places.map((place) => [written(place), place]));
  const said = endpoint.subjects.map(written);
  const name = endpointName(endpoint);
  const more = typed?.more ?? said.filter((one) => !offered.has(one)).join('\n');
  const other = (
    <TextArea
      name={`more-${index}`}
      label={t(lang, 'other')}
      hint={t(lang, 'otherHint')}
      rows={2}
      optional
      value={more}
    />
  );
  return (
    <section class="stack">
      <h3>
        <code>{name}</code> <Tag state={looked ? 'done' : 'wait'}>{t(lang, looked ? 'looked' : 'notLooked')}</Tag>
      </h3>
      {endpoint.summary === '' ? null : <p class="soft">{endpoint.summary}</p>}
      <Hidden name={`name-${index}`} value={name} />
      {offered.size > 0 ? (
        <Checkboxes
          name={`at-${index}`}
          label={t(lang, 'guesses')}
          choices={[...offered].map(([value, place]) => ({ value, label: placeWords(lang, place) }))}
          values={typed?.chosen ?? said}
        />
      ) : (
        <p class="soft">{t(lang, 'noGuess')}</p>
      )}
      {more === '' ? <Details summary={t(lang, 'otherAsk')}>{other}</Details> : other}
    </section>
  );
}
