import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { compare, fold, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  DayInput,
  EmptyState,
  Form,
  type Frame,
  Page,
  Pagination,
  Radios,
  readDate,
  Select,
  TaskList,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { listedActs } from '../act.ts';
import { cite } from '../definition/citation.ts';
import type { CompiledConcept } from '../definition/compiled.ts';
import { dictionary, readReference } from '../definition/reference.ts';
import { type EntryKind, entryKinds } from '../kinds.ts';
import { entryPath } from '../path.ts';
import { ownNamed } from '../requests/names.ts';
import { tagOf } from '../requests/pages/list.tsx';
import { registrarOf } from '../access.ts';
import { concerned, proposeException, revokeException } from './actions.ts';
import { type ExceptionAbout, exceptionAbouts } from './entities.ts';
import { askedPath, exceptionDeskPath, exceptionsPath } from './path.ts';
import { AboutOf } from './public.tsx';
import { type AskedLine, exceptionDesk, mayGrant } from './reading.ts';
import type { ExceptionRow } from './store.ts';
import { t } from './text.ts';

const abouts = Object.keys(exceptionAbouts) as ExceptionAbout[];
const kinds = [...new Set(Object.values(concerned).flat())];

/** At the desk: what the registrar's institution asked for, and the form; for an approver those in force. */
export const exceptionDeskRoute = route({
  method: 'GET',
  path: exceptionDeskPath,
  access: 'catalogue.openExceptions',
  query: pageQuery,
  handler: async (request) => page(await drawn(request, Number(request.query.s ?? 1))),
});

/** Asks for an exception and leads to what was asked. */
export const askRoute = route({
  method: 'POST',
  path: exceptionDeskPath,
  access: 'catalogue.proposeException',
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const about = abouts.find((one) => one === typed.about) ?? 'hosting';
    const kind = kinds.find((one) => one === typed.kind) ?? 'system';
    const expiresOn = readDate(typed.expiresOn) ?? '';
    let id = '';
    const refused = await refusedBy(async () => {
      id = await proposeException(request, {
        ...typed,
        ...(await meant(request, typed, kind)),
        about,
        kind,
        expiresOn,
      });
    }, [409, 422]);
    if (!refused) return redirect(askedPath(id));
    return page(await drawn(request, 1, { refused, typed }), refused.status);
  },
});

export const revokeRoute = route({
  method: 'POST',
  path: `${exceptionDeskPath}/:id`,
  access: 'catalogue.grantException',
  params: idParam,
  body: formBody,
  async handler(request) {
    const reason = formValue(request.body, 'why').slice(0, 1000);
    const refused = await refusedBy(() => revokeException(request, request.params.id, reason), [409, 422]);
    if (!refused) return redirect(exceptionDeskPath);
    return page(await drawn(request, 1, { refused, revoked: request.params.id }), refused.status);
  },
});

/** The codes of what was named by its title. */
async function meant(request: Request, { code, concept }: ReturnType<typeof typedIn>, kind: EntryKind) {
  const { concepts } = dictionary(request.vahid.releases);
  const isNamed = ({ label }: CompiledConcept) => Object.values(label).some((one) => fold(one) === fold(concept));
  const [called] = Object.entries(concepts).find(([, one]) => isNamed(one)) ?? [concept];
  for (const institution of registrarOf(request)) {
    const found = await ownNamed(request, { kind, name: code, institution });
    if (found !== undefined) return { code: found, concept: called };
  }
  return { code, concept: called };
}

const typedIn = (body: FormBody) => ({
  about: formValue(body, 'about'),
  kind: formValue(body, 'kind'),
  code: formValue(body, 'code').trim().slice(0, 250),
  concept: formValue(body, 'concept').trim().slice(0, 120),
  act: formValue(body, 'act').trim().slice(0, 120),
  reason: formValue(body, 'reason').slice(0, 1000),
  expiresOn: formValue(body, 'expires').trim().slice(0, 20),
});

interface Wrong {
  readonly refused: Refusal;
  readonly typed?: ReturnType<typeof typedIn>;
  /** Of the one that was to be revoked. */
  readonly revoked?: string;
}

// Each refusal at the question that it is about.
const questions: Readonly<Record<string, string>> = {
  'catalogue.exception_no_entry': 'code',
  'catalogue.exception_kind': 'about',
  'catalogue.exception_asked': 'code',
  'catalogue.exception_defined_here': 'code',
  'catalogue.exception_no_concept': 'concept',
  'catalogue.exception_no_act': 'act',
  'catalogue.exception_day': 'expires',
  'catalogue.exception_reason': 'reason',
};

