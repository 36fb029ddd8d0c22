import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
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
  Radios,
  readDate,
  Select,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath } from '../path.ts';
import { concerned, grantException, grantsOpenedBy, revokeException } from './actions.ts';
import { type ExceptionAbout, exceptionAbouts } from './entities.ts';
import { exceptionsPath, grantPath } from './path.ts';
import { AboutOf } from './public.tsx';
import type { ExceptionRow } from './store.ts';
import { t } from './text.ts';

const abouts = Object.keys(exceptionAbouts) as ExceptionAbout[];
const kinds = [...new Set(Object.values(concerned).flat())];

/** At the desk of who grants exceptions: the form, and those in force. */
export const grantsRoute = route({
  method: 'GET',
  path: grantPath,
  access: 'catalogue.grantException',
  handler: async (request) => page(await drawn(request)),
});

export const grantRoute = route({
  method: 'POST',
  path: grantPath,
  access: 'catalogue.grantException',
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const about = abouts.find((one) => one === typed.about) ?? 'hosting';
    const kind = kinds.find((one) => one === typed.kind) ?? 'system';
    const read = readDate(typed.expiresOn);
    const refused = await refusedBy(
      () => grantException(request, { ...typed, about, kind, expiresOn: read ?? '' }),
      [403, 409, 422],
    );
    if (!refused) return redirect(grantPath);
    return page(await drawn(request, { refused, typed }), refused.status);
  },
});

export const revokeRoute = route({
  method: 'POST',
  path: `${grantPath}/:id`,
  access: 'catalogue.grantException',
  params: idParam,
  body: formBody,
  async handler(request) {
    const reason = formValue(request.body, 'why').slice(0, 1000);
    const refused = await refusedBy(() => revokeException(request, request.params.id, reason), [409, 422]);
    if (!refused) return redirect(grantPath);
    return page(await drawn(request, { refused, revoked: request.params.id }), refused.status);
  },
});

const typedIn = (body: FormBody) => ({
  about: formValue(body, 'about'),
  kind: formValue(body, 'kind'),
  code: formValue(body, 'code').trim().slice(0, 63),
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
  'catalogue.exception_own_entry': 'code',
  'catalogue.exception_defined_here': 'code',
  'catalogue.exception_no_concept': 'concept',
  'catalogue.exception_no_act': 'act',
  'catalogue.exception_day': 'expires',
  'catalogue.exception_reason': 'reason',
};

async function drawn(request: Request, wrong?: Wrong): Promise<VNode> {
  const inForce = await grantsOpenedBy(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const at = wrong?.typed ? (questions[wrong.refused.code] ?? 'code') : 'why';
  return (
    <Page frame={frame} title={t(lang, 'deskTitle')} error={wrong !== undefined}>
      <Back href={frame.href(exceptionsPath)}>{t(lang, 'title')}</Back>
      <div class="stack">
        <h1>{t(lang, 'deskTitle')}</h1>
        <p class="lead">{t(lang, 'deskLead')}</p>
        {wrong ? (
          <Alarm errors={[{ name: at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <Card title={t(lang, 'grant')}>
          <Grant frame={frame} typed={wrong?.typed} error={(name) => errorAt(wrong, at, name, lang)} />
        </Card>
        <h2>{t(lang, 'inForceList')}</h2>
        {inForce.length === 0 ? <EmptyState>{t(lang, 'inForceNone')}</EmptyState> : null}
        {inForce.map((one) => (
          <Revoke
            request={request}
            frame={frame}
            one={one}
            error={wrong?.revoked === one.id ? errorAt(wrong, at, 'why', lang) : undefined}
          />
        ))}
      </div>
    </Page>
  );
}

const errorAt = (wrong: Wrong | undefined, at: string, name: string, lang: Frame['lang']) =>
  wrong && at === name ? pick(wrong.refused.text, lang) : undefined;

interface GrantProps {
  readonly frame: Frame;
  readonly typed: Wrong['typed'];
  error(name: string): string | undefined;
}

function Grant({ frame, typed, error }: GrantProps): VNode {
  const { lang } = frame;
  return (
    <Form action={frame.href(grantPath)}>
      <Radios
        name="about"
        label={t(lang, 'about')}
        choices={abouts.map((value) => ({ value, label: pick(exceptionAbouts[value], lang) }))}
        value={typed?.about ?? 'hosting'}
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
        max={63}
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
      <TextInput
        name="act"
        label={t(lang, 'act')}
        hint={t(lang, 'actHint')}
        max={120}
        value={typed?.act}
        error={error('act')}
      />
      <TextArea
        name="reason"
        label={t(lang, 'reason')}
        hint={t(lang, 'reasonHint')}
        max={1000}
        value={typed?.reason}
        error={error('reason')}
      />
      <DayInput name="expires" label={t(lang, 'until')} value={typed?.expiresOn} error={error('expires')} />
      <Actions>
        <Button>{t(lang, 'give')}</Button>
      </Actions>
    </Form>
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
        <Form action={frame.href(`${grantPath}/${one.id}`)}>
          <TextInput name="why" label={t(lang, 'revokeWhy')} max={1000} error={error} />
          <Actions>
            <Button kind="second">{t(lang, 'revoke')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
