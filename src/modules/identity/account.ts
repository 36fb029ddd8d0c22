import { homes } from '../../kernel/http/frame.ts';
import { inLanguage } from '../../kernel/http/language.ts';
import type { Request } from '../../kernel/http/route.ts';
import type { Front } from '../../kernel/module.ts';
import type { FrameLink } from '../../ui/index.ts';
import { ownPath } from './own-path.ts';
import { t } from './text.ts';

/** Links about the visitor in the head of every page: sign in, or for whom they act, who they are, and out. */
export function accountLinks(request: Request, front: Front): readonly FrameLink[] {
  const { lang, actor, url } = request;
  const path = ownPath(url);
  const back = path === '/' ? '' : `?davam=${encodeURIComponent(path)}`;
  const link = (to: string, label: string): FrameLink => ({
    href: inLanguage(lang, to),
    label,
    current: url.split('?')[0] === to.split('?')[0],
  });
  if (actor.kind !== 'person') return [link(`/giris${back}`, t(lang, 'signIn'))];
  const company = request.session?.organisationName ?? t(lang, 'actOrganisation');
  const behalf = link('/kimin-adindan', actor.organisation ? company : t(lang, 'actSelf'));
  const sessions = link('/sessiyalar', actor.name ?? t(lang, 'sessionsTitle'));
  const out = link('/cixis', t(lang, 'signOut'));
  const desk = actor.appointments.length > 0 && front !== 'desk' ? [link(homes.desk, t(lang, 'desk'))] : [];
  // At the desk one acts for one's institution, by appointment; elsewhere for oneself, unless one chose a company.
  const chosen = front === 'biznes' || actor.organisation !== undefined;
  return [...desk, ...(chosen && front !== 'desk' ? [behalf] : []), sessions, out];
}
