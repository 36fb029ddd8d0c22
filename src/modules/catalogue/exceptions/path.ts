export const exceptionsPath = '/kataloq/istisnalar';
export const grantPath = '/masa/kataloq/istisnalar';
