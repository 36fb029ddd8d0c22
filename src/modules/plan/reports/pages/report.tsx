import type { VNode } from 'preact';
import { download } from '../../../../kernel/http/download.ts';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
import { type BroughtFile, chooseAgain } from '../../../../kernel/http/upload.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { notFound, type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { Type } from 'typebox';
import { selfRatings } from '../../measures/index.ts';
import { actOnReport, judgeEvidence, saveReport, type Verdict } from '../actions.ts';
import { addPiece, removePiece } from '../gathering.ts';
import { reportPath } from '../path.ts';
import { Incomplete } from '../refusals.ts';
import * as refusals from '../refusals.ts';
import type { ReportContent, SelfRating } from '../store.ts';
import { type ReportView, reportView } from '../views.ts';
import { evidenceFiles, type Wrong } from './props.ts';
import { ReportPage } from './report-view.tsx';

export const reportRoute = route({
  method: 'GET',
  path: '/masa/plan/hesabat/:id',
  access: 'plan.readReport',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

/** Keeps what was typed and what was brought; then does what the button says. */
export const saveRoute = route({
  method: 'POST',
  path: '/masa/plan/hesabat/:id',
  access: 'plan.writeReport',
  params: idParam,
  body: formBody,
  files: evidenceFiles,
  async handler(request) {
    const { id } = request.params;
    const { body } = request;
    const wanted = formValue(body, 'do');
    const content = contentIn(body);
    const gathers = wanted === 'piece' || wanted.startsWith('remove:');
    // Whoever only helps is shown no more than what they bring.
    const saves = !gathers || Object.keys(content).length > 0;
    if (saves) await saveReport(request, id, content);
    const { taken, refused: unfit } = request.files['file'] ?? {};
    if (unfit) return wrongAt(request, id, unfit, 'file');
    const brings =
      taken !== undefined || wanted === 'piece' || formValue(body, 'url') !== '' || formValue(body, 'name') !== '';
    if (brings) {
      const refused = await refusedBy(() => bring(request, id, body, taken), [422]);
      if (refused) return wrongAt(request, id, refused, inputOf[refused.code] ?? 'name', taken !== undefined);
    }
    if (wanted.startsWith('remove:')) await removePiece(request, id, uuidIn(wanted.slice(7)));
    if (wanted !== 'submit' && wanted !== 'answer') return redirect(reportPath(id));
    return take(request, id, wanted, Number(saves) + Number(brings));
  },
});

function uuidIn(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw notFound();
  return text;
}

const inputOf: Readonly<Record<string, string>> = {
  [refusals.linkWrong.code]: 'url',
  [refusals.oneContent.code]: 'url',
  [refusals.aboutNeeded.code]: 'milestone',
  [refusals.noteTooLong.code]: 'evidenceNote',
};

async function bring(request: Request, id: string, body: FormBody, taken: BroughtFile | undefined): Promise<void> {
  const url = formValue(body, 'url');
  if (taken && url !== '') throw refusals.oneContent();
  const name = formValue(body, 'name');
  await addPiece(request, id, {
    milestone: formValue(body, 'milestone'),
    deliverable: formValue(body, 'deliverable'),
    name: name === '' && taken ? taken.name : name,
    note: formValue(body, 'evidenceNote'),
    internal: formValue(body, 'internal') === 'yes',
    content: taken ? { file: taken.file } : { url },
  });
}

function contentIn(body: FormBody): ReportContent {
  const rating = formValue(body, 'selfRating');
  const texts = (['done', 'obstacles', 'next'] as const).filter((name) => name in body);
  return {
    ...Object.fromEntries(texts.map((name) => [name, formValue(body, name)])),
    ...(rating in selfRatings ? { selfRating: rating as SelfRating } : {}),
  };
}

/** Keeps the verdicts that were given; with an action, goes on to it. */
export const actRoute = route({
  method: 'POST',
  path: '/masa/plan/hesabat/:id/emel',
  access: 'plan.actOnReport',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const verdicts = verdictsIn(request.body);
    if (verdicts.length > 0) {
      const refused = await refusedBy(() => judgeEvidence(request, id, verdicts), [409, 422]);
      if (refused) return wrongAt(request, id, refused, firstWithoutReason(verdicts) ?? 'note');
    }
    const action = formValue(request.body, 'do');
    return action === '' ? redirect(reportPath(id)) : take(request, id, action);
  },
});

function verdictsIn(body: FormBody): readonly Verdict[] {
  return Object.keys(body).flatMap((name) => {
    const evidence = /^v_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1];
    const verdict = formValue(body, name);
    if (evidence === undefined || (verdict !== 'verified' && verdict !== 'rejected')) return [];
    return [{ evidence, verdict, reason: formValue(body, `r_${evidence}`) }];
  });
}

function firstWithoutReason(verdicts: readonly Verdict[]): string | undefined {
  const found = verdicts.find(({ verdict, reason = '' }) => verdict === 'rejected' && reason === '');
  return found && `r_${found.evidence}`;
}

/** `own`: what the reader has written of it with this form, after they saw it. */
async function take(request: Request<unknown, unknown, FormBody>, id: string, action: string, own = 0) {
  const { body } = request;
  const seen = Number(formValue(body, 'version'));
  const given = {
    id,
    action,
    note: formValue(body, 'note'),
    key: `${action}:${formValue(body, 'key')}`,
    version: Number.isInteger(seen) ? seen + own : 0,
  };
  const refused = await refusedBy(() => actOnReport(request, given), [409, 422]);
  return refused ? wrongAt(request, id, refused, own > 0 ? 'done' : 'note') : redirect(reportPath(id));
}

async function wrongAt(
  request: Request<unknown, unknown, FormBody>,
  id: string,
  refused: Refusal,
  name: string,
  lostFile = false,
) {
  const own = refused instanceof Incomplete ? refused.problems : [{ name, text: refused.text }];
  const problems = lostFile ? [...own, { name: 'file', text: chooseAgain().text }] : own;
  return page(await drawn(request, id, { refused, problems, typed: request.body }), refused.status);
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view: ReportView = await reportView(request, id);
  return (
    <ReportPage
      frame={frameOf(request, 'desk')}
      view={view}
      institutions={await institutionsByCode(request)}
      formKey={newId(request.vahid.now().getTime())}
      wrong={wrong}
    />
  );
}

const fileParams = Type.Object({ ...idParam.properties, piece: idParam.properties.id });

/** A file of a report, gathered or submitted, for who may read the report. */
export const reportFileRoute = route({
  method: 'GET',
  path: '/masa/plan/hesabat/:id/fayl/:piece',
  access: 'plan.readReport',
  params: fileParams,
  async handler(request) {
    const { id, piece } = request.params;
    const { pieces, evidence } = await reportView(request, id);
    const found = [...pieces, ...evidence].find((one) => one.id === piece);
    if (!found || found.file === null) throw notFound();
    return download(request, found.file, found.name);
  },
});
