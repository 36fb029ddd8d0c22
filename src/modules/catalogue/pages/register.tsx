import type { ComponentChildren, VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { pick, small } from '../../../language/index.ts';
import { type Frame, Table, Thread } from '../../../ui/index.ts';
import { conceptLabel } from '../actions/reading.ts';
import type { CompiledRegister } from '../definition/compiled.ts';
import { dictionary } from '../definition/reference.ts';
import { entryPath } from '../path.ts';
import type { RelatedRow } from '../store/relations.ts';
import { t } from '../text/index.ts';
import { ConceptName } from './concept-name.tsx';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly register: CompiledRegister;
  readonly related: readonly RelatedRow[];
}

/** What a register holds, what it provides and who uses it. */
export function RegisterParts({ request, frame, register, related }: Props): VNode {
  const { lang } = request;
  const users = related.filter(({ direction, relation }) => direction === 'in' && relation !== 'holds');
  return (
    <>
      <h2>{t(lang, 'provides')}</h2>
      <Thread sign="known">{t(lang, 'oneSource')}</Thread>
      <Provides request={request} frame={frame} register={register} />
      <h2>{t(lang, 'fields')}</h2>
      <RecordFields request={request} register={register} />
      <h2>{t(lang, 'users')}</h2>
      {users.length === 0 ? <p>{t(lang, 'noUsers')}</p> : <Users request={request} frame={frame} users={users} />}
    </>
  );
}

function Provides({ request, frame, register }: Omit<Props, 'related'>): VNode {
  const { lang, vahid } = request;
  const words = dictionary(vahid.releases);
  return (
    <Table
      caption={t(lang, 'provides')}
      quiet
      columns={[
        { label: t(lang, 'concept') },
        { label: t(lang, 'about'), onPhone: t(lang, 'about') },
        { label: t(lang, 'class'), onPhone: t(lang, 'class') },
        { label: t(lang, 'code'), onPhone: t(lang, 'code') },
      ]}
      rows={register.provides.map(({ name, entity }) => {
        const label = words.entities[entity]?.label;
        // A relation tells of two at once; it is as personal as anything about either.
        const dataClass = words.concepts[name]?.class ?? 'personal';
        return [
          <ConceptName request={request} frame={frame} name={name} />,
          label ? pick(label, lang) : entity,
          t(lang, `class_${dataClass}`),
          name,
        ];
      })}
    />
  );
}

function RecordFields({ request, register }: { request: Request; register: CompiledRegister }): VNode {
  const { lang } = request;
  const { key, fields } = register.record;
  return (
    <Table
      caption={t(lang, 'fields')}
      quiet
      columns={[
        { label: t(lang, 'field') },
        { label: t(lang, 'type'), onPhone: t(lang, 'type') },
        { label: t(lang, 'class'), onPhone: t(lang, 'class') },
      ]}
      rows={Object.entries(fields).map(([name, { label, type, class: dataClass, many, optional }]) => {
        const notes = [
          ...(name === key ? [t(lang, 'keyField')] : []),
          ...(many ? [t(lang, 'listField')] : []),
          ...(optional ? [t(lang, 'optionalField')] : []),
        ];
        return [
          pick(label, lang),
          <>
            {t(lang, `type_${type}`)}
            {notes.length > 0 ? <span class="soft small">, {notes.join(', ')}</span> : null}
          </>,
          t(lang, `class_${dataClass}`),
        ];
      })}
    />
  );
}

function Users({ request, frame, users }: { request: Request; frame: Frame; users: readonly RelatedRow[] }): VNode {
  const { lang, vahid } = request;
  const words = dictionary(vahid.releases);
  const use = ({ relation, concepts }: RelatedRow): ComponentChildren =>
    relation === 'enters'
      ? t(lang, 'enters')
      : t(lang, 'readsWhat', {
          what: concepts.map((name) => small(pick(conceptLabel(words, name), lang), lang)).join(', '),
        });
  return (
    <Table
      caption={t(lang, 'users')}
      quiet
      columns={[{ label: t(lang, 'name') }, { label: t(lang, 'use') }]}
      rows={users.map((user) => [
        <a href={frame.href(entryPath(user.kind, user.code))}>{pick(user.title, lang)}</a>,
        use(user),
      ])}
    />
  );
}
