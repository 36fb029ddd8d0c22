import type { Frame } from '../../../ui/index.ts';
import type { FrontName } from '../views.ts';

/** Where each front lists the services. */
export const servicesPaths: Readonly<Record<FrontName, string>> = {
  mygov: '/xidmetler',
  biznes: '/biznes/xidmetler',
};

/** Which of the services: those of a life event, or of an institution. */
type Narrowing = { readonly event: string } | { readonly institution: string };

/** The list of services in the front in which one is. */
export function servicesHref({ brand, href }: Frame, of?: Narrowing): string {
  const path = servicesPaths[brand === 'biznes' ? 'biznes' : 'mygov'];
  if (of === undefined) return href(path);
  return href('event' in of ? `${path}?hadise=${of.event}` : `${path}?qurum=${of.institution}`);
}

/** Where each front lists the institutions that offer services. */
export const institutionsPaths: Readonly<Record<FrontName, string>> = {
  mygov: `${servicesPaths.mygov}/qurumlar`,
  biznes: `${servicesPaths.biznes}/qurumlar`,
};

/** The list of institutions in the front in which one is. */
export const institutionsHref = ({ brand, href }: Frame): string =>
  href(institutionsPaths[brand === 'biznes' ? 'biznes' : 'mygov']);
