import type { ComponentChildren, VNode } from 'preact';
import { encode } from 'uqr';
import type { DateInput } from '../language/index.ts';
import { Band, Gol, Knot } from './knot.tsx';
import { draw } from './ornament.ts';
import { Time } from './prose.tsx';
import { useWords } from './surroundings.tsx';

export type VerdictState = 'valid' | 'upcoming' | 'revoked' | 'replaced' | 'expired' | 'unknown';

const verdictSigns = {
  valid: 'known',
  upcoming: 'said',
  revoked: 'late',
  replaced: 'late',
  expired: 'late',
  unknown: 'nodata',
} as const;

interface VerdictProps {
  readonly state: VerdictState;
  /** When it was checked. */
  readonly at: DateInput;
  /** Sentence in place of the usual one, as the reason of a revocation. */
  readonly children?: ComponentChildren;
}

/** What checking a document has shown. It is the page's heading. */
export function Verdict({ state, at, children }: VerdictProps): VNode {
  const words = useWords();
  const { title, text } = words.verdict[state];
  return (
    <div class="verdict" data-state={state}>
      <Knot sign={verdictSigns[state]} />
      <h1>{title}</h1>
      <p class="small">
        {children ?? text} {words.checked}
        <Time at={at} />
      </p>
    </div>
  );
}

/** A QR code of a text, black on white in every theme. */
export function QrCode({ text }: { text: string }): VNode {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  return (
    <div class="qr">
      <svg role="img" aria-label={useWords().qr} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
        <path fill="#000" d={draw((x, y) => data[y]?.[x] === true, size, size)} />
      </svg>
    </div>
  );
}

export interface SheetRow {
  readonly term: ComponentChildren;
  readonly value: ComponentChildren;
  readonly note?: ComponentChildren;
}

interface SheetProps {
  /** Institution that issued it. */
  readonly issuer: string;
  readonly title: string;
  readonly number: string;
  readonly rows: readonly SheetRow[];
  /** Address where anybody can check it, without its scheme as people type it. */
  readonly address: string;
  /** The same address in full, for the QR code. */
  readonly link: string;
  /** The sheet stands alone, without a verdict above: its title is the page's heading. */
  readonly heading?: boolean | undefined;
}

/** A document as it is shown and printed on one A4 page: band, seal, rows, QR code and address. */
export function Sheet({ issuer, title, number, rows, address, link, heading }: SheetProps): VNode {
  const words = useWords();
  return (
    <article class="sheet">
      <Band />
      <div class="body">
        <Gol as="seal" />
        <p class="soft small">
          {words.republic}
          <br />
          {issuer}
        </p>
        {heading ? <h1 class="title">{title}</h1> : <h2 class="title">{title}</h2>}
        <p class="soft">
          {words.number} {number}
        </p>
        <dl>
          {rows.map(({ term, value, note }) => (
            <div>
              <dt>{term}</dt>
              <dd>
                {value}
                {note ? (
                  <>
                    {' '}
                    <span class="soft small">{note}</span>
                  </>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
        <div class="proof">
          <QrCode text={link} />
          <p class="small soft">
            {words.proof}
            <code>{address}</code>
          </p>
        </div>
      </div>
    </article>
  );
}
