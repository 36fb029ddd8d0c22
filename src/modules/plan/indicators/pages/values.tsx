import type { VNode } from 'preact';
import { Type } from 'typebox';
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
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { pick } from '../../../../language/index.ts';
import { readNumber } from '../../../../ui/index.ts';
import { valuesView } from '../desk.ts';
import { valuePath } from '../path.ts';
import { enterEdition, judgeReport, reportValue } from '../reporting.ts';
import { codePattern } from '../sheet.ts';
import { ValuesPage } from './values-view.tsx';

const params = Type.Object({ code: Type.String({ pattern: codePattern, maxLength: 60 }) });

/** What is entered by hand of an indicator, and the forms for it. */
export const valuesRoute = route({
  method: 'GET',
  path: '/masa/plan/gosterici/deyer/:code',
  access: 'plan.openIndicatorDesk',
  params,
  handler: async (request) => page(await drawn(request, request.params.code)),
});

/** What was typed, to be shown again beside what is wrong with it. */
export interface Wrong {
  readonly typed: Readonly<Record<string, string>>;
  readonly refused: Refusal;
}

const typedNames = ['period', 'value', 'numerator', 'denominator', 'url', 'edition', 'note'] as const;

/** The owner reports a value, or the project office enters an edition: by what the sheet says. */
export const enterValueRoute = route({
  method: 'POST',
  path: '/masa/plan/gosterici/deyer/:code',
  access: 'plan.openIndicatorDesk',
  params,
  body: formBody,
  async handler(request) {
    const { code } = request.params;
    const typed = Object.fromEntries(typedNames.map((name) => [name, formValue(request.body, name).slice(0, 2000)]));
    const { period = '', url = '', edition = '', note = '' } = typed;
    const number = (name: string) => readNumber(typed[name] ?? '', request.lang) ?? typed[name] ?? '';
    const part = (name: string) => ((typed[name] ?? '') === '' ? {} : { [name]: number(name) });
    const given = { indicator: code, period, value: number('value'), url, note };
    const { sheet } = await valuesView(request, code);
    const refused = await refusedBy(
      () =>
        sheet.content.kind === 'external'
          ? enterEdition(request, { ...given, edition })
          : reportValue(request, { ...given, ...part('numerator'), ...part('denominator') }),
      [409, 422],
    );
    if (!refused) return redirect(valuePath(code));
    return page(await drawn(request, code, { typed, refused }), refused.status);
  },
});

/** Another person confirms or rejects a reported value. */
export const judgeRoute = route({
  method: 'POST',
  path: '/masa/plan/gosterici/hesabat/:id',
  access: 'plan.judgeReported',
  params: idParam,
  body: formBody,
  async handler(request: Request<{ id: string }, unknown, FormBody>) {
    const { id } = request.params;
    const verdict = formValue(request.body, 'do') === 'confirmed' ? 'confirmed' : 'rejected';
    const reason = formValue(request.body, 'reason');
    const code = formValue(request.body, 'code');
    const refused = await refusedBy(() => judgeReport(request, { report: id, verdict, reason }), [409, 422]);
    if (!refused) return redirect(valuePath(code));
    return page(await drawn(request, code, { typed: { [`reason-${id}`]: reason }, refused }), refused.status);
  },
});

async function drawn(request: Request, code: string, wrong?: Wrong): Promise<VNode> {
  const view = await valuesView(request, code);
  const frame = frameOf(request, 'desk');
  return <ValuesPage frame={frame} title={pick(view.sheet.content.title, frame.lang)} view={view} wrong={wrong} />;
}
