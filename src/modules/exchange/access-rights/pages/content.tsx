import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import { Act, Details, type TagState } from '../../../../ui/index.ts';
import { cite } from '../../../catalogue/index.ts';
import { rightsInForce } from '../../definition.ts';
import type { DescribedEndpoint } from '../../services/openapi/described.ts';
import { endpointName } from '../../services/openapi/described.ts';
import { FieldName } from '../../services/pages/words.tsx';
import type { RightContent } from '../content.ts';
import { covered, scopeName, type Wider } from '../rules.ts';
import type { Standing } from '../standing.ts';
import { t } from '../text/index.ts';

/** Title of a purpose, or its code where the definitions know it no more. */
export function purposeTitle({ vahid, lang }: Pick<Request, 'vahid' | 'lang'>, purpose: string): string {
  const { purposes } = rightsInForce(vahid.releases);
  const found = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  return found ? pick(found.title, lang) : purpose;
}

/** Act and article on which a right rests. */
export function Ground({ request, content }: { readonly request: Request; readonly content: RightContent }): VNode {
  const { cited, sample } = cite(request.vahid.releases, content);
  return <Act sample={sample}>{pick(cited, request.lang)}</Act>;
}

/** The endpoints that a right lets through; where it names no whole one any more, its patterns. */
export function EndpointNames({
  content: { scopes },
  endpoints,
}: {
  readonly content: Pick<RightContent, 'scopes'>;
  readonly endpoints: readonly DescribedEndpoint[] | undefined;
}): VNode {
  const names = endpoints ? covered(scopes, endpoints).map(endpointName) : [];
  const shown = names.length > 0 ? names : scopes.map(scopeName);
  return (
    <>
      {shown.map((name, index) => (
        <>
          {index > 0 ? <br /> : null}
          <code>{name}</code>
        </>
      ))}
    </>
  );
}

interface FieldNamesProps {
  readonly request: Request;
  readonly fields: RightContent['fields'];
  /** Of the service, which says what they are called. */
  readonly endpoints: readonly DescribedEndpoint[];
  /** Whoever decides sees the place in the answer too. */
  readonly exact?: boolean;
}

/** Fields that go through: few as they are, many folded away. */
export function FieldNames({ request, fields, endpoints, exact = false }: FieldNamesProps): VNode {
  const { lang } = request;
  if (fields === null) return <>{t(lang, 'fieldsAll')}</>;
  const list = (
    <>
      {fields.map((field, index) => (
        <>
          {index > 0 ? <br /> : null}
          <FieldName request={request} endpoints={endpoints} pointer={field} exact={exact} />
        </>
      ))}
    </>
  );
  return fields.length <= 4 ? (
    list
  ) : (
    <Details summary={t(lang, 'fieldsCount', { count: fields.length })}>{list}</Details>
  );
}

/** Conditions, one below the other. */
export function Conditions({ list }: { readonly list: readonly string[] }): VNode {
  return (
    <>
      {list.map((one, index) => (
        <>
          {index > 0 ? <br /> : null}
          {one}
        </>
      ))}
    </>
  );
}

/** Conditions in words. */
export function conditionsOf(request: Request, content: RightContent): readonly string[] {
  const { lang } = request;
  const { hidden } = content;
  return [
    ...(['byDefault', 'massRun', 'consent'] as const).filter((key) => content[key]).map((key) => t(lang, key)),
    ...(hidden
      ? [t(lang, 'hidden', { days: hidden.days, act: pick(cite(request.vahid.releases, hidden).cited, lang) })]
      : []),
  ];
}

/** One part of a right, as a comparison of two shows it. */
export function PartOf(props: {
  readonly request: Request;
  readonly part: Wider;
  readonly content: RightContent;
  readonly endpoints: readonly DescribedEndpoint[];
}): VNode {
  const { request, part, content, endpoints } = props;
  const { lang } = request;
  switch (part) {
    case 'scopes':
      return <EndpointNames content={content} endpoints={endpoints} />;
    case 'fields':
      return <FieldNames request={request} fields={content.fields} endpoints={endpoints} exact />;
    case 'ground':
      return <Ground request={request} content={content} />;
    case 'until':
      return <>{formatDate(content.until, lang)}</>;
    case 'hidden':
      return (
        <>
          {content.hidden
            ? t(lang, 'hidden', {
                days: content.hidden.days,
                act: pick(cite(request.vahid.releases, content.hidden).cited, lang),
              })
            : t(lang, 'notHidden')}
        </>
      );
    default:
      return <>{t(lang, content[part] ? 'yes' : 'no')}</>;
  }
}

/** Colour of how a right stands. */
export function tagOf(standing: Standing): TagState {
  if (standing === 'asked') return 'pace';
  if (standing === 'in_force') return 'done';
  return standing === 'reconfirming' || standing === 'suspended' ? 'wait' : 'none';
}
