import { Type } from 'typebox';
import type { ComponentChildren, VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, route } from '../../../kernel/http/route.ts';
import { listed, pick, type Text } from '../../../language/index.ts';
import { Actions, Back, Button, ButtonLink, FactsTable, Form, type Frame, Knot } from '../../../ui/index.ts';
import { bound, type KeyFact, KeyFacts, Note, Page, Steps, Table, texts as uiTexts } from '../../../ui/index.ts';
import { alternateLink, lifeEvents, regulationPath } from '../../catalogue/index.ts';
import { startCase } from '../actions/applying.ts';
import { beginning } from '../actions/offer.ts';
import type { BeginningView, ServiceView } from '../views.ts';
import { lawFacts } from './article.tsx';
import { coursePath } from './course.tsx';
import { factRow } from './fact.tsx';
import { rulesPath } from './rules.tsx';
import { servicesHref } from './services-path.ts';
import { courseTexts } from './text/course.ts';
import { keepingTexts } from './text/keeping.ts';
import { elsewhereTexts } from './text/elsewhere.ts';
import { texts } from './text/index.ts';
import { wardTexts } from './text/ward.ts';
import { wardPath } from './ward.tsx';
import { ruleTexts } from './text/rules.ts';

interface ServiceProps {
  readonly frame: Frame;
  readonly view: BeginningView;
  /** Life event by which the service is found. */
  readonly event: { readonly code: string; readonly title: Text } | undefined;
}

/** Passport of a service: what it gives, what is known already, what remains to be asked, what happens then. */
export function ServicePage({ frame, view, event }: ServiceProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const { service } = view;
  return (
    <Page frame={frame} title={pick(service.title, lang)}>
      <Back href={servicesHref(frame, event && { event: event.code })}>
        {event ? pick(event.title, lang) : words.allServices}
      </Back>
      <div class="split">
        <div class="stack">
          <h1>{pick(service.title, lang)}</h1>
          <p class="lead">{pick(service.lead, lang)}</p>
          <Beginning frame={frame} view={view} />
          {service.forOthers && !view.guarded && view.obstacle !== 'choose_person' ? (
            <p>
              <a href={frame.href(wardPath(service.name))}>{wardTexts[lang].forOthers(service.forOthers)}</a>
            </p>
          ) : null}
        </div>
        <div>
          <KeyFacts facts={passport(service, frame)} />
        </div>
        <div class="stack rest">
          <h2>{words.notAsked}</h2>
          <NotAsked frame={frame} view={view} />
          <h2>{words.remain(service.remaining.length)}</h2>
          {service.remaining.length === 0 ? (
            <p>{words.remainNone}</p>
          ) : (
            <Steps
              steps={service.remaining.map(({ question, form, whom }) => ({
                title: pick(question, lang),
                about: whom ? `${pick(form, lang)}. ${pick(whom, lang)}` : pick(form, lang),
              }))}
            />
          )}
          <h2>{words.afterwards}</h2>
          {service.afterwards.map((paragraph) => (
            <p>{bound(pick(paragraph, lang))}</p>
          ))}
          <p>{bound(pick(service.afterRefusal, lang))}</p>
          <p>
            <a href={frame.href(rulesPath(service.name))}>{ruleTexts[lang].title}</a>
          </p>
          <p>
            <a href={frame.href(coursePath(service.name))}>{courseTexts[lang].title}</a>
          </p>
          <p>
            <a href={frame.href(regulationPath(service.name))}>{words.regulation}</a>
          </p>
          <Kept service={service} lang={lang} />
        </div>
      </div>
    </Page>
  );
}

/** How long the file is kept, which of it for less, and what of it not everybody reads. */
function Kept({
  service: { keptYears, keptLess = [], seenOnly = [] },
  lang,
}: {
  service: ServiceView;
  lang: Frame['lang'];
}): VNode {
  return (
    <>
      <p class="soft small">{texts[lang].kept(keptYears)}</p>
      {keptLess.length > 0 ? (
        <p class="soft small">
          {keepingTexts[lang].less}:{' '}
          {keptLess.map(({ label, term }) => `${pick(label, lang)} – ${pick(term, lang)}`).join('; ')}.
        </p>
      ) : null}
      {seenOnly.length > 0 ? (
        <p class="soft small">
          {keepingTexts[lang].only}:{' '}
          {seenOnly
            .map(
              ({ label, by }) =>
                `${pick(label, lang)} – ${by.map((one) => texts[lang].lowered(pick(one, lang))).join(', ')}`,
            )
            .join('; ')}
          .
        </p>
      ) : null}
    </>
  );
}

const obstacleSteps: Readonly<Record<NonNullable<BeginningView['obstacle']>, string>> = {
  sign_in: '/giris',
  choose_company: '/kimin-adindan',
  choose_person: '/kimin-adindan',
  sign_in_foreigner: '/xarici',
  fin_needed: '/giris',
  foreigners_only: '/xarici',
};

