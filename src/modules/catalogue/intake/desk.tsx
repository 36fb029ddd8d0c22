import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { isTooDeep } from '../../../kernel/http/limits.ts';
import { formBody, page, type Request, route, stream } from '../../../kernel/http/route.ts';
import { type BroughtFile, fileRules } from '../../../kernel/http/upload.ts';
import { fileKinds, mediaTypes } from '../../../kernel/file-kind.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { inAll, pick, type Text } from '../../../language/index.ts';
import { XlsxError } from '../../../protocols/xlsx/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  ButtonLink,
  FileInput,
  Form,
  type Frame,
  Page,
  Table,
  TaskList,
} from '../../../ui/index.ts';
import { requestPath } from '../requests/pages/list.tsx';
import { enteredKinds } from '../kinds.ts';
import { draftFile, type Drafted, draftTitle, mostDrafts } from './drafts.ts';
import type { IntakeError } from './finding.ts';
import { t } from './text.ts';
import { writeTemplate } from './write.ts';

const path = '/masa/kataloq/cedvel';
const templatePath = `${path}/sablon`;
const files = { table: { accepts: ['xlsx', 'json'], most: 5 * 1024 ** 2 } } as const;

/** The form by which a registrar sends many entries at once. */
export const intakeRoute = route({
  method: 'GET',
  path,
  access: 'catalogue.startRequest',
  handler: async (request) => page(<Sending frame={frameOf(request, 'desk')} />),
});

export const templateRoute = route({
  method: 'GET',
  path: templatePath,
  access: 'catalogue.startRequest',
  handler: async ({ lang }) =>
    stream(writeTemplate(enteredKinds, lang), mediaTypes.xlsx, {
      'content-disposition': `attachment; filename="kataloq-${lang}${fileKinds.xlsx.endings[0]}"`,
    }),
});

/** Sent again, the same file meets its own drafts: nothing is made twice. */
export const sendIntakeRoute = route({
  method: 'POST',
  path,
  access: 'catalogue.startRequest',
  body: formBody,
  files,
  async handler(request) {
    const frame = frameOf(request, 'desk');
    const { taken, refused } = request.files.table ?? {};
    const drafted = taken ? await draftFrom(request, taken) : (refused?.text ?? inAll(''));
    if ('az' in drafted) return page(<Sending frame={frame} error={pick(drafted, frame.lang)} />, 422);
    const { errors, isMore } = drafted;
    if (errors.length > 0) return page(<Sending frame={frame} errors={errors} isMore={isMore} />, 422);
    return page(<Made frame={frame} drafted={drafted} />);
  },
});

const say = (key: 'notJson' | 'nothing'): Text => ({ az: t('az', key), en: t('en', key), ru: t('ru', key) });

/** What became of the file, or why it could not be read. */
async function draftFrom(request: Request, { file, kind }: BroughtFile): Promise<Drafted | Text> {
  try {
    const json = kind === 'json' ? parsed(Buffer.from(await file.read(0, file.size)).toString()) : undefined;
    if (kind === 'json' && json === undefined) return say('notJson');
    const drafted = await draftFile(request, kind === 'json' ? { json } : { workbook: file });
    const { drafts, unchanged, errors } = drafted;
    return drafts.length + unchanged + errors.length === 0 ? say('nothing') : drafted;
  } catch (error) {
    if (error instanceof XlsxError) return error.text;
    if (error instanceof Refusal && error.status === 409) return error.text;
    throw error;
  }
}

function parsed(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

interface SendingProps {
  readonly frame: Frame;
  readonly error?: string;
  readonly errors?: readonly IntakeError[];
  readonly isMore?: boolean | undefined;
}

function Sending({ frame, error, errors = [], isMore }: SendingProps): VNode {
  const { lang, href } = frame;
  const said = errors.length > 0 ? t(lang, isMore ? 'atLeast' : 'wrongCells', { count: errors.length }) : error;
  return (
    <Page frame={frame} title={t(lang, 'title')} error={said !== undefined}>
      <Back href={href('/masa/kataloq')}>{t(lang, 'requests')}</Back>
      <div class="stack">
        <Alarm errors={said === undefined ? [] : [{ name: 'table', text: said }]} title={t(lang, 'notDone')} />
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <p>
          <a href={href(templatePath)}>{t(lang, 'template')}</a>
        </p>
        <p class="soft">{t(lang, 'templateLead')}</p>
        <Form action={href(path)} files>
          <FileInput
            name="table"
            label={t(lang, 'file')}
            hint={t(lang, 'fileHint', { most: mostDrafts })}
            {...fileRules(files.table)}
            error={said}
          />
          <Actions>
            <Button>{t(lang, 'send')}</Button>
          </Actions>
        </Form>
        {errors.length > 0 ? <WrongCells frame={frame} errors={errors} /> : null}
      </div>
    </Page>
  );
}

const shown = 100;

/** As one goes through the table: sheet by sheet, row by row. */
function inOrder(errors: readonly IntakeError[]): readonly IntakeError[] {
  const sheets = [...new Set(errors.map(({ sheet }) => sheet))];
  return errors.toSorted((a, b) => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.row - b.row);
}

function WrongCells({ frame: { lang }, errors }: { frame: Frame; errors: readonly IntakeError[] }): VNode {
  const title = t(lang, 'wrong', { count: errors.length });
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'cell') },
          { label: t(lang, 'sheet'), onPhone: t(lang, 'sheet') },
          { label: t(lang, 'what') },
          { label: t(lang, 'remedy') },
        ]}
        rows={inOrder(errors)
          .slice(0, shown)
          .map(({ sheet, cell, column, message, remedy }) => [
            column === '' || sheet === 'JSON' ? cell : `${cell}, ${column}`,
            sheet,
            pick(message, lang),
            pick(remedy, lang),
          ])}
      />
      {errors.length > shown ? <p>{t(lang, 'more', { count: errors.length - shown })}</p> : null}
    </>
  );
}

function Made({ frame, drafted: { drafts, unchanged } }: { frame: Frame; drafted: Drafted }): VNode {
  const { lang, href } = frame;
  const title = t(lang, 'done', { count: drafts.length });
  return (
    <Page frame={frame} title={title}>
      <Back href={href('/masa/kataloq')}>{t(lang, 'requests')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        {drafts.length > 0 ? <p class="lead">{t(lang, 'next')}</p> : null}
        {unchanged > 0 ? <p>{t(lang, 'unchanged', { count: unchanged })}</p> : null}
        {drafts.length > 0 ? (
          <TaskList
            tasks={drafts.map((draft) => ({ href: href(requestPath(draft.id)), title: pick(draftTitle(draft), lang) }))}
          />
        ) : null}
        <Actions>
          <ButtonLink kind="second" href={href(path)}>
            {t(lang, 'another')}
          </ButtonLink>
        </Actions>
      </div>
    </Page>
  );
}

export const intakeRoutes = [intakeRoute, templateRoute, sendIntakeRoute];
