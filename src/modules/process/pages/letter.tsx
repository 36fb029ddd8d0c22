import type { VNode } from 'preact';
import type { Lang } from '../../../language/index.ts';
import { Time } from '../../../ui/index.ts';
import type { Delivery } from '../delivery.ts';
import { t } from '../texts.ts';

/** What became of a letter, in a few words with the time: “E-poçtla göndərilib: 28 noyabr 2026, 12:05”. */
export function LetterWords({ letter, lang }: { readonly letter: Delivery; readonly lang: Lang }): VNode {
  const said = t(lang, `letter_${letter.state}`);
  if (letter.state === 'none' || letter.state === 'delayed' || letter.state === 'dropped') return <>{said}</>;
  return (
    <>
      {said}: <Time at={letter.at} />
    </>
  );
}
