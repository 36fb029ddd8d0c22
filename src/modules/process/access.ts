import { accessTable, type Rule, signedIn } from '../../kernel/access.ts';
import { officialNames } from './entities.ts';

const officials: readonly Rule[] = officialNames.map((who) => ({ who, where: 'own' }));

/** For an institution that owns the instance. */
const registrar: Rule = { who: 'registrar', where: 'owner' };

/** Who may act at all; which action, and from which state, is the definition's to say. */
export const access = accessTable('process', {
  start: [{ who: 'owner' }, registrar, ...officials, { who: 'system' }],
  act: [{ who: 'owner' }, registrar, ...officials, { who: 'system' }],
  read: [
    { who: 'owner' },
    registrar,
    ...officials,
    { who: 'registrar', where: 'own' },
    { who: 'auditor', where: 'any' },
    { who: 'system' },
  ],
  /** The engine's own page of an instance. */
  readAtDesk: [registrar, ...officials, { who: 'registrar', where: 'own' }, { who: 'auditor', where: 'any' }],
  actAtDesk: [registrar, ...officials],
  assign: officials,
  readWorklist: [registrar, ...officials, { who: 'system' }],
  readOwn: signedIn,
  readNotifications: signedIn,
  /** Notifications to an office, read at the desk. */
  readDeskNotifications: [
    ...officials,
    { who: 'registrar', where: 'own' },
    { who: 'project_office', where: 'own' },
    { who: 'auditor', where: 'own' },
  ],
});
