import type { Context } from '../../../kernel/context.ts';
import { port } from '../../../kernel/vahid.ts';
import type { Book } from '../../../protocols/gateway/book.ts';

/** Services and rights of a gateway’s book, by the subsystems that take part through it. */
export const bookContentPort = port<
  (ctx: Context, subsystems: readonly string[]) => Promise<Pick<Book, 'services' | 'rights'>>
>('content of a book of the exchange');
