import { accessTable } from '../../kernel/access.ts';

/** A register is kept by the registrars of the institution that answers for it, and by nobody else. */
const keeper = [{ who: 'registrar', where: 'own' }] as const;

export const access = accessTable('records', {
  seeRegisters: keeper,
  readHistory: keeper,
  declareOutage: keeper,
  endOutage: keeper,
});
