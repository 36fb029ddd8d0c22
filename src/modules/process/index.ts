export { actionFields, actionName, idempotencyKey, pressedIn } from './action-door.ts';
export { act, type Act, type Acted, assign, type NewProcess, startProcess } from './actions.ts';
export { type Handed, type Handing, mayHand, reassign } from './handing.ts';
export type { Child } from './children.ts';
export type { ClockView } from './clock.ts';
export { compileProcess, type CompileOptions } from './definition/compile.ts';
export {
  type CompiledProcessDefinition,
  type HeldWithin,
  type HoldsProcess,
  type ProcessKind,
  processKindOf,
} from './definition/kind.ts';
export {
  type CompiledAction,
  type CompiledClock,
  type CompiledFlag,
  type CompiledProcess,
  type CompiledState,
  type Escalation,
  processChange,
  processSection,
  type ProcessSource,
} from './definition/schema.ts';
export { processWords } from './definition/words.ts';
export { bpmnOf } from './drawing/bpmn.ts';
export { ProcessAsides, ProcessInWords } from './drawing/in-words.tsx';
export { ProcessPicture } from './drawing/picture.tsx';
export { svgOf } from './drawing/svg.tsx';
export { type FlowOf, type FlowPart, registerFlowPart } from './flow/part.ts';
export { type Following, type Follows, graphOf, type ProcessGraph } from './drawing/graph.ts';
export {
  type ActorKind,
  type Instance,
  type Office,
  type Official,
  officeTitle,
  type OwnerOffice,
  type Status,
} from './entities.ts';
export { type Delivery, deliveryPort } from './delivery.ts';
export { effectKey, processActed } from './events.ts';
export { flagsOfInstance, waitingFlags } from './flags.ts';
export { flagTypes, flagValues } from './definition/flags.ts';
export { forgetValues } from './forgetting.ts';
export { passToOwner } from './institution.ts';
export { absentBarred, receiverInterested } from './refusals.ts';
export {
  mailPath,
  markRead,
  noticePort,
  type NoticeTo,
  type NotificationView,
  notifications,
  notify,
  notifyOwner,
  type Notice,
  type Pages,
  registerPages,
  representativePort,
  type Representatives,
} from './notices.ts';
export { type ToldOwner, toldOwner } from './told-owner.ts';
export { mayMigrate, type MigrationGap, migrateInstance, migrationGaps, type RenamedStates } from './migrating.ts';
export {
  type AvailableAction,
  availableActions,
  children,
  clock,
  instance,
  type InstanceRef,
  instances,
  journal,
  type JournalEntry,
  ownInstances,
  refuseInterested,
  stateOfInstance,
  type Worklist,
  worklist,
} from './reading.ts';
export {
  earlierEyes,
  flagsAfter,
  hasTaken,
  isGivenTo,
  isHanding,
  isInterested,
  ladderOf,
  servesOwner,
  titleAtDesk,
} from './rules.ts';
export { handCasePath } from './workload/hand.tsx';
export { flagWords } from './texts.ts';
export type { KeptValue } from './value.ts';
export { ActionCard, BlockedAction } from './pages/acting.tsx';
export { LetterWords } from './pages/letter.tsx';
export { InstancePage } from './pages/instance.tsx';
export { type InstanceLine, linesOf, type Progress, progressOf } from './progress.ts';
