export const eventsDesk = '/masa/mubadile/hadiseler';
export const eventsPage = '/mubadile/hadiseler';
