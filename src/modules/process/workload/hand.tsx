import type { VNode } from 'preact';
import { Type } from 'typebox';
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
import { formatDate, pick, small } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Checkboxes,
  EmptyState,
  Form,
  type Frame,
  Note,
  Page,
  Pagination,
  Select,
  TextArea,
} from '../../../ui/index.ts';
import { type Handed, longestReason, reassign } from '../handing.ts';
import { nobodyChosen, reasonNeeded, reasonTooLong } from '../refusals.ts';
import { handPath, nobodys, officialName } from './page.tsx';
import { workloadPath } from './path.ts';
import { casesPage, handing, type HandingLine, handingOf, type HandingView } from './reading.ts';
import { t } from './text.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const params = Type.Object({
  institution: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
  whose: Type.String({ pattern: `^(${nobodys}|${uuid})$` }),
});
const query = Type.Object({
  s: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })),
  /** All cases of the page are chosen. */
  hamisi: Type.Optional(Type.Literal('1')),
  /** How many were given just now. */
  verildi: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
});

/** A form that was refused, as it was sent, and which cases were not given. */
interface Sent {
  readonly cases: readonly string[];
  readonly to: string;
  readonly reason: string;
  readonly refused?: Refusal;
  readonly handed?: Handed;
}

interface Asked {
  readonly path: string;
  readonly all: boolean;
  readonly given?: string | undefined;
  readonly sent?: Sent | undefined;
}

const handOfPath = `${workloadPath}/is/:id`;
export const handCasePath = (id: string): string => `${workloadPath}/is/${id}`;

const listRoute = route({
  method: 'GET',
  path: `${workloadPath}/qurum/:institution/:whose`,
  access: 'process.reassign',
  params,
  query,
  async handler(request) {
    const { institution, whose } = request.params;
    const view = await handing(request, { institution, ...ofWhom(whose), page: Number(request.query.s ?? '1') });
    const { hamisi, verildi: given } = request.query;
    const path = handPath(institution, whose);
    return page(
      <HandPage frame={frameOf(request as Request, 'desk')} view={view} asked={{ path, all: hamisi === '1', given }} />,
    );
  },
});

const ofWhom = (whose: string) => ({ person: whose === nobodys ? null : whose });

const giveRoute = route({
  method: 'POST',
  path: `${workloadPath}/qurum/:institution/:whose`,
  access: 'process.reassign',
  params,
  body: formBody,
  async handler(request) {
    const { institution, whose } = request.params;
    const path = handPath(institution, whose);
    const sent = await send(request, request.body);
    if (sent.handed?.refused.length === 0) return redirect(`${path}?verildi=${sent.handed.given}`);
    const view = await handing(request, { institution, ...ofWhom(whose), page: 1 });
    return page(
      <HandPage frame={frameOf(request as Request, 'desk')} view={view} asked={{ path, all: false, sent }} />,
      statusOf(sent),
    );
  },
});

const oneRoute = route({
  method: 'GET',
  path: handOfPath,
  access: 'process.reassign',
  params: idParam,
  query,
  async handler(request) {
    const view = await handingOf(request, request.params.id);
    const path = handCasePath(request.params.id);
    const { verildi: given } = request.query;
    return page(
      <HandPage frame={frameOf(request as Request, 'desk')} view={view} asked={{ path, all: true, given }} />,
    );
  },
});

const giveOneRoute = route({
  method: 'POST',
  path: handOfPath,
  access: 'process.reassign',
  params: idParam,
  body: formBody,
  async handler(request) {
    const path = handCasePath(request.params.id);
    // Of another case this door knows nothing.
    await handingOf(request, request.params.id);
    const sent = await send(request, request.body);
    if (sent.handed?.refused.length === 0) return redirect(`${path}?verildi=${sent.handed.given}`);
    const view = await handingOf(request, request.params.id);
    return page(
      <HandPage frame={frameOf(request as Request, 'desk')} view={view} asked={{ path, all: false, sent }} />,
      statusOf(sent),
    );
  },
});

const statusOf = ({ refused }: Sent): number => refused?.status ?? 409;

async function send(request: Request, body: FormBody): Promise<Sent> {
  const given = body.case ?? [];
  const cases = typeof given === 'string' ? [given] : given;
  const [to, reason] = [formValue(body, 'to'), formValue(body, 'reason')];
  const read = cases.flatMap((one) => readCase(one));
  let handed: Handed | undefined;
  const receiver = new RegExp(`^${uuid}$`).test(to) ? to : '';
  const refused = await refusedBy(async () => {
    handed = await reassign(request, { cases: read, to: receiver, reason });
  }, [409, 422, 503]);
  return { cases, to, reason, ...(refused ? { refused } : {}), ...(handed ? { handed } : {}) };
}

