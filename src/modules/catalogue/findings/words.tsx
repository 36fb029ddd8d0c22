import type { VNode } from 'preact';
import { bakuDate, formatDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { type Frame, NoWrap, Tag } from '../../../ui/index.ts';
import type { Institution } from '../../identity/index.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath } from '../path.ts';
import { rules } from './entity.ts';
import type { Finding } from './store.ts';
import { t } from './text/index.ts';

/** Address of what everybody may read, without language. */
export const publicFindingsPath = '/kataloq/tapintilar';

/** The entry that a finding is about, with a way to it where it is there. */
export function entryOf(frame: Frame, { kind, code, title }: Finding, names: ReadonlyMap<string, Institution>): VNode {
  const { lang } = frame;
  const known = title ?? (kind === 'institution' ? names.get(code)?.name : undefined);
  const name = known ? pick(known, lang) : code;
  const said = `${pick(entryKinds[kind], lang)}: ${name}`;
  return title ? <a href={frame.href(entryPath(kind, code))}>{said}</a> : <>{said}</>;
}

/** From the page of an institution to what is published about it. */
export function FindingsLink({ frame, institution }: { frame: Frame; institution: string }): VNode {
  return (
    <p>
      <a href={frame.href(`${publicFindingsPath}?qurum=${institution}`)}>{t(frame.lang, 'findingsLink')}</a>
    </p>
  );
}

/** What was found, in a sentence or two. */
export function whatOf({ rule, kind, detail, details }: Finding, lang: Lang): string {
  const day = details.last === undefined ? '' : formatDate(details.last, lang);
  const count = formatNumber(details.count ?? 0, lang);
  const more = {
    unregistered_caller: t(lang, 'calls', { count, day }),
    no_regulation: '',
    no_owner: t(lang, detail === 'closed' ? 'detail_closed' : 'detail_contact'),
    not_confirmed: t(lang, 'lastConfirmed', { day }),
    replacement_gone: '',
    exception_over: t(lang, 'exceptionOver', { concept: detail, day }),
    unused: t(lang, kind === 'service' ? 'noApplication' : 'noUse'),
  }[rule];
  return `${pick(rules[rule], lang)}. ${more}`.trim();
}

/** What mends it. */
export function remedyOf({ rule }: Finding, lang: Lang): string {
  return t(lang, `remedy_${rule}`);
}

/** The institution's own words, and until when they hold. */
export function explanationOf({ explanation, explainedUntil }: Finding, lang: Lang): string {
  const until = explainedUntil === null ? '' : ` (${t(lang, 'holdsUntil', { day: formatDate(explainedUntil, lang) })})`;
  return `${t(lang, 'explanation')}${until}: ${explanation ?? ''}`;
}

/** How it stands: explained, past its day, or until when. */
export function Standing({ lang, one, now }: { lang: Lang; one: Finding; now: Date }): VNode {
  if (one.resolution === 'explained')
    return (
      <Tag state="done">
        <NoWrap>{t(lang, 'explained')}</NoWrap>
      </Tag>
    );
  if (one.dueOn < bakuDate(now))
    return (
      <Tag state="late">
        <NoWrap>{t(lang, 'late')}</NoWrap>
      </Tag>
    );
  return <Tag state="wait">{`${t(lang, 'due')}: ${formatDate(one.dueOn, lang)}`}</Tag>;
}
