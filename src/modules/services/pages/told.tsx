import type { VNode } from 'preact';
import { type Lang } from '../../../language/index.ts';
import { Time } from '../../../ui/index.ts';
import { LetterWords, type ToldOwner } from '../../process/index.ts';
import { toldTexts } from './text/told.ts';

/** Whether the applicant was reached: by state and time, never to which address. */
export function ToldLine({ told, lang }: { readonly told: ToldOwner; readonly lang: Lang }): VNode {
  const words = toldTexts[lang];
  const { at, readAt, letter } = told;
  return (
    <p class="small soft">
      {words.last}: <Time at={at} />. {words.inPortal}:{' '}
      {readAt ? (
        <>
          {words.read} <Time at={readAt} />
        </>
      ) : (
        words.unread
      )}
      .
      {letter ? (
        <>
          {' '}
          <LetterWords letter={letter} lang={lang} />.
        </>
      ) : null}
    </p>
  );
}
