import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { compare, formatNumber, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  DayInput,
  Details,
  EmptyState,
  type FieldError,
  Form,
  type Frame,
  Hidden,
  Page,
  readDate,
  Select,
} from '../../../ui/index.ts';
import { type Institution, institutions } from '../../identity/index.ts';
import { type LookUpPage, lookUpsAbout, mostCounted, ownerOf } from '../actions.ts';
import { massRunsPath } from '../mass-runs/path.ts';
import { placePattern, printPlace, readPlace } from '../place.ts';
import { LookUpTable } from './look-up-parts.tsx';
import { Older } from './older.tsx';
import { t } from './text/index.ts';

export const lookUpsPath = '/baxislar';

const typedDay = Type.Optional(Type.String({ maxLength: 30 }));
const query = Type.Object({
  qurum: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,63}$' })),
  den: typedDay,
  dek: typedDay,
  gec: Type.Optional(Type.Enum(['', '1'])),
  sonra: Type.Optional(Type.String({ pattern: placePattern })),
});

interface Asked {
  readonly qurum: string;
  /** Days as they were typed. */
  readonly den: string;
  readonly dek: string;
  /** Only those that were shown late. */
  readonly gec: string;
}

/** “Who looked at my data”: the person's, or the organisation's for which they act. */
export const lookUpsPage = route({
  method: 'GET',
  path: lookUpsPath,
  access: 'exchange.readLookUps',
  query,
  async handler(request) {
    const { qurum = '', den = '', dek = '', gec = '', sonra } = request.query;
    const asked: Asked = { qurum, den, dek, gec };
    const [from, to] = [readDate(den), readDate(dek)];
    const errors = errorsIn(request, asked, [from, to]);
    const found =
      errors.length > 0
        ? undefined
        : await lookUpsAbout(request, ownerOf(request), {
            institution: qurum === '' ? undefined : qurum,
            from,
            to,
            late: gec === '1',
            after: sonra === undefined ? undefined : readPlace(sonra),
          });
    const all = await institutions(request);
    return page(
      <LookUps request={request} asked={asked} found={found} errors={errors} all={all} inside={sonra !== undefined} />,
      errors.length > 0 ? 422 : 200,
    );
  },
});

function errorsIn({ lang }: Request, { den, dek }: Asked, days: readonly (string | undefined)[]): FieldError[] {
  const [from, to] = days;
  const bad = [
    ...(den !== '' && from === undefined ? ['den'] : []),
    ...(dek !== '' && to === undefined ? ['dek'] : []),
  ].map((name) => ({ name, text: t(lang, 'badDay') }));
  if (bad.length > 0 || from === undefined || to === undefined || from <= to) return bad;
  return [{ name: 'dek', text: t(lang, 'wrongOrder') }];
}

interface Props {
  readonly request: Request;
  readonly asked: Asked;
  readonly found: LookUpPage | undefined;
  readonly errors: readonly FieldError[];
  readonly all: readonly Institution[];
  /** Not the beginning of the list. */
  readonly inside: boolean;
}

function LookUps(props: Props): VNode {
  const { request, asked, found, errors, inside } = props;
  const { lang, actor } = request;
  const company = actor.organisation !== undefined;
  const frame = frameOf(request, ownFront(request));
  const title = t(lang, company ? 'titleOrganisation' : 'title');
  const narrowed = Object.values(asked).some((value) => value !== '');
  const filter = <Filter {...props} frame={frame} />;
  return (
    <Page frame={frame} title={title} error={errors.length > 0}>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{t(lang, company ? 'leadOrganisation' : 'lead')}</p>
        <p class="soft">{t(lang, 'hiding')}</p>
        <p>
          {t(lang, 'massRuns')} <a href={frame.href(massRunsPath)}>{t(lang, 'massRunsLink')}</a>.
        </p>
        {found && found.late > 0 ? <LateCount frame={frame} asked={asked} late={found.late} /> : null}
        <Alarm errors={errors} title={t(lang, 'notDone')} />
        {narrowed ? filter : <Details summary={t(lang, 'filter')}>{filter}</Details>}
        {found ? <Found frame={frame} found={found} none={noneOf(props, { company, narrowed })} /> : null}
        {found ? (
          <Older
            frame={frame}
            newest={inside ? frame.href(addressOf(asked)) : undefined}
            older={found.next ? frame.href(addressOf(asked, printPlace(found.next))) : undefined}
          />
        ) : null}
      </div>
    </Page>
  );
}

/** Those that come out of hiding stand far down the list: nobody would meet them there. */
function LateCount({ frame, asked, late }: { frame: Frame; asked: Asked; late: number }): VNode {
  const { lang } = frame;
  return (
    <p>
      {t(lang, 'lateCount', { count: formatNumber(late, lang) })}{' '}
      {asked.gec === '1' ? null : <a href={frame.href(`${lookUpsPath}?gec=1`)}>{t(lang, 'lateOnly')}</a>}
    </p>
  );
}

function noneOf({ request: { lang } }: Props, { company, narrowed }: { company: boolean; narrowed: boolean }) {
  if (narrowed) return { text: t(lang, 'noneFound'), whole: true };
  return { text: t(lang, company ? 'noneOrganisation' : 'none'), whole: false };
}

interface FoundProps {
  readonly frame: Frame;
  readonly found: LookUpPage;
  readonly none: { readonly text: string; readonly whole: boolean };
}

function Found({ frame, found: { lookUps, total }, none }: FoundProps): VNode {
  const { lang } = frame;
  if (lookUps.length === 0)
    return none.whole ? (
      <EmptyState href={frame.href(lookUpsPath)} action={t(lang, 'everything')}>
        {none.text}
      </EmptyState>
    ) : (
      <EmptyState>{none.text}</EmptyState>
    );
  const count = formatNumber(total ?? mostCounted, lang);
  const caption = t(lang, total === null ? 'countMore' : 'count', { count });
  return <LookUpTable frame={frame} lookUps={lookUps} caption={caption} />;
}

function Filter({ frame, asked, errors, all }: Props & { frame: Frame }): VNode {
  const { lang } = frame;
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text;
  return (
    <Form action={frame.href(lookUpsPath)} method="get">
      <Select
        name="qurum"
        label={t(lang, 'institution')}
        none={t(lang, 'anyInstitution')}
        options={all
          .map(({ code, name }) => ({ value: code, label: pick(name, lang) }))
          .sort((a, b) => compare(lang)(a.label, b.label))}
        value={asked.qurum}
      />
      {asked.gec === '' ? null : <Hidden name="gec" value={asked.gec} />}
      <DayInput name="den" label={t(lang, 'from')} value={shownDay(asked.den)} error={errorOf('den')} optional />
      <DayInput name="dek" label={t(lang, 'to')} value={shownDay(asked.dek)} error={errorOf('dek')} optional />
      <Actions>
        <Button>{t(lang, 'show')}</Button>
      </Actions>
    </Form>
  );
}

/** What was typed; `0000-00-00` looks like a day to the field, and is none. */
const shownDay = (typed: string): string => readDate(typed) ?? typed.replaceAll('-', '.');

function addressOf(asked: Asked, sonra?: string): string {
  const given = Object.entries({ ...asked, ...(sonra === undefined ? {} : { sonra }) }).filter(
    ([, value]) => value !== '',
  );
  const search = new URLSearchParams(given).toString();
  return search === '' ? lookUpsPath : `${lookUpsPath}?${search}`;
}
