import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDateTime, type Lang, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  KeyFacts,
  Note,
  NumberInput,
  Page,
  readNumber,
  Table,
} from '../../../../ui/index.ts';
import type { CentreKey } from '../centre-key.ts';
import { centreKeyPath, directoryPath } from '../path.ts';
import { announceCentreKey, announcedDays, centreKeysView } from '../rotation.ts';
import { t } from '../text/index.ts';
import { Fingerprint } from './parts.tsx';

/** With which key the centre signs, which one follows, which were before. */
export const centreKeyRoute = route({
  method: 'GET',
  path: centreKeyPath,
  access: 'exchange.openDirectory',
  handler: async (request) => page(await drawn(request)),
});

export const announceKeyRoute = route({
  method: 'POST',
  path: centreKeyPath,
  access: 'exchange.rotateCentreKey',
  body: formBody,
  async handler(request) {
    const days = formValue(request.body, 'days').slice(0, 20);
    const typed = Number(readNumber(days, request.lang));
    const refused = await refusedBy(() => announceCentreKey(request, typed), [409, 422]);
    return refused ? page(await drawn(request, { refused, days }), refused.status) : redirect(centreKeyPath);
  },
});

interface Done {
  readonly refused: Refusal;
  readonly days: string;
}

async function drawn(request: Request, done?: Done): Promise<VNode> {
  const { signing, next, former, mayAnnounce } = await centreKeysView(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const error = done && pick(done.refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'centreKey')} error={done !== undefined}>
      <Back href={frame.href(directoryPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{t(lang, 'centreKey')}</h1>
          <Alarm errors={error === undefined ? [] : [{ name: 'days', text: error }]} title={t(lang, 'notDone')} />
          <p class="lead">{t(lang, 'centreKeyLead')}</p>
          {signing ? (
            <KeyFacts title={t(lang, 'keySigns')} facts={factsOf(signing, lang)} />
          ) : (
            <EmptyState>{t(lang, 'centreKeyNone')}</EmptyState>
          )}
          {next ? (
            <>
              <KeyFacts title={t(lang, 'keyNext')} facts={factsOf(next, lang)} />
              <p class="soft">{t(lang, 'keyNextLead')}</p>
            </>
          ) : null}
          {former.length > 0 ? <Former lang={lang} keys={former} /> : null}
        </div>
        <div class="stack">
          {mayAnnounce && signing && !next ? <Announcing frame={frame} days={done?.days} error={error} /> : null}
          <Note>
            <p>{t(lang, 'keyLost')}</p>
          </Note>
        </div>
      </div>
    </Page>
  );
}

const factsOf = ({ fingerprint, signsFrom }: CentreKey, lang: Lang) => [
  { term: t(lang, 'fingerprint'), value: <Fingerprint of={fingerprint} /> },
  { term: t(lang, 'keySince'), value: formatDateTime(signsFrom, lang) },
];

function Former({ lang, keys }: { readonly lang: Lang; readonly keys: readonly CentreKey[] }): VNode {
  const title = t(lang, 'keyFormer');
  return (
    <>
      <h2>{title}</h2>
      <p class="soft">{t(lang, 'keyFormerLead')}</p>
      <Table
        caption={title}
        quiet
        columns={[{ label: t(lang, 'fingerprint') }, { label: t(lang, 'keySince'), onPhone: t(lang, 'keySince') }]}
        rows={keys.map(({ fingerprint, signsFrom }) => [
          <Fingerprint of={fingerprint} />,
          formatDateTime(signsFrom, lang),
        ])}
      />
    </>
  );
}

interface AnnouncingProps {
  readonly frame: Frame;
  readonly days: string | undefined;
  readonly error: string | undefined;
}

function Announcing({ frame: { lang, href }, days, error }: AnnouncingProps): VNode {
  return (
    <Card title={t(lang, 'keyAnnounce')}>
      <div class="stack">
        <p class="soft">{t(lang, 'keyAnnounceLead')}</p>
        <Form action={href(centreKeyPath)}>
          <NumberInput
            name="days"
            label={t(lang, 'keyDays')}
            hint={t(lang, 'keyDaysHint')}
            value={days ?? String(announcedDays.usual)}
            error={error}
          />
          <Actions>
            <Button kind="grave">{t(lang, 'keyAnnounce')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
