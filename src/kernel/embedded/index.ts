export { startEmbedded } from './supervisor.ts';
