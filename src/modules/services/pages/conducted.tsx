import type { VNode } from 'preact';
import { type Lang, pick } from '../../../language/index.ts';
import type { RepresentationView } from '../views.ts';
import { texts } from './text/index.ts';
import { wardTexts } from './text/ward.ts';

/** Above what is asked or sent: for whom the reader does it. */
export function ForWard({ ward, lang }: { readonly ward: string | undefined; readonly lang: Lang }): VNode | null {
  return ward === undefined ? null : (
    <p>
      <b>{wardTexts[lang].forWard(ward)}</b>
    </p>
  );
}

/** Name and role: “Sürəyya İlyasova, uşağın qəyyumu”. */
export function conductor({ name, basis }: RepresentationView, lang: Lang): string {
  const role = pick(basis, lang);
  return name === undefined ? role : `${name}, ${texts[lang].lowered(role)}`;
}
