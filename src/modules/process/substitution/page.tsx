import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { addDays, formatDate, pick, small } from '../../../language/index.ts';
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
  NoWrap,
  Page,
  readDate,
  Select,
  Table,
} from '../../../ui/index.ts';
import {
  type Colleague,
  colleagues,
  isSubstituted,
  isSuperior,
  roleTitles,
  standsIn,
  substitutions,
  type SubstitutionView,
} from '../../identity/index.ts';
import { workloadPath } from '../workload/path.ts';
import { workloadLabel } from '../workload/text.ts';
import { endAndTell, nameAndTell } from './actions.ts';
import { substitutionPath, t } from './text.ts';

type Question = 'whom' | 'substitute' | 'from' | 'to';
type Typed = Readonly<Record<Question, string>>;

interface Wrong {
  readonly typed: Typed;
  readonly errors: readonly { readonly name: Question; readonly text: string }[];
  readonly status: number;
}

const showRoute = route({
  method: 'GET',
  path: substitutionPath,
  access: 'identity.readSubstitutions',
  handler: async (request) => page(await drawn(request)),
});

const nameRoute = route({
  method: 'POST',
  path: substitutionPath,
  access: 'identity.nameSubstitute',
  body: formBody,
  async handler(request) {
    const value = (name: Question) => formValue(request.body, name).slice(0, 200);
    const typed = { whom: value('whom'), substitute: value('substitute'), from: value('from'), to: value('to') };
    const wrong = await name(request as Request, typed);
    return wrong ? page(await drawn(request as Request, wrong), wrong.status) : redirect(substitutionPath);
  },
});

const endRoute = route({
  method: 'POST',
  path: `${substitutionPath}/:id/bitir`,
  access: 'identity.endSubstitution',
  params: idParam,
  body: formBody,
  async handler(request) {
    await endAndTell(request, request.params);
    return redirect(substitutionPath);
  },
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// Each refusal at the question that it is about.
const questions: Readonly<Record<string, Question>> = {
  'identity.substitute_not_their_office': 'whom',
  'identity.substitution_day_past': 'from',
  'identity.substitution_overlaps': 'from',
  'identity.substitution_day_order': 'to',
  'identity.substitution_beyond_own': 'to',
};

/** What keeps the form from being taken; undefined when it was. */
async function name(request: Request, typed: Typed): Promise<Wrong | undefined> {
  const { lang } = request;
  const [institution = '', role = '', absent = ''] = typed.whom.split(':');
  const [from, to] = [readDate(typed.from), readDate(typed.to)];
  const errors = [
    isSubstituted(role) && uuid.test(absent) ? [] : [{ name: 'whom' as const, text: t(lang, 'chooseWhom') }],
    uuid.test(typed.substitute) ? [] : [{ name: 'substitute' as const, text: t(lang, 'chooseSubstitute') }],
    from ? [] : [{ name: 'from' as const, text: t(lang, 'firstDayNeeded') }],
    to ? [] : [{ name: 'to' as const, text: t(lang, 'lastDayNeeded') }],
  ].flat();
  if (!isSubstituted(role) || !from || !to || errors.length > 0) return { typed, errors, status: 422 };
  const given = { institution, role, absent, substitute: typed.substitute, from, to };
  const refused = await refusedBy(() => nameAndTell(request, given), [409, 422]);
  if (!refused) return undefined;
  const at = questions[refused.code] ?? 'substitute';
  return { typed, errors: [{ name: at, text: pick(refused.text, lang) }], status: refused.status };
}

async function drawn(request: Request, wrong?: Wrong): Promise<VNode> {
  const found = await substitutions(request);
  const all = await colleagues(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'title')} error={wrong !== undefined}>
      <Back href={frame.href(workloadPath)}>{pick(workloadLabel, lang)}</Back>
      <div class="stack">
        <Alarm errors={wrong?.errors ?? []} title={t(lang, 'notDone')} />
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        {found.length === 0 ? (
          <EmptyState>{t(lang, 'none')}</EmptyState>
        ) : (
          <Present frame={frame} found={found} all={all} />
        )}
        <NewSubstitution request={request} frame={frame} all={all} wrong={wrong} />
      </div>
    </Page>
  );
}

