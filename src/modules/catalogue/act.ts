import { acts, type Definitions } from './definition/reference.ts';

/** A code of `acts.yaml`, perhaps with an article; whatever else is written of an act is its title in words. */
const reference = /^[a-z][a-z0-9-]*( [0-9][0-9.–-]*)?$/;

/** Everything that `acts.yaml` lists, as entries write it: `technopark-rules`, `technopark-rules 4.3`. */
export function listedActs(from: Definitions): ReadonlySet<string> {
  return new Set(
    Object.values(acts(from)).flatMap(({ code, articles }) => [
      code,
      ...Object.keys(articles).map((article) => `${code} ${article}`),
    ]),
  );
}

/** Listed is an act, one of its articles, or a range of them: `technopark-rules 4.1–4.6`. */
export function isListedAct(act: string, listed: ReadonlySet<string>): boolean {
  const [first = '', last] = act.split('–');
  const code = first.split(' ')[0] ?? '';
  return listed.has(first) && (last === undefined || listed.has(`${code} ${last}`));
}

/** An act that is written by its code has to be listed; one that is listed nowhere is named in words. */
export function isUnlistedAct(act: string, listed: ReadonlySet<string>): boolean {
  return reference.test(act) && !isListedAct(act, listed);
}
