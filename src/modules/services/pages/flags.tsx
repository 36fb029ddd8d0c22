import type { VNode } from 'preact';
import { type Lang, pick, type Text } from '../../../language/index.ts';
import { Tag } from '../../../ui/index.ts';

/** The flags that stand on a case, each after a space. */
export function FlagTags({
  flags = [],
  lang,
}: {
  readonly flags: readonly Text[] | undefined;
  readonly lang: Lang;
}): VNode {
  return (
    <>
      {flags.map((flag) => (
        <>
          {' '}
          <Tag state="wait">{pick(flag, lang)}</Tag>
        </>
      ))}
    </>
  );
}
