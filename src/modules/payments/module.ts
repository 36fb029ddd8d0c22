import type { Room } from '../../kernel/module.ts';
import { textOf } from '../../kernel/text.ts';
import { access } from './access.ts';
import { forgetJob, scheduleForgetting } from './actions/forgetting.ts';
import { importCommand } from './commands.ts';
import { accountsKind } from './definition.ts';
import { entities } from './entities.ts';
import { measurements } from './measurements.ts';
import { billRoute, refundBillRoute } from './pages/bill.tsx';
import { importRoute, paymentsRoute } from './pages/desk.tsx';
import { entryRoutes } from './pages/entry.tsx';
import { bankFileRoute, makeFileRoute, refundRoute, sentRoute } from './pages/refunds.tsx';
import { decideStatementRoute, statementRoute } from './pages/statement.tsx';
import { paymentsPath } from './path.ts';
import { az } from './text/az.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

/** Bills for what the state does, how they are paid by bank transfer, and what goes back. */
export const room: Room = {
  name: 'payments',
  dependsOn: ['identity', 'process'],
  entities,
  access,
  routes: [
    paymentsRoute,
    importRoute,
    statementRoute,
    decideStatementRoute,
    ...entryRoutes,
    billRoute,
    refundBillRoute,
    refundRoute,
    makeFileRoute,
    bankFileRoute,
    sentRoute,
  ],
  nav: [
    {
      fronts: ['desk'],
      order: 15,
      path: paymentsPath,
      label: textOf({ az, en, ru }, 'title'),
      access: 'payments.readPayments',
    },
  ],
  definitions: [accountsKind],
  commands: [importCommand],
  jobs: [forgetJob],
  measurements,
  async released(ctx) {
    await scheduleForgetting(ctx, ctx.vahid.now());
  },
};
