import { Type } from 'typebox';
import { json, route } from '../../kernel/http/route.ts';
import { planInForce } from './actions.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

export const api = [
  route({
    method: 'GET',
    path: '/api/v1/plan/measures',
    access: 'plan.readPlan',
    summary: 'Measures of the plan in force; executor and deadline are null while nobody has entered them',
    answer: Type.Object({
      plan: Type.String(),
      measures: Type.Array(
        Type.Object({
          number: Type.String(),
          direction: Type.String(),
          title: words,
          executor: Type.Null(),
          deadline: Type.Null(),
        }),
      ),
    }),
    async handler(request) {
      const plan = planInForce(request);
      const measures = plan.directions.flatMap((direction) =>
        direction.measures.map(({ number, title }) => ({
          number,
          direction: direction.number,
          title,
          executor: null,
          deadline: null,
        })),
      );
      return json({ plan: plan.plan, measures });
    },
  }),
];