const nameOf = ({ name: known, title }: Colleague, { lang }: Frame): string =>
  known ?? `${pick(title, lang)} (${t(lang, 'noNameYet')})`;

interface PresentProps {
  readonly frame: Frame;
  readonly found: readonly SubstitutionView[];
  readonly all: readonly Colleague[];
}

function Present({ frame, found, all }: PresentProps): VNode {
  const { lang, href } = frame;
  const named = (person: string) => {
    const one = all.find((official) => official.person === person);
    return one ? nameOf(one, frame) : t(lang, 'noNameYet');
  };
  return (
    <Table
      caption={t(lang, 'now')}
      columns={[
        { label: t(lang, 'absent') },
        { label: t(lang, 'office'), onPhone: t(lang, 'office') },
        { label: t(lang, 'substitute'), onPhone: t(lang, 'substitute') },
        { label: t(lang, 'days'), onPhone: t(lang, 'days') },
        { label: t(lang, 'state'), onPhone: t(lang, 'state') },
      ]}
      rows={found.map((one) => [
        named(one.absent),
        pick(roleTitles[one.role], lang),
        named(one.substitute),
        <NoWrap>
          {t(lang, 'range', { from: formatDate(one.from_day, lang), to: formatDate(addDays(one.to_day, -1), lang) })}
        </NoWrap>,
        <>
          {t(lang, one.now ? 'running' : 'coming')}
          <Form action={href(`${substitutionPath}/${one.id}/bitir`)}>
            <Actions>
              <Button kind="second">
                {t(lang, 'end')}
                <span class="hidden"> {named(one.absent)}</span>
              </Button>
            </Actions>
          </Form>
        </>,
      ])}
    />
  );
}

interface NewProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly all: readonly Colleague[];
  readonly wrong: Wrong | undefined;
}

/** For one's own offices, and for those below. */
function NewSubstitution({ request, frame, all, wrong }: NewProps): VNode {
  const { lang, href } = frame;
  const own = request.actor.person;
  const offices = all
    .flatMap((one) => one.roles.map((role) => ({ one, role })))
    .filter(({ one, role }) => one.person === own || isSuperior(request, one.institution, role));
  const mine = offices.toSorted((a, b) => Number(b.one.person === own) - Number(a.one.person === own));
  const fit = all.filter((one) =>
    offices.some(
      ({ one: away, role }) =>
        away.institution === one.institution &&
        away.person !== one.person &&
        standsIn[role].some((held) => one.roles.includes(held)),
    ),
  );
  const field = (name: Question) => ({
    name,
    label: t(lang, name),
    value: wrong?.typed[name],
    error: wrong?.errors.find((error) => error.name === name)?.text,
  });
  if (offices.length === 0) return <p class="soft">{t(lang, 'nobodyBelow')}</p>;
  if (fit.length === 0) return <p class="soft">{t(lang, 'nobodyThere')}</p>;
  return (
    <Card title={t(lang, 'nameNew')}>
      <Form action={href(substitutionPath)}>
        <Select
          {...field('whom')}
          options={mine.map(({ one, role }) => ({
            value: `${one.institution}:${role}:${one.person}`,
            label: `${nameOf(one, frame)}, ${small(pick(roleTitles[role], lang), lang)}`,
          }))}
        />
        <Select
          {...field('substitute')}
          options={fit.map((one) => ({
            value: one.person,
            label: one.name === undefined ? nameOf(one, frame) : `${one.name}, ${small(pick(one.title, lang), lang)}`,
          }))}
        />
        <DayInput {...field('from')} />
        <DayInput {...field('to')} />
        <Actions>
          <Button press={t(lang, 'save').slice(0, 1)}>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

export const substitutionRoutes = [showRoute, nameRoute, endRoute];