/** A case, and its version as the page showed it. */
const caseValue = ({ id, version }: HandingLine['of']): string => `${id}:${version}`;

function readCase(value: string): readonly { readonly id: string; readonly version: number }[] {
  const found = new RegExp(`^(${uuid}):(\\d{1,9})$`).exec(value);
  return found?.[1] === undefined ? [] : [{ id: found[1], version: Number(found[2]) }];
}

interface HandProps {
  readonly frame: Frame;
  readonly view: HandingView;
  readonly asked: Asked;
}

function HandPage({ frame, view, asked }: HandProps): VNode {
  const { lang, href } = frame;
  const { items, total } = view;
  const { path, given, sent } = asked;
  const errors = errorsOf(sent, frame);
  return (
    <Page frame={frame} title={t(lang, 'handTitle')} error={sent !== undefined}>
      <Back href={href(workloadPath)}>{t(lang, 'title')}</Back>
      <div class="stack">
        <Alarm
          errors={errors}
          title={sent?.handed ? t(lang, 'notAll', { given: sent.handed.given }) : t(lang, 'notDone')}
        />
        <h1>{t(lang, 'handTitle')}</h1>
        <p class="lead">{t(lang, 'handLead')}</p>
        {given === undefined ? null : (
          <Note>
            <p>{t(lang, 'given', { given })}</p>
          </Note>
        )}
        {items.length === 0 ? (
          <EmptyState>{t(lang, 'noCases')}</EmptyState>
        ) : (
          <HandForm frame={frame} view={view} asked={asked} />
        )}
        <Pagination page={view.page} pages={Math.ceil(total / casesPage)} href={(n) => href(`${path}?s=${n}`)} />
      </div>
    </Page>
  );
}

// Each refusal at the question that it is about.
const questions: Readonly<Record<string, 'case' | 'to' | 'reason'>> = {
  [nobodyChosen.code]: 'to',
  [reasonNeeded.code]: 'reason',
  [reasonTooLong.code]: 'reason',
};

function errorsOf(
  sent: Sent | undefined,
  { lang }: Frame,
): { readonly name: 'case' | 'to' | 'reason'; readonly text: string }[] {
  if (!sent) return [];
  const { refused, handed } = sent;
  if (refused) return [{ name: questions[refused.code] ?? 'case', text: pick(refused.text, lang) }];
  return (handed?.refused ?? []).map(({ reference, text }) => ({
    name: 'case',
    text: t(lang, 'refusedCase', { reference, text: pick(text, lang) }),
  }));
}

function HandForm({ frame, view, asked: { path, all, sent } }: HandProps): VNode {
  const { lang, href } = frame;
  const { items, official, receivers, page: at } = view;
  const errors = errorsOf(sent, frame);
  const errorAt = (name: 'case' | 'to' | 'reason') =>
    sent?.refused ? errors.find((error) => error.name === name)?.text : undefined;
  // What was sent with an earlier version is chosen still: the page shows how it stands now.
  const wanted = new Set(sent?.cases.map((one) => one.split(':')[0]));
  const chosen = items.filter(({ of }) => all || wanted.has(of.id)).map(({ of }) => caseValue(of));
  return (
    <Card
      title={official ? officialName(official, frame) : t(lang, 'ofNobody')}
      beside={
        items.length > 1 && !all ? <a href={href(`${path}?s=${at}&hamisi=1`)}>{t(lang, 'chooseAll')}</a> : undefined
      }
    >
      <Form action={href(path)}>
        <Checkboxes
          name="case"
          label={t(lang, 'cases')}
          values={chosen}
          error={errorAt('case')}
          choices={items.map((line) => ({ value: caseValue(line.of), ...labelOf(line, frame) }))}
        />
        <Select
          name="to"
          label={t(lang, 'to')}
          value={sent?.to}
          error={errorAt('to')}
          options={receivers.map((one) => ({
            value: one.person,
            label:
              one.name === undefined ? officialName(one, frame) : `${one.name}, ${small(pick(one.title, lang), lang)}`,
          }))}
        />
        <TextArea
          name="reason"
          label={t(lang, 'reason')}
          hint={t(lang, 'reasonHint')}
          value={sent?.reason}
          rows={2}
          max={longestReason}
          error={errorAt('reason')}
        />
        <Actions>
          <Button press={t(lang, 'hand').slice(0, 1)}>{t(lang, 'hand')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function labelOf(
  { of, state, clock }: HandingLine,
  { lang }: Frame,
): { readonly label: string; readonly hint: string } {
  const due = clock?.due ? `, ${formatDate(clock.due, lang)}` : '';
  return { label: `${of.reference}, ${small(pick(of.title, lang), lang)}`, hint: `${pick(state, lang)}${due}` };
}

export const handRoutes = [listRoute, giveRoute, oneRoute, giveOneRoute];
