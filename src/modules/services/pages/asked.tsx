import type { ComponentChildren, VNode } from 'preact';
import { pick, type Text } from '../../../language/index.ts';
import { Back, bound, Card, FactsKey, FactsTable, type Frame, Jump, Page } from '../../../ui/index.ts';
import type { DeskAction } from '../desk-views.ts';
import type { AnswerView, FactView, InstitutionView, WorklistView } from '../views.ts';
import { CaseQueue } from './desk-queue.tsx';
import { answerRow, factRow } from './fact.tsx';
import { texts } from './text/index.ts';

/** Something that one institution asks another about a case: an opinion, or an inquiry. */
interface AskedView {
  readonly id: string;
  readonly reference: string;
  readonly service: Text;
  readonly case?: string;
  readonly actions: readonly DeskAction[];
}

interface AskedPageProps {
  readonly frame: Frame;
  readonly view: AskedView;
  readonly title: string;
  readonly toCase: string;
  /** Absent for an auditor, who has no queue. */
  readonly list: WorklistView | undefined;
  readonly wrong: boolean;
  readonly pane: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What is asked, at the desk: the queue, what may be seen of the case, what is said. */
export function AskedPage({ frame, view, title, toCase, list, wrong, pane, children }: AskedPageProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const file = (
    <div class="file">
      {view.case ? <Back href={frame.href(`/masa/is/${view.case}`)}>{toCase}</Back> : null}
      {list && !view.case ? (
        <Jump href={frame.href('/masa')} decide={view.actions.some(({ blocked }) => !blocked)}>
          {words.queue} ({list.total})
        </Jump>
      ) : null}
      {list ? null : <Back href={frame.href('/masa')}>{words.deskCases}</Back>}
      <div class="top">
        <h1>{title}</h1>
        <p class="soft">
          {view.reference}, {words.lowered(pick(view.service, lang))}
        </p>
      </div>
      {children}
    </div>
  );
  const decide = (
    <div class="file decide" id="decide">
      {pane}
    </div>
  );
  const page = { frame, title: `${view.reference}, ${title}`, error: wrong };
  if (!list) {
    return (
      <Page {...page}>
        <div class="split">
          {file}
          {decide}
        </div>
      </Page>
    );
  }
  return (
    <Page {...page} layout="panes">
      <CaseQueue frame={frame} list={list} current={view.id} />
      {file}
      {decide}
    </Page>
  );
}

interface SeenProps {
  readonly frame: Frame;
  readonly view: {
    readonly case?: string;
    readonly facts: readonly FactView[];
    readonly answers: readonly AnswerView[];
    readonly asking: InstitutionView;
  };
  readonly words: {
    readonly seen: string;
    readonly seenThere: string;
    readonly nothingSeen: string;
    readonly seenThereLead: string;
    seenLead(institution: string): string;
  };
  /** Where a file among it is read; undefined: no more. */
  readonly fileAt: ((evidence: string) => string) | undefined;
}

/** What of the case whoever is asked may see. */
export function SeenCard({ frame, view, words, fileAt }: SeenProps): VNode {
  const { lang } = frame;
  const rows = [
    ...view.facts.map((fact) => factRow(fact, frame, { asked: false })),
    ...view.answers.map((answer, index) => answerRow(answer, index, frame, fileAt)),
  ];
  return (
    <Card title={view.case ? words.seenThere : words.seen} beside={rows.length > 0 ? <FactsKey /> : undefined}>
      <div class="stack">
        {rows.length > 0 ? <FactsTable facts={rows} /> : null}
        <p class="small soft">
          {rows.length === 0
            ? words.nothingSeen
            : bound(view.case ? words.seenThereLead : words.seenLead(pick(view.asking.name, lang)))}
        </p>
      </div>
    </Card>
  );
}
