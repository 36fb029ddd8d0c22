import type { VNode } from 'preact';
import { permitted } from '../../../kernel/access.ts';
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
import { formatDate, formatNumber, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
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
  readDate,
  Select,
  Table,
  TextInput,
} from '../../../ui/index.ts';
import { titleIn } from '../measures/index.ts';
import { assessCompetence, competenceOf, competences, type CompetenceView, recordTraining } from './actions.ts';
import { areaNames, areas, levels } from './entities.ts';
import type { TrainedRow } from './store.ts';
import { t } from './text.ts';

const path = '/masa/plan/selahiyyet';
const pathOf = (id: string) => `${path}/${id}`;

/** Those who answer for digital targets: what they know and have learned. */
export const competencesRoute = route({
  method: 'GET',
  path,
  access: 'plan.openCompetences',
  async handler(request) {
    const people = await competences(request);
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const acronyms = new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, lang)]));
    return page(
      <Page frame={frame} title={t(lang, 'competenceTitle')}>
        <div class="stack">
          <h1>{t(lang, 'competenceTitle')}</h1>
          <p class="lead">{t(lang, 'competenceLead')}</p>
          {people.length === 0 ? (
            <EmptyState>{t(lang, 'competenceNone')}</EmptyState>
          ) : (
            <People frame={frame} people={people} acronyms={acronyms} />
          )}
        </div>
      </Page>,
    );
  },
});

interface PeopleProps {
  readonly frame: Frame;
  readonly people: readonly TrainedRow[];
  readonly acronyms: ReadonlyMap<string, string>;
}

function People({ frame, people, acronyms }: PeopleProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'competenceTitle')}
      quiet
      columns={[
        { label: t(lang, 'name') },
        { label: t(lang, 'institution'), onPhone: t(lang, 'institution') },
        { label: t(lang, 'hours'), num: true, onPhone: t(lang, 'hours') },
        { label: t(lang, 'lastCourse'), onPhone: t(lang, 'lastCourse') },
      ]}
      rows={people.map((one) => [
        <a href={frame.href(pathOf(one.id))}>{one.name}</a>,
        acronyms.get(one.institution) ?? one.institution,
        formatNumber(one.hours, lang),
        one.lastCourse === null ? t(lang, 'never') : formatDate(one.lastCourse, lang),
      ])}
    />
  );
}

interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: string;
  readonly typed: Readonly<Record<string, string>>;
}

