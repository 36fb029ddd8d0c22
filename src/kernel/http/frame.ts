import type { Frame, FrameLink } from '../../ui/frame.tsx';
import { pick } from '../../language/lang.ts';
import { anonymous, reachable } from '../access.ts';
import type { Front, NavItem } from '../module.ts';
import { formToken } from '../session.ts';
import { port } from '../vahid.ts';
import { holderMark } from './holder.ts';
import { inLanguage } from './language.ts';
import type { Assets } from './asset.ts';
import type { Request } from './route.ts';

/** Links about the visitor: sign in, or the name and on whose behalf they act. Filled by identity. */
export const accountPort = port<(request: Request, front: Front) => readonly FrameLink[]>('account links');
/** Where the styles and scripts of this build lie. Filled by the server. */
export const assetsPort = port<Assets>('assets');

/** First page of each front. */
export const homes: Readonly<Record<Front, string>> = {
  mygov: '/',
  biznes: '/biznes',
  desk: '/masa',
  plan: '/plan',
  verify: '/',
};

const footer = [
  { path: '/kataloq', label: { az: 'Kataloq', en: 'Catalogue', ru: 'Каталог' } },
  { path: '/mubadile/xidmetler', label: { az: 'Mübadilə', en: 'Exchange', ru: 'Обмен' } },
  { path: '/plan', label: { az: 'Fəaliyyət Planı', en: 'Action Plan', ru: 'План действий' } },
  { path: '/api/v1/openapi.json', label: { az: 'API', en: 'API', ru: 'API' } },
] as const;

/** Where the visitor's own pages are: among businesses while they act for a company. */
export function ownFront({ actor }: Request): 'mygov' | 'biznes' {
  return actor.organisation === undefined ? 'mygov' : 'biznes';
}

/** What stands around a page: head, navigation, account, languages, foot. */
export function frameOf(request: Request, front: Front): Frame {
  const { lang, vahid } = request;
  const path = request.url.split('?')[0] ?? '/';
  const query = request.url.slice(path.length);
  const href = (to: string) => inLanguage(lang, to);
  const assets = assetsPort.of(vahid);
  return {
    lang,
    brand: front,
    demo: vahid.config.mode === 'demo',
    path,
    href,
    languageHref: (other) => inLanguage(other, path + query),
    asset: (name) => `${assets.base}/${name}`,
    nav: navigation(request, front, path),
    account: accountPort.of(vahid)(request, front),
    footer: footer.map((item) => ({ href: href(item.path), label: pick(item.label, lang) })),
    ...(request.token ? { csrf: `${formToken(request.token)}.${holderMark(request)}` } : {}),
    scripts: ['enhance.js'],
    home: homeOf(request, front),
    // What is the same for everybody is drawn once, whenever that was.
    printed: { address: `${vahid.config.publicUrl}${href(path + query)}`, at: request.token ? vahid.now() : undefined },
    ...(isPortal(front) ? { installable: true, unsentKey: unsentKey(request) } : {}),
  };
}

const isPortal = (front: Front): boolean => front === 'mygov' || front === 'biznes';

/** One for each person and organisation they act for; the same after another sign-in, else nothing could be sent then. */
function unsentKey({ vahid, actor }: Request): string | undefined {
  if (actor.person === undefined) return undefined;
  return vahid.keys.digest('unsent answers', `${actor.person} ${actor.organisation ?? ''}`).toString('base64url');
}

/** First page of a front; at the desk the first that this official may open. */
export function homeOf(request: Request, front: Front): string {
  return front === 'desk' ? (visible(request, front)[0]?.path ?? '/') : homes[front];
}

function navigation(request: Request, front: Front, path: string): FrameLink[] {
  const { lang } = request;
  const items = visible(request, front);
  const places = items.flatMap((item) => [item.path, item.covers ?? item.path]);
  // Of places that lie within one another only the nearest is the current one.
  const nearest = places
    .filter((at) => isBelow(path, at, homes[front]))
    .reduce((best, at) => (at.length > best.length ? at : best), '');
  return items.map((item) => ({
    href: inLanguage(lang, item.path),
    label: pick(item.label, lang),
    current: nearest !== '' && [item.path, item.covers].includes(nearest),
  }));
}

/** Every page is below a front's home, which is therefore only itself. */
function isBelow(path: string, at: string, home: string): boolean {
  return path === at || (at !== home && path.startsWith(`${at}/`));
}

function visible({ vahid, actor }: Request, front: Front): readonly NavItem[] {
  // Before a company is chosen nothing among businesses is the visitor's own, and their own pages are elsewhere.
  const who = front === 'biznes' && actor.organisation === undefined ? anonymous : actor;
  return (
    vahid.rooms
      .flatMap((room) => room.nav ?? [])
      .filter((item) => item.fronts.includes(front) && reachable(vahid.access[item.access] ?? [], who))
      // One place may be open by several offices, and is one item to who holds both.
      .filter((item, index, all) => all.findIndex(({ path }) => path === item.path) === index)
      .sort((a, b) => a.order - b.order)
  );
}
