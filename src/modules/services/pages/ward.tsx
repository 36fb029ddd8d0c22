import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { EmptyState, type Frame, Page, QuestionPage } from '../../../ui/index.ts';
import { startForWard } from '../actions/starting.ts';
import { wardChoice, type WardChoice } from '../actions/wards.ts';
import { wardTexts } from './text/ward.ts';

/** Where a parent or a guardian chooses for whom they apply. */
export const wardPath = (service: string): string => `/xidmetler/${service}/kimin-ucun`;

interface WardProps {
  readonly frame: Frame;
  readonly view: WardChoice;
  readonly error?: string | undefined;
}

/** For whom one applies, of those whom registers name. */
export function WardPage({ frame, view, error }: WardProps): VNode {
  const words = wardTexts[frame.lang];
  const { wards, service, silent, takes } = view;
  if (wards.length === 0) {
    return (
      <Page frame={frame} title={words.title}>
        <div class="stack">
          <h1>{words.title}</h1>
          <EmptyState href={frame.href(`/xidmetler/${service}`)} action={pick(view.title, frame.lang)}>
            {silent ? words.silent : words.none}
          </EmptyState>
        </div>
      </Page>
    );
  }
  return (
    <QuestionPage
      frame={frame}
      action={frame.href(wardPath(service))}
      back={frame.href(`/xidmetler/${service}`)}
      fields={[
        {
          name: 'ward',
          kind: 'choice',
          label: words.title,
          hint: silent ? `${words.lead(takes)} ${words.someSilent}` : words.lead(takes),
          options: wards.map((ward) => ({ value: ward.person, label: ward.name, hint: hintOf(ward, frame) })),
          error,
        },
      ]}
    />
  );
}

/** By what one may act for them, and until when. */
function hintOf({ basis, until, relation }: WardChoice['wards'][number], { lang }: Frame): string {
  const words = wardTexts[lang];
  return basis === 'parent' && until !== null ? words.ofAge(until) : words.guardian(pick(relation, lang), until);
}

const serviceParam = Type.Object({ service: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) });

async function wardPage(request: Request<{ service: string }>, error?: string): Promise<VNode> {
  const view = await wardChoice(request, request.params);
  return <WardPage frame={frameOf(request, 'mygov')} view={view} error={error} />;
}

export const wardForm = route({
  method: 'GET',
  path: '/xidmetler/:service/kimin-ucun',
  access: 'services.startCase',
  params: serviceParam,
  handler: async (request) => page(await wardPage(request)),
});

export const wardRoute = route({
  method: 'POST',
  path: '/xidmetler/:service/kimin-ucun',
  access: 'services.startCase',
  params: serviceParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    let next = '';
    const refused = await refusedBy(async () => {
      const begun = await startForWard(request, { service: params.service, ward: formValue(body, 'ward') });
      // A case that was taken over is read before anything is done with it.
      next = `/muracietler/${begun.id}${begun.page === undefined ? '' : `/sual/${begun.page}`}`;
    }, [422]);
    return refused ? page(await wardPage(request, pick(refused.text, lang)), 422) : redirect(next);
  },
});
