import { expect, it } from 'vitest';
import { langs } from '../../../language/index.ts';
import { renderPage } from '../../../ui/index.ts';
import { sampleFrame } from '../../../ui/samples.tsx';
import type { OwnStepView } from '../views.ts';
import { CasePage } from './case.tsx';
import { OwnStepPage } from './own-step.tsx';
import * as a from './sample-views.ts';
import { texts } from './text/index.ts';

const report: OwnStepView = {
  action: 'report',
  title: a.text('Hesabat ver'),
  note: 'required',
  grave: false,
  asksAmendment: false,
};
const end: OwnStepView = { action: 'end', title: a.text('Bitir'), note: 'none', grave: true, asksAmendment: false };
const frame = sampleFrame('az', { brand: 'biznes' });

it('is linked from the page of the case, which then says how long there is time', () => {
  const running = { status: 'issued', clock: a.clock({ due: new Date('2027-02-25T14:00:00Z') }) } as const;
  const html = (steps: readonly OwnStepView[]) =>
    renderPage(<CasePage frame={frame} view={a.caseOf({ ...running, steps })} />);
  expect(html([report])).toContain('/addim/report"');
  expect(html([report])).toContain(texts.az.deadline);
  expect(html([])).not.toContain('/addim/');
  expect(html([])).not.toContain(`>${texts.az.deadline}<`);
});

it('asks for words only where the step takes them, and shows what was wrong with them', () => {
  for (const lang of langs) {
    const shown = (step: OwnStepView, wrong?: { note: string; error: string }) =>
      renderPage(
        <OwnStepPage frame={sampleFrame(lang, { brand: 'biznes' })} view={a.caseOf()} step={step} wrong={wrong} />,
      );
    expect(shown(report)).toContain('name="note"');
    expect(shown(report)).toContain(texts[lang].ownStepHint);
    expect(shown(end)).not.toContain('name="note"');
    expect(shown(end)).toContain(texts[lang].ownStepSend);
    const again = shown(report, { note: 'yarımçıq', error: 'Qısaldın' });
    expect(again).toContain('yarımçıq');
    expect(again).toContain('href="#note"');
  }
});
