import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Checkbox,
  Details,
  FileInput,
  Form,
  type Frame,
  Hidden,
  Page,
  readDate,
  Tag,
} from '../../../../ui/index.ts';
import { fileRules } from '../../../../kernel/http/upload.ts';
import { confirmEndpoints, describeService, dropDraft, publishService } from '../actions.ts';
import { endService, keepService } from '../ending.ts';
import { isBreaking } from '../difference.ts';
import { endpointName } from '../openapi/described.ts';
import { serviceAtDesk, serviceDeskPath, serviceEndPath, servicePath } from '../path.ts';
import { type DeskService, deskService } from '../reading.ts';
import { wrongDay } from '../refusals.ts';
import { t } from '../text/index.ts';
import { alarmOf, documentFile, errorOf, textOf, type Typed, typedIn, WordFields, wordsOf } from './desk-list.tsx';
import { DifferenceView } from './difference.tsx';
import { Ending, type TypedEnd } from './ending.tsx';
import { endpointsOnPage, LookThrough, saidIn, type TypedPlaces } from './look-through.tsx';
import { isBroken } from '../../access-rights/rules.ts';

const at = `${serviceDeskPath}/:id`;

/** A service at the desk: what is in force, what is being prepared, and what that would change. */
export const deskServiceRoute = route({
  method: 'GET',
  path: at,
  access: 'exchange.keepService',
  params: idParam,
  query: pageQuery,
  handler: async (request) => page(await drawn(request, request.params.id, { at: Number(request.query.s ?? 1) })),
});

export const describeRoute = route({
  method: 'POST',
  path: `${at}/sened`,
  access: 'exchange.keepService',
  params: idParam,
  body: formBody,
  files: { openapi: { ...documentFile.openapi, optional: true } },
  async handler(request) {
    const { id } = request.params;
    const typed = typedIn(request.body);
    const { taken, refused: noFile } = request.files.openapi ?? {};
    const refused =
      noFile ??
      (await refusedBy(async () => {
        const openapi = taken ? await textOf(taken) : undefined;
        await describeService(request, { service: id, ...wordsOf(typed), openapi });
      }, [409, 422]));
    if (!refused) return redirect(serviceAtDesk(id));
    return page(await drawn(request, id, { wrong: { refused, typed } }), refused.status);
  },
});

/** Says of the endpoints on a page of the form whose data they are about. */
export const confirmRoute = route({
  method: 'POST',
  path: `${at}/emeliyyatlar`,
  access: 'exchange.keepService',
  params: idParam,
  query: pageQuery,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const here = Number(request.query.s ?? 1);
    const said = saidIn(request.body);
    const version = Number(formValue(request.body, 'version')) || 0;
    const refused =
      said.refused ??
      (await refusedBy(
        () => confirmEndpoints(request, { service: id, version, endpoints: said.endpoints }),
        [409, 422],
      ));
    if (refused) {
      const typed = said.typed;
      return page(await drawn(request, id, { at: here, refused, places: typed }), refused.status);
    }
    const { draft } = await deskService(request, id);
    const next = draft?.endpoints.findIndex((one) => !draft.confirmed.includes(endpointName(one))) ?? -1;
    const to = next < 0 ? here : Math.floor(next / endpointsOnPage) + 1;
    return redirect(`${serviceAtDesk(id)}?s=${to}`);
  },
});

export const publishRoute = route({
  method: 'POST',
  path: `${at}/derc`,
  access: 'exchange.keepService',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const version = Number(formValue(request.body, 'version')) || 0;
    const accepts = formValue(request.body, 'accepts') === 'yes';
    const refused = await refusedBy(() => publishService(request, { service: id, version, accepts }), [409, 422]);
    return refused ? page(await drawn(request, id, { refused }), refused.status) : redirect(serviceAtDesk(id));
  },
});

export const dropRoute = route({
  method: 'POST',
  path: `${at}/legv`,
  access: 'exchange.keepService',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const { current } = await deskService(request, id);
    await dropDraft(request, id);
    return redirect(current ? serviceAtDesk(id) : serviceDeskPath);
  },
});

/** Announces the last day. */
export const endRoute = route({
  method: 'POST',
  path: serviceEndPath(':id'),
  access: 'exchange.keepService',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const day = formValue(request.body, 'day').slice(0, 20);
    const ending = { day, reason: formValue(request.body, 'reason').slice(0, 1000) };
    const lastDay = readDate(day);
    const refused =
      lastDay === undefined
        ? wrongDay()
        : await refusedBy(() => endService(request, { service: id, lastDay, reason: ending.reason }), [409, 422]);
    return refused ? page(await drawn(request, id, { refused, ending }), refused.status) : redirect(serviceAtDesk(id));
  },
});

export const keepRoute = route({
  method: 'POST',
  path: `${serviceEndPath(':id')}/geri`,
  access: 'exchange.keepService',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const refused = await refusedBy(() => keepService(request, id), [409]);
    return refused ? page(await drawn(request, id, { refused }), refused.status) : redirect(serviceAtDesk(id));
  },
});

