import { anyone, type Rule } from '../../../kernel/access.ts';

export const publishingAccess = {
  readEdition: anyone,
  freeze: [{ who: 'project_office', where: 'own' }, { who: 'system' }],
} satisfies Record<string, readonly Rule[]>;
