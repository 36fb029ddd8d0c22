import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { type Lang, langs } from '../../language/lang.ts';
import { ButtonLink } from '../../ui/actions.tsx';
import { assetNames, brandColour, type Frame, Page, paper } from '../../ui/frame.tsx';
import { texts } from '../../ui/texts.ts';
import { notFound } from '../refusal.ts';
import { assetsPort, frameOf } from './frame.ts';
import { inLanguage } from './language.ts';
import { type Answer, page, type Route, route } from './route.ts';

const offlinePath = '/baglanti-yoxdur';
const offlinePages = Object.fromEntries(langs.map((lang) => [lang, inLanguage(lang, offlinePath)]));

/** A public file that may change with the next build: kept, but asked about each time. */
function renewed(bytes: Buffer | string, type: string): Answer {
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { kind: 'file', bytes, type, kept: { seconds: 0, digest } };
}

/** W3C Web Application Manifest: name, colours and icons of the portal on somebody's device. */
function manifest(lang: Lang, asset: (name: string) => string): unknown {
  const icon = (size: number, purpose: string) => ({
    src: asset(`icon-${size}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: `Mygov: ${texts[lang].installed}`,
    short_name: 'Mygov',
    lang,
    dir: 'ltr',
    start_url: inLanguage(lang, '/'),
    scope: '/',
    display: 'standalone',
    theme_color: brandColour,
    background_color: paper.light,
    categories: ['government'],
    icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
  };
}

const manifestRoute = route({
  method: 'GET',
  path: '/manifest.webmanifest',
  access: 'kernel.install',
  async handler({ lang, vahid }) {
    const { base } = assetsPort.of(vahid);
    const text = JSON.stringify(manifest(lang, (name) => `${base}/${name}`));
    return renewed(text, 'application/manifest+json; charset=utf-8');
  },
});

/**
 * The program that runs in a browser beside the pages; at the root, because it serves the pages below its own address.
 * Its first line names this build, so that a browser takes every build for a new one.
 */
const workerRoute = route({
  method: 'GET',
  path: '/sw.js',
  access: 'kernel.install',
  async handler({ vahid }) {
    const assets = assetsPort.of(vahid);
    const program = assets.get('service-worker.js');
    if (!program) throw notFound();
    const { style, icon, fonts } = assetNames;
    const files = [style, icon, ...fonts, 'enhance.js'].map((name) => `${assets.base}/${name}`);
    const shell = JSON.stringify({ base: assets.base, files, pages: offlinePages });
    return renewed(`self.shell=${shell};\n${program.bytes.toString('utf8')}`, 'text/javascript; charset=utf-8');
  },
});

/** What stands in place of a page that cannot be fetched. It is kept on devices: nothing on it is about anybody. */
function OfflinePage({ frame }: { frame: Frame }): VNode {
  const { title, lead, again } = texts[frame.lang].offline;
  return (
    <Page frame={frame} title={title}>
      <div class="stack" data-when-online="">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <p>
          {/* It is shown at the address of the page that was asked for. */}
          <ButtonLink href="">{again}</ButtonLink>
        </p>
      </div>
    </Page>
  );
}

const offlineRoute = route({
  method: 'GET',
  path: offlinePath,
  access: 'kernel.install',
  async handler(request) {
    const { csrf: _, unsentKey: __, ...frame } = frameOf(request, 'mygov');
    return page(<OfflinePage frame={{ ...frame, nav: [], account: [] }} />);
  },
});

/** Manifest, service worker and the page without a connection. */
export const installRoutes: readonly Route[] = [manifestRoute, workerRoute, offlineRoute];
