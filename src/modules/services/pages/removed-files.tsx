import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Card, type Frame, Time } from '../../../ui/index.ts';
import type { DeskCaseView } from '../desk-views.ts';
import { deskFilePath, EvidenceLink } from './evidence.tsx';
import { removedFileTexts } from './text/removed-files.ts';

interface RemovedFilesProps {
  readonly frame: Frame;
  readonly view: Pick<DeskCaseView, 'id' | 'removed'>;
}

/** What the applicant removed after officials had it: it can be read still, and says that it was removed and when. */
export function RemovedFilesCard({ frame, view: { id, removed } }: RemovedFilesProps): VNode | null {
  if (!removed) return null;
  const words = removedFileTexts[frame.lang];
  return (
    <Card title={words.title}>
      <div class="stack">
        <p class="small soft">{words.lead}</p>
        <ul class="rows">
          {removed.map(({ question, removedAt, ...file }) => (
            <li>
              {question ? <span class="small soft">{pick(question, frame.lang)}</span> : null}
              {question ? <br /> : null}
              <EvidenceLink file={file} lang={frame.lang} href={(one) => frame.href(deskFilePath(id, one))} />
              <br />
              <span class="small">
                {words.removed} <Time at={removedAt} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
