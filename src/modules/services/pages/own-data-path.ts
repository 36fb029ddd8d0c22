/** “What the state holds about me”. */
export const ownDataPath = '/melumatlarim';

/** Where one says that a fact is wrong that no service corrects. */
export const wrongPath = (concept: string): string => `${ownDataPath}/sehv?melumat=${concept}`;
