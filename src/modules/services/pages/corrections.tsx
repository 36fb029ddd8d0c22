import type { VNode } from 'preact';
import type { FormBody } from '../../../kernel/http/route.ts';
import { formValue } from '../../../kernel/http/route.ts';
import { type Lang, pick } from '../../../language/index.ts';
import type { JournalView } from '../views.ts';
import { correctionTexts } from './text/corrections.ts';
import { texts } from './text/index.ts';

/** A remark's input is called by its page. */
export const remarkPrefix = 'remark-';

/** Remarks as they were typed, by page. */
export function remarksIn(body: FormBody): Readonly<Record<string, string>> {
  const names = Object.keys(body).filter((name) => name.startsWith(remarkPrefix));
  return Object.fromEntries(names.map((name) => [name.slice(remarkPrefix.length), formValue(body, name)]));
}

/** Under an entry of the journal: what was to be corrected, or which answers changed then. */
export function CorrectionLines({ entry, lang }: { entry: JournalView; lang: Lang }): VNode | null {
  const words = correctionTexts[lang];
  const { asked, changed } = entry;
  if (asked) {
    return (
      <>
        {asked.map(({ question, remark }) => (
          <>
            <br />
            <span class="small">
              {pick(question, lang)}
              {remark ? ` – ${texts[lang].quoted(remark)}` : null}
            </span>
          </>
        ))}
      </>
    );
  }
  if (!changed) return null;
  const names = changed.map((label) => pick(label, lang)).join(', ');
  return (
    <>
      <br />
      <span class="small">{names === '' ? words.unchanged : `${words.changed}: ${names}`}</span>
    </>
  );
}
