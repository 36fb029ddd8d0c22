import type { VNode } from 'preact';
import { allow } from '../../../kernel/access.ts';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  DayInput,
  Form,
  type Frame,
  Page,
  readDate,
  Select,
  Table,
  TextInput,
} from '../../../ui/index.ts';
import { nameResponsible } from './actions.ts';
import type { ResponsibleRow } from './entities.ts';
import { institutionOptions } from './institution-options.ts';
import { officeOf } from './office.ts';
import * as store from './store.ts';
import { t } from './text.ts';
import { titleIn } from './title.ts';

const path = '/masa/plan/mesul';

type Typed = Readonly<Record<'institution' | 'name' | 'post' | 'from' | 'to' | 'act', string>>;

interface Wrong {
  readonly refused: Refusal;
  readonly typed: Typed;
}

/** The deputy heads who answer for the digital targets of their institutions, and the form that names one. */
export const responsibleRoute = route({
  method: 'GET',
  path,
  access: 'plan.assign',
  handler: async (request) => page(await drawn(request)),
});

export const nameResponsibleRoute = route({
  method: 'POST',
  path,
  access: 'plan.assign',
  body: formBody,
  async handler(request) {
    const value = (name: string) => formValue(request.body, name).slice(0, 500);
    const typed: Typed = {
      institution: value('institution'),
      name: value('name').slice(0, 200),
      post: value('post'),
      from: value('from').slice(0, 20),
      to: value('to').slice(0, 20),
      act: value('act'),
    };
    const to = typed.to.trim() === '' ? '' : (readDate(typed.to) ?? typed.to);
    const given = { ...typed, from: readDate(typed.from) ?? '', to };
    const refused = await refusedBy(() => nameResponsible(request, given), [409, 422]);
    if (!refused) return redirect(path);
    return page(await drawn(request, { refused, typed }), refused.status);
  },
});

// Each refusal at the question that it is about.
const questions: Readonly<Record<string, keyof Typed>> = {
  'plan.unknown_institution': 'institution',
  'plan.name_and_post': 'name',
  'plan.day_in_past': 'from',
  'plan.terms_overlap': 'from',
  'plan.term_end_day': 'to',
};

async function drawn(request: Request, wrong?: Wrong): Promise<VNode> {
  allow(request, 'plan.assign', { institution: officeOf(request.vahid.releases).centre });
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const all = await institutions(request);
  const options = institutionOptions(all, { lang, now: request.vahid.now() });
  const present = new Map((await store.responsibles(request.db)).map((one) => [one.institution, one]));
  const at = wrong && (questions[wrong.refused.code] ?? 'institution');
  return (
    <Page frame={frame} title={t(lang, 'responsibleTitle')} error={wrong !== undefined}>
      <Back href={frame.href('/masa/plan')}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{t(lang, 'responsibleTitle')}</h1>
        <p class="lead">{t(lang, 'responsibleLead')}</p>
        {wrong && at ? (
          <Alarm errors={[{ name: at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <NewResponsible frame={frame} wrong={wrong} at={at} options={options} />
        <Table
          caption={t(lang, 'now')}
          columns={[
            { label: t(lang, 'institution') },
            { label: t(lang, 'name'), onPhone: t(lang, 'name') },
            { label: t(lang, 'post'), onPhone: t(lang, 'post') },
          ]}
          rows={all.map(({ code, acronym }) => [pick(acronym, lang), ...held(present.get(code), frame)])}
        />
      </div>
    </Page>
  );
}

function held(one: ResponsibleRow | undefined, { lang }: Frame): readonly VNode[] {
  if (!one) return [<span class="soft">{t(lang, 'nobody')}</span>, <span class="soft">{t(lang, 'nobody')}</span>];
  return [
    <>{one.name}</>,
    <>
      {titleIn(one.post, lang)}, {t(lang, 'since', { date: formatDate(one.from_day, lang) })}
    </>,
  ];
}

interface NewProps {
  readonly frame: Frame;
  readonly wrong: Wrong | undefined;
  readonly at: keyof Typed | undefined;
  readonly options: ReturnType<typeof institutionOptions>;
}

function NewResponsible({ frame, wrong, at, options }: NewProps): VNode {
  const { lang } = frame;
  const field = (name: keyof Typed) => ({
    name,
    label: t(lang, name),
    max: 500,
    value: wrong?.typed[name],
    error: wrong && at === name ? pick(wrong.refused.text, lang) : undefined,
  });
  return (
    <Card title={t(lang, 'nameNew')}>
      <Form action={frame.href(path)}>
        <Select {...field('institution')} options={options} />
        <TextInput {...field('name')} />
        <TextInput {...field('post')} />
        <DayInput {...field('from')} />
        <DayInput {...field('to')} hint={t(lang, 'toHint')} optional />
        <TextInput {...field('act')} optional />
        <Actions>
          <Button>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
