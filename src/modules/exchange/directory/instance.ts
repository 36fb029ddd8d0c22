import type { Vahid } from '../../../kernel/vahid.ts';
import { printClientId, readClientId } from '../../../protocols/x-road/identifier.ts';

/** Class of every institution of the state among the members. */
const memberClass = 'GOV';

/** Name of the exchange that this installation keeps or takes part in: the setting VAHID_EXCHANGE, else `AZ`. */
export const instanceOf = ({ config }: Vahid): string => config.exchange;

/** An institution as a member: `AZ/GOV/rinn`. */
export const memberIdOf = (vahid: Vahid, institution: string): string =>
  printClientId({ instance: instanceOf(vahid), memberClass, memberCode: institution });

/** A system of the catalogue as a subsystem of its institution, or a gateway of it: `AZ/GOV/rinn/portal`. */
export const subsystemIdOf = (vahid: Vahid, institution: string, system: string): string =>
  printClientId({ instance: instanceOf(vahid), memberClass, memberCode: institution, subsystem: system });

/** What an identifier of a member or a subsystem names in the catalogue. */
export interface Parts {
  /** Code of the institution, as in institutions.yaml. */
  readonly institution: string;
  /** Code of the system, as in the catalogue; of a gateway its own. */
  readonly system?: string;
}

/** The other way round; undefined for what is of another exchange, of another class, or not written as we print it. */
export function partsOf(vahid: Vahid, id: string): Parts | undefined {
  try {
    const { instance, memberClass: found, memberCode: institution, subsystem: system } = readClientId(id);
    if (instance !== instanceOf(vahid) || found !== memberClass) return undefined;
    const parts = system === undefined ? { institution } : { institution, system };
    const printed = system === undefined ? memberIdOf(vahid, institution) : subsystemIdOf(vahid, institution, system);
    return printed === id ? parts : undefined;
  } catch {
    return undefined;
  }
}
