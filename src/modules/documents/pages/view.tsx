import type { VNode } from 'preact';
import { formatDate, type Lang, pick, small } from '../../../language/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { cite } from '../../catalogue/index.ts';
import { institution } from '../../identity/index.ts';
import { Act, Sheet, type SheetRow, Time } from '../../../ui/index.ts';
import type { SignedDocument } from '../actions.ts';
import { t } from '../text/index.ts';

/** Code in groups of four, as it stands on paper. */
export function groupedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The sheet of a document, drawn from what was signed. */
export async function sheetOf(request: Request, code: string, signed: SignedDocument): Promise<VNode> {
  const { lang, vahid } = request;
  const issuer = await institution(request, signed.institution);
  const path = `/y/${groupedCode(code)}`;
  return (
    <Sheet
      issuer={issuer ? pick(issuer.name, lang) : signed.institution}
      title={pick(signed.title, lang)}
      number={signed.number}
      rows={[...signed.lines.map((line) => lineRow(line, lang)), ...closingRows(request, signed)]}
      address={`${vahid.config.publicUrl.replace(/^https?:\/\//, '')}${path}`}
      link={`${vahid.config.publicUrl}${path}`}
    />
  );
}

function lineRow(line: SignedDocument['lines'][number], lang: Lang): SheetRow {
  return { term: pick(line.label, lang), value: typeof line.value === 'string' ? line.value : pick(line.value, lang) };
}

/** Term, legal basis and signer stand on every document. */
function closingRows({ lang, vahid }: Request, signed: SignedDocument): SheetRow[] {
  const { cited, sample } = cite(vahid.releases, signed.basis);
  const term = signed.validTo ? (
    <>
      <Time at={signed.validFrom} /> – <Time at={signed.validTo} />
    </>
  ) : (
    t(lang, 'from', { from: formatDate(signed.validFrom, lang) })
  );
  return [
    { term: t(lang, 'term'), value: term },
    {
      term: t(lang, 'basis'),
      value: <Act sample={sample}>{pick(cited, lang)}</Act>,
    },
    {
      term: t(lang, 'signer'),
      value: `${signed.signer.name}, ${small(pick(signed.signer.title, lang), lang)}`,
      note: t(lang, 'signature'),
    },
  ];
}
