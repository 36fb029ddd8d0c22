import type { VNode } from 'preact';
import { Type } from 'typebox';
import { formBody, redirect, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { Actions, Button, Card, Form, type Frame } from '../../../ui/index.ts';
import { entryPath, kindOf, kindSegments } from '../path.ts';
import type { EntryRef } from '../store/relations.ts';
import { confirmEntry } from './reading.ts';
import { t } from './text/index.ts';

/** The owner confirms the entry as it stands. */
export const confirmRoute = route({
  method: 'POST',
  path: '/kataloq/:kind/:code/tesdiq',
  access: 'catalogue.confirmEntry',
  params: Type.Object({ kind: Type.Enum(kindSegments), code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) }),
  body: formBody,
  async handler(request) {
    const kind = kindOf(request.params.kind);
    if (!kind) throw notFound();
    const ref = { kind, code: request.params.code };
    await confirmEntry(request, ref);
    return redirect(entryPath(ref.kind, ref.code));
  },
});

/** On the page of an entry, for a registrar of its institution. */
export function Confirming({ frame, of }: { frame: Frame; of: EntryRef }): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'confirm')}>
      <Form action={frame.href(`${entryPath(of.kind, of.code)}/tesdiq`)}>
        <p>{t(lang, 'confirmLead')}</p>
        <Actions>
          <Button>{t(lang, 'confirm')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
