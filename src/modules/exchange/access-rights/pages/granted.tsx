import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { formatDate, type Lang, pick } from '../../../../language/index.ts';
import { type Frame, Table, Tag } from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import { servicePath } from '../../services/path.ts';
import type { RightContent } from '../content.ts';
import { isInForce, standings } from '../standing.ts';
import type { RightRow } from '../store.ts';
import { t } from '../text/index.ts';
import { conditionsOf, EndpointNames, FieldNames, Ground, purposeTitle } from './content.tsx';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly rights: readonly RightRow[];
  readonly institutions: ReadonlyMap<string, Institution>;
  /** On the page of their service, which need not be named again. */
  readonly ofService?: boolean;
}

/** Rights that were granted, for everybody. */
export function Granted({ request, frame, rights, institutions, ofService = false }: Props): VNode {
  const { lang } = frame;
  const nameOf = (code: string) => {
    const found = institutions.get(code)?.name;
    return found ? pick(found, lang) : code;
  };
  const phone = (key: 'service' | 'endpointsFields' | 'purposeGround' | 'until') => ({
    label: t(lang, key),
    onPhone: t(lang, key),
  });
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'caller') },
        ...(ofService ? [] : [phone('service')]),
        phone('endpointsFields'),
        phone('purposeGround'),
        phone('until'),
      ]}
      rows={rights.flatMap((right) => {
        const { granted } = right;
        if (!granted) return [];
        return [
          [
            <>
              {nameOf(right.institution)} <span class="soft small">{right.system}</span>
            </>,
            ...(ofService
              ? []
              : [
                  <a href={frame.href(servicePath(right.serviceSystem, right.serviceCode))}>
                    {pick(right.serviceTitle, lang)}
                  </a>,
                ]),
            <What lang={lang} granted={granted} />,
            <Why request={request} granted={granted} />,
            <>
              {formatDate(granted.until, lang)}
              <br />
              <Tag state={isInForce(right.standing) ? 'done' : 'none'}>{pick(standings[right.standing], lang)}</Tag>
            </>,
          ],
        ];
      })}
    />
  );
}

/** Endpoints, and the fields of their answers that go through. */
function What({ lang, granted }: { readonly lang: Lang; readonly granted: RightContent }): VNode {
  return (
    <>
      <EndpointNames content={granted} endpoints={undefined} />
      <br />
      <FieldNames lang={lang} fields={granted.fields} />
    </>
  );
}

/** Purpose, article and conditions. */
function Why({ request, granted }: { readonly request: Request; readonly granted: RightContent }): VNode {
  const conditions = conditionsOf(request, granted);
  return (
    <>
      {purposeTitle(request, granted.purpose)}
      <br />
      <Ground request={request} content={granted} />
      {conditions.length === 0 ? null : (
        <>
          <br />
          <span class="soft small">{conditions.join('; ')}</span>
        </>
      )}
    </>
  );
}
