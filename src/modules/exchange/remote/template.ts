import type { Json } from '../../../kernel/job.ts';
import type { ExactJson } from './exact-json.ts';
import { ExactNumber } from './exact-json.ts';
import { WrongAnswer } from './value.ts';

/** What stands for the words in braces; what is undefined is left out of a body. */
export type Filling = Readonly<Record<string, ExactJson | undefined>>;

const braces = /\{([^{}]*)\}/g;

/** A text with its words put in. */
export const fillText = (template: string, filling: Filling): string =>
  template.replaceAll(braces, (_, name: string) => plain(filling[name]));

/** A path with its words put in, each a part of its own: none of them can lead to another path. */
export const fillPath = (template: string, filling: Filling): string =>
  template
    .split('/')
    .map((part) => {
      const filled = part.replaceAll(braces, (_, name: string) => encodeURIComponent(plain(filling[name])));
      if (part !== '' && /^\.{0,2}$/.test(filled)) throw new WrongAnswer('a part of the path would be empty or a step');
      return filled;
    })
    .join('/');

/** A body with its words put in: one that stands alone keeps its type. */
export function fillBody(template: Json, filling: Filling): ExactJson | undefined {
  if (typeof template === 'string') {
    const alone = /^\{([^{}]*)\}$/.exec(template)?.[1];
    return alone === undefined ? fillText(template, filling) : filling[alone];
  }
  if (typeof template === 'number') return new ExactNumber(String(template));
  if (Array.isArray(template)) return (template as readonly Json[]).flatMap((one) => fillBody(one, filling) ?? []);
  if (typeof template !== 'object' || template === null) return template;
  const members = Object.entries(template as { readonly [key: string]: Json }).flatMap(([name, one]) => {
    const filled = fillBody(one, filling);
    return filled === undefined ? [] : [[name, filled] as const];
  });
  return Object.fromEntries(members);
}

function plain(value: ExactJson | undefined): string {
  if (value instanceof ExactNumber) return value.digits;
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  return '';
}
