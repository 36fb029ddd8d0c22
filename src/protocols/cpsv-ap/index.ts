export { writeJsonLd } from './json-ld.ts';
export {
  type Addresses,
  type Channel,
  type ContactPoint,
  type Cost,
  type LegalResource,
  type LifeEvent,
  missingParts,
  type Part,
  parts,
  type PublicService,
  type ServiceStatus,
} from './model.ts';
export { type Node, nodesOf } from './triples.ts';
export { writeTurtle } from './turtle.ts';