async function drawn(request: Request, at: number, wrong?: Wrong): Promise<VNode> {
  const { asked, inForce, pages } = await exceptionDesk(request, at);
  const registers = registrarOf(request).length > 0;
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const field = wrong?.typed ? (questions[wrong.refused.code] ?? 'code') : 'why';
  return (
    <Page frame={frame} title={t(lang, 'deskTitle')} error={wrong !== undefined}>
      <Back href={frame.href(exceptionsPath)}>{t(lang, 'granted')}</Back>
      <div class="stack">
        <h1>{t(lang, 'deskTitle')}</h1>
        <p class="lead">{t(lang, 'deskLead')}</p>
        {wrong ? (
          <Alarm errors={[{ name: field, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        {registers ? (
          <>
            <Card title={t(lang, 'grant')}>
              <Asking
                frame={frame}
                grounds={groundsOf(request)}
                typed={wrong?.typed}
                error={(name) => errorAt(wrong, field, name, lang)}
              />
            </Card>
            <Asked frame={frame} asked={asked} />
          </>
        ) : null}
        {mayGrant(request) ? (
          <>
            <p>
              {t(lang, 'waiting')} <a href={frame.href('/masa/isler')}>{t(lang, 'worklist')}</a>
            </p>
            <h2>{t(lang, 'inForceList')}</h2>
            {inForce.length === 0 ? <EmptyState>{t(lang, 'inForceNone')}</EmptyState> : null}
            {inForce.map((one) => (
              <Revoke
                request={request}
                frame={frame}
                one={one}
                error={wrong?.revoked === one.id ? errorAt(wrong, field, 'why', lang) : undefined}
              />
            ))}
          </>
        ) : null}
        <Pagination page={at} pages={pages} href={(n) => frame.href(`${exceptionDeskPath}?s=${n}`)} />
      </div>
    </Page>
  );
}

function Asked({ frame, asked }: { readonly frame: Frame; readonly asked: readonly AskedLine[] }): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'askedList')}</h2>
      {asked.length === 0 ? (
        <EmptyState>{t(lang, 'askedNone')}</EmptyState>
      ) : (
        <TaskList
          tasks={asked.map(({ row, of, state }) => ({
            href: frame.href(askedPath(row.id)),
            title: pick(of.title, lang),
            about: `${of.reference}, ${pick(exceptionAbouts[row.about], lang)}`,
            state: tagOf(of.status),
            tag: pick(state, lang),
          }))}
        />
      )}
    </>
  );
}

const errorAt = (wrong: Wrong | undefined, at: string, name: string, lang: Frame['lang']) =>
  wrong && at === name ? pick(wrong.refused.text, lang) : undefined;

/** Every act that is listed, and each of its articles, to choose from. */
function groundsOf({ lang, vahid: { releases } }: Request) {
  return [...listedActs(releases)]
    .map((value) => ({ value, label: pick(cite(releases, readReference(value)).cited, lang) }))
    .sort((a, b) => compare(lang)(a.label, b.label));
}

interface AskingProps {
  readonly frame: Frame;
  readonly grounds: ReturnType<typeof groundsOf>;
  readonly typed: Wrong['typed'];
  error(name: string): string | undefined;
}

function Asking({ frame, grounds, typed, error }: AskingProps): VNode {
  const { lang } = frame;
  return (
    <Form action={frame.href(exceptionDeskPath)}>
      <Radios
        name="about"
        label={t(lang, 'about')}
        choices={abouts.map((value) => ({ value, label: pick(exceptionAbouts[value], lang) }))}
        value={typed?.about ?? 'hosting'}
        error={error('about')}
      />
      <Select
        name="kind"
        label={t(lang, 'kind')}
        options={kinds.map((value) => ({ value, label: pick(entryKinds[value], lang) }))}
        value={typed?.kind ?? 'system'}
      />
      <TextInput
        name="code"
        label={t(lang, 'code')}
        hint={t(lang, 'codeHint')}
        max={250}
        value={typed?.code}
        error={error('code')}
      />
      <TextInput
        name="concept"
        label={t(lang, 'concept')}
        hint={t(lang, 'conceptHint')}
        max={120}
        optional
        value={typed?.concept}
        error={error('concept')}
      />
      <Ground frame={frame} grounds={grounds} typed={typed} error={error} />
      <Actions>
        <Button>{t(lang, 'give')}</Button>
      </Actions>
    </Form>
  );
}

/** On which act, why and until when. */
function Ground({ frame, grounds, typed, error }: AskingProps): VNode {
  const { lang } = frame;
  return (
    <>
      <Select name="act" label={t(lang, 'act')} options={grounds} value={typed?.act} error={error('act')} />
      <TextArea
        name="reason"
        label={t(lang, 'reason')}
        hint={t(lang, 'reasonHint')}
        max={1000}
        value={typed?.reason}
        error={error('reason')}
      />
      <DayInput
        name="expires"
        label={t(lang, 'until')}
        hint={t(lang, 'untilHint')}
        value={typed?.expiresOn}
        error={error('expires')}
      />
    </>
  );
}

interface RevokeProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly one: ExceptionRow;
  readonly error: string | undefined;
}

function Revoke({ request, frame, one, error }: RevokeProps): VNode {
  const { lang } = frame;
  return (
    <Card title={pick(one.title, lang)}>
      <div class="stack">
        <p>
          <AboutOf request={request} one={one} />
        </p>
        <p>
          <a href={frame.href(entryPath(one.kind, one.code))}>{t(lang, 'entry')}</a>
        </p>
        <Form action={frame.href(askedPath(one.id))}>
          <TextInput name="why" label={t(lang, 'revokeWhy')} max={1000} error={error} />
          <Actions>
            <Button kind="second">{t(lang, 'revoke')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
