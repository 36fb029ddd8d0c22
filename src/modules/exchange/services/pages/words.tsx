import type { VNode } from 'preact';
import type { Lang } from '../../../../language/index.ts';
import type { SubjectPlace } from '../../../../protocols/gateway/book.ts';
import { lastName } from '../openapi/subjects.ts';
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

/** Text of a program, which scrolls by itself on a phone. */
export function Code({ label, children }: { readonly label: string; readonly children: string }): VNode {
  return (
    <pre class="scroll" role="region" tabIndex={0} aria-label={label}>
      <code>{children}</code>
    </pre>
  );
}
