import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  page,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
import { type BroughtFile, fileRules } from '../../../../kernel/http/upload.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { type Lang, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  EmptyState,
  FileInput,
  Form,
  type Frame,
  Page,
  Select,
  TaskList,
  TextArea,
  TextInput,
  YesNo,
} from '../../../../ui/index.ts';
import { rightDeskPath } from '../../access-rights/path.ts';
import { directoryPath } from '../../directory/path.ts';
import { openService, type ServiceWords } from '../actions.ts';
import { serviceAtDesk, serviceDeskPath } from '../path.ts';
import { type OwnServices, ownServices } from '../reading.ts';
import { t } from '../text/index.ts';

export const documentFile = { openapi: { accepts: ['json', 'yaml'], most: 2 * 1024 ** 2 } } as const;

/** At the desk: services of one's own institution, and the form for a new one. */
export const serviceDeskRoute = route({
  method: 'GET',
  path: serviceDeskPath,
  access: 'exchange.openServices',
  handler: async (request) => page(await drawn(request)),
});

export const newServiceRoute = route({
  method: 'POST',
  path: serviceDeskPath,
  access: 'exchange.keepService',
  body: formBody,
  files: documentFile,
  async handler(request) {
    const typed = typedIn(request.body);
    const { taken, refused: noFile } = request.files.openapi ?? {};
    let id = '';
    const refused =
      noFile ??
      (await refusedBy(async () => {
        id = await openService(request, { ...typed, ...wordsOf(typed), openapi: await textOf(taken) });
      }, [409, 422]));
    return refused ? page(await drawn(request, { refused, typed }), refused.status) : redirect(serviceAtDesk(id));
  },
});

/** What a file holds, as text. */
export async function textOf(taken: BroughtFile | undefined): Promise<string> {
  return taken ? Buffer.from(await taken.file.read(0, taken.file.size)).toString('utf8') : '';
}

export type Typed = Readonly<
  Record<'system' | 'code' | 'personal' | `${'title' | 'purpose'}${'Az' | 'En' | 'Ru'}`, string>
>;

export const typedIn = (body: FormBody): Typed => ({
  system: formValue(body, 'system').slice(0, 100),
  code: formValue(body, 'code').slice(0, 63),
  personal: formValue(body, 'personal'),
  titleAz: formValue(body, 'titleAz').slice(0, 200),
  titleEn: formValue(body, 'titleEn').slice(0, 200),
  titleRu: formValue(body, 'titleRu').slice(0, 200),
  purposeAz: formValue(body, 'purposeAz').slice(0, 1000),
  purposeEn: formValue(body, 'purposeEn').slice(0, 1000),
  purposeRu: formValue(body, 'purposeRu').slice(0, 1000),
});

export const wordsOf = (typed: Typed): ServiceWords => ({
  title: { az: typed.titleAz, en: typed.titleEn, ru: typed.titleRu },
  purpose: { az: typed.purposeAz, en: typed.purposeEn, ru: typed.purposeRu },
  // Nothing chosen is taken for the careful answer.
  personal: typed.personal !== 'no',
});

export interface Wrong {
  readonly refused: Refusal;
  readonly typed: Typed;
}

const atField = (code: string): string => {
  const fields: Readonly<Record<string, string>> = {
    'exchange.service_system': 'system',
    'exchange.service_code': 'code',
    'exchange.service_taken': 'code',
    'exchange.service_words': 'titleAz',
  };
  return fields[code] ?? 'openapi';
};

export const errorOf = (wrong: Wrong | undefined, name: string, lang: Lang): string | undefined =>
  wrong && atField(wrong.refused.code) === name ? pick(wrong.refused.text, lang) : undefined;

export const alarmOf = (wrong: Wrong | undefined, lang: Lang) =>
  wrong ? [{ name: atField(wrong.refused.code), text: pick(wrong.refused.text, lang) }] : [];

