import type { Text } from '../../language/lang.ts';

/**
 * A public service as CPSV-AP 3.2 describes it (https://semiceu.github.io/CPSV-AP/releases/3.2.0/), in plain data. A
 * `code` is unique among things of its sort: of a service in the catalogue, of an output, cost or channel within its
 * service.
 */
export interface PublicService {
  readonly code: string;
  readonly title: Text;
  readonly description: Text;
  readonly status: ServiceStatus;
  readonly audience?: Audience;
  /** Who answers for it; one. */
  readonly authority: Organisation;
  readonly outputs: readonly Output[];
  readonly costs: readonly Cost[];
  readonly channels: readonly Channel[];
  readonly contacts: readonly ContactPoint[];
  readonly legalResources: readonly LegalResource[];
  readonly lifeEvents: readonly LifeEvent[];
  /** How long it usually takes, xsd:duration: `P14D`. */
  readonly processingTime?: string;
  /** Address of its page for people, whole. */
  readonly page?: string;
}

export type ServiceStatus = 'under_development' | 'active' | 'withdrawn';
export type Audience = 'person' | 'business';

export interface Organisation {
  readonly code: string;
  readonly name: Text;
  readonly acronym?: Text;
}

export interface Output {
  readonly code: string;
  readonly title: Text;
}

export interface Cost {
  readonly code: string;
  /** Decimal: `0`, `15.50`. Absent where it is not the same for everybody: then the description says on what it depends. */
  readonly amount?: string;
  /** ISO 4217: `AZN`. */
  readonly currency: string;
  readonly description: Text;
}

export interface Channel {
  readonly code: string;
  /** Kind of channel, such as `portal`; channels of one kind share a concept. */
  readonly kind: string;
  readonly title: Text;
}

/** An office, never a person. */
export interface ContactPoint {
  readonly code: string;
  readonly unit?: Text;
  readonly telephone?: string;
  readonly email?: string;
  /** Whole address of a page. */
  readonly page?: string;
  /** What has to be known of it: that it is invented for a demonstration. */
  readonly note?: Text;
}

/** An act, and what of it the service rests on. */
export interface LegalResource {
  /** Code of the act. */
  readonly act: string;
  readonly title: Text;
  /** Articles; empty: the whole act. */
  readonly articles: string;
  /** Act and articles as they are cited. */
  readonly cited: Text;
}

export interface LifeEvent {
  readonly code: string;
  readonly audience: Audience;
  readonly title: Text;
}

/** Under which addresses things stand; whole, without a slash at the end. */
export interface Addresses {
  /** A service is `<services>/<code>`, its parts `<services>/<code>#<part>`, what services share `<services>#<thing>`. */
  readonly services: string;
  /** An organisation is `<organisations>/<code>`. */
  readonly organisations: string;
}

/** What a description needs for someone to find and use the service; the shapes ask for less. */
export const parts = ['output', 'cost', 'channel', 'contact', 'legal_resource'] as const;
export type Part = (typeof parts)[number];

/** Parts that a description lacks. */
export function missingParts(service: PublicService): readonly Part[] {
  const { outputs, costs, channels, contacts, legalResources } = service;
  const lists: Readonly<Record<Part, readonly unknown[]>> = {
    output: outputs,
    cost: costs,
    channel: channels,
    contact: contacts,
    legal_resource: legalResources,
  };
  return parts.filter((part) => lists[part].length === 0);
}
