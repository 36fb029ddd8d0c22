import type { Rule } from '../../../kernel/access.ts';

/** A roadmap of one's own institution. */
export const roadmapAccess = {
  writeRoadmap: [
    { who: 'deputy_head', where: 'own' },
    { who: 'officer', where: 'own' },
    { who: 'registrar', where: 'own' },
  ],
} satisfies Record<string, readonly Rule[]>;
