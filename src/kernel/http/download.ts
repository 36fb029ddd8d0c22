import { create as contentDisposition } from 'content-disposition';
import type { Context } from '../context.ts';
import { openFile } from '../file.ts';
import { type Content, mediaTypes } from '../file-kind.ts';
import { notFound } from '../refusal.ts';
import { safeName } from './file-name.ts';
import { type Answer, stream } from './route.ts';

/**
 * A kept file as an answer that browsers save and never open, under a name that is made safe; whether the actor may
 * have it, the room has asked before. @throws notFound
 */
export async function download(ctx: Context, id: string, name: string): Promise<Answer> {
  const open = await openFile(ctx, id);
  if (!open) throw notFound();
  const { mediaType, size } = open.file;
  const content = Object.entries(mediaTypes).find(([, type]) => type === mediaType)?.[0] as Content | undefined;
  return stream(open.content(), mediaType, {
    'content-disposition': contentDisposition(safeName(name, content ?? 'other')),
    'content-length': String(size),
    // Should anything open it all the same, it may load and run nothing.
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  });
}
