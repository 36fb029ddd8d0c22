import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { idParam, page, type Request, route } from '../../../../kernel/http/route.ts';
import { bakuDate, pick } from '../../../../language/index.ts';
import { Back, type Frame, KeyFacts, Page, SampleMark } from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { routes, spendKinds } from '../choices.ts';
import { publicPath, publicRequestPath } from '../path.ts';
import { type PublicRequest, publicRequest } from '../reading.ts';
import type { SpendRow } from '../store/requests.ts';
import { t } from '../text/index.ts';
import {
  Checks,
  Conditions,
  Decisions,
  Duplicates,
  type Institutions,
  Money,
  money,
  nameOf,
  StateTag,
  years,
} from './parts.tsx';

/** What is public of one request. */
export const publicRequestPage = route({
  method: 'GET',
  path: publicRequestPath(':id'),
  access: 'plan.readSpending',
  common: true,
  params: idParam,
  async handler(request) {
    return page(await drawn(request, await publicRequest(request, request.params.id)));
  },
});

async function drawn(request: Request, of: PublicRequest): Promise<VNode> {
  const frame = frameOf(request, 'plan');
  const { lang } = frame;
  const institutions = await institutionsByCode(request);
  const { row } = of;
  return (
    <Page frame={frame} title={`${row.number}, ${row.title}`}>
      <Back href={frame.href(publicPath)}>{t(lang, 'title')}</Back>
      <div class="split">
        <div class="stack">
          <h1>{row.title}</h1>
          <p class="soft">
            {row.number} <StateTag state={row.state} title={of.state} lang={lang} />
          </p>
          <h2>{t(lang, 'purpose')}</h2>
          <p>{row.purpose === '' ? t(lang, 'notKnown') : row.purpose}</p>
          <Grounds frame={frame} row={row} />
          <h2>{t(lang, 'costs')}</h2>
          <Money frame={frame} costs={of.costs} funding={of.funding} />
          <h2>{t(lang, 'checks')}</h2>
          <Checks frame={frame} checks={of.checks} />
          <h2>{t(lang, 'duplicates')}</h2>
          <Duplicates frame={frame} duplicates={of.duplicates} institutions={institutions} />
          <h2>{t(lang, 'conditions')}</h2>
          <Conditions
            frame={frame}
            conditions={of.conditions}
            institutions={institutions}
            today={bakuDate(request.vahid.now())}
          />
          <h2>{t(lang, 'decided')}</h2>
          <Decisions frame={frame} decisions={of.decisions} institutions={institutions} />
        </div>
        <Facts frame={frame} row={row} institutions={institutions} />
      </div>
    </Page>
  );
}

/** Why the request goes the way it goes. */
export function Grounds({ frame: { lang }, row }: { frame: Frame; row: SpendRow }): VNode | null {
  if (row.route === null) return null;
  return (
    <>
      <h2>{t(lang, 'why')}</h2>
      <p>
        {pick(routes[row.route], lang)} <SampleMark />
      </p>
      <ul>
        {row.routeGrounds.map(({ text }) => (
          <li>{pick(text, lang)}</li>
        ))}
      </ul>
    </>
  );
}

interface FactsProps {
  readonly frame: Frame;
  readonly row: SpendRow;
  readonly institutions: Institutions;
}

export function Facts({ frame: { lang }, row, institutions }: FactsProps): VNode {
  return (
    <KeyFacts
      facts={[
        { term: t(lang, 'institution'), value: nameOf(institutions, row.institution, lang) },
        { term: t(lang, 'measure'), value: row.measure ?? t(lang, 'notKnown') },
        { term: t(lang, 'kind'), value: row.kind === null ? t(lang, 'notKnown') : pick(spendKinds[row.kind], lang) },
        { term: t(lang, 'years'), value: years(row, lang) },
        { term: t(lang, 'forecast'), value: money(row.forecast, lang) },
        { term: t(lang, 'approved'), value: money(row.approved, lang) },
        { term: t(lang, 'committed'), value: money(row.committed, lang) },
        ...(row.cabinetAct === null ? [] : [{ term: t(lang, 'cabinetAct'), value: row.cabinetAct }]),
      ]}
    />
  );
}
