export const consentsPath = '/raziliqlar';
