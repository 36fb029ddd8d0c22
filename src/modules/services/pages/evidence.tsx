import type { VNode } from 'preact';
import { download } from '../../../kernel/http/download.ts';
import { fileMissing, fileRules, type FileFields } from '../../../kernel/http/upload.ts';
import { type FormBody, formValue, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import type { Lang, Text } from '../../../language/index.ts';
import { Button, fieldId, FileInput } from '../../../ui/index.ts';
import { deskEvidence, evidenceParams } from '../actions/evidence.ts';
import { addEvidence, filesOfPage, ownEvidence, removeEvidence } from '../actions/own.ts';
import { agreementEvidence } from '../actions/agreeing.ts';
import { opinionEvidence } from '../actions/opinion-desk.ts';
import { reviewEvidence } from '../actions/reviewing.ts';
import { aboutEvidence } from '../rules/evidence.ts';
import type { AnswerFiles, EvidenceView } from '../views.ts';
import { evidenceTexts } from './text/evidence.ts';

/** Addresses of the files of a case, for whom a page is. */
export const ownFilePath = (id: string, evidence: string): string => `/muracietler/${id}/fayl/${evidence}`;
export const deskFilePath = (id: string, evidence: string): string => `/masa/is/${id}/fayl/${evidence}`;
export const agreementFilePath = (id: string, evidence: string): string => `/raziliq/${id}/fayl/${evidence}`;
export const reviewFilePath = (id: string, evidence: string): string => `/ekspert-reyleri/${id}/fayl/${evidence}`;
export const opinionFilePath = (id: string, evidence: string): string => `/masa/rey/${id}/fayl/${evidence}`;

interface EvidenceListProps {
  readonly files: readonly EvidenceView[];
  readonly lang: Lang;
  /** Undefined: it is named, not given. */
  readonly href: ((evidence: string) => string) | undefined;
}

/** Files with their kind and size; each is saved, never shown by the browser. */
export function EvidenceList({ files, lang, href }: EvidenceListProps): VNode {
  return (
    <>
      {files.map((file, index) => (
        <>
          {index > 0 ? <br /> : null}
          <EvidenceLink file={file} lang={lang} href={href} />
        </>
      ))}
    </>
  );
}

/** One of them. */
export function EvidenceLink({ file, lang, href }: Omit<EvidenceListProps, 'files'> & { file: EvidenceView }): VNode {
  return (
    <>
      {href ? (
        <a href={href(file.id)} download>
          {file.name}
        </a>
      ) : (
        file.name
      )}{' '}
      <span class="soft small">{about(file, lang)}</span>
    </>
  );
}

const about = ({ kind, size }: EvidenceView, lang: Lang): string =>
  kind === 'pdf' || kind === 'jpeg' || kind === 'png' ? aboutEvidence({ kind, size }, lang) : '';

interface FilesQuestionProps {
  readonly field: AnswerFiles;
  /** The question in the words of its page. */
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  /** The application was sent already: what was in it then stays for the officials. */
  readonly sent: boolean;
  readonly lang: Lang;
  readonly href: (evidence: string) => string;
}

/** The question for files: one at a time is chosen and added; what is there can be taken out again. */
export function FilesQuestion({ field, label, hint, error, sent, lang, href }: FilesQuestionProps): VNode {
  const words = evidenceTexts[lang];
  const { name, files, accepts, mostBytes: most, mostFiles, optional } = field;
  const several = mostFiles > 1;
  const more = several ? words.oneByOne(mostFiles) : files.length > 0 ? words.replaces : undefined;
  const isFull = several && files.length >= mostFiles;
  return (
    <>
      {isFull ? (
        <>
          <h1 id={fieldId(name)}>{label}</h1>
          <p class="hint">{words.full(mostFiles)}</p>
        </>
      ) : (
        <>
          <FileInput
            name={name}
            label={label}
            hint={[hint, more].filter(Boolean).join(' ') || undefined}
            error={error}
            optional={optional}
            heading
            {...fileRules({ accepts, most })}
          />
          <p class="actions">
            <Button kind="second" name="do" value="add">
              {words.add}
            </Button>
          </p>
        </>
      )}
      {files.length > 0 ? (
        <>
          <h2>{words.added}</h2>
          {sent ? <p class="hint">{words.sentStays}</p> : null}
          <ul class="rows">
            {files.map((file) => (
              <li class="actions">
                <span>
                  <EvidenceLink file={file} lang={lang} href={href} />
                </span>{' '}
                <Button kind="grave" name="do" value={`${removing}${file.id}`}>
                  {words.remove}
                  <span class="hidden">: {file.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

const removing = 'remove:';
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Bringing = Request<{ id: string; page: string }, unknown, FormBody>;

/** What a form of a question may bring; parameters that are no such are refused later. */
export async function questionFiles(
  request: Parameters<typeof filesOfPage>[0] & { readonly params: unknown },
): Promise<FileFields> {
  const { id, page } = request.params as { readonly id?: unknown; readonly page?: unknown };
  if (typeof id !== 'string' || typeof page !== 'string' || !anId.test(id)) return {};
  return filesOfPage(request, { id, page });
}

/**
 * Takes what a form of the page sent: a file, or one that is to go. `stays`: the page is shown again; `wrong`: why the
 * file was not taken.
 */
export async function takeFile(request: Bringing, name: string): Promise<{ stays: boolean; wrong?: Text }> {
  const { params, body, files } = request;
  const pressed = formValue(body, 'do');
  if (pressed.startsWith(removing)) {
    const evidence = pressed.slice(removing.length);
    if (anId.test(evidence)) await removeEvidence(request, { ...params, evidence });
    return { stays: true };
  }
  const { taken, refused } = files[name] ?? {};
  if (refused) return { stays: true, wrong: refused.text };
  if (taken) {
    const denied = await refusedBy(() => addEvidence(request, { ...params, brought: taken }));
    return denied ? { stays: true, wrong: denied.text } : { stays: pressed === 'add' };
  }
  return pressed === 'add' ? { stays: true, wrong: fileMissing().text } : { stays: false };
}

export const ownFileRoute = route({
  method: 'GET',
  path: '/muracietler/:id/fayl/:evidence',
  access: 'services.readCase',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await ownEvidence(request, request.params);
    return download(request, file, name);
  },
});

export const deskFileRoute = route({
  method: 'GET',
  path: '/masa/is/:id/fayl/:evidence',
  access: 'services.readDeskCase',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await deskEvidence(request, request.params);
    return download(request, file, name);
  },
});

export const opinionFileRoute = route({
  method: 'GET',
  path: '/masa/rey/:id/fayl/:evidence',
  access: 'services.readOpinion',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await opinionEvidence(request, request.params);
    return download(request, file, name);
  },
});

export const reviewFileRoute = route({
  method: 'GET',
  path: '/ekspert-reyleri/:id/fayl/:evidence',
  access: 'services.readReview',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await reviewEvidence(request, request.params);
    return download(request, file, name);
  },
});

export const agreementFileRoute = route({
  method: 'GET',
  path: '/raziliq/:id/fayl/:evidence',
  access: 'services.readAgreement',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await agreementEvidence(request, request.params);
    return download(request, file, name);
  },
});
