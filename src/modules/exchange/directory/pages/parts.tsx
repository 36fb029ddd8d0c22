import type { VNode } from 'preact';
import { formatDate, formatDateTime, type Lang, pick, type Text } from '../../../../language/index.ts';
import { Card, type Frame, KeyFacts, NoWrap, Tag } from '../../../../ui/index.ts';
import { centreKeyPath, centrePath, configurationPath } from '../path.ts';
import type { Published } from '../publish.ts';
import { warnedDays } from '../reading.ts';
import type { CertificateRow } from '../store.ts';
import { t } from '../text/index.ts';

const day = 86_400_000;

/** A fingerprint in groups, as it is read over the telephone; it breaks between them. */
export function Fingerprint({ of }: { readonly of: string }): VNode {
  return <code>{(of.match(/.{1,8}/g) ?? []).join(' ')}</code>;
}

interface SystemsProps {
  readonly lang: Lang;
  readonly ids: readonly string[];
  /** Title of a system by its identifier. */
  readonly titleOf: (id: string) => Text;
}

/** Systems by their titles, with the identifiers by which others call them, one a line. */
export function Systems({ lang, ids, titleOf }: SystemsProps): VNode {
  if (ids.length === 0) return <>{t(lang, 'none')}</>;
  return (
    <>
      {ids.map((id, at) => (
        <>
          {at > 0 ? <br /> : null}
          {pick(titleOf(id), lang)} <span class="soft small">{id}</span>
        </>
      ))}
    </>
  );
}

interface UntilProps {
  readonly lang: Lang;
  readonly certificate: CertificateRow | undefined;
  readonly now: Date;
}

/** Until when a certificate holds; within 30 days of its end with a warning. */
export function Until({ lang, certificate, now }: UntilProps): VNode {
  if (!certificate) return <Tag state="late">{t(lang, 'noCertificate')}</Tag>;
  const days = Math.floor((certificate.validTo.getTime() - now.getTime()) / day);
  return (
    <>
      <NoWrap>{t(lang, 'untilValue', { until: formatDate(certificate.validTo, lang) })}</NoWrap>{' '}
      {days < warnedDays ? <Tag state={days < 7 ? 'late' : 'wait'}>{t(lang, 'endsIn', { days })}</Tag> : null}
    </>
  );
}

interface ConfigurationProps {
  readonly frame: Frame;
  readonly instance: string;
  readonly published: Published | undefined;
}

/** What is handed out now, and where. */
export function ConfigurationFacts({ frame: { lang, href }, instance, published }: ConfigurationProps): VNode {
  if (!published)
    return (
      <Card title={t(lang, 'configuration')}>
        <p class="soft">{t(lang, 'nothingPublished')}</p>
      </Card>
    );
  const { issuedAt, expiresAt, contentDigest } = published;
  return (
    <KeyFacts
      title={t(lang, 'configuration')}
      facts={[
        { term: t(lang, 'instance'), value: instance },
        { term: t(lang, 'issued'), value: formatDateTime(issuedAt, lang) },
        { term: t(lang, 'until'), value: t(lang, 'untilMoment', { until: formatDateTime(expiresAt, lang) }) },
        { term: t(lang, 'digest'), value: <Fingerprint of={contentDigest} /> },
        {
          term: t(lang, 'files'),
          value: (
            <>
              <a href={configurationPath}>configuration.jws</a>, <a href={centrePath}>centre.pem</a>
            </>
          ),
        },
        { term: t(lang, 'centreKey'), value: <a href={href(centreKeyPath)}>{t(lang, 'centreKeyShow')}</a> },
      ]}
    />
  );
}
