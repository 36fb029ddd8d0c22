import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { EmptyState, Form, type Frame, Hidden, Knot, Page, Table, Tag, TaskList, Time } from '../../../ui/index.ts';
import { texts as uiTexts } from '../../../ui/index.ts';
import { type HeldView, ownDataView, type OwnDataView, type OwnRegisterView } from '../actions/own-data.ts';
import { type CorrectionLine, correctionPath, ownCorrections } from '../correction-request/actions.ts';
import { tagOf } from '../correction-request/pages.tsx';
import { ownDataPath, wrongPath } from './own-data-path.ts';
import { ownDataWords } from './text/own-data.ts';

export const ownDataRoute = route({
  method: 'GET',
  path: ownDataPath,
  access: 'services.readOwnData',
  async handler(request) {
    const requests = await ownCorrections(request);
    const view = await ownDataView(request);
    return page(<OwnDataPage frame={frameOf(request, ownFront(request))} view={view} requests={requests} />);
  },
});

interface OwnDataProps {
  readonly frame: Frame;
  readonly view: OwnDataView;
  readonly requests: readonly CorrectionLine[];
}

/** What registers hold about the reader, since when, and how a mistake is corrected. */
export function OwnDataPage({ frame, view, requests }: OwnDataProps): VNode {
  const words = ownDataWords(frame);
  const { holding, silent, nothing } = view;
  return (
    <Page frame={frame} title={words.title}>
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p class="soft">
          {words.logged} <a href={frame.href('/baxislar')}>{words.lookUps}</a>.
        </p>
        {requests.length > 0 ? <Requests frame={frame} requests={requests} /> : null}
        {holding.length + silent.length === 0 ? <EmptyState>{words.none}</EmptyState> : null}
        {holding.map((register) => (
          <Register frame={frame} register={register} />
        ))}
        {silent.length > 0 ? (
          <>
            <h2>{words.silent}</h2>
            <p>{words.silentLead}</p>
            {silent.map((register) => (
              <Register frame={frame} register={register} />
            ))}
          </>
        ) : null}
        {nothing.length > 0 ? <Nothing frame={frame} registers={nothing} /> : null}
      </div>
    </Page>
  );
}

function Requests({ frame, requests }: Pick<OwnDataProps, 'frame' | 'requests'>): VNode {
  const { lang, href } = frame;
  return (
    <>
      <h2>{ownDataWords(frame).requests}</h2>
      <TaskList
        tasks={requests.map(({ of, state }) => ({
          href: href(correctionPath(of.id)),
          title: pick(of.title, lang),
          about: of.reference,
          state: tagOf(of.status),
          tag: pick(state, lang),
        }))}
      />
    </>
  );
}

function Register({ frame, register }: { readonly frame: Frame; readonly register: OwnRegisterView }): VNode {
  const { lang } = frame;
  const words = ownDataWords(frame);
  const { title, about, owner, facts } = register;
  const [first, value, since, wrong] = words.columns;
  return (
    <>
      <h2>{pick(title, lang)}</h2>
      <p class="soft">
        {about ? `${pick(about, lang)} ` : ''}
        {words.owner}: {pick(owner.name, lang)}.
      </p>
      <Table
        caption={pick(title, lang)}
        quiet
        columns={[{ label: first }, { label: value }, { label: since, onPhone: since }, { label: wrong }]}
        rows={facts.map((fact) => [
          pick(fact.label, lang),
          <Held fact={fact} frame={frame} />,
          fact.since ? formatDate(fact.since, lang) : <span class="soft">{uiTexts[lang].missing.unknown}</span>,
          <Wrong fact={fact} frame={frame} />,
        ])}
      />
    </>
  );
}

interface HeldProps {
  readonly fact: HeldView;
  readonly frame: Frame;
}

function Held({ fact: { state, shown, retryAt }, frame: { lang } }: HeldProps): VNode {
  const { missing, registered, again } = uiTexts[lang];
  if (state === 'value' && shown) {
    return (
      <>
        <Knot sign="known" label={registered} /> <strong>{pick(shown, lang)}</strong>
      </>
    );
  }
  if (state === 'unavailable' || state === 'refused') {
    return (
      <>
        <Tag state="wait" sign="nodata">
          {missing[state]}
        </Tag>
        {retryAt ? (
          <>
            {' '}
            <span class="soft">
              {again} <Time at={retryAt} show="clock" />
            </span>
          </>
        ) : null}
      </>
    );
  }
  return <span class="soft">{missing[state === 'value' ? 'none' : state]}</span>;
}

/** A service that corrects it is begun with what is wrong; else its owner is written to. */
function Wrong({ fact: { concept, label, correctedBy }, frame }: HeldProps): VNode {
  const { lang, href } = frame;
  const said = (
    <>
      {ownDataWords(frame).wrong}
      <span class="hidden">: {pick(label, lang)}</span>
    </>
  );
  if (correctedBy === undefined) return <a href={href(wrongPath(concept))}>{said}</a>;
  return (
    <Form action={href(`/xidmetler/${correctedBy}/basla`)}>
      <button class="plain">{said}</button>
      <Hidden name="corrects" value={concept} />
    </Form>
  );
}

function Nothing({ frame, registers }: { readonly frame: Frame; readonly registers: readonly OwnRegisterView[] }) {
  const { lang } = frame;
  const words = ownDataWords(frame);
  return (
    <>
      <h2>{words.nothing}</h2>
      <ul class="rows">
        {registers.map(({ title, owner, facts: [fact] }) => (
          <li>
            {pick(title, lang)}, {pick(owner.name, lang)}
            {fact ? (
              <>
                .{' '}
                <a href={frame.href(wrongPath(fact.concept))}>
                  {words.nothingWrong}
                  <span class="hidden">: {pick(title, lang)}</span>
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
