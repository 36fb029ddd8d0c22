import { describe, expect, test } from 'vitest';
import { langs } from '../../../language/index.ts';
import { renderPage } from '../../../ui/index.ts';
import { sampleFrame } from '../../../ui/samples.tsx';
import { CasePage } from './case.tsx';
import { DeskCasePage } from './desk-case.tsx';
import { InquiryPage } from './inquiry.tsx';
import type { WrongInquiry } from './inquiry-list.tsx';
import * as a from './sample-views.ts';

const institution = { code: 'din', name: a.text('Daxili İşlər Nazirliyi'), acronym: a.text('DİN') };
const other = { code: 'fhn', name: a.text('Fövqəladə Hallar Nazirliyi'), acronym: a.text('FHN') };
const asking = {
  institutions: [institution, other],
  fields: [{ name: 'wardName', label: a.text('Himayədə olanın adı') }],
  workingDays: 5,
  article: a.article(),
};
const answered = {
  id: 'i-1',
  institution,
  status: 'decided' as const,
  state: a.text('Cavab verilib'),
  askedAt: new Date('2026-11-23T06:00:00Z'),
  sees: [a.text('Himayədə olanın adı')],
  answeredAt: new Date('2026-11-25T06:00:00Z'),
  question: 'Uşaq kiminlə yaşayır?',
  author: 'Rəşad Tağıyev',
  answer: 'Bibisi ilə.',
  answeredBy: ['Tural Məmmədzadə', 'Səadət Vahabzadə'],
};
const { answeredAt: _, answer: __, ...rest } = answered;
const awaited = { ...rest, id: 'i-2', status: 'in_review' as const, state: a.text('Cavab gözlənilir'), answeredBy: [] };

describe('at the desk', () => {
  const drawn = (inquiries: ReturnType<typeof a.deskCase>['inquiries'], wrongInquiry?: WrongInquiry) =>
    renderPage(
      <DeskCasePage
        frame={sampleFrame('az', { brand: 'desk' })}
        view={a.deskCase(inquiries ? { inquiries } : {})}
        list={a.worklist()}
        wrongInquiry={wrongInquiry}
      />,
    );

  test('the form offers whom to ask and what to show, with nothing ticked beforehand', () => {
    const html = drawn({ inquiries: [], open: 0, asking });
    expect(html).toContain('Digər quruma sorğu göndər');
    expect(html).toContain('<option value="din">Daxili İşlər Nazirliyi');
    const box = /<input[^>]*name="sees"[^>]*>/.exec(html)?.[0] ?? '';
    expect(box).toContain('value="wardName"');
    expect(box).not.toContain('checked');
    expect(html).not.toContain('sorğuya cavab gözlənilir');
  });

  test('an answer stands with who asked and who answered; beside the decision stands how many are awaited', () => {
    const html = drawn({ inquiries: [answered, awaited], open: 1 });
    expect(html).toContain('href="/az/masa/sorgu/i-1"');
    expect(html).toContain('Bibisi ilə.');
    expect(html).toContain('Soruşub: Rəşad Tağıyev. Cavab: Tural Məmmədzadə, Səadət Vahabzadə.');
    expect(html.slice(html.indexOf('id="decide"'))).toContain('1 sorğuya cavab gözlənilir.');
    expect(html).not.toContain('Digər quruma sorğu göndər<');
  });

  test('one that was refused keeps what was typed, and says at its field what is wrong', () => {
    const error = { field: 'question' as const, text: 'Sualı qısaldın.' };
    const html = drawn(
      { inquiries: [], open: 0, asking },
      { institution: 'din', question: 'Uzun sual', sees: ['wardName'], error },
    );
    expect(html).toContain('Sorğu göndərilmədi');
    expect(html).toMatch(/<textarea[^>]*name="question"[^>]*aria-invalid="true"[^>]*>Uzun sual/);
    expect(/<input[^>]*name="sees"[^>]*>/.exec(html)?.[0]).toContain('checked');
    expect(html).toMatch(/<option[^>]*selected[^>]*>Daxili İşlər/);
  });

  test('one that came too late is told though the form is gone', () => {
    const error = { field: 'institution' as const, text: 'Səhifəni yeniləyin.' };
    const html = drawn(undefined, { institution: 'din', question: 'Gec', sees: [], error });
    expect(html).toContain('Sorğu göndərilmədi');
    expect(html).toContain('Səhifəni yeniləyin.');
  });

  test('nothing of it stands where a service lets nobody ask', () => {
    expect(drawn(undefined)).not.toContain('Digər qurumlara sorğular');
  });
});

test('the applicant reads whom one asked, in every language', () => {
  const { institution: asked, askedAt } = awaited;
  for (const lang of langs) {
    const view = a.caseOf({ inquiries: [{ institution: asked, askedAt }] });
    const html = renderPage(<CasePage frame={sampleFrame(lang, { brand: 'biznes' })} view={view} />);
    expect(html).toContain('Daxili İşlər Nazirliyi');
  }
});

test('whoever was asked is asked for the answer; who asked, why it is not needed any more', () => {
  const action = { asksPages: false, proposesAmendment: false, title: a.text('Göndər') };
  const page = (over: { case?: string }, key: string, note: 'required' | 'optional') => {
    const actions = [{ ...action, action: key, note, weight: 'main' as const }];
    const shown = { ...awaited, reference: 'AZ-1', service: a.text('Xidmət'), asking: other, article: a.article() };
    const view = { ...shown, ...over, version: 2, facts: [], answers: [], journal: [], actions, key: 'k-1' };
    return renderPage(<InquiryPage frame={sampleFrame('az', { brand: 'desk' })} view={view} list={a.worklist()} />);
  };
  const asked = page({}, 'answer', 'required');
  // What was shown is told by its name; that nothing was is said only where that is so.
  expect(asked).toContain('Müraciətdən göstərilən: himayədə olanın adı. Sorğu başa çatıb');
  expect(asked).not.toContain('Bu sorğu üçün müraciətin məlumatı göstərilmir');
  expect(asked).toContain('Cavab və ya izahat');
  expect(asked).not.toContain('Bu mətni sorğu göndərilən qurum oxuyur');
  const asking = page({ case: 'c-1' }, 'withdraw', 'optional');
  expect(asking).toContain('Bu mətni sorğu göndərilən qurum oxuyur');
  expect(asking).not.toContain('Cavab və ya izahat');
});
