import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { formatDate, type Lang, pick } from '../../../../language/index.ts';
import type { SubjectPlace } from '../../../../protocols/gateway/book.ts';
import { Note } from '../../../../ui/index.ts';
import { hasEnded } from '../ending.ts';
import { fieldLabel } from '../field-names.ts';
import type { DescribedEndpoint } from '../openapi/described.ts';
import { lastName } from '../openapi/subjects.ts';
import type { PublishedRow } from '../store.ts';
import { t } from '../text/index.ts';

const ins = { path: 'inPath', query: 'inQuery', body: 'inBody', answer: 'inAnswer' } as const;

/** A place in words: “Person: parameter “fin” of the query”. */
export const placeWords = (lang: Lang, { entity, in: where, at }: SubjectPlace): string =>
  `${t(lang, entity)}: ${t(lang, ins[where], { at })}`;

/** Whose data an endpoint is about. */
export function Whose({ lang, places }: { readonly lang: Lang; readonly places: readonly SubjectPlace[] }): VNode {
  if (places.length === 0) return <>{t(lang, 'nobody')}</>;
  return (
    <>
      {places.map((place, index) => (
        <>
          {index > 0 ? <br /> : null}
          {placeWords(lang, place)}
        </>
      ))}
    </>
  );
}

/** A field in words: what it is called, and in which lists. */
export function fieldWords(lang: Lang, pointer: string): string {
  if (pointer === '') return t(lang, 'wholeAnswer');
  const name = lastName(pointer);
  const named = [...pointer.matchAll(/\/([^/*]+)\/\*/g)].map(([, list = '']) => t(lang, 'eachOf', { name: list }));
  const lists = pointer.startsWith('/*') ? [t(lang, 'eachOfList'), ...named] : named;
  if (name === '') return lists.join(', ');
  return lists.length === 0 ? name : `${name} (${lists.join(', ')})`;
}

/** A field by its name, where the dictionary or its document gives it one. */
export function fieldName(
  { vahid, lang }: Pick<Request, 'vahid' | 'lang'>,
  endpoints: readonly DescribedEndpoint[],
  pointer: string,
): string {
  const label = fieldLabel({ vahid }, endpoints, pointer);
  return label ? pick(label, lang) : fieldWords(lang, pointer);
}

interface FieldNameProps {
  readonly request: Pick<Request, 'vahid' | 'lang'>;
  readonly endpoints: readonly DescribedEndpoint[];
  readonly pointer: string;
  /** With its place in the answer. */
  readonly exact: boolean;
}

/** A field as people read of it: by its name, else by its place. */
export function FieldName({ request, endpoints, pointer, exact }: FieldNameProps): VNode {
  const label = fieldLabel(request, endpoints, pointer);
  if (!label) return pointer === '' ? <>{t(request.lang, 'wholeAnswer')}</> : <code>{pointer}</code>;
  if (!exact) return <>{pick(label, request.lang)}</>;
  return (
    <>
      {pick(label, request.lang)} <code>{pointer}</code>
    </>
  );
}

/** Text of a program, which scrolls by itself on a phone. */
export function Code({ label, children }: { readonly label: string; readonly children: string }): VNode {
  return (
    <pre class="scroll" role="region" tabIndex={0} aria-label={label}>
      <code>{children}</code>
    </pre>
  );
}

interface EndProps {
  readonly lang: Lang;
  readonly service: Pick<PublishedRow, 'lastDay' | 'endReason'>;
  readonly now: Date;
}

/** With which day a service ends, and why, where that is announced. */
export function EndNote({ lang, service: { lastDay, endReason }, now }: EndProps): VNode | null {
  if (lastDay === null) return null;
  const said = hasEnded(lastDay, now) ? 'ended' : 'endsOn';
  return (
    <Note>
      <p>
        <b>{t(lang, said, { day: formatDate(lastDay, lang) })}</b>
      </p>
      <p>{endReason}</p>
    </Note>
  );
}
