import { accessTable, type Rule, signedIn } from '../../kernel/access.ts';
import { officialNames, ownerOfficeNames, postOf } from './entities.ts';

const officials: readonly Rule[] = officialNames.map(postOf);

/** For an institution that owns the instance. */
const owners: readonly Rule[] = ownerOfficeNames.map(postOf);

/** Of officers. */
const superiors: readonly Rule[] = (['approver', 'deputy_head', 'head'] as const).map(postOf);

/** Who may act at all; which action, and from which state, is the definition's to say. */
export const access = accessTable('process', {
  start: [{ who: 'owner' }, ...owners, ...officials, { who: 'system' }],
  act: [{ who: 'owner' }, ...owners, ...officials, { who: 'system' }],
  read: [
    { who: 'owner' },
    ...owners,
    ...officials,
    { who: 'registrar', where: 'own' },
    { who: 'auditor', where: 'any' },
    { who: 'system' },
  ],
  /** The engine's own page of an instance. */
  readAtDesk: [...owners, ...officials, { who: 'registrar', where: 'own' }, { who: 'auditor', where: 'any' }],
  actAtDesk: [...owners, ...officials],
  /** Who handles what is assigned: a head and the project office take nothing from the officers. */
  assign: (['officer', 'approver', 'deputy_head'] as const).map(postOf),
  /** Gives what is before one official to another, with a reason. */
  reassign: superiors,
  /** Who has how much before them: all of the institution for superiors, and for others their own line. */
  readWorkload: [{ who: 'officer', where: 'own' }, ...superiors],
  /** To another version of its definition, when that is released. */
  migrate: [{ who: 'system' }],
  readWorklist: [...owners, ...officials, { who: 'system' }],
  /** Where the time of an institution's processes goes; no person is named. */
  readFlow: [
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
    { who: 'head', where: 'own' },
    { who: 'project_office', where: 'own' },
    { who: 'auditor', where: 'any' },
  ],
  readOwn: signedIn,
  readNotifications: signedIn,
  /** Notifications to an office, read at the desk. */
  readDeskNotifications: [...officials, { who: 'registrar', where: 'own' }, { who: 'auditor', where: 'own' }],
});
