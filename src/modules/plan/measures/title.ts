import type { Lang } from '../../../language/lang.ts';
import type { Title } from './entering.ts';

/** A title in the asked language; in Azerbaijani where nobody has written it in that language. */
export function titleIn(title: Title, lang: Lang): string {
  return title[lang] ?? title.az;
}
