import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  Page,
  Pagination,
  Radios,
  Select,
  TaskList,
  type TagState,
  TextInput,
} from '../../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { proposalsPath } from '../../concepts/path.ts';
import { t as ofConcepts } from '../../concepts/text/index.ts';
import { type EnteredKind, enteredKinds, entryKinds } from '../../kinds.ts';
import { startRequest } from '../actions.ts';
import { requestTypes, type RequestType } from '../entities.ts';
import { ownNamed } from '../names.ts';
import { t } from '../text/index.ts';
import { registrarOf } from '../../access.ts';
import { ownRequests } from '../views.ts';

/** Address of a request's page, without language. */
export const requestPath = (id: string) => `/masa/kataloq/${id}`;

/** The registrar's requests, and the form that opens a new one. */
export const requestsRoute = route({
  method: 'GET',
  path: '/masa/kataloq',
  access: 'catalogue.listRequests',
  query: pageQuery,
  async handler(request) {
    return page(await listView(request, Number(request.query.s ?? 1)));
  },
});

interface Typed {
  readonly type: RequestType;
  readonly kind: EnteredKind;
  readonly name: string;
  readonly institution: string;
}

/** Opens a draft and leads to it; what was typed comes back with what is wrong with it. */
export const newRequestRoute = route({
  method: 'POST',
  path: '/masa/kataloq',
  access: 'catalogue.startRequest',
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const { type } = typed;
    const known = type === 'establish' ? undefined : await ownNamed(request, typed);
    const isNew = type === 'establish' || (type === 'take_into_use' && known === undefined);
    let id = '';
    const refused = await refusedBy(async () => {
      id = await startRequest(request, {
        type,
        kind: typed.kind,
        institution: typed.institution,
        ...(isNew ? { title: typed.name } : { code: known ?? typed.name }),
      });
    }, [403, 409, 422]);
    if (!refused) return redirect(requestPath(id));
    return page(await listView(request, 1, { typed, refused }), refused.status);
  },
});

const typeNames = Object.keys(requestTypes) as [RequestType, ...RequestType[]];

function typedIn(body: FormBody): Typed {
  const among = <T extends string>(name: string, known: readonly [T, ...T[]]): T =>
    known.find((one) => one === formValue(body, name)) ?? known[0];
  return {
    type: among('type', typeNames),
    kind: among('kind', enteredKinds),
    name: formValue(body, 'name'),
    institution: formValue(body, 'institution').slice(0, 20),
  };
}

interface Wrong {
  readonly typed: Typed;
  readonly refused: Refusal;
}

async function listView(request: Request, at: number, wrong?: Wrong): Promise<VNode> {
  const found = await ownRequests(request, at);
  const institutions = await institutionsByCode(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'requests')} error={wrong !== undefined}>
      <div class="stack">
        <h1>{t(lang, 'requests')}</h1>
        <p class="lead">{t(lang, 'requestsLead')}</p>
        <p>
          <a href={frame.href('/masa/kataloq/yerlesme')}>{t(lang, 'hostingLink')}</a>
        </p>
        <p>
          <a href={frame.href(proposalsPath)}>{ofConcepts(lang, 'proposals')}</a>
        </p>
        <p>
          <a href={frame.href('/masa/kataloq/cedvel')}>{t(lang, 'tableLink')}</a>
        </p>
        <p>
          <a href={frame.href('/masa/kataloq/istisnalar')}>{t(lang, 'exceptionsLink')}</a>
        </p>
        {found.items.length === 0 ? (
          <EmptyState>{t(lang, 'none')}</EmptyState>
        ) : (
          <TaskList
            tasks={found.items.map(({ id, of, state }) => ({
              href: frame.href(requestPath(id)),
              title: pick(of.title, lang),
              about: of.reference,
              state: tagOf(of.status),
              tag: pick(state, lang),
            }))}
          />
        )}
        <Pagination page={at} pages={found.pages} href={(n) => frame.href(`/masa/kataloq?s=${n}`)} />
        <NewRequest frame={frame} own={registrarOf(request)} institutions={institutions} wrong={wrong} />
      </div>
    </Page>
  );
}

/** Colour of a request's standing. */
export function tagOf(status: string): TagState {
  if (status === 'waiting_for_applicant' || status === 'draft') return 'wait';
  if (status === 'decided') return 'done';
  return status === 'in_review' ? 'pace' : 'none';
}

interface NewRequestProps {
  readonly frame: Frame;
  readonly own: readonly string[];
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly wrong: Wrong | undefined;
}

function NewRequest({ frame, own, institutions, wrong }: NewRequestProps): VNode {
  const { lang } = frame;
  const choices = <K extends string>(
    of: Readonly<Record<K, { az: string; en: string; ru: string }>>,
    keys: readonly K[],
  ) => keys.map((value) => ({ value, label: pick(of[value], lang) }));
  const nameOf = (code: string) => institutions.get(code)?.name;
  const error = wrong && pick(wrong.refused.text, lang);
  return (
    <Card title={t(lang, 'newRequest')}>
      <div class="stack">
        <Alarm errors={error ? [{ name: 'name', text: error }] : []} title={t(lang, 'notDone')} />
        <Form action={frame.href('/masa/kataloq')}>
          <Radios
            name="type"
            label={t(lang, 'type')}
            choices={choices(requestTypes, Object.keys(requestTypes) as RequestType[])}
            value={wrong?.typed.type ?? 'take_into_use'}
          />
          <Select
            name="kind"
            label={t(lang, 'kind')}
            options={choices(entryKinds, enteredKinds)}
            value={wrong?.typed.kind ?? 'system'}
          />
          <TextInput
            name="name"
            label={t(lang, 'nameOrCode')}
            hint={t(lang, 'nameOrCodeHint')}
            value={wrong?.typed.name}
            error={error}
          />
          <Select
            name="institution"
            label={t(lang, 'institution')}
            options={own.map((code) => {
              const name = nameOf(code);
              return { value: code, label: name ? pick(name, lang) : code };
            })}
            value={wrong?.typed.institution ?? own[0]}
          />
          <Actions>
            <Button>{t(lang, 'begin')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
