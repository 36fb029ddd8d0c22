import type { VNode } from 'preact';
import type { Frame } from '../../../ui/index.ts';
import { t } from './text/index.ts';

interface OlderProps {
  readonly frame: Frame;
  /** Where the list begins; absent there. */
  readonly newest: string | undefined;
  /** What comes next; absent at the end. */
  readonly older: string | undefined;
}

/** Ways through a list that is too long to be counted in pages. */
export function Older({ frame: { lang }, newest, older }: OlderProps): VNode | null {
  if (newest === undefined && older === undefined) return null;
  return (
    <nav class="pagination" aria-label={t(lang, 'pages')}>
      {newest === undefined ? null : <a href={newest}>{t(lang, 'newest')}</a>}
      {older === undefined ? null : (
        <a href={older} rel="next">
          {t(lang, 'older')}
        </a>
      )}
    </nav>
  );
}
