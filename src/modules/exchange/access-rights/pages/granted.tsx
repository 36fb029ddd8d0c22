import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import { type Frame, Table, Tag } from '../../../../ui/index.ts';
import type { DescribedEndpoint } from '../../services/openapi/described.ts';
import { servicePath } from '../../services/path.ts';
import type { RightContent } from '../content.ts';
import type { RightNames } from '../reading.ts';
import { standings } from '../standing.ts';
import type { RightRow } from '../store.ts';
import { t } from '../text/index.ts';
import { Conditions, conditionsOf, EndpointNames, FieldNames, Ground, purposeTitle, tagOf } from './content.tsx';

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly rights: readonly RightRow[];
  readonly names: RightNames;
  /** On the page of their service, which need not be named again. */
  readonly ofService?: boolean;
}

/** Rights that were granted, for everybody. */
export function Granted({ request, frame, rights, names, ofService = false }: Props): VNode {
  const { lang } = frame;
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
              {pick(names.institution(right.institution), lang)}
              <span class="soft small">, {pick(names.system(right.system), lang)}</span>
            </>,
            ...(ofService
              ? []
              : [
                  <a href={frame.href(servicePath(right.serviceSystem, right.serviceCode))}>
                    {pick(right.serviceTitle, lang)}
                  </a>,
                ]),
            <What request={request} granted={granted} endpoints={names.endpoints(right.service)} />,
            <Why request={request} granted={granted} />,
            <>
              {formatDate(granted.until, lang)}
              <br />
              <Tag state={tagOf(right.standing)}>{pick(standings[right.standing], lang)}</Tag>
            </>,
          ],
        ];
      })}
    />
  );
}

interface WhatProps {
  readonly request: Request;
  readonly granted: RightContent;
  readonly endpoints: readonly DescribedEndpoint[];
}

/** Endpoints, and the fields of their answers that go through. */
function What({ request, granted, endpoints }: WhatProps): VNode {
  return (
    <>
      <EndpointNames content={granted} endpoints={undefined} />
      <br />
      <FieldNames request={request} fields={granted.fields} endpoints={endpoints} />
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
          <span class="soft small">
            <Conditions list={conditions} />
          </span>
        </>
      )}
    </>
  );
}
