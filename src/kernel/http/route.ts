import type { VNode } from 'preact';
import { type Static, type TSchema, Type } from 'typebox';
import type { Lang } from '../../language/lang.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import type { BroughtFiles, FileFields, FilesTold } from './upload.ts';

/** What a handler gets: an action's context, the parsed input, and how to write addresses. */
export interface Request<P = unknown, Q = unknown, B = unknown> extends Context {
  readonly lang: Lang;
  /** Path without the language's prefix, with the query. */
  readonly url: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What came in each file field of the route. */
  readonly files: BroughtFiles;
  readonly session?: Session;
  /** Value of the session cookie; only for doors that change the session. */
  readonly token?: string;
  readonly agent: string;
  /** What the visitor would like the answer to be: the header Accept; empty when nothing was said. */
  readonly accept: string;
  /** The header Authorization, by which programs say who they are; empty when nothing was sent. */
  readonly authorization: string;
  readonly ip: string;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/** What a handler answers; the server turns it into bytes. */
export type Answer =
  | { readonly kind: 'page'; readonly status: number; readonly page: VNode; readonly headers?: Headers }
  | { readonly kind: 'json'; readonly status: number; readonly value: unknown; readonly headers?: Headers }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly Cookie[] }
  | {
      readonly kind: 'file';
      readonly bytes: Buffer | string;
      readonly type: string;
      readonly name?: string;
      /** Anybody may keep it so long, and then ask whether it is still the same. Absent: nobody keeps it. */
      readonly kept?: Kept;
    }
  | {
      readonly kind: 'stream';
      readonly chunks: AsyncIterable<string | Uint8Array>;
      readonly type: string;
      readonly headers?: Headers;
    };

/** For how long a public file is kept by whoever got it, and by what it is told from others. */
export interface Kept {
  readonly seconds: number;
  readonly digest: string;
}

/** Headers of one answer, names in lower case: `link`, `vary`. */
export type Headers = Readonly<Record<string, string>>;

export interface Cookie {
  readonly name: string;
  /** Empty: the cookie is removed. */
  readonly value: string;
  readonly seconds: number;
}

export const page = (vnode: VNode, status = 200, headers: Headers = {}): Answer => ({
  kind: 'page',
  status,
  page: vnode,
  headers,
});
export const json = (value: unknown, status = 200, headers: Headers = {}): Answer => ({
  kind: 'json',
  status,
  value,
  headers,
});
/** See other (303): after a form, so that a reload does not send it again. `to` is a path without language prefix or a full address. */
export const redirect = (to: string, cookies?: readonly Cookie[]): Answer => ({
  kind: 'redirect',
  to,
  ...(cookies ? { cookies } : {}),
});
export const file = (bytes: Buffer | string, type: string, name?: string): Answer => ({
  kind: 'file',
  bytes,
  type,
  ...(name ? { name } : {}),
});

/**
 * An answer of any length, sent as its reader takes it and never held whole. A failure before anything was
 * sent is answered as any other; after that the connection is broken off, so that nobody takes a part for the whole.
 */
export const stream = (chunks: AsyncIterable<string | Uint8Array>, type: string, headers: Headers = {}): Answer => ({
  kind: 'stream',
  chunks,
  type,
  headers,
});

/** One door of a room. Pages have Azerbaijani paths in ASCII letters, the API lives under /api/v1. */
export interface Route<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Row of the access table; the server checks that the actor can reach it before anything is loaded. */
  readonly access: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Media type of a body that is neither JSON nor a form: the handler gets its text. */
  readonly bodyType?: string;
  /** File fields of the form, by name, or what tells them; what is not kept when the handler has answered is gone. */
  readonly files?: FileFields | FilesTold;
  /** Shape of a JSON answer, for the API description. */
  readonly answer?: TSchema;
  /** Media types that the answer has besides JSON, for the API description; which one it is, Accept decides. */
  readonly formats?: readonly string[];
  /** One line for the API description. */
  readonly summary?: string;
  readonly bodyLimit?: number;
  /** Is about the session itself: open also when its right to act for an organisation cannot be checked. */
  readonly ofSession?: boolean;
  /** The page holds nothing about anybody and is the same for all who are not signed in: kept compressed. */
  readonly common?: boolean;
  handler(request: Request<Static<P>, Static<Q>, Static<B>>): Promise<Answer>;
}

/** Keeps the types of params, query and body for the handler, and forgets them for the list of routes. */
export function route<P extends TSchema, Q extends TSchema, B extends TSchema>(given: Route<P, Q, B>): Route {
  return given;
}

/** Body of an HTML form: every value is text, a repeated name is a list. */
export const formBody = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Union([Type.String({ maxLength: 20_000 }), Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 100 })]),
);
export type FormBody = Static<typeof formBody>;

/** First value of a form field, trimmed; empty when absent. */
export function formValue(body: FormBody, name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
}

export const idParam = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
});
/** Page number in a query: 1 when absent. */
export const pageQuery = Type.Object({ s: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })) });