interface Shown {
  readonly at?: number;
  readonly wrong?: { readonly refused: Refusal; readonly typed: Typed };
  readonly refused?: Refusal;
  readonly places?: TypedPlaces;
  readonly ending?: TypedEnd;
}

async function drawn(request: Request, id: string, shown: Shown): Promise<VNode> {
  const view = await deskService(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { draft, current } = view;
  const title = draft ?? current;
  const name = title ? pick(title.title, lang) : view.row.code;
  const { refused, wrong } = shown;
  const errors = refused ? [{ name: 'decide', text: pick(refused.text, lang) }] : alarmOf(wrong, lang);
  return (
    <Page frame={frame} title={name} error={errors.length > 0}>
      <Back href={frame.href(serviceDeskPath)}>{t(lang, 'deskTitle')}</Back>
      <div class="stack">
        <h1>{name}</h1>
        <p class="soft">
          <code>
            {view.row.system}/{view.row.code}
          </code>{' '}
          <Tag state={draft ? 'wait' : 'done'}>{t(lang, draft ? 'draft' : 'published')}</Tag>
        </p>
        <Alarm errors={errors} title={t(lang, 'notDone')} />
        {current ? (
          <p>
            {t(lang, 'current')}:{' '}
            {t(lang, 'versionAt', { version: current.version, day: formatDate(current.at, lang) })}.{' '}
            <a href={frame.href(servicePath(view.row.system, view.row.code))}>{t(lang, 'publicPage')}</a>
          </p>
        ) : null}
        {draft ? (
          <Draft frame={frame} view={view} draft={draft} shown={shown} />
        ) : (
          <Card title={t(lang, 'newVersion')}>
            <Describe frame={frame} view={view} shown={shown} />
          </Card>
        )}
        {current ? <Ending frame={frame} service={current} now={request.vahid.now()} typed={shown.ending} /> : null}
      </div>
    </Page>
  );
}

interface DraftProps {
  readonly frame: Frame;
  readonly view: DeskService;
  readonly draft: NonNullable<DeskService['draft']>;
  readonly shown: Shown;
}

function Draft({ frame, view, draft, shown }: DraftProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'difference')}</h2>
      {view.difference ? (
        <DifferenceView frame={frame} view={view} difference={view.difference} />
      ) : (
        <p>{t(lang, 'firstVersion')}</p>
      )}
      <LookThrough
        frame={frame}
        action={`${serviceAtDesk(draft.service)}/emeliyyatlar`}
        draft={draft}
        at={shown.at ?? 1}
        typed={shown.places}
      />
      <Publish frame={frame} view={view} draft={draft} />
      <Details summary={t(lang, 'words')}>
        <Describe frame={frame} view={view} shown={shown} />
      </Details>
    </>
  );
}

function Publish({ frame, view, draft }: Omit<DraftProps, 'shown'>): VNode {
  const { lang } = frame;
  const { difference, touched } = view;
  const isReady = draft.confirmed.length >= draft.endpoints.length;
  const isGrave =
    (difference !== undefined && isBreaking(difference)) || touched.some(({ consequence }) => isBroken(consequence));
  return (
    <Card title={<span id="decide">{t(lang, 'publish')}</span>}>
      <div class="stack">
        <p>{t(lang, 'publishLead')}</p>
        <Form action={frame.href(`${serviceAtDesk(draft.service)}/derc`)}>
          <Hidden name="version" value={String(draft.version)} />
          {isGrave ? <Checkbox name="accepts" label={t(lang, 'accept')} /> : null}
          <Actions>
            <Button kind={isReady ? 'first' : 'second'}>{t(lang, 'publish')}</Button>
          </Actions>
        </Form>
        <Form action={frame.href(`${serviceAtDesk(draft.service)}/legv`)}>
          <Actions>
            <Button kind="grave">{t(lang, 'drop')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

interface DescribeProps {
  readonly frame: Frame;
  readonly view: DeskService;
  readonly shown: Shown;
}

function Describe({ frame, view: { row, draft, current }, shown: { wrong } }: DescribeProps): VNode {
  const { lang } = frame;
  const words = draft ?? current;
  const typed: Typed | undefined =
    wrong?.typed ??
    (words && {
      system: row.system,
      code: row.code,
      personal: words.personal ? 'yes' : 'no',
      titleAz: words.title.az,
      titleEn: words.title.en,
      titleRu: words.title.ru,
      purposeAz: words.purpose.az,
      purposeEn: words.purpose.en,
      purposeRu: words.purpose.ru,
    });
  return (
    <Form action={frame.href(`${serviceAtDesk(row.id)}/sened`)} files>
      <WordFields lang={lang} typed={typed} error={errorOf(wrong, 'titleAz', lang)} />
      <FileInput
        name="openapi"
        label={t(lang, 'file')}
        hint={`${t(lang, 'fileKept')} ${t(lang, 'fileHint')}`}
        {...fileRules(documentFile.openapi)}
        optional
        error={errorOf(wrong, 'openapi', lang)}
      />
      <Actions>
        <Button>{t(lang, draft ? 'saveWords' : 'newVersion')}</Button>
      </Actions>
    </Form>
  );
}
