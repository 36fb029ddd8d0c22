import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
  stream,
} from '../../../kernel/http/route.ts';
import { fileRules } from '../../../kernel/http/upload.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { Actions, Alarm, Back, Button, Card, FileInput, Form, Note, Page, Select, Table } from '../../../ui/index.ts';
import { planInForce, titleIn } from '../measures/index.ts';
import { writeForm, writeTemplate } from './form-write.ts';
import {
  enterUpload,
  giveUpUpload,
  planOfForm,
  plansOfForms,
  sendForm,
  type UploadView,
  uploadView,
} from './upload.ts';
import { Findings, Would } from './upload-parts.tsx';
import { t } from './upload-text.ts';

const path = '/masa/plan/yukleme';
const access = 'plan.enterPlan';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const files = { form: { accepts: ['xlsx'], most: 10 * 1024 ** 2 } } as const;

const formQuery = Type.Object({ plan: Type.Optional(Type.String({ maxLength: 60 })) });

/** The form of a plan as a file: empty, or with what is entered. */
const taking = (name: string, write: typeof writeForm) =>
  route({
    method: 'GET',
    path: `${path}/${name}`,
    access,
    query: formQuery,
    async handler(request) {
      const standing = await planOfForm(request, request.query.plan);
      const called = `${standing.plan.code.replace(/[^\w.-]+/g, '-')}-${name}.xlsx`;
      const headers = { 'content-disposition': `attachment; filename="${called}"`, 'cache-control': 'no-store' };
      return stream(write(standing, request.lang), xlsx, headers);
    },
  });

const startRoute = route({
  method: 'GET',
  path,
  access,
  query: Type.Object({ oldu: Type.Optional(Type.String({ maxLength: 1 })) }),
  handler: async (request) => page(await start(request, { entered: request.query.oldu === '1' })),
});

const sendRoute = route({
  method: 'POST',
  path,
  access,
  body: formBody,
  files,
  async handler(request) {
    const plan = formValue(request.body, 'plan').slice(0, 60);
    const { taken, refused } = request.files.form ?? {};
    if (!taken) return page(await start(request, { plan, ...(refused && { refused }) }), 422);
    let id = '';
    const wrong = await refusedBy(async () => {
      id = await sendForm(request, { plan, file: taken.file, name: taken.name });
    });
    return wrong ? page(await start(request, { plan, refused: wrong }), wrong.status) : redirect(`${path}/${id}`);
  },
});

const viewRoute = route({
  method: 'GET',
  path: `${path}/:id`,
  access,
  params: idParam,
  handler: async (request) => page(view(request, await uploadView(request, request.params.id))),
});

const enterRoute = route({
  method: 'POST',
  path: `${path}/:id`,
  access,
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    if (formValue(request.body, 'do') === 'giveUp') {
      await giveUpUpload(request, id);
      return redirect(path);
    }
    const refused = await refusedBy(() => enterUpload(request, id), [409, 422]);
    if (!refused) return redirect(`${path}?oldu=1`);
    return page(view(request, await uploadView(request, id), refused), refused.status);
  },
});

interface Start {
  readonly plan?: string;
  readonly refused?: Refusal;
  readonly entered?: boolean;
}

async function start(request: Request, { plan, refused, entered = false }: Start): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const plans = await plansOfForms(request);
  const options = plans.map(({ code, title }) => ({ value: code, label: titleIn(title, lang) }));
  const chosen = plan ?? (await planInForce(request))?.code;
  const error = refused && pick(refused.text, lang);
  const field = { name: 'plan', label: t(lang, 'plan'), options, value: chosen };
  return (
    <Page frame={frame} title={t(lang, 'title')} error={refused !== undefined}>
      <Back href={frame.href('/masa/plan')}>{t(lang, 'back')}</Back>
      <div class="stack">
        {entered ? <Note>{t(lang, 'entered')}</Note> : null}
        {error ? <Alarm errors={[{ name: 'form', text: error }]} title={t(lang, 'notDone')} /> : null}
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <Card title={t(lang, 'take')}>
          <Table
            caption={t(lang, 'take')}
            quiet
            columns={[{ label: t(lang, 'plan') }, { label: t(lang, 'template') }, { label: t(lang, 'filled') }]}
            rows={plans.map(({ code, title }) => {
              const link = (name: string, words: string) => (
                <a href={frame.href(`${path}/${name}?${new URLSearchParams({ plan: code })}`)}>{words}</a>
              );
              return [
                titleIn(title, lang),
                link('sablon', t(lang, 'takeTemplate')),
                link('forma', t(lang, 'takeFilled')),
              ];
            })}
          />
        </Card>
        <Card title={t(lang, 'send')}>
          <Form action={frame.href(path)} files>
            <Select {...field} />
            <FileInput name="form" label={t(lang, 'file')} {...fileRules(files.form)} error={error} />
            <Actions>
              <Button>{t(lang, 'check')}</Button>
            </Actions>
          </Form>
        </Card>
      </div>
    </Page>
  );
}

function view(request: Request, given: UploadView, refused?: Refusal): VNode {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { id, name, plan, findings, would, hindered } = given;
  const wrong = findings.filter(({ notice }) => !notice);
  const said = refused ?? hindered;
  return (
    <Page frame={frame} title={t(lang, 'readTitle')} error={refused !== undefined}>
      <Back href={frame.href(path)}>{t(lang, 'again')}</Back>
      <div class="stack">
        {said ? <Alarm errors={[{ name: 'file', text: pick(said.text, lang) }]} title={t(lang, 'notDone')} /> : null}
        <p class="soft small">
          {name}, {titleIn(plan.title, lang)}
        </p>
        <h1>
          {wrong.length > 0 ? t(lang, 'errors', { count: formatNumber(wrong.length, lang) }) : t(lang, 'noErrors')}
        </h1>
        <Findings lang={lang} findings={wrong} caption={t(lang, 'byCell')} />
        <Findings lang={lang} findings={findings.filter(({ notice }) => notice)} caption={t(lang, 'notices')} />
        {would ? <Would lang={lang} would={would} /> : null}
        <Form action={frame.href(`${path}/${id}`)}>
          <Actions>
            {would && Object.values(would).some((count) => typeof count === 'number' && count > 0) ? (
              <Button name="do" value="enter">
                {t(lang, 'enter')}
              </Button>
            ) : null}
            <Button kind="second" name="do" value="giveUp">
              {t(lang, 'giveUp')}
            </Button>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

export const uploadRoutes = [
  startRoute,
  sendRoute,
  taking('sablon', writeTemplate),
  taking('forma', writeForm),
  viewRoute,
  enterRoute,
];