export const competenceRoute = route({
  method: 'GET',
  path: `${path}/:id`,
  access: 'plan.openCompetences',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

// Each refusal at the question that it is about.
const questions: Readonly<Record<string, string>> = {
  'plan.course_needed': 'title',
  'plan.hours_needed': 'hours',
  'plan.course_ended': 'ended',
  'plan.ground_needed': 'ground',
  'plan.own_level': 'ground',
};

const names = ['area', 'title', 'provider', 'hours', 'ended', 'skill', 'level', 'ground'] as const;

function typedIn(body: FormBody): Readonly<Record<(typeof names)[number], string>> {
  const entries = names.map((name) => [name, formValue(body, name).slice(0, 300)] as const);
  return Object.fromEntries(entries) as Record<(typeof names)[number], string>;
}

export const trainingRoute = route({
  method: 'POST',
  path: `${path}/:id/telim`,
  access: 'plan.recordTraining',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const typed = typedIn(request.body);
    const area = areaNames.find((one) => one === typed.area) ?? 'governance';
    const { title, provider } = typed;
    const course = { area, title, provider, hours: Number(typed.hours), endedOn: readDate(typed.ended) ?? '' };
    const refused = await refusedBy(() => recordTraining(request, id, course), [422]);
    if (!refused) return redirect(pathOf(id));
    const at = questions[refused.code] ?? 'title';
    return page(await drawn(request, id, { refused, at, typed }), refused.status);
  },
});

export const levelRoute = route({
  method: 'POST',
  path: `${path}/:id/seviyye`,
  access: 'plan.assessCompetence',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const typed = typedIn(request.body);
    const area = areaNames.find((one) => one === typed.skill) ?? 'governance';
    const given = { area, level: Number(typed.level || 'none'), ground: typed.ground };
    const refused = await refusedBy(() => assessCompetence(request, id, given), [403, 422]);
    if (!refused) return redirect(pathOf(id));
    const at = questions[refused.code] ?? 'ground';
    return page(await drawn(request, id, { refused, at, typed }), refused.status);
  },
});

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view = await competenceOf(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const may = (action: string) => permitted(request.vahid.access[action] ?? [], request.actor, view.subject);
  return (
    <Page frame={frame} title={view.of.name} error={wrong !== undefined}>
      <Back href={frame.href(path)}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{view.of.name}</h1>
        <p class="lead">{titleIn(view.of.post, lang)}</p>
        {wrong ? (
          <Alarm errors={[{ name: wrong.at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <h2>{t(lang, 'levels')}</h2>
        <Levels frame={frame} view={view} />
        {may('plan.assessCompetence') ? <NewLevel frame={frame} id={id} wrong={wrong} /> : null}
        <h2>{t(lang, 'trainings')}</h2>
        <Trainings frame={frame} view={view} />
        {may('plan.recordTraining') ? <NewCourse frame={frame} id={id} wrong={wrong} /> : null}
      </div>
    </Page>
  );
}

function Levels({ frame: { lang }, view }: { frame: Frame; view: CompetenceView }): VNode {
  return (
    <Table
      caption={t(lang, 'levels')}
      quiet
      columns={[{ label: t(lang, 'area') }, { label: t(lang, 'level') }]}
      rows={areaNames.map((area) => {
        const word = levels[view.of.levels[area] ?? -1];
        return [pick(areas[area], lang), word ? pick(word, lang) : <span class="soft">{t(lang, 'notAssessed')}</span>];
      })}
    />
  );
}

function Trainings({ frame: { lang }, view }: { frame: Frame; view: CompetenceView }): VNode {
  if (view.trainings.length === 0) return <EmptyState>{t(lang, 'noTrainings')}</EmptyState>;
  return (
    <Table
      caption={t(lang, 'trainings')}
      quiet
      columns={[
        { label: t(lang, 'course') },
        { label: t(lang, 'area'), onPhone: t(lang, 'area') },
        { label: t(lang, 'provider'), onPhone: t(lang, 'provider') },
        { label: t(lang, 'hours'), num: true, onPhone: t(lang, 'hours') },
        { label: t(lang, 'ended'), onPhone: t(lang, 'ended') },
      ]}
      rows={view.trainings.map((one) => [
        one.title,
        pick(areas[one.area], lang),
        one.provider,
        formatNumber(one.hours, lang),
        formatDate(one.endedOn, lang),
      ])}
    />
  );
}

interface NewProps {
  readonly frame: Frame;
  readonly id: string;
  readonly wrong: Wrong | undefined;
}

const fieldOf = ({ frame: { lang }, wrong }: NewProps, name: string, label: string) => ({
  name,
  label,
  value: wrong?.typed[name],
  error: wrong?.at === name ? pick(wrong.refused.text, lang) : undefined,
});

function NewLevel(props: NewProps): VNode {
  const { lang } = props.frame;
  return (
    <Card title={t(lang, 'assess')}>
      <Form action={props.frame.href(`${pathOf(props.id)}/seviyye`)}>
        <Select
          {...fieldOf(props, 'skill', t(lang, 'area'))}
          options={areaNames.map((value) => ({ value, label: pick(areas[value], lang) }))}
        />
        <Select
          {...fieldOf(props, 'level', t(lang, 'level'))}
          options={levels.map((word, index) => ({ value: String(index), label: `${index}. ${pick(word, lang)}` }))}
        />
        <TextInput {...fieldOf(props, 'ground', t(lang, 'ground'))} hint={t(lang, 'groundHint')} max={300} />
        <Actions>
          <Button>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function NewCourse(props: NewProps): VNode {
  const { lang } = props.frame;
  return (
    <Card title={t(lang, 'addCourse')}>
      <Form action={props.frame.href(`${pathOf(props.id)}/telim`)}>
        <Select
          {...fieldOf(props, 'area', t(lang, 'area'))}
          options={areaNames.map((value) => ({ value, label: pick(areas[value], lang) }))}
        />
        <TextInput {...fieldOf(props, 'title', t(lang, 'course'))} max={300} />
        <TextInput {...fieldOf(props, 'provider', t(lang, 'provider'))} max={300} />
        <TextInput {...fieldOf(props, 'hours', t(lang, 'hours'))} max={4} short />
        <DayInput {...fieldOf(props, 'ended', t(lang, 'ended'))} />
        <Actions>
          <Button>{t(lang, 'add')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
