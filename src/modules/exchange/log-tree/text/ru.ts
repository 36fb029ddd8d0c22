import type { Words } from '../../../../kernel/text.ts';
import type { az } from './az.ts';

export const ru: Words<typeof az> = {
  auditEmptied: 'Строк, чьи заголовок и содержимое больше не хранятся: {count}.',
  auditArchived: 'Строк в архивах: {count}.',
  auditArchive: '{name}: {message}.',
  auditArchives: 'Проверено файлов архива: {count}.',
  archiveSummary: 'Записывает старые дни журнала сообщений в файлы, связанные друг с другом',
  archiveMade: '{name}: {day}, строк: {lines}, хеш {digest}.',
  archiveNothing: 'Архивировать нечего: нет дня старше {days} дн., целиком вошедшего в дерево.',
  archiveBroken: 'Файл {name} не удалось прочитать обратно ({fault}). День {day} остаётся в базе данных.',
  keySummary: 'Дальше журнал подписывает другой ключ',
  keyFollows: 'После {size} строк журнал подписывает другой ключ: {key}',
  keyNone: 'У журнала ещё нет ключа: ничего не записано.',
  contentGone: 'Заголовки и содержимое больше не хранятся; их доказывают хеши.',
  verifyLookUp: '{file}: действителен. Обращение: {at}, {consumer}, цель: {purpose}, {act}, статья {article}.',
  verifyUnconfigured:
    '{file}: судить нельзя, потому что в файле нет конфигурации обмена того времени. Укажите её: --configuration FILE.',
  verifyDay:
    '{file}: действителен. День: {day}, часть {part}, строк: {lines}. Предыдущий архив: {previous}; этот: {digest}.',
  verifyDayFirst: 'Архив первого формата: если из него изъяли строки, проверка этого не покажет.',
  archiveUnknown: 'В архиве нет ничего по запросу {id}.',
  archive_shape: 'файл не является архивом журнала сообщений',
  archive_order: 'файл не продолжает указанный архив',
  archive_checkpoint: 'контрольная точка подписана не ключом этого журнала',
  archive_signature: 'описание архива (manifest.json) не подписано ключом этого журнала',
  archive_inclusion: 'строки нет в журнале на указанном месте',
  archive_count: 'строк в файле не столько, сколько указано',
  archive_digest: 'строки в файле не те, что были подписаны',
  archive_other: 'это не тот файл, который был записан из журнала',
  archive_missing: 'файла нет в папке или его не удаётся прочитать',
};
