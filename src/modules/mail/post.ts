import { createTransport } from 'nodemailer';
import type { Config } from '../../kernel/config.ts';
import type { Lang } from '../../language/index.ts';

type Smtp = NonNullable<Config['smtp']>;

export interface Letter {
  /** The same for a letter that is sent again, so that whoever has it already knows it (RFC 5322 §3.6.4). */
  readonly messageId: string;
  readonly to: string;
  readonly lang: Lang;
  readonly subject: string;
  readonly text: string;
}

/** The server will never take the letter (5yz, RFC 5321 §4.2.1): sending it again is no use. */
export class LetterRefused extends Error {}

const timeoutMs = 20_000;
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Hands a letter to the mail server. Off this machine only over TLS: from the first byte (smtps), or STARTTLS.
 * @throws LetterRefused; any other error is worth another try
 */
export async function post({ url, from }: Smtp, letter: Letter): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !loopback.test(hostname),
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { messageId, to, lang, subject, text } = letter;
  try {
    // Nobody's holiday notice answers it (RFC 3834 §5).
    const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': lang };
    await transport.sendMail({ messageId, from, to: { name: '', address: to }, subject, text, headers });
  } catch (error) {
    if (isRefusal(error)) throw new LetterRefused('the mail server refused the letter', { cause: error });
    throw error;
  } finally {
    transport.close();
  }
}

/** Said of this recipient or letter; what is said of the login or the connection is ours to mend. */
function isRefusal(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  return responseCode !== undefined && responseCode >= 500 && /^(RCPT TO|DATA)$/.test(command ?? '');
}
