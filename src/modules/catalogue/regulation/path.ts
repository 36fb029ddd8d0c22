/** Address of the regulation of a service, without language: the one in force, or an older version. */
export function regulationPath(service: string, version?: number): string {
  return `/kataloq/reqlament/${service}${version === undefined ? '' : `?versiya=${version}`}`;
}

/** Address of a regulation as PDF. */
export function regulationFile(service: string, version: number): string {
  return `/kataloq/reqlament/${service}/pdf?versiya=${version}`;
}

/** Address of what a version changed in an earlier one. */
export function changesPath(service: string, version: number, since: number): string {
  return `/kataloq/reqlament/${service}/deyisiklik?versiya=${version}&evvelki=${since}`;
}
