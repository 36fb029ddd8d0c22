import type { Words } from '../../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  auditEmptied: 'Lines whose head and body are no longer kept: {count}.',
  auditArchived: 'Lines that lie in archives: {count}.',
  auditArchive: '{name}: {message}.',
  auditArchives: 'Archive files verified: {count}.',
  archiveSummary: 'Writes old days of the message log to files chained to each other',
  archiveMade: '{name}: {day}, lines: {lines}, digest {digest}.',
  archiveNothing: 'There is nothing to archive: no day is older than {days} days and whole in the tree.',
  archiveBroken: '{name} could not be read back ({fault}). The day {day} stays in the database.',
  keySummary: 'Lets another key sign the log from now on',
  keyFollows: 'From {size} lines on another key signs: {key}',
  keyNone: 'The log has no key yet: nothing was logged.',
  contentGone: 'Heads and bodies are no longer kept; their digests prove them.',
  verifyLookUp: '{file}: valid. Look-up of {at}: {consumer}, purpose: {purpose}, {act}, article {article}.',
  verifyUnconfigured:
    '{file}: cannot be judged, because it holds no configuration of the exchange of that time. Give it: --configuration FILE.',
  verifyDay:
    '{file}: valid. Day {day}, part {part}, lines: {lines}. The archive before it: {previous}; this one: {digest}.',
  verifyDayFirst: 'The archive is of the first format: lines that were taken out of it would not show.',
  archiveUnknown: 'The archive holds nothing under the request id {id}.',
  archive_shape: 'the file is no archive of a message log',
  archive_order: 'it does not follow the archive given',
  archive_checkpoint: 'the checkpoint was not signed with the key of this log',
  archive_signature: 'its manifest was not signed with the key of this log',
  archive_inclusion: 'a line is not in the log at the place given',
  archive_count: 'it holds another number of lines than it says',
  archive_digest: 'its lines are not those that were signed',
  archive_other: 'it is not the file that the log wrote then',
  archive_missing: 'the file is not in the folder or cannot be read',
};