async function drawn(request: Request, wrong?: Wrong): Promise<VNode> {
  const own = await ownServices(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'deskTitle')} error={wrong !== undefined}>
      <Back href={frame.href(directoryPath)}>{t(lang, 'exchange')}</Back>
      <div class="stack">
        <h1>{t(lang, 'deskTitle')}</h1>
        <p class="lead">{t(lang, 'deskLead')}</p>
        <p>
          <a href={frame.href(rightDeskPath)}>{t(lang, 'ourRights')}</a>
        </p>
        <Alarm errors={alarmOf(wrong, lang)} title={t(lang, 'notDone')} />
        <Own frame={frame} own={own} />
        <Card title={t(lang, 'newService')}>
          {own.systems.length === 0 ? (
            <EmptyState href={frame.href('/masa/kataloq')} action={t(lang, 'toCatalogue')}>
              {t(lang, 'noSystems')}
            </EmptyState>
          ) : (
            <NewService frame={frame} own={own} wrong={wrong} />
          )}
        </Card>
      </div>
    </Page>
  );
}

function Own({ frame, own: { services } }: { readonly frame: Frame; readonly own: OwnServices }): VNode {
  const { lang } = frame;
  if (services.length === 0) return <EmptyState>{t(lang, 'ownNone')}</EmptyState>;
  return (
    <TaskList
      tasks={services.map((one) => ({
        href: frame.href(serviceAtDesk(one.id)),
        title: pick(one.title, lang),
        about: `${one.system}/${one.code}${one.version === null ? '' : `, ${t(lang, 'version')} ${one.version}`}`,
        state: one.draft ? 'wait' : 'done',
        tag: t(lang, one.draft ? 'draft' : 'published'),
      }))}
    />
  );
}

interface NewProps {
  readonly frame: Frame;
  readonly own: OwnServices;
  readonly wrong: Wrong | undefined;
}

function NewService({ frame, own, wrong }: NewProps): VNode {
  const { lang } = frame;
  return (
    <Form action={frame.href(serviceDeskPath)} files>
      <Select
        name="system"
        label={t(lang, 'system')}
        options={own.systems.map(({ code, title }) => ({ value: code, label: pick(title, lang) }))}
        value={wrong?.typed.system}
        error={errorOf(wrong, 'system', lang)}
      />
      <TextInput
        name="code"
        label={t(lang, 'code')}
        hint={t(lang, 'codeHint')}
        max={63}
        value={wrong?.typed.code}
        error={errorOf(wrong, 'code', lang)}
      />
      <WordFields lang={lang} typed={wrong?.typed} error={errorOf(wrong, 'titleAz', lang)} />
      <FileInput
        name="openapi"
        label={t(lang, 'file')}
        hint={t(lang, 'fileHint')}
        {...fileRules(documentFile.openapi)}
        error={errorOf(wrong, 'openapi', lang)}
      />
      <Actions>
        <Button>{t(lang, 'make')}</Button>
      </Actions>
    </Form>
  );
}

interface WordProps {
  readonly lang: Lang;
  readonly typed: Typed | undefined;
  readonly error: string | undefined;
}

/** Title, purpose and personal data: what a new service and a new version both ask for. */
export function WordFields({ lang, typed, error }: WordProps): VNode {
  return (
    <>
      {(['titleAz', 'titleEn', 'titleRu'] as const).map((name) => (
        <TextInput
          name={name}
          label={t(lang, name)}
          max={200}
          value={typed?.[name]}
          error={name === 'titleAz' ? error : undefined}
        />
      ))}
      {(['purposeAz', 'purposeEn', 'purposeRu'] as const).map((name) => (
        <TextArea
          name={name}
          label={t(lang, name)}
          hint={t(lang, 'purposeHint')}
          max={1000}
          rows={3}
          value={typed?.[name]}
        />
      ))}
      <YesNo
        name="personal"
        label={t(lang, 'personalAsk')}
        hint={t(lang, 'personalHint')}
        value={typed ? (typed.personal === 'no' ? 'no' : 'yes') : 'yes'}
      />
    </>
  );
}
