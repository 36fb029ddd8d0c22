import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { notFound, type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { bakuDate, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  Page,
  Pagination,
  Select,
  TaskList,
  TextArea,
} from '../../../ui/index.ts';
import { exceptionDeskPath } from '../exceptions/path.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath, kindOf, segmentOf } from '../path.ts';
import type { EntryRow } from '../store/entries.ts';
import { type HostingView, moveHosting, ownHosting, stepOpenedBy } from './actions.ts';
import { HostingFacts, hostingTag, StateTag, waveText } from './parts.tsx';
import { ownHostingPath, stepPath } from './path.ts';
import {
  hostedKinds,
  type HostedKind,
  type HostingState,
  hostingStates,
  isBack,
  isHosted,
  stepsFrom,
  wavesFrom,
} from './states.ts';
import { t } from './text.ts';

/** Systems and portals of the registrar's institutions, each with where it runs. */
export const ownHostingRoute = route({
  method: 'GET',
  path: ownHostingPath,
  access: 'catalogue.moveHosting',
  query: pageQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { items, pages } = await ownHosting(request, at);
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    return page(
      <Page frame={frame} title={t(lang, 'ownTitle')}>
        <Back href={frame.href('/masa/kataloq')}>{t(lang, 'requests')}</Back>
        <div class="stack">
          <h1>{t(lang, 'ownTitle')}</h1>
          <p class="lead">{t(lang, 'ownLead')}</p>
          {items.length === 0 ? (
            <EmptyState href={frame.href('/masa/kataloq')} action={t(lang, 'requests')}>
              {t(lang, 'ownNone')}
            </EmptyState>
          ) : (
            <TaskList
              tasks={items.map(({ kind, code, title, state }) => ({
                href: frame.href(stepPath(kind, code)),
                title: pick(title, lang),
                about: pick(entryKinds[kind], lang),
                state: hostingTag(state),
                tag: pick(hostingStates[state], lang),
              }))}
            />
          )}
          <Pagination page={at} pages={pages} href={(n) => frame.href(`${ownHostingPath}?s=${n}`)} />
        </div>
      </Page>,
    );
  },
});

const params = Type.Object({
  kind: Type.Enum(hostedKinds.map(segmentOf)),
  code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }),
});
const path = `${ownHostingPath}/:kind/:code`;

/** The form with which a registrar takes the next step. */
export const stepRoute = route({
  method: 'GET',
  path,
  access: 'catalogue.moveHosting',
  params,
  async handler(request) {
    return page(await drawn(request, hostedIn(request.params.kind), request.params.code));
  },
});

export const takeStepRoute = route({
  method: 'POST',
  path,
  access: 'catalogue.moveHosting',
  params,
  body: formBody,
  async handler(request) {
    const { code } = request.params;
    const kind = hostedIn(request.params.kind);
    const typed = typedIn(request.body);
    const to = typed.to as HostingState;
    const refused = await refusedBy(() => moveHosting(request, { kind, code, ...typed, to }), [409, 422]);
    if (!refused) return redirect(stepPath(kind, code));
    return page(await drawn(request, kind, code, { refused, typed }), refused.status);
  },
});

function hostedIn(segment: string): HostedKind {
  const kind = kindOf(segment);
  if (!kind || !isHosted(kind)) throw notFound();
  return kind;
}

const typedIn = (body: FormBody) => ({
  to: formValue(body, 'to').slice(0, 20),
  wave: formValue(body, 'wave').slice(0, 6),
  note: formValue(body, 'note').slice(0, 1000),
});

interface Wrong {
  readonly refused: Refusal;
  readonly typed: ReturnType<typeof typedIn>;
}

async function drawn(request: Request, kind: HostedKind, code: string, wrong?: Wrong): Promise<VNode> {
  const { entry, view } = await stepOpenedBy(request, { kind, code });
  const frame = frameOf(request, 'desk');
  const today = bakuDate(request.vahid.now());
  return <StepPage frame={frame} kind={kind} entry={entry} view={view} wrong={wrong} waves={wavesFrom(today, 10)} />;
}

interface Props {
  readonly frame: Frame;
  readonly kind: HostedKind;
  readonly entry: EntryRow;
  readonly view: HostingView;
  readonly wrong: Wrong | undefined;
  readonly waves: readonly string[];
}

function StepPage(props: Props): VNode {
  const { frame, kind, entry, view, wrong } = props;
  const { lang } = frame;
  const title = pick(entry.title, lang);
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href(ownHostingPath)}>{t(lang, 'ownTitle')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <StateTag state={view.state} wave={view.wave} lang={lang} />{' '}
          <a href={frame.href(entryPath(kind, entry.code))}>{t(lang, 'entry')}</a>
        </p>
        {wrong ? (
          <Alarm errors={[{ name: nameOf(wrong), text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <Card title={t(lang, 'next')}>
          <StepForm {...props} />
        </Card>
        <HostingFacts frame={frame} view={view} />
        {view.blockers.length > 0 || kind === 'portal' ? (
          <p>
            <a href={frame.href(exceptionDeskPath)}>{t(lang, 'askException')}</a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

const nameOf = ({ refused }: Wrong) => (refused.code === 'catalogue.wave_needed' ? 'wave' : 'note');

function StepForm({ frame, kind, entry, view, wrong, waves }: Props): VNode {
  const { lang } = frame;
  const steps = stepsFrom(view.state);
  if (steps.length === 0) return <p>{t(lang, 'noStep')}</p>;
  const error = wrong && pick(wrong.refused.text, lang);
  return (
    <div class="stack">
      <p class="soft">{t(lang, 'nextLead')}</p>
      <Form action={frame.href(stepPath(kind, entry.code))}>
        {steps.includes('planned') && view.state === 'assessed' ? (
          <Select
            name="wave"
            label={t(lang, 'waveField')}
            hint={t(lang, 'waveHint')}
            none={t(lang, 'waveNone')}
            options={waves.map((value) => ({ value, label: waveText(value, lang) }))}
            value={wrong?.typed.wave ?? ''}
            error={wrong && nameOf(wrong) === 'wave' ? error : undefined}
          />
        ) : null}
        <TextArea
          name="note"
          label={t(lang, 'noteField')}
          hint={t(lang, 'noteHint')}
          max={1000}
          optional
          value={wrong?.typed.note}
          error={wrong && nameOf(wrong) === 'note' ? error : undefined}
        />
        <Actions>
          {steps.map((to, index) => (
            <Button name="to" value={to} kind={index === 0 ? undefined : 'second'}>
              {isBack(view.state, to) ? t(lang, 'back', { state: pick(hostingStates[to], lang) }) : t(lang, `to_${to}`)}
            </Button>
          ))}
        </Actions>
      </Form>
    </div>
  );
}
