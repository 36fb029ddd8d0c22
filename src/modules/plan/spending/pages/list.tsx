import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { pick } from '../../../../language/index.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  Page,
  Pagination,
  Select,
  TextInput,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { startSpending } from '../actions/writing.ts';
import { deskPath, deskRequestPath, publicPath } from '../path.ts';
import { deskBoard, registrarFor, stateViews } from '../reading.ts';
import { t } from '../text/index.ts';
import { boardAddress, boardQuery, ByState, filterOf } from './board.tsx';
import { LineTable, nameOf } from './parts.tsx';

/** Requests at the desk by state: of one's own institutions, or all for the centre. */
export const deskListRoute = route({
  method: 'GET',
  path: deskPath,
  access: 'plan.openSpending',
  query: boardQuery,
  async handler(request) {
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const at = Number(request.query.s ?? 1);
    const board = await deskBoard(request, filterOf(request.query), at);
    const titles = new Map(stateViews(request).map(({ name, title }) => [name, title]));
    return page(
      <Page frame={frame} title={t(lang, 'desk')}>
        <div class="stack">
          <h1>{t(lang, 'desk')}</h1>
          <p class="lead">{t(lang, 'deskLead')}</p>
          {registrarFor(request).length > 0 ? (
            <Actions>
              <ButtonLink href={frame.href(`${deskPath}/yeni`)}>{t(lang, 'newRequest')}</ButtonLink>
            </Actions>
          ) : null}
          <ByState frame={frame} board={board} asked={request.query} path={deskPath} />
          {board.lines.length === 0 ? (
            <EmptyState>{t(lang, 'noneHere')}</EmptyState>
          ) : (
            <LineTable
              frame={frame}
              lines={board.lines}
              institutions={await institutionsByCode(request)}
              titles={titles}
              href={deskRequestPath}
            />
          )}
          <Pagination
            page={at}
            pages={board.pages}
            href={(n) => frame.href(boardAddress(deskPath, request.query, n))}
          />
          <p>
            <a href={frame.href(publicPath)}>{t(lang, 'publicPage')}</a>
          </p>
        </div>
      </Page>,
    );
  },
});

export const newRoute = route({
  method: 'GET',
  path: `${deskPath}/yeni`,
  access: 'plan.startSpending',
  async handler(request) {
    return page(await newPage(request, { title: '', institution: '' }));
  },
});

/** Opens a draft and leads to it. */
export const beginRoute = route({
  method: 'POST',
  path: deskPath,
  access: 'plan.startSpending',
  body: formBody,
  async handler(request) {
    const typed = {
      title: formValue(request.body, 'title').slice(0, 250),
      institution: formValue(request.body, 'institution').slice(0, 20),
    };
    let id = '';
    const refused = await refusedBy(async () => {
      id = await startSpending(request, typed);
    });
    return refused ? page(await newPage(request, typed, refused), refused.status) : redirect(deskRequestPath(id));
  },
});

interface Typed {
  readonly title: string;
  readonly institution: string;
}

async function newPage(request: Request, typed: Typed, refused?: Refusal): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const own = registrarFor(request);
  const institutions = await institutionsByCode(request);
  const error = refused && pick(refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'newRequest')} error={refused !== undefined}>
      <Back href={frame.href(deskPath)}>{t(lang, 'desk')}</Back>
      <div class="stack">
        <h1>{t(lang, 'newRequest')}</h1>
        <p class="lead">{t(lang, 'newLead')}</p>
        <Alarm errors={error ? [{ name: 'title', text: error }] : []} title={t(lang, 'notDone')} />
        <Form action={frame.href(deskPath)}>
          <TextInput name="title" label={t(lang, 'name')} value={typed.title} max={250} error={error} />
          <Select
            name="institution"
            label={t(lang, 'institution')}
            options={own.map((code) => ({ value: code, label: nameOf(institutions, code, lang) }))}
            value={typed.institution || own[0]}
          />
          <Actions>
            <Button>{t(lang, 'begin')}</Button>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}
