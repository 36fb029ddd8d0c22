import type { VNode } from 'preact';
import { permitted } from '../../../../kernel/access.ts';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { fileRules } from '../../../../kernel/http/upload.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, pick, type Text } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  Card,
  EmptyState,
  FileInput,
  Form,
  type Frame,
  Page,
  TaskList,
  Table,
} from '../../../../ui/index.ts';
import { announce, registrarOf, titleOf } from '../actions.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { systemTitles } from '../../look-up.ts';
import { instanceOf } from '../instance.ts';
import { announcementPath, directoryPath, gatewayPath } from '../path.ts';
import { directoryView, type DirectoryView } from '../reading.ts';
import { t } from '../text/index.ts';
import { Neighbours } from './neighbours.tsx';
import { ConfigurationFacts, Systems, Until } from './parts.tsx';

const files = { announcement: { accepts: ['json'], most: 1024 ** 2 } } as const;

/** Who takes part in the exchange, for whoever serves at a desk. */
export const directoryRoute = route({
  method: 'GET',
  path: directoryPath,
  access: 'exchange.openDirectory',
  handler: async (request) => page(await drawn(request)),
});

/** Takes the file of an announcement and leads to what was announced. */
export const announceRoute = route({
  method: 'POST',
  path: directoryPath,
  access: 'exchange.announce',
  body: formBody,
  files,
  async handler(request) {
    const { taken, refused: wrongFile } = request.files.announcement ?? {};
    let id = '';
    const refused =
      wrongFile ??
      (await refusedBy(async () => {
        const file = taken?.file;
        id = await announce(request, file ? Buffer.from(await file.read(0, file.size)).toString('utf8') : '');
      }, [409, 422]));
    return refused ? page(await drawn(request, refused), refused.status) : redirect(announcementPath(id));
  },
});

async function drawn(request: Request, refused?: Refusal): Promise<VNode> {
  const view = await directoryView(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const titleOf = await systemTitles(
    request,
    view.gateways.flatMap(({ serves }) => serves),
  );
  const announces = registrarOf(request).some((institution) =>
    permitted(request.vahid.access['exchange.announce'] ?? [], request.actor, { institution }),
  );
  const said = refused && pick(refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'title')} error={refused !== undefined}>
      <div class="split">
        <div class="stack">
          <Alarm errors={said === undefined ? [] : [{ name: 'announcement', text: said }]} title={t(lang, 'notDone')} />
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {announces || view.isCentre ? (
            <Waiting frame={frame} view={view} institutions={await institutionsByCode(request)} />
          ) : null}
          <Gateways frame={frame} view={view} now={request.vahid.now()} titleOf={titleOf} />
          <Clients frame={frame} view={view} now={request.vahid.now()} />
          {announces || view.isCentre ? <Unserved frame={frame} view={view} /> : null}
        </div>
        <div class="stack">
          <Neighbours request={request} frame={frame} />
          {announces ? <Announcing frame={frame} error={said} /> : null}
          <ConfigurationFacts frame={frame} instance={instanceOf(request.vahid)} published={view.published} />
        </div>
      </div>
    </Page>
  );
}

function Announcing({
  frame: { lang, href },
  error,
}: {
  readonly frame: Frame;
  readonly error?: string | undefined;
}): VNode {
  return (
    <Card title={t(lang, 'announce')}>
      <div class="stack">
        <p class="soft">{t(lang, 'announceLead')}</p>
        <Form action={href(directoryPath)} files>
          <FileInput
            name="announcement"
            label={t(lang, 'file')}
            hint={t(lang, 'fileHint')}
            {...fileRules(files.announcement)}
            error={error}
          />
          <Actions>
            <Button>{t(lang, 'send')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

interface PartProps {
  readonly frame: Frame;
  readonly view: DirectoryView;
}

type WaitingProps = PartProps & { readonly institutions: ReadonlyMap<string, Institution> };

function Waiting({ frame: { lang, href }, view: { waiting }, institutions }: WaitingProps): VNode {
  const nameOf = (code: string) => {
    const found = institutions.get(code)?.name;
    return found ? pick(found, lang) : code;
  };
  return (
    <>
      <h2>{t(lang, 'waiting')}</h2>
      {waiting.length === 0 ? (
        <EmptyState>{t(lang, 'waitingNone')}</EmptyState>
      ) : (
        <TaskList
          tasks={waiting.map((row) => ({
            href: href(announcementPath(row.id)),
            title: pick(titleOf(row), lang),
            about: `${row.number}, ${formatDate(row.at, lang)}, ${nameOf(row.institution)}`,
          }))}
        />
      )}
    </>
  );
}

type TimedProps = PartProps & { readonly now: Date };

type GatewaysProps = TimedProps & { readonly titleOf: (id: string) => Text };

function Gateways({ frame: { lang, href }, view: { gateways }, now, titleOf }: GatewaysProps): VNode {
  const shown = gateways.filter(({ gateway }) => gateway.state === 'in_use');
  const title = t(lang, 'gateways');
  return (
    <>
      <h2>{title}</h2>
      {shown.length === 0 ? (
        <EmptyState>{t(lang, 'gatewaysNone')}</EmptyState>
      ) : (
        <Table
          caption={title}
          quiet
          columns={[
            { label: t(lang, 'gateway') },
            { label: t(lang, 'institution') },
            { label: t(lang, 'systems'), onPhone: t(lang, 'systems') },
            { label: t(lang, 'certificate'), onPhone: t(lang, 'certificate') },
          ]}
          rows={shown.map(({ gateway, institution, serves, certificates }) => [
            <a href={href(gatewayPath(gateway.id))}>{gateway.name}</a>,
            institution ? pick(institution.name, lang) : gateway.institution,
            <Systems lang={lang} ids={serves} titleOf={titleOf} />,
            <Until lang={lang} certificate={certificates[0]} now={now} />,
          ])}
        />
      )}
    </>
  );
}

function Clients({ frame: { lang, href }, view: { clients }, now }: TimedProps): VNode {
  const title = t(lang, 'clients');
  return (
    <>
      <h2>{title}</h2>
      <p class="soft">{t(lang, 'clientsLead')}</p>
      {clients.length === 0 ? (
        <EmptyState>{t(lang, 'clientsNone')}</EmptyState>
      ) : (
        <Table
          caption={title}
          quiet
          columns={[
            { label: t(lang, 'client') },
            { label: t(lang, 'gateway'), onPhone: t(lang, 'gateway') },
            { label: t(lang, 'certificate'), onPhone: t(lang, 'certificate') },
          ]}
          rows={clients.map(({ client, gateway, certificates }) => [
            client,
            <a href={href(gatewayPath(gateway.id))}>{gateway.name}</a>,
            <Until lang={lang} certificate={certificates[0]} now={now} />,
          ])}
        />
      )}
    </>
  );
}

const most = 50;

function Unserved({ frame: { lang }, view: { unserved } }: PartProps): VNode {
  const title = t(lang, 'unserved');
  return (
    <>
      <h2>{title}</h2>
      <p class="soft">{t(lang, 'unservedLead')}</p>
      {unserved.length === 0 ? (
        <EmptyState>{t(lang, 'unservedNone')}</EmptyState>
      ) : (
        <Table
          caption={title}
          quiet
          columns={[{ label: t(lang, 'client') }, { label: t(lang, 'systemName') }]}
          rows={unserved.slice(0, most).map(({ id, title: system }) => [id, pick(system, lang)])}
        />
      )}
      {unserved.length > most ? <p>{t(lang, 'more', { count: unserved.length - most })}</p> : null}
    </>
  );
}
