import type { VNode } from 'preact';
import { file, formBody, formValue, idParam, redirect, route } from '../../../kernel/http/route.ts';
import { formatMoney } from '../../../language/index.ts';
import { Actions, Button, Form, type Frame, Hidden, Table, Time } from '../../../ui/index.ts';
import { downloadBankFile, makeBankFile, markSent } from '../actions/bank-files.ts';
import { decideRefund } from '../actions/refunding.ts';
import { bankFilePath, bankFilesPath, billPath, entryPath, paymentsPath } from '../path.ts';
import { grouped } from '../rules.ts';
import type { RefundWithStage } from '../store.ts';
import { t } from '../text/index.ts';
import type { PartProps } from './parts.tsx';

/** Refunds that wait for somebody: to be confirmed, to be put into a file, to be handed to the bank. */
export function Refunds({ view, frame }: PartProps): VNode {
  const { lang, href } = frame;
  const { ordered, confirmed, files, may, institution } = view;
  return (
    <>
      <h2>{t(lang, 'refunds')}</h2>
      {ordered.length + confirmed.length + files.filter(({ open }) => open).length === 0 ? (
        <p class="soft">{t(lang, 'refundsNone')}</p>
      ) : null}
      {ordered.length > 0 ? (
        <>
          <h3>{t(lang, 'refundsToConfirm')}</h3>
          <RefundTable
            refunds={ordered}
            frame={frame}
            decide={may.confirm ? ({ id }) => <Decide id={id} frame={frame} /> : undefined}
          />
        </>
      ) : null}
      {confirmed.length > 0 ? (
        <>
          <h3>{t(lang, 'refundsToSend')}</h3>
          <RefundTable refunds={confirmed} frame={frame} />
          {may.send ? (
            <Form action={href(bankFilesPath)}>
              <Hidden name="qurum" value={institution} />
              <p class="small">{t(lang, 'fileLead')}</p>
              <Actions>
                <Button kind="second">{t(lang, 'makeFile')}</Button>
              </Actions>
            </Form>
          ) : null}
        </>
      ) : null}
      {files.length > 0 ? <BankFiles view={view} frame={frame} /> : null}
    </>
  );
}

function BankFiles({ view: { files, may }, frame: { lang, href } }: PartProps): VNode {
  const label = (key: 'fileMade' | 'amount' | 'digest' | 'state') => ({ label: t(lang, key), onPhone: t(lang, key) });
  return (
    <>
      <h3>{t(lang, 'files')}</h3>
      <Table
        caption={t(lang, 'files')}
        quiet
        columns={[label('fileMade'), label('amount'), label('digest'), label('state')]}
        rows={files.map(({ id, made_at: at, refunds, amount, digest, open, held }) => [
          may.send && held ? (
            <a href={href(`${bankFilePath(id)}/fayl.csv`)}>
              <Time at={at} show="short" />
            </a>
          ) : (
            <Time at={at} show="short" />
          ),
          t(lang, 'fileSums', { sum: formatMoney(amount, lang), count: refunds }),
          <code>{digest.slice(0, 16)}</code>,
          !open ? (
            t(lang, 'fileSent')
          ) : may.send ? (
            <Form action={href(`${bankFilePath(id)}/gonderildi`)}>
              <Actions>
                <Button kind="second">{t(lang, 'sent')}</Button>
              </Actions>
            </Form>
          ) : (
            t(lang, 'fileOpen')
          ),
        ])}
      />
      <p class="small">{t(lang, 'sentLead')}</p>
    </>
  );
}

interface RefundTableProps {
  readonly refunds: readonly RefundWithStage[];
  readonly frame: Frame;
  readonly decide?: ((refund: RefundWithStage) => VNode) | undefined;
}

function RefundTable({ refunds, frame: { lang, href }, decide }: RefundTableProps): VNode {
  const label = (key: 'amount' | 'where' | 'ground' | 'orderedBy') => ({ label: t(lang, key), onPhone: t(lang, key) });
  const end = { label: `${t(lang, 'confirm')}, ${t(lang, 'reject').toLowerCase()}` };
  return (
    <Table
      caption={t(lang, 'refunds')}
      quiet
      columns={[
        { label: t(lang, 'refundColumns') },
        label('where'),
        label('ground'),
        label('orderedBy'),
        ...(decide ? [end] : []),
      ]}
      rows={refunds.map((one) => [
        <a href={href(one.bill === null ? entryPath(one.bank_entry ?? '') : billPath(one.bill))}>
          {formatMoney(one.amount, lang)}
        </a>,
        one.iban === null ? t(lang, 'notTold') : `${one.holder ?? ''}, ${grouped(one.iban)}`,
        one.note ?? '',
        <>
          <Time at={one.ordered_at} show="short" />
          {one.person === null ? `, ${t(lang, 'byProgram')}` : null}
        </>,
        ...(decide ? [decide(one)] : []),
      ])}
    />
  );
}

function Decide({ id, frame: { lang, href } }: { readonly id: string; readonly frame: Frame }): VNode {
  return (
    <Form action={href(`${paymentsPath}/qaytarma/${id}`)}>
      <Actions>
        <Button kind="second" name="do" value="confirm">
          {t(lang, 'confirm')}
        </Button>{' '}
        <Button kind="grave" name="do" value="reject">
          {t(lang, 'reject')}
        </Button>
      </Actions>
    </Form>
  );
}

export const refundRoute = route({
  method: 'POST',
  path: `${paymentsPath}/qaytarma/:id`,
  access: 'payments.confirmRefund',
  params: idParam,
  body: formBody,
  async handler(request) {
    const confirm = formValue(request.body, 'do') === 'confirm';
    await decideRefund(request, { refund: request.params.id, confirm });
    return redirect(paymentsPath);
  },
});

export const makeFileRoute = route({
  method: 'POST',
  path: bankFilesPath,
  access: 'payments.sendRefunds',
  body: formBody,
  async handler(request) {
    const institution = formValue(request.body, 'qurum');
    await makeBankFile(request, { institution });
    return redirect(`${paymentsPath}?qurum=${institution}`);
  },
});

export const bankFileRoute = route({
  method: 'GET',
  path: `${bankFilePath(':id')}/fayl.csv`,
  access: 'payments.sendRefunds',
  params: idParam,
  async handler(request) {
    const { row, content } = await downloadBankFile(request, request.params.id);
    return file(content, 'text/csv; charset=utf-8', `qaytarmalar-${row.digest.slice(0, 8)}.csv`);
  },
});

export const sentRoute = route({
  method: 'POST',
  path: `${bankFilePath(':id')}/gonderildi`,
  access: 'payments.sendRefunds',
  params: idParam,
  body: formBody,
  async handler(request) {
    await markSent(request, { bankFile: request.params.id });
    return redirect(paymentsPath);
  },
});
