import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { type Frame, Table, Tag, TaskList } from '../../../ui/index.ts';
import { channels, type EntryKind, entryKinds, relationKinds, type RelationKind } from '../kinds.ts';
import { entryPath } from '../path.ts';
import type { EntryRow } from '../store/entries.ts';
import type { RelatedRow } from '../store/relations.ts';
import { t } from '../text/index.ts';
import { ConceptName } from './concept-name.tsx';

type Related = RelatedRow & { readonly total: number };

// What a kind's own part of the page tells already, in more words.
const toldElsewhere: Partial<Record<EntryKind, readonly string[]>> = {
  service: ['out reads', 'out enters'],
  register: ['in reads', 'in enters', 'in holds'],
  system: ['out holds'],
};

interface Props {
  readonly frame: Frame;
  readonly kind: EntryKind;
  readonly related: readonly Related[];
}

/** Every other tie of an entry, under a heading for each relation and direction. */
export function Ties({ frame, kind, related }: Props): VNode {
  const { lang } = frame;
  const groups = Map.groupBy(related, ({ direction, relation }) => `${direction} ${relation}`);
  const shown = (Object.keys(relationKinds) as RelationKind[]).flatMap((relation) =>
    (['out', 'in'] as const).flatMap((direction) => {
      const key = `${direction} ${relation}` as const;
      const ties = groups.get(key);
      if (!ties?.[0] || toldElsewhere[kind]?.includes(key)) return [];
      const all = ties[0].total;
      return [
        <>
          <h2>{t(lang, `${direction}_${relation}`)}</h2>
          <TaskList
            tasks={ties.map((one) => ({
              href: frame.href(entryPath(one.kind, one.code)),
              title: pick(one.title, lang),
              about: [
                pick(entryKinds[one.kind], lang),
                ...(one.channel ? [pick(channels[one.channel], lang)] : []),
              ].join(', '),
            }))}
          />
          {all > ties.length ? <p class="soft">{t(lang, 'firstOf', shownOf(ties.length, all, lang))}</p> : null}
        </>,
      ];
    }),
  );
  return <>{shown}</>;
}

function shownOf(shown: number, all: number, lang: Frame['lang']) {
  return { shown: formatNumber(shown, lang), all: formatNumber(all, lang) };
}

interface ObjectsProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly entry: EntryRow;
}

/** The data objects and fields of a register that was entered by a request or an import. */
export function DataObjects({ request, frame, entry }: ObjectsProps): VNode {
  const { lang } = frame;
  const objects = 'objects' in entry.spec ? (entry.spec.objects ?? []) : [];
  if (objects.length === 0) return <p>{t(lang, 'objectsNone')}</p>;
  return (
    <>
      {objects.map(({ label, fields }) => (
        <>
          <h2>{pick(label, lang)}</h2>
          <Table
            caption={pick(label, lang)}
            quiet
            columns={[
              { label: t(lang, 'field') },
              { label: t(lang, 'class'), onPhone: t(lang, 'class') },
              { label: t(lang, 'concept'), onPhone: t(lang, 'concept') },
            ]}
            rows={fields.map((field) => [
              pick(field.label, lang),
              t(lang, `class_${field.class}`),
              <>
                {field.concept === undefined ? (
                  t(lang, 'noConcept')
                ) : (
                  <ConceptName request={request} frame={frame} name={field.concept} />
                )}{' '}
                {field.primary ? <Tag>{t(lang, 'primary')}</Tag> : null}
              </>,
            ])}
          />
        </>
      ))}
    </>
  );
}
