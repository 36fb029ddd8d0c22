import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { Act, KeyFacts, Tag } from '../../../ui/index.ts';
import { ActionCard, InstancePage, pressedIn } from '../../process/index.ts';
import { cite } from '../definition/citation.ts';
import { readReference } from '../definition/reference.ts';
import { entryPath } from '../path.ts';
import { tagOf } from '../requests/pages/list.tsx';
import { actOnException } from './actions.ts';
import { askedPath, exceptionDeskPath, exceptionsPath } from './path.ts';
import { AboutOf } from './public.tsx';
import { type AskedView, askedView } from './reading.ts';
import { t } from './text.ts';

/** What an institution asks to be freed from, for who asked and who decides. */
export const askedRoute = route({
  method: 'GET',
  path: `${exceptionDeskPath}/:id`,
  access: 'catalogue.openDesk',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

export const actOnAskedRoute = route({
  method: 'POST',
  path: `${exceptionDeskPath}/:id/emel`,
  access: 'catalogue.openDesk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const pressed = pressedIn(request.body);
    const { note } = pressed;
    const refused = await refusedBy(() => actOnException(request, { id, ...pressed }), [409, 422]);
    return refused ? page(await drawn(request, id, { refused, note }), refused.status) : redirect(askedPath(id));
  },
});

interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view = await askedView(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const { of } = view;
  return (
    <InstancePage
      frame={frame}
      back={{ path: exceptionDeskPath, title: t(lang, 'deskTitle') }}
      title={pick(of.title, lang)}
      about={
        <>
          {of.reference} <Tag state={tagOf(of.status)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={wrong ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : []}
      progress={view}
      aside={
        <>
          <ActionCard
            lang={lang}
            title={t(lang, 'decision')}
            action={frame.href(`${askedPath(id)}/emel`)}
            actions={view.actions}
            version={of.version}
            formKey={newId(request.vahid.now().getTime())}
            note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
          />
          {of.state === 'approved' ? (
            <p>
              <a href={frame.href(exceptionsPath)}>{t(lang, 'granted')}</a>
            </p>
          ) : null}
        </>
      }
    >
      <Content request={request} view={view} />
    </InstancePage>
  );
}

function Content({ request, view: { row } }: { readonly request: Request; readonly view: AskedView }): VNode {
  const { lang, vahid } = request;
  const frame = frameOf(request, 'desk');
  const act = cite(vahid.releases, readReference(row.act));
  return (
    <>
      <h2>{t(lang, 'content')}</h2>
      <KeyFacts
        facts={[
          { term: t(lang, 'about'), value: <AboutOf request={request} one={row} /> },
          {
            term: t(lang, 'entry'),
            value: <a href={frame.href(entryPath(row.kind, row.code))}>{pick(row.title, lang)}</a>,
          },
          { term: t(lang, 'act'), value: <Act sample={act.sample}>{pick(act.cited, lang)}</Act> },
          { term: t(lang, 'reason'), value: row.reason },
          { term: t(lang, 'until'), value: formatDate(row.expiresOn, lang) },
        ]}
      />
    </>
  );
}
