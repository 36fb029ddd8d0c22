import { type FormBody, formValue } from '../../../../kernel/http/route.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import type { Frame } from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import type { Problem } from '../refusals.ts';
import type { ReportView } from '../views.ts';

/** What a page shows of a form that was refused. */
export interface Wrong {
  readonly refused: Refusal;
  readonly problems: readonly Problem[];
  readonly typed: FormBody;
}

export interface ReportProps {
  readonly frame: Frame;
  readonly view: ReportView;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly formKey: string;
  readonly wrong: Wrong | undefined;
}

export const evidenceFiles = {
  file: {
    accepts: ['pdf', 'png', 'jpeg', 'xlsx', 'docx', 'csv', 'json', 'text'],
    most: 20 * 1024 ** 2,
    optional: true,
  },
} as const;

export function typedIn({ wrong }: ReportProps, name: string): string | undefined {
  return wrong && formValue(wrong.typed, name);
}
