import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import type { Frame } from '../../../ui/index.ts';
import { conceptLabel } from '../actions/reading.ts';
import { conceptPath } from '../concepts/path.ts';
import { own } from '../definition/own.ts';
import { dictionary } from '../definition/reference.ts';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  /** Of a concept or a relation. */
  readonly name: string;
}

/** What a name of the dictionary is called; of a concept it leads to its page. */
export function ConceptName({ request: { lang, vahid }, frame, name }: Props): VNode {
  const words = dictionary(vahid.releases);
  const label = pick(conceptLabel(words, name), lang);
  return own(words.concepts, name) ? <a href={frame.href(conceptPath(name))}>{label}</a> : <>{label}</>;
}
