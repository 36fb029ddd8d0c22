import type { VNode } from 'preact';
import { reachable } from '../../../../kernel/access.ts';
import type { Request } from '../../../../kernel/http/route.ts';
import { type Frame, TaskList } from '../../../../ui/index.ts';
import { directoryPath } from '../path.ts';
import { t } from '../text/index.ts';

/** Last part of the address, and the word that names the page. */
const others = {
  xidmetler: 'toServices',
  huquqlar: 'toRights',
  hadiseler: 'toEvents',
  reyestrler: 'toRegisters',
  isleme: 'toOperation',
} as const;

/** The other pages of the exchange at the desk, those that the actor may open. */
export function Neighbours({ request, frame }: { readonly request: Request; readonly frame: Frame }): VNode | null {
  const { vahid, actor } = request;
  const routes = vahid.rooms.flatMap((room) => room.routes ?? []).filter(({ method }) => method === 'GET');
  const tasks = Object.entries(others).flatMap(([name, word]) => {
    const path = `${directoryPath}/${name}`;
    const found = routes.find((one) => one.path === path);
    return found && reachable(vahid.access[found.access] ?? [], actor)
      ? [{ href: frame.href(path), title: t(frame.lang, word) }]
      : [];
  });
  return tasks.length === 0 ? null : <TaskList tasks={tasks} />;
}
