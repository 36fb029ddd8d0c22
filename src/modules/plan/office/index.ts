import type { Part } from '../part.ts';
import { officeAccess } from './access.ts';
import { boardCsvRoute, boardRoute } from './board-page.tsx';
import { competenceRoute, competencesRoute, levelRoute, trainingRoute } from './competence-page.tsx';
import { competence, training } from './entities.ts';

export { trainedPeople } from './store.ts';

export const office: Part = {
  access: officeAccess,
  entities: [competence, training],
  routes: [boardRoute, boardCsvRoute, competencesRoute, competenceRoute, trainingRoute, levelRoute],
  nav: [
    {
      fronts: ['desk'],
      order: 72,
      path: '/masa/plan/lovhe',
      label: { az: 'Layihə ofisi', en: 'Project office', ru: 'Проектный офис' },
      access: 'plan.readBoard',
    },
    {
      fronts: ['desk'],
      order: 76,
      path: '/masa/plan/selahiyyet',
      label: { az: 'Bacarıq və təlimlər', en: 'Competence and training', ru: 'Компетенции и обучение' },
      access: 'plan.openCompetences',
    },
  ],
};
