import type { VNode } from 'preact';
import { type Lang, pick, small, type Text } from '../../../language/index.ts';
import { Tag, Time } from '../../../ui/index.ts';
import { t } from './text/index.ts';

/** A signature as pages show it. */
export interface SignatureView {
  /** What was done with it. */
  readonly act: Text;
  readonly state: 'holds' | 'broken' | 'unchecked';
  readonly signer?: string;
  /** In whose name or office. */
  readonly office?: Text;
  readonly signedAt?: Date;
  readonly issuer?: string;
  /** Own path of the signature itself; absent for who may not have it. */
  readonly file?: string;
}

const words = { holds: 'holds', broken: 'altered', unchecked: 'unchecked' } as const;
const tags = { holds: 'done', broken: 'late', unchecked: 'wait' } as const;

interface ListProps {
  readonly signatures: readonly SignatureView[];
  readonly lang: Lang;
  readonly href: (path: string) => string;
}

export const signaturesTitle = (lang: Lang): string => t(lang, 'signaturesTitle');

/** Who signed what, when, and who vouches for them. */
export function SignatureList({ signatures, lang, href }: ListProps): VNode {
  return (
    <ul class="rows">
      {signatures.map((one) => (
        <li>
          <p>
            <b>{pick(one.act, lang)}</b>{' '}
            <Tag state={tags[one.state]} sign={one.state === 'holds' ? 'known' : undefined}>
              {t(lang, words[one.state])}
            </Tag>
          </p>
          {one.signer ? (
            <p>
              {t(lang, 'signer')}: {one.signer}
              {one.office ? `, ${small(pick(one.office, lang), lang)}` : null}
            </p>
          ) : null}
          {one.signedAt ? (
            <p class="small soft">
              {t(lang, 'signedAt')}: <Time at={one.signedAt} />. {t(lang, 'issuer')}: {one.issuer}.
            </p>
          ) : null}
          {one.file ? (
            <p class="small">
              <a href={href(one.file)}>{t(lang, 'download')}</a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
