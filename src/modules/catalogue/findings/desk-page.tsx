import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  Card,
  DayInput,
  Details,
  EmptyState,
  Form,
  type Frame,
  Page,
  Pagination,
  readDate,
  TextArea,
} from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { nameOf } from '../succession/parts.tsx';
import { findingsPath } from './finding.ts';
import { explain, mayExplain, ownFindings } from './reading.ts';
import type { Finding } from './store.ts';
import { t } from './text/index.ts';
import { entryOf, explanationOf, remedyOf, Standing, whatOf } from './words.tsx';

interface Wrong {
  readonly id: string;
  readonly typed: { readonly text: string; readonly until: string };
  readonly refused: Refusal;
}

// One page has many of these forms.
const fieldOf = (id: string) => `explanation-${id}`;
const untilOf = (id: string) => `until-${id}`;

/** What the registrar's institution has to mend or to explain; for an auditor what every institution has. */
export const ownFindingsPage = route({
  method: 'GET',
  path: findingsPath,
  access: 'catalogue.listFindings',
  query: pageQuery,
  async handler(request) {
    return page(await drawn(request, Number(request.query.s ?? 1)));
  },
});

/** The institution explains a finding. */
export const explainRoute = route({
  method: 'POST',
  path: `${findingsPath}/:id`,
  access: 'catalogue.explainFinding',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const typed = {
      text: formValue(request.body, fieldOf(id)).slice(0, 3000),
      until: formValue(request.body, untilOf(id)).trim().slice(0, 20),
    };
    const given = { text: typed.text, until: readDate(typed.until) ?? '' };
    const refused = await refusedBy(() => explain(request, id, given), [409, 422]);
    return refused ? page(await drawn(request, 1, { id, typed, refused }), refused.status) : redirect(findingsPath);
  },
});

const wrongField = ({ id, refused }: Wrong) =>
  refused.code === 'catalogue.explanation_day' ? untilOf(id) : fieldOf(id);

async function drawn(request: Request, at: number, wrong?: Wrong): Promise<VNode> {
  const found = await ownFindings(request, at);
  const names = await institutionsByCode(request);
  const open = new Set<string>();
  for (const one of found.items) if (await mayExplain(request, one)) open.add(one.id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'own')} error={wrong !== undefined}>
      <div class="stack">
        <h1>{t(lang, 'own')}</h1>
        <p class="lead">{t(lang, found.everybody ? 'auditorLead' : 'ownLead')}</p>
        <Alarm
          errors={wrong ? [{ name: wrongField(wrong), text: pick(wrong.refused.text, lang) }] : []}
          title={t(lang, 'notDone')}
        />
        {found.items.length === 0 ? (
          <EmptyState>{t(lang, found.everybody ? 'allNone' : 'ownNone')}</EmptyState>
        ) : (
          found.items.map((one) => (
            <One {...{ frame, one, names, wrong }} today={request.vahid.now()} open={open.has(one.id)} />
          ))
        )}
        <Pagination page={at} pages={found.pages} href={(n) => frame.href(`${findingsPath}?s=${n}`)} />
      </div>
    </Page>
  );
}

interface OneProps {
  readonly frame: Frame;
  readonly one: Finding;
  readonly names: ReadonlyMap<string, Institution>;
  readonly today: Date;
  /** The reader may explain it. */
  readonly open: boolean;
  readonly wrong: Wrong | undefined;
}

function One({ frame, one, names, today, open, wrong }: OneProps): VNode {
  const { lang } = frame;
  const mine = wrong?.id === one.id ? wrong : undefined;
  return (
    <Card title={entryOf(frame, one, names)}>
      <div class="stack">
        <p>
          <Standing lang={lang} one={one} now={today} />
        </p>
        <p>{whatOf(one, lang)}</p>
        <p class="soft">{nameOf(names, one.institution, lang)}</p>
        {one.explanation === null ? <p>{remedyOf(one, lang)}</p> : <p>{explanationOf(one, lang)}</p>}
        {open ? <Explaining frame={frame} one={one} wrong={mine} /> : null}
      </div>
    </Card>
  );
}

/** Closed until it is asked for; open where something typed was refused. */
function Explaining({ frame, one, wrong }: Pick<OneProps, 'frame' | 'one' | 'wrong'>): VNode {
  const { lang } = frame;
  const error = (name: string) => (wrong && wrongField(wrong) === name ? pick(wrong.refused.text, lang) : undefined);
  const form = (
    <Form action={frame.href(`${findingsPath}/${one.id}`)}>
      <TextArea
        name={fieldOf(one.id)}
        label={t(lang, 'explanation')}
        hint={t(lang, 'explainHint')}
        value={wrong?.typed.text}
        error={error(fieldOf(one.id))}
        max={2000}
      />
      <DayInput
        name={untilOf(one.id)}
        label={t(lang, 'explainUntil')}
        hint={t(lang, 'explainUntilHint')}
        value={wrong?.typed.until}
        error={error(untilOf(one.id))}
      />
      <Actions>
        <Button>{t(lang, 'explainSend')}</Button>
      </Actions>
    </Form>
  );
  return wrong ? form : <Details summary={t(lang, 'explain')}>{form}</Details>;
}
