export { dispatchesOf } from './desk.ts';
export { dispatch as dispatchEntity, dispatchStates } from './entities.ts';
export { type Dispatch, dispatch, dispatchJob, logHandedOver } from './outbox.ts';
export type { DispatchLine } from './store.ts';
