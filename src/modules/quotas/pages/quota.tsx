import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Form,
  type Frame,
  Note,
  NumberInput,
  Page,
  readNumber,
  Table,
  TextArea,
  Time,
} from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { decideCorrection, orderCorrection } from '../actions/correcting.ts';
import { deskQuotaPath, ownQuotaPath, quotasPath } from '../path.ts';
import { type DeskQuotaView, deskQuotaView, ownQuotaView } from '../reading.ts';
import { noteNeeded } from '../refusals.ts';
import { t } from '../text/index.ts';
import { amountOf, Ledger, QuotaFacts } from './parts.tsx';

const ownRoute = route({
  method: 'GET',
  path: ownQuotaPath(':id'),
  access: 'quotas.readOwnQuota',
  params: idParam,
  async handler(request) {
    const view = await ownQuotaView(request, request.params.id);
    const asked = request as Request;
    const frame = frameOf(asked, ownFront(asked));
    const { lang, href } = frame;
    const operator = (await institutionsByCode(request)).get(view.operator)?.name[lang] ?? view.operator;
    const title = t(lang, 'quota', { number: view.number });
    const origin = <a href={href(`/muracietler/${view.subject}`)}>{t(lang, 'openCase')}</a>;
    return page(
      <Page frame={frame} title={title}>
        <Back href={href('/muracietler')} />
        <div class="split">
          <div class="stack">
            <h1>{title}</h1>
            <p class="lead">{pick(view.title, lang)}</p>
            {view.state === 'used_up' ? (
              <Note>
                <p>{t(lang, 'usedUp')}</p>
              </Note>
            ) : null}
          </div>
          <div>
            <QuotaFacts
              frame={frame}
              quota={view}
              more={[
                { term: t(lang, 'operator'), value: operator },
                { term: t(lang, 'case'), value: origin },
              ]}
            />
          </div>
          <div class="stack rest">
            <Ledger frame={frame} view={view} />
          </div>
        </div>
      </Page>,
    );
  },
});

/** What was typed into the form of a correction, and where it was refused. */
interface Typed {
  readonly amount: string;
  readonly note: string;
  readonly error: { readonly name: 'amount' | 'note'; readonly text: string };
}

interface DeskProps {
  readonly frame: Frame;
  readonly view: DeskQuotaView;
  readonly typed: Typed | undefined;
}

async function drawn(request: Request, id: string, typed?: Typed): Promise<VNode> {
  const view = await deskQuotaView(request, id);
  const frame = frameOf(request, 'desk');
  const { lang, href } = frame;
  const names = await institutionsByCode(request);
  const nameOf = (code: string) => names.get(code)?.name[lang] ?? code;
  const title = t(lang, 'quota', { number: view.number });
  return (
    <Page frame={frame} title={title} error={typed !== undefined}>
      <Back href={href(quotasPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <Alarm errors={typed ? [typed.error] : []} title={t(lang, 'notDone')} />
          <h1>{title}</h1>
          <p class="lead">{pick(view.title, lang)}</p>
          <Corrections frame={frame} view={view} typed={typed} />
        </div>
        <div>
          <QuotaFacts
            frame={frame}
            quota={view}
            more={[
              { term: t(lang, 'institution'), value: nameOf(view.institution) },
              { term: t(lang, 'operator'), value: nameOf(view.operator) },
            ]}
          />
        </div>
        <div class="stack rest">
          <Ledger frame={frame} view={view} keys />
          {view.may.order ? <Correct frame={frame} view={view} typed={typed} /> : null}
        </div>
      </div>
    </Page>
  );
}

function Corrections({ frame: { lang, href }, view: { corrections, unit, may } }: DeskProps): VNode | null {
  if (corrections.length === 0) return null;
  const column = (key: 'ground' | 'orderedAt' | 'decide') => ({ label: t(lang, key), onPhone: t(lang, key) });
  const decide = ({ id, mine }: DeskQuotaView['corrections'][number]) =>
    mine || !may.confirm ? (
      t(lang, 'awaitsAnother')
    ) : (
      <Form action={href(`${quotasPath}/duzelis/${id}`)}>
        <Actions>
          <Button kind="second" name="do" value="confirm">
            {t(lang, 'confirm')}
          </Button>{' '}
          <Button kind="grave" name="do" value="reject">
            {t(lang, 'reject')}
          </Button>
        </Actions>
      </Form>
    );
  return (
    <>
      <h2>{t(lang, 'ordered')}</h2>
      <Table
        caption={t(lang, 'ordered')}
        quiet
        columns={[{ label: t(lang, 'amount') }, column('ground'), column('orderedAt'), column('decide')]}
        rows={corrections.map((one) => [
          amountOf(one.amount, unit, lang),
          one.note,
          <Time at={one.ordered_at} show="short" />,
          decide(one),
        ])}
      />
    </>
  );
}

function Correct({ frame: { lang, href }, view: { id, back, unit }, typed }: DeskProps): VNode {
  const error = (name: Typed['error']['name']) => (typed?.error.name === name ? typed.error.text : undefined);
  return (
    <Card title={t(lang, 'correction')}>
      <Form action={href(`${deskQuotaPath(id)}/duzelt`)}>
        <p class="small">{t(lang, 'correctionLead')}</p>
        <NumberInput
          name="amount"
          label={t(lang, 'correctionAmount')}
          hint={t(lang, 'correctionHint', { back: amountOf(back, unit, lang) })}
          value={typed?.amount ?? ''}
          error={error('amount')}
        />
        <TextArea
          name="note"
          label={t(lang, 'ground')}
          hint={t(lang, 'groundHint')}
          value={typed?.note ?? ''}
          error={error('note')}
          max={1000}
          rows={3}
        />
        <Actions>
          <Button kind="second">{t(lang, 'correctionButton')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

const deskRoute = route({
  method: 'GET',
  path: deskQuotaPath(':id'),
  access: 'quotas.readQuotas',
  params: idParam,
  handler: async (request) => page(await drawn(request as Request, request.params.id)),
});

const correctRoute = route({
  method: 'POST',
  path: `${deskQuotaPath(':id')}/duzelt`,
  access: 'quotas.orderCorrection',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { lang, params, body } = request;
    const [written, note] = [formValue(body, 'amount'), formValue(body, 'note')];
    const amount = readNumber(written, lang) ?? '';
    const refused = await refusedBy(() => orderCorrection(request, { quota: params.id, amount, note }));
    if (!refused) return redirect(deskQuotaPath(params.id));
    const name = refused.code === noteNeeded.code ? 'note' : 'amount';
    const typed: Typed = { amount: written, note, error: { name, text: pick(refused.text, lang) } };
    return page(await drawn(request as Request, params.id, typed), refused.status);
  },
});

const decideRoute = route({
  method: 'POST',
  path: `${quotasPath}/duzelis/:id`,
  access: 'quotas.confirmCorrection',
  params: idParam,
  body: formBody,
  async handler(request) {
    const confirm = formValue(request.body, 'do') === 'confirm';
    return redirect(deskQuotaPath(await decideCorrection(request, { correction: request.params.id, confirm })));
  },
});

export const quotaRoutes = [ownRoute, deskRoute, correctRoute, decideRoute];
