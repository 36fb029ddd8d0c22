import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { file, page, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { Back, bound, type Frame, Page, Thread } from '../../../ui/index.ts';
import { bpmnOf, ProcessAsides, ProcessInWords, ProcessPicture } from '../../process/index.ts';
import { courseOf } from '../actions/rules.ts';
import { PlannedInquiries } from './inquiry-list.tsx';
import { PlannedOpinions } from './opinion-list.tsx';
import { PlannedAgreements } from './parties.tsx';
import { PlannedReviews } from './review-list.tsx';
import type { CourseView } from '../rules-views.ts';
import { rulesParams, rulesQuery, versionIn } from './rules.tsx';
import { courseTexts } from './text/course.ts';

/** Where the course of a service is shown: of the version in force, or of an older one. */
export const coursePath = (service: string): string => `/xidmetler/${service}/gedis`;

const versionQuery = ({ version, inForce }: CourseView): string => (inForce ? '' : `?buraxilis=${version}`);

/** How a case goes: drawn, and in words. */
export function CoursePage({ frame, view }: { readonly frame: Frame; readonly view: CourseView }): VNode {
  const { lang } = frame;
  const words = courseTexts[lang];
  const { graph, version } = view;
  return (
    <Page frame={frame} title={`${words.title}: ${pick(view.title, lang)}`}>
      <Back href={frame.href(`/xidmetler/${view.service}`)}>{pick(view.title, lang)}</Back>
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <Thread sign="known">{bound(view.inForce ? words.inForce(version) : words.old(version))}</Thread>
        <ProcessPicture graph={graph} lang={lang} about={words.about} />
        <p class="noprint">
          <a href={frame.href(`${coursePath(view.service)}.bpmn${versionQuery(view)}`)} download>
            {words.file}
          </a>
        </p>
        {graph.asides.length > 0 ? <h2>{words.aside}</h2> : null}
        <ProcessAsides graph={graph} lang={lang} />
        <PlannedAgreements frame={frame} agreements={view.agreements} />
        <PlannedOpinions frame={frame} opinions={view.opinions} />
        <PlannedInquiries frame={frame} planned={view.inquiries} />
        <PlannedReviews frame={frame} reviews={view.reviews} />
        <h2>{words.inWords}</h2>
        <ProcessInWords graph={graph} lang={lang} />
      </div>
    </Page>
  );
}

export const courseRoute = route({
  method: 'GET',
  path: '/xidmetler/:service/gedis',
  access: 'services.readRules',
  common: true,
  params: rulesParams,
  query: rulesQuery,
  async handler(request) {
    const view = await courseOf(request, { service: request.params.service, version: versionIn(request.query) });
    return page(<CoursePage frame={frameOf(request, view.front)} view={view} />);
  },
});

export const courseFile = route({
  method: 'GET',
  path: '/xidmetler/:service/gedis.bpmn',
  access: 'services.readRules',
  params: rulesParams,
  query: rulesQuery,
  async handler(request) {
    const { graph, service } = await courseOf(request, {
      service: request.params.service,
      version: versionIn(request.query),
    });
    const name = `service-${service}`;
    return file(bpmnOf(graph, request.lang, name), 'application/xml; charset=utf-8', `${name}.bpmn`);
  },
});
