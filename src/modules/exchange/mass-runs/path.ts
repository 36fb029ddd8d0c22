export const massRunsPath = '/mubadile/kutlevi-baxislar';
