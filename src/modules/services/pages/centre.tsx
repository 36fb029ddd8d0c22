import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { type FormBody, formBody, formValue, page, redirect, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDateTime, pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, Card, Form, type Frame, Hidden, Note, Page } from '../../../ui/index.ts';
import { type FieldError, Radios, Select, TextInput } from '../../../ui/index.ts';
import { centreView, type Consent, startForCitizen } from '../actions/assisting.ts';
import { codeWrong, notAtCentre, paperNeeded } from '../refusals.ts';
import type { AssistedDraft, CentreView } from '../views.ts';
import { centrePath } from './assist-note.tsx';
import { assistTexts } from './text/assist.ts';

/** A beginning that was refused, as it was typed. */
interface WrongStart {
  readonly body: FormBody;
  readonly errors: readonly FieldError[];
}

interface CentreProps {
  readonly frame: Frame;
  readonly view: CentreView;
  /** An application was sent just now. */
  readonly sent?: boolean;
  readonly wrong?: WrongStart;
}

/** The clerk's page: what is begun, and the beginning of another application. */
export function CentrePage({ frame, view, sent = false, wrong }: CentreProps): VNode {
  const { lang } = frame;
  const words = assistTexts[lang];
  return (
    <Page frame={frame} title={words.title} error={wrong !== undefined}>
      <Alarm errors={wrong?.errors ?? []} />
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="soft">{pick(view.centre, lang)}</p>
        {sent ? (
          <Note>
            <p>{words.sent}</p>
          </Note>
        ) : null}
        <p>{words.lead}</p>
        <Card title={words.fresh}>
          <StartForm frame={frame} view={view} wrong={wrong} />
        </Card>
        <Card title={words.begun}>
          {view.drafts.length === 0 ? (
            <p class="small soft">{words.noneBegun}</p>
          ) : (
            <Drafts frame={frame} drafts={view.drafts} />
          )}
        </Card>
      </div>
    </Page>
  );
}

function Drafts({ frame, drafts }: { frame: Frame; drafts: readonly AssistedDraft[] }): VNode {
  const { lang } = frame;
  const words = assistTexts[lang];
  return (
    <ul class="rows">
      {drafts.map(({ id, reference, title, begun, key }) => (
        <li>
          {reference}, {pick(title, lang)}{' '}
          <span class="soft small">
            {words.begunOn} {formatDateTime(begun, lang)}
          </span>
          <br />
          <a href={frame.href(`/muracietler/${id}/yoxlama`)}>
            {words.goOn}
            <span class="hidden">: {reference}</span>
          </a>
          <Form action={frame.href(`/muracietler/${id}/geri-gotur`)}>
            <Hidden name="key" value={key} />
            <Actions>
              <Button kind="grave">
                {words.discard}
                <span class="hidden">: {reference}</span>
              </Button>
            </Actions>
          </Form>
        </li>
      ))}
    </ul>
  );
}

interface StartProps {
  readonly frame: Frame;
  readonly view: CentreView;
  readonly wrong: WrongStart | undefined;
}

function StartForm({ frame, view, wrong }: StartProps): VNode {
  const { lang } = frame;
  const words = assistTexts[lang];
  const field = (name: string) => ({
    name,
    value: wrong ? formValue(wrong.body, name) : undefined,
    error: wrong?.errors.find((error) => error.name === name)?.text,
  });
  return (
    <Form action={frame.href(centrePath)}>
      <Select
        {...field('service')}
        label={words.service}
        none={words.serviceNone}
        options={view.services.map(({ name, title }) => ({ value: name, label: pick(title, lang) }))}
      />
      <TextInput {...field('fin')} label={words.fin} hint={words.finHint} max={7} short />
      <Radios
        {...field('consent')}
        label={words.consent}
        choices={[
          {
            value: 'code',
            label: words.byCode,
            hint: words.byCodeHint,
            reveals: <TextInput {...field('code')} label={words.code} max={7} short keyboard="numeric" />,
          },
          {
            value: 'paper',
            label: words.byPaper,
            hint: words.byPaperHint,
            reveals: <TextInput {...field('paper')} label={words.paper} max={60} short />,
          },
        ]}
      />
      <Actions>
        <Button>{words.start}</Button>
      </Actions>
    </Form>
  );
}

export const centreRoute = route({
  method: 'GET',
  path: centrePath,
  access: 'services.assist',
  query: Type.Object({ gonderildi: Type.Optional(Type.Literal('1')) }),
  async handler(request) {
    const view = await centreView(request);
    const sent = request.query.gonderildi !== undefined;
    return page(<CentrePage frame={frameOf(request, 'desk')} view={view} sent={sent} />);
  },
});

export const centreStartRoute = route({
  method: 'POST',
  path: centrePath,
  access: 'services.assist',
  body: formBody,
  async handler(request) {
    const { body, lang } = request;
    const words = assistTexts[lang];
    const again = async (errors: readonly FieldError[]) => {
      const view = await centreView(request);
      return page(<CentrePage frame={frameOf(request, 'desk')} view={view} wrong={{ body, errors }} />, 422);
    };
    const consent = consentIn(body);
    const [service, fin] = [formValue(body, 'service'), formValue(body, 'fin')];
    const missing = [
      ...(service === '' ? [{ name: 'service', text: words.serviceNeeded }] : []),
      ...(consent ? [] : [{ name: 'consent', text: words.consentNeeded }]),
    ];
    if (missing.length > 0 || !consent) return again(missing);
    let begun: { id: string; page: string } | undefined;
    const refused = await refusedBy(async () => {
      begun = await startForCitizen(request, { service, fin, consent });
    });
    if (refused || !begun) return again(refused ? [{ name: placeOf(refused), text: pick(refused.text, lang) }] : []);
    return redirect(`/muracietler/${begun.id}/sual/${begun.page}`);
  },
});

function consentIn(body: FormBody): Consent | undefined {
  const by = formValue(body, 'consent');
  if (by === 'code') return { by, code: formValue(body, 'code') };
  return by === 'paper' ? { by, number: formValue(body, 'paper') } : undefined;
}

/** The field that a refusal is about. */
function placeOf({ code }: Refusal): string {
  if (code === codeWrong.code) return 'code';
  if (code === paperNeeded.code) return 'paper';
  return code === notAtCentre.code ? 'service' : 'fin';
}
