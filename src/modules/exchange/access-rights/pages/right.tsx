import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, idParam, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Form,
  type Frame,
  Hidden,
  KeyFacts,
  Note,
  Table,
  Tag,
  TextArea,
} from '../../../../ui/index.ts';
import { ActionCard, InstancePage, pressedIn } from '../../../process/index.ts';
import { servicePath } from '../../services/path.ts';
import { actOnRight } from '../actions.ts';
import type { RightContent } from '../content.ts';
import { rightDeskPath, rightPath } from '../path.ts';
import { namesIn, type RightNames, type RightView, rightView } from '../reading.ts';
import { type Consequence, narrowedIn } from '../rules.ts';
import type { Standing } from '../standing.ts';
import { t } from '../text/index.ts';
import { partTitle } from '../text/parts.ts';
import { contentOf, offeredFields, type TypedContent, typedIn, typedOf } from '../typed.ts';
import {
  Conditions,
  conditionsOf,
  EndpointNames,
  FieldNames,
  Ground,
  PartOf,
  purposeTitle,
  tagOf,
} from './content.tsx';
import { ContentForm, errorAt, questionOf } from './form.tsx';

/** One right, for who asked and who decides. */
export const rightRoute = route({
  method: 'GET',
  path: `${rightDeskPath}/:id`,
  access: 'exchange.openRights',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

/** One action on it; `recommend` comes with what is proposed. */
export const actRoute = route({
  method: 'POST',
  path: `${rightDeskPath}/:id/emel`,
  access: 'exchange.openRights',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const { body } = request;
    const pressed = pressedIn(body);
    const { action, note } = pressed;
    const typed = action === 'recommend' ? typedIn(body) : undefined;
    const refused = await refusedBy(async () => {
      const proposed = typed ? await proposedIn(request, id, typed) : undefined;
      await actOnRight(request, { id, ...pressed, ...(proposed ? { proposed } : {}) });
    }, [409, 422]);
    return refused ? page(await drawn(request, id, { refused, note, typed }), refused.status) : redirect(rightPath(id));
  },
});

/** Somebody’s time runs only while something is to be decided. */
const runs = (standing: Standing): boolean => standing === 'asked' || standing === 'reconfirming';

async function proposedIn(request: Request, id: string, typed: TypedContent): Promise<RightContent> {
  const { row, service } = await rightView(request, id);
  return contentOf(typed, service.endpoints, row.asked);
}

interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
  readonly typed: TypedContent | undefined;
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view = await rightView(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { of, row } = view;
  const title = pick(of.title, lang);
  const field = wrong?.typed ? questionOf(wrong.refused.code) : 'note';
  return (
    <InstancePage
      frame={frame}
      back={{ path: rightDeskPath, title: t(lang, 'deskTitle') }}
      title={title}
      about={
        <>
          {of.reference} <Tag state={tagOf(row.standing)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={wrong ? [{ name: field, text: pick(wrong.refused.text, lang) }] : []}
      progress={{ ...view, clock: runs(row.standing) ? view.clock : undefined }}
      aside={
        <ActionCard
          lang={lang}
          title={t(lang, 'decision')}
          action={frame.href(`${rightPath(id)}/emel`)}
          actions={view.actions.filter(({ action, blocked }) => action !== 'recommend' || blocked)}
          version={of.version}
          formKey={newId(request.vahid.now().getTime())}
          note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
        />
      }
    >
      <Content request={request} frame={frame} view={view} names={await namesIn(request, [view.row])} />
      <Proposing request={request} frame={frame} view={view} wrong={wrong} />
    </InstancePage>
  );
}

interface ContentProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly view: RightView;
  readonly names: RightNames;
}

function Content({ request, frame, view, names }: ContentProps): VNode {
  const { lang } = frame;
  const { row, service, consequence } = view;
  const content = row.granted ?? row.proposed ?? row.asked;
  const nameOf = (code: string) => pick(names.institution(code), lang);
  const conditions = conditionsOf(request, content);
  return (
    <>
      <h2>{t(lang, row.granted ? 'contentGranted' : 'content')}</h2>
      <KeyFacts
        facts={[
          { term: t(lang, 'caller'), value: `${nameOf(row.institution)}, ${pick(names.system(row.system), lang)}` },
          {
            term: t(lang, 'service'),
            value: <a href={frame.href(servicePath(service.system, service.code))}>{pick(service.title, lang)}</a>,
          },
          { term: t(lang, 'provider'), value: nameOf(row.provider) },
          { term: t(lang, 'endpoints'), value: <EndpointNames content={content} endpoints={service.endpoints} /> },
          { term: t(lang, 'purpose'), value: purposeTitle(request, content.purpose) },
          { term: t(lang, 'act'), value: <Ground request={request} content={content} /> },
          {
            term: t(lang, 'fields'),
            value: <FieldNames request={request} fields={content.fields} endpoints={service.endpoints} exact />,
          },
          {
            term: t(lang, 'conditions'),
            value: conditions.length === 0 ? t(lang, 'conditionNone') : <Conditions list={conditions} />,
          },
          { term: t(lang, 'until'), value: formatDate(content.until, lang) },
          { term: t(lang, 'sentReason'), value: row.reason },
        ]}
      />
      {row.standing === 'asked' || content === row.asked ? null : (
        <Narrowed request={request} view={view} content={content} />
      )}
      {row.standing === 'asked' && row.proposed ? (
        <Narrowed request={request} view={view} content={row.proposed} />
      ) : null}
      {consequence && row.granted ? <Changed frame={frame} consequence={consequence} /> : null}
    </>
  );
}

interface NarrowedProps {
  readonly request: Request;
  readonly view: RightView;
  readonly content: RightContent;
}

/** Where less is proposed or granted than was asked. */
function Narrowed({ request, view: { row, service }, content }: NarrowedProps): VNode | null {
  const { lang } = request;
  const parts = narrowedIn(row.asked, content);
  if (parts.length === 0) return null;
  const one = (part: (typeof parts)[number], of: RightContent) => (
    <PartOf request={request} part={part} content={of} endpoints={service.endpoints} />
  );
  const given = t(lang, row.granted ? 'granted' : 'proposed');
  return (
    <>
      <h2>{t(lang, 'narrowed')}</h2>
      <Table
        caption={t(lang, 'narrowed')}
        quiet
        columns={[
          { label: t(lang, 'part') },
          { label: t(lang, 'asked'), onPhone: t(lang, 'asked') },
          { label: given, onPhone: given },
        ]}
        rows={parts.map((part) => [partTitle(lang, part), one(part, row.asked), one(part, content)])}
      />
    </>
  );
}

function Changed({
  frame: { lang },
  consequence,
}: {
  readonly frame: Frame;
  readonly consequence: Consequence;
}): VNode {
  const { lost, lostFields, gained, changed } = consequence;
  const lines = [
    ['lost', [...lost, ...lostFields]],
    ['gained', gained],
    ['altered', changed],
  ] as const;
  return (
    <Note>
      <h3>{t(lang, 'changed')}</h3>
      <p>{t(lang, 'changedLead')}</p>
      <ul>
        {lines
          .filter(([, names]) => names.length > 0)
          .map(([key, names]) => (
            <li>
              {t(lang, key)}: {names.join(', ')}
            </li>
          ))}
      </ul>
    </Note>
  );
}

interface ProposingProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly view: RightView;
  readonly wrong: Wrong | undefined;
}

/** For the officer who looks at it: what was asked, to be left so or made less. */
function Proposing({ request, frame, view, wrong }: ProposingProps): VNode | null {
  const { lang } = frame;
  const { row, service, of } = view;
  if (!view.actions.some(({ action, blocked }) => action === 'recommend' && !blocked)) return null;
  const { endpoints } = service;
  return (
    <Card title={t(lang, 'proposal')}>
      <div class="stack">
        <p>{t(lang, 'proposalLead')}</p>
        <Form action={frame.href(`${rightPath(row.id)}/emel`)}>
          <Hidden name="key" value={newId(request.vahid.now().getTime())} />
          <Hidden name="version" value={String(of.version)} />
          <ContentForm
            request={request}
            endpoints={endpoints}
            typed={wrong?.typed ?? typedOf(row.proposed ?? row.asked, endpoints, offeredFields(endpoints))}
            error={errorAt(wrong?.typed ? wrong.refused : undefined, lang)}
            isProposal
          />
          <TextArea
            name="note"
            label={t(lang, 'note')}
            hint={t(lang, 'noteHint')}
            rows={3}
            optional
            value={wrong?.note}
          />
          <Actions>
            <Button name="do" value="recommend">
              {t(lang, 'propose')}
            </Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
