import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, pageQuery, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  Page,
  Pagination,
  Select,
  TaskList,
  TextInput,
} from '../../../ui/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { tagOf } from '../requests/pages/list.tsx';
import { registrarOf } from '../access.ts';
import { proposeConcept } from './actions.ts';
import { proposalPath, proposalsPath } from './path.ts';
import { t } from './text/index.ts';
import { ownProposals } from './views.ts';

/** The registrar's proposals, and the form that opens a new one. */
export const proposalsRoute = route({
  method: 'GET',
  path: proposalsPath,
  access: 'catalogue.listConcepts',
  query: pageQuery,
  async handler(request) {
    return page(await listView(request, Number(request.query.s ?? 1)));
  },
});

/** Opens a draft and leads to it. */
export const newProposalRoute = route({
  method: 'POST',
  path: proposalsPath,
  access: 'catalogue.proposeConcept',
  body: formBody,
  async handler(request) {
    const typed = {
      concept: formValue(request.body, 'concept').slice(0, 120),
      institution: formValue(request.body, 'institution').slice(0, 20),
    };
    let id = '';
    const refused = await refusedBy(async () => {
      id = await proposeConcept(request, typed);
    }, [409, 422]);
    if (!refused) return redirect(proposalPath(id));
    return page(await listView(request, 1, { typed, refused }), refused.status);
  },
});

interface Wrong {
  readonly typed: { readonly concept: string; readonly institution: string };
  readonly refused: Refusal;
}

async function listView(request: Request, at: number, wrong?: Wrong): Promise<VNode> {
  const { items, pages } = await ownProposals(request, at);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const institutions = await institutionsByCode(request);
  const own = registrarOf(request).map((code) => {
    const name = institutions.get(code)?.name;
    return { value: code, label: name ? pick(name, lang) : code };
  });
  return (
    <Page frame={frame} title={t(lang, 'proposals')} error={wrong !== undefined}>
      <Back href={frame.href('/lugat')}>{t(lang, 'dictionary')}</Back>
      <div class="stack">
        <h1>{t(lang, 'proposals')}</h1>
        <p class="lead">{t(lang, 'proposalsLead')}</p>
        {items.length === 0 ? (
          <EmptyState>{t(lang, 'none')}</EmptyState>
        ) : (
          <TaskList
            tasks={items.map(({ of, state }) => ({
              href: frame.href(proposalPath(of.id)),
              title: pick(of.title, lang),
              about: of.reference,
              state: tagOf(of.status),
              tag: pick(state, lang),
            }))}
          />
        )}
        <Pagination page={at} pages={pages} href={(n) => frame.href(`${proposalsPath}?s=${n}`)} />
        <NewProposal frame={frame} own={own} wrong={wrong} />
      </div>
    </Page>
  );
}

interface NewProposalProps {
  readonly frame: Frame;
  readonly own: readonly { readonly value: string; readonly label: string }[];
  readonly wrong: Wrong | undefined;
}

function NewProposal({ frame, own, wrong }: NewProposalProps): VNode {
  const { lang } = frame;
  const error = wrong && pick(wrong.refused.text, lang);
  return (
    <Card title={t(lang, 'newProposal')}>
      <div class="stack">
        <Alarm errors={error ? [{ name: 'concept', text: error }] : []} title={t(lang, 'notDone')} />
        <Form action={frame.href(proposalsPath)}>
          <TextInput
            name="concept"
            label={t(lang, 'conceptCode')}
            hint={t(lang, 'conceptCodeHint')}
            value={wrong?.typed.concept}
            max={120}
            error={error}
          />
          <Select
            name="institution"
            label={t(lang, 'institution')}
            options={own}
            value={wrong?.typed.institution ?? own[0]?.value}
          />
          <Actions>
            <Button>{t(lang, 'begin')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}
