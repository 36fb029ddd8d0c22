import type { EntryPicture } from '../../../catalogue/index.ts';
import type { CheckRule } from '../choices.ts';
import { checkNames } from '../choices.ts';
import type { Architecture, Check, Found, Judged, Picture } from './picture.ts';
import { words } from './words.ts';

const named = ({ kind, code, title }: EntryPicture): Found => ({ kind, code, title });

/** What the institution itself runs: others' systems are not its to mend. */
const ownRunning = ({ entries, replaced }: Picture, { institution }: Architecture): readonly EntryPicture[] =>
  entries.filter(
    (one) =>
      one.institution === institution &&
      one.state !== 'finished' &&
      !replaced.some(({ kind, code }) => kind === one.kind && code === one.code),
  );

const inPlace = new Set(['planned', 'moving', 'cloud', 'retired']);

const hosting: Check = (said, picture) => {
  if (said.hosting === 'local' || said.hosting === 'abroad')
    return { verdict: 'fail', found: [], words: words.notCloud };
  const local = ownRunning(picture, said).filter((one) => one.hosting !== null && !inPlace.has(one.hosting));
  if (local.length > 0) return { verdict: 'fail', found: local.map(named), words: words.stillLocal };
  return said.hosting === 'none'
    ? { verdict: 'not_applicable', found: [], words: words.notRun }
    : { verdict: 'pass', found: [], words: words.inCloud };
};

const exchange: Check = (said, picture) => {
  if (said.exchange === 'direct') return { verdict: 'fail', found: [], words: words.direct };
  const outside = ownRunning(picture, said).filter(({ ties }) => ties.some(({ channel }) => channel === 'local'));
  if (outside.length > 0) {
    const far = outside.flatMap(({ ties }) => ties.filter(({ channel }) => channel === 'local'));
    const ends = far.map(({ kind, code, title }): Found => ({ kind, code, title }));
    return { verdict: 'fail', found: [...outside.map(named), ...ends], words: words.localTies };
  }
  return said.exchange === 'none'
    ? { verdict: 'not_applicable', found: [], words: words.noExchange }
    : { verdict: 'pass', found: [], words: words.throughExchange };
};

const onceOnly: Check = ({ collects }, { held }) => {
  if (held.length > 0) {
    const found = held.flatMap(({ concept, label, register }): Found[] => [
      { kind: 'concept', code: concept, title: label },
      { kind: 'register', ...register },
    ]);
    const once = found.filter(
      (one, at) => found.findIndex(({ kind, code }) => kind === one.kind && code === one.code) === at,
    );
    return { verdict: 'fail', found: once, words: words.askedAgain };
  }
  return collects.length === 0
    ? { verdict: 'not_applicable', found: [], words: words.nothingAsked }
    : { verdict: 'pass', found: [], words: words.askedOnce };
};

const channel: Check = (said, picture) => {
  if (!said.isPublic) return { verdict: 'not_applicable', found: [], words: words.notPublic };
  const portals = ownRunning(picture, said).filter((one) => one.kind === 'portal' && one.hosting !== 'retired');
  if (said.channel !== 'mygov' || portals.length > 0)
    return { verdict: 'fail', found: portals.map(named), words: words.ownChannel };
  return { verdict: 'pass', found: [], words: words.inMygov };
};

const signIn: Check = (said) => {
  if (said.signIn === 'own') return { verdict: 'fail', found: [], words: words.ownSignIn };
  return said.signIn === 'none'
    ? { verdict: 'not_applicable', found: [], words: words.noSignIn }
    : { verdict: 'pass', found: [], words: words.sima };
};

const components: Check = ({ takes, builds }, picture) => {
  const of = (codes: readonly string[]) =>
    picture.components
      .filter(({ code }) => codes.includes(code))
      .map(({ code, title }): Found => ({ kind: 'component', code, title }));
  const again = of(builds);
  if (again.length > 0) return { verdict: 'fail', found: again, words: words.buildsComponents };
  return takes.length === 0
    ? { verdict: 'not_applicable', found: [], words: words.noComponents }
    : { verdict: 'pass', found: of(takes), words: words.takesComponents };
};

const described = ({ spec }: EntryPicture): boolean =>
  'objects' in spec && (spec.objects ?? []).some(({ fields }) => fields.length > 0);

const dataModel: Check = (said, picture) => {
  if (said.kind === 'licence') return { verdict: 'not_applicable', found: [], words: words.noData };
  const bare = ownRunning(picture, said).filter((one) => one.kind === 'register' && !described(one));
  if (bare.length > 0) return { verdict: 'fail', found: bare.map(named), words: words.emptyModel };
  return said.modelRegistered && said.apiOpen
    ? { verdict: 'pass', found: [], words: words.modelled }
    : { verdict: 'fail', found: [], words: words.noModel };
};

const security: Check = (said, picture) => {
  const systems = ownRunning(picture, said).filter(({ kind }) => kind === 'system');
  const unnumbered = (one: EntryPicture) =>
    said.dataClass !== 'open' && !('personalDataNumber' in one.spec && one.spec.personalDataNumber);
  const loose = systems.filter((one) => one.criticality === null || unnumbered(one));
  if (loose.length > 0) return { verdict: 'fail', found: loose.map(named), words: words.noClass };
  if (said.dataClass !== 'open' && !said.assessed) return { verdict: 'fail', found: [], words: words.notAssessed };
  return { verdict: 'pass', found: [], words: words.secured };
};

const closing: Check = ({ closesOn }, { replaced, today }) => {
  if (replaced.length === 0) return { verdict: 'not_applicable', found: [], words: words.replacesNothing };
  const open = replaced.filter((one) => one.state !== 'finished' && one.hosting !== 'retired');
  const set = closesOn !== undefined && closesOn >= today;
  return open.length > 0 && !set
    ? { verdict: 'fail', found: open.map(named), words: words.noClosing }
    : { verdict: 'pass', found: replaced.map(named), words: words.closes };
};

const exit: Check = ({ rights, exitPlanned }) => {
  if (rights === 'supplier') return { verdict: 'fail', found: [], words: words.supplierOwns };
  return exitPlanned
    ? { verdict: 'pass', found: [], words: words.free }
    : { verdict: 'fail', found: [], words: words.noExit };
};

const ai: Check = (said) => {
  if (!said.ai) return { verdict: 'not_applicable', found: [], words: words.noAi };
  return Object.values(said.aiSafeguards).every(Boolean)
    ? { verdict: 'pass', found: [], words: words.aiSafe }
    : { verdict: 'fail', found: [], words: words.aiUnsafe };
};

const checks: Readonly<Record<CheckRule, Check>> = {
  hosting,
  exchange,
  once_only: onceOnly,
  channel,
  sign_in: signIn,
  components,
  data_model: dataModel,
  security,
  closing,
  exit,
  ai,
};

/** Every rule of the unified architecture over one request. Pure: the register is handed in. */
export function judge(said: Architecture, picture: Picture): readonly Judged[] {
  return checkNames.map((rule) => ({ rule, ...checks[rule](said, picture) }));
}