/** The one next step: start, go on with the draft, or what has to be done before. */
function Beginning({ frame, view }: { frame: Frame; view: BeginningView }): VNode {
  const words = texts[frame.lang];
  const { service, obstacle, draft } = view;
  const here = `/xidmetler/${service.name}`;
  if (obstacle) {
    const step = obstacleSteps[obstacle];
    return (
      <>
        <p>{words.obstacle[obstacle]}</p>
        <Actions>
          <ButtonLink href={frame.href(`${step}?davam=${encodeURIComponent(here)}`)}>
            {words.obstacleLink[obstacle]}
          </ButtonLink>
          <span class="soft small">{effort(service, frame)}</span>
        </Actions>
      </>
    );
  }
  if (view.guarded) return <Note>{wardTexts[frame.lang].guarded}</Note>;
  if (draft) {
    return (
      <Actions>
        <ButtonLink href={frame.href(draft.href)}>{words.goOn}</ButtonLink>
        <span class="soft small">{words.draftWaits}</span>
      </Actions>
    );
  }
  return (
    <Form action={frame.href(`${here}/basla`)}>
      <Actions>
        <Button>{words.start}</Button>
        <span class="soft small">{effort(service, frame)}</span>
      </Actions>
    </Form>
  );
}

/** “3 sual, təxminən 6 dəqiqə.” */
function effort({ questions, minutes }: ServiceView, { lang }: Frame): string {
  const words = texts[lang];
  return questions === 0 ? `${words.remain(0)}.` : `${words.questions(questions)}, ${words.minutes(minutes)}.`;
}

function passport(service: ServiceView, frame: Frame): KeyFact[] {
  const { lang } = frame;
  const words = texts[lang];
  return [
    { term: words.term, value: words.workingDays(service.workingDays) },
    { term: words.fee, value: pick(service.cost, lang) },
    { term: words.result, value: pick(service.output, lang), note: words.resultNote },
    { term: words.whoMayApply, value: pick(service.whoMayApply, lang) },
    {
      term: words.channels,
      value: listed(
        service.channels.map((channel) => pick(channel, lang)),
        lang,
        // A channel may have a comma of its own.
        '; ',
      ),
    },
    {
      term: words.provider,
      value: (
        <a href={servicesHref(frame, { institution: service.institution.code })}>
          {pick(service.institution.name, lang)}
        </a>
      ),
    },
    ...(service.workedIn
      ? [{ term: elsewhereTexts[lang].term, value: elsewhereTexts[lang].inSystem(pick(service.workedIn, lang)) }]
      : []),
    ...lawFacts(service.acts, lang),
    ...service.measures.map((number) => ({
      term: words.plan,
      value: <a href={frame.href(`/plan/tedbir/${number}`)}>{bound(words.measure(number))}</a>,
      law: 'act' as const,
    })),
  ];
}

/** Signed in, and for somebody else than the service is for. */
const chooses = ({ obstacle }: BeginningView): boolean => obstacle === 'choose_company' || obstacle === 'choose_person';

/** What registers hold: the real values for an applicant, for a stranger the names and sources. */
function NotAsked({ frame, view }: { frame: Frame; view: BeginningView }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  if (view.facts.length > 0) {
    // Before the start times say nothing, unless a register has to be asked again: then the column is there for all.
    const timed = view.facts.some(({ state, retryAt }) => state === 'unavailable' && retryAt);
    return (
      <FactsTable
        reader="citizen"
        caption={
          <Source>
            {words.willBeRead} <a href={frame.href('/kataloq?nov=reyestr')}>{words.whoKeeps}</a>.
          </Source>
        }
        facts={view.facts.map((fact) => factRow(fact, frame, { timed }))}
      />
    );
  }
  return (
    <Table
      caption={<Source>{chooses(view) ? words.willBeReadChosen : words.willBeReadUnseen}</Source>}
      columns={words.plannedColumns.map((label) => ({ label }))}
      rows={view.service.planned.map(({ label, register }) => [
        pick(label, lang),
        <>
          <Knot sign="known" label={uiTexts[lang].registered} /> {pick(register.title, lang)}
        </>,
      ])}
    />
  );
}

// A caption holds no paragraph, so that `Thread` cannot stand in it.
function Source({ children }: { children: ComponentChildren }): VNode {
  return (
    <span class="thread">
      <Knot sign="known" />
      <span>{children}</span>
    </span>
  );
}

const serviceParam = Type.Object({ service: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) });

export const servicePage = route({
  method: 'GET',
  path: '/xidmetler/:service',
  access: 'services.begin',
  common: true,
  params: serviceParam,
  async handler(request) {
    const view = await beginning(request, request.params.service);
    const [first] = view.service.lifeEvents;
    const event = lifeEvents(request.vahid.releases).find(({ code }) => code === first);
    const link = alternateLink(request, view.service.name);
    return page(<ServicePage frame={frameOf(request, view.service.front)} view={view} event={event} />, 200, { link });
  },
});

export const startRoute = route({
  method: 'POST',
  path: '/xidmetler/:service/basla',
  access: 'services.startCase',
  params: serviceParam,
  body: formBody,
  async handler(request) {
    const corrects = formValue(request.body, 'corrects') || undefined;
    const { id, page } = await startCase(request, { service: request.params.service, corrects });
    return redirect(`/muracietler/${id}/sual/${page}`);
  },
});
