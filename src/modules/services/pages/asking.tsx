import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { notFound, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { checkAnswers } from '../actions/applying.ts';
import { askAgreements, remindCoApplicant, takeOutCoApplicant } from '../actions/co-applicants.ts';
import { CheckPage } from './check.tsx';

const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The applicant asks those who have to agree, reminds one of them, or takes one out. */
export const partiesRoute = route({
  method: 'POST',
  path: '/muracietler/:id/raziliq',
  access: 'services.askAgreements',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const { id } = params;
    const agreement = formValue(body, 'agreement');
    const acts: Readonly<Record<string, () => Promise<void>>> = {
      ask: () => askAgreements(request, { id }),
      remind: () => remindCoApplicant(request, { id, agreement }),
      'take-out': () => takeOutCoApplicant(request, { id, agreement }),
    };
    const pressed = formValue(body, 'do');
    const act = Object.hasOwn(acts, pressed) ? acts[pressed] : undefined;
    if (!act || (pressed !== 'ask' && !anId.test(agreement))) throw notFound();
    const refused = await refusedBy(act, [409, 422, 429]);
    if (!refused) return redirect(`/muracietler/${id}/yoxlama`);
    const view = await checkAnswers(request, { id });
    const wrong = pick(refused.text, lang);
    return page(<CheckPage frame={frameOf(request, view.case.front)} view={view} wrong={wrong} />, refused.status);
  },
});
