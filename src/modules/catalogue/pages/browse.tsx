import type { VNode } from 'preact';
import { formatNumber, type Lang, pick } from '../../../language/index.ts';
import type { Frame } from '../../../ui/index.ts';
import type { Facets } from '../actions/reading.ts';
import type { LifeEvent } from '../definition/compiled.ts';
import { type EntryState, entryKinds, entryStates, kindNames } from '../kinds.ts';
import { kindOf, searchPath, segmentOf } from '../path.ts';
import { t } from '../text/index.ts';

/** What a search of the catalogue was asked for, as the address has it. */
export interface Asked {
  readonly q: string;
  readonly nov: string;
  readonly qurum: string;
  readonly veziyyet: string;
  readonly kimin: string;
  readonly hadise: string;
  /** Code of an act. */
  readonly akt: string;
  /** `1`: only what was typed is looked for. */
  readonly deqiq: string;
}

export const audiences = { vetendas: 'person', biznes: 'business' } as const;
export const states: Readonly<Record<string, EntryState>> = {
  yaradilir: 'being_established',
  istifadede: 'in_use',
  cixarilib: 'finished',
};

interface Props {
  readonly frame: Frame;
  readonly asked: Asked;
  readonly facets: Facets;
  readonly events: readonly LifeEvent[];
}

/** Doors into the catalogue: by kind with how many there are, and for services by life event and by whom they are for. */
export function Browse({ frame, asked, facets, events }: Props): VNode {
  const { lang } = frame;
  const to = (part: Partial<Asked>) => frame.href(searchPath({ ...asked, ...part }));
  const kinds = kindNames.filter((kind) => (facets.kinds.get(kind) ?? 0) > 0);
  const chosen = kindOf(asked.nov);
  const forServices = chosen === undefined || chosen === 'service';
  return (
    <nav aria-label={t(lang, 'browse')} class="stack">
      {asked.nov === '' && kinds.length > 1 ? (
        <Choices
          title={t(lang, 'byKind')}
          choices={kinds.map((kind) => ({
            href: to({ nov: segmentOf(kind) }),
            label: counted(pick(entryKinds[kind], lang), facets.kinds.get(kind) ?? 0, lang),
          }))}
        />
      ) : null}
      {forServices && asked.kimin === '' ? (
        <Choices
          title={t(lang, 'byAudience')}
          choices={(Object.keys(audiences) as (keyof typeof audiences)[]).map((segment) => ({
            href: to({ nov: 'xidmet', kimin: segment }),
            label: t(lang, `audience_${audiences[segment]}`),
          }))}
        />
      ) : null}
      {forServices && asked.hadise === '' ? (
        <Choices
          title={t(lang, 'byLifeEvent')}
          choices={events.map(({ code, title }) => ({
            href: to({ nov: 'xidmet', hadise: code }),
            label: pick(title, lang),
          }))}
        />
      ) : null}
    </nav>
  );
}

function counted(label: string, count: number, lang: Lang): string {
  return `${label} (${formatNumber(count, lang)})`;
}

function Choices({
  title,
  choices,
}: {
  title: string;
  choices: readonly { readonly href: string; readonly label: string }[];
}): VNode {
  return (
    <p class="small">
      {title}{' '}
      {choices.map(({ href, label }, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <a href={href}>{label}</a>
        </>
      ))}
    </p>
  );
}

/** The states that a list can be narrowed to, as a form offers them. */
export function stateOptions(lang: Lang) {
  return Object.entries(states).map(([value, state]) => ({ value, label: pick(entryStates[state], lang) }));
}
