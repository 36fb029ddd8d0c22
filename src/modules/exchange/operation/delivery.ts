import { inTransaction, systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { SigningKey } from '../../../protocols/gateway/telling.ts';
import { isTellable, mostMinutes, signTraffic, type TrafficMinute } from '../../../protocols/gateway/traffic.ts';
import { fitting } from '../disclosure/delivery.ts';
import { inTurns } from '../disclosure/turns.ts';
import { tellCentre } from '../disclosure/way.ts';
import type { OperationRow } from './entities.ts';
import { moveTo, nextCounted, takeTurn } from './store.ts';

/** A centre takes documents of 1 MiB, and signed this is a third more. */
const mostBytes = 600_000;

export interface TrafficDelivery {
  /** Tells what is next; answers how many lines that were. */
  deliver(): Promise<number>;
  /** Tells all there is, time and again, until the returned function is called. */
  start(): () => Promise<void>;
}

/**
 * Tells the centre what this gateway counted: from here at least once, there once. `disclosures`: the address at which it
 * is told whose data went out; it takes traffic beside that.
 */
export function openTrafficDelivery(
  vahid: Vahid,
  gateway: string,
  { disclosures, signing }: { readonly disclosures: string; readonly signing: SigningKey },
): TrafficDelivery {
  const address = new URL('traffic', disclosures).href;
  const deliver = () =>
    inTransaction(systemContext(vahid, 'exchange.traffic'), async ({ db }) => {
      if (!(await takeTurn(db, gateway))) return 0;
      const rows = await nextCounted(db, gateway, mostMinutes);
      const told = fitting(rows.map(minuteOf), mostBytes);
      const last = rows[told.length - 1];
      if (!last) return 0;
      // Names without end are a caller's whim: no figure is about them.
      const signed = await signTraffic({ gateway, minutes: told.filter(isTellable) }, signing);
      const refused = await tellCentre(address, signed);
      if (refused.length > 0) vahid.log.error({ refused }, 'the centre of the exchange will never take these lines');
      await moveTo(db, last, vahid.now());
      return told.length;
    });
  return {
    deliver,
    start: () => inTurns(vahid, async () => (await deliver()) > 0, 'traffic was not delivered'),
  };
}

function minuteOf(row: OperationRow): TrafficMinute {
  const { id, side, client, service, succeeded, failed, faults, classes, duration, waited } = row;
  return {
    id,
    at: row.at.toISOString(),
    side,
    client,
    service,
    succeeded,
    failed,
    faults: { ...faults },
    classes: [...classes],
    duration,
    waited,
    requestSize: row.request_size,
    responseSize: row.response_size,
    ...(row.last_success === null ? {} : { lastSuccess: row.last_success.toISOString() }),
    ...(row.last_failure === null ? {} : { lastFailure: row.last_failure.toISOString() }),
    ...(row.last_fault === null ? {} : { lastFault: row.last_fault }),
  };
}
