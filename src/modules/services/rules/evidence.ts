import type { Json } from '../../../kernel/job.ts';
import { formatNumber, type Lang, type Text } from '../../../language/index.ts';
import { fileKinds } from '../../../kernel/file-kind.ts';
import type { FileField } from '../definition/compiled.ts';
import { type EvidenceKind, evidenceKinds } from '../definition/evidence-schema.ts';
import { say, t } from '../text/index.ts';

/** A file that was uploaded, as the answer of its field keeps it: a list of these. `size` in bytes. */
export interface Evidence {
  readonly id: string;
  readonly name: string;
  readonly kind: EvidenceKind;
  readonly size: number;
}

/** The files of an answer; what is none is left out. */
export function evidenceIn(value: Json | undefined): readonly Evidence[] {
  return Array.isArray(value) ? value.flatMap((one: Json) => readEvidence(one) ?? []) : [];
}

function readEvidence(value: Json): Evidence | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id, name, kind, size } = value as Readonly<Record<string, Json>>;
  const known = evidenceKinds.find((one) => one === kind);
  if (typeof id !== 'string' || typeof name !== 'string' || !known || typeof size !== 'number') return undefined;
  return { id, name, kind: known, size };
}

/** As the answer keeps them; null for none. */
export const evidenceValue = (files: readonly Evidence[]): Json =>
  files.length === 0 ? null : files.map(({ id, name, kind, size }) => ({ id, name, kind, size }));

/** What is wrong with the files of a field: none where one is needed, or more than it takes. */
export function evidenceFault(
  { label, optional, mostFiles }: Pick<FileField, 'label' | 'optional' | 'mostFiles'>,
  value: Json | undefined,
): Text | undefined {
  const count = evidenceIn(value).length;
  if (count === 0 && !optional) return say('answerFile', (lang) => ({ label: label[lang] }));
  return count > mostFiles ? say('filesMost', (lang) => ({ label: label[lang], max: mostFiles })) : undefined;
}

/** “qebz.pdf (PDF, 1,2 MB)”. */
export const shownEvidence = (file: Evidence, lang: Lang): string => `${file.name} (${aboutEvidence(file, lang)})`;

/** “PDF, 1,2 MB”. */
export const aboutEvidence = ({ kind, size }: Pick<Evidence, 'kind' | 'size'>, lang: Lang): string =>
  `${fileKinds[kind].title}, ${shownSize(size, lang)}`;

const kilobyte = 1024;

/** Size of a file as people read it; what is less than a kilobyte is one. */
function shownSize(bytes: number, lang: Lang): string {
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte));
  if (kilobytes < kilobyte) return t(lang, 'kilobytes', { n: formatNumber(kilobytes, lang) });
  return t(lang, 'megabytes', { n: formatNumber(Math.round((bytes / kilobyte ** 2) * 10) / 10, lang) });
}
