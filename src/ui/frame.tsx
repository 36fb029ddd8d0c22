import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { formatDateTime, type Lang, langs, lower } from '../language/index.ts';
import { Band, Mark, signsIn, Sprite } from './knot.tsx';
import { drawWithin } from './surroundings.tsx';
import { texts } from './texts.ts';

export type Brand = 'mygov' | 'biznes' | 'desk' | 'plan' | 'verify';

export interface FrameLink {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean | undefined;
  /** Key that presses the link at the desk, as `/`. */
  readonly key?: string | undefined;
}

/** What the server knows about the page's surroundings. All `href`s are ready for the browser. */
export interface Frame {
  readonly lang: Lang;
  readonly brand: Brand;
  /** True on an installation that shows invented people: then every page says so. */
  readonly demo: boolean;
  /** Path of this page without its language. */
  readonly path: string;
  /** Path with the page's language in front. */
  readonly href: (path: string) => string;
  /** This page in another language. */
  readonly languageHref: (lang: Lang) => string;
  /** Address of a file of `assetNames` or of `scripts`. */
  readonly asset: (name: string) => string;
  readonly nav: readonly FrameLink[];
  readonly account: readonly FrameLink[];
  readonly footer: readonly FrameLink[];
  readonly csrf?: string | undefined;
  /** Names of browser scripts, given to `asset`. */
  readonly scripts?: readonly string[] | undefined;
  /** Path of the brand's own first page; `/` without it. */
  readonly home?: string | undefined;
  /** True where the front may be installed on a device. */
  readonly installable?: boolean | undefined;
  /**
   * Key of the answers that wait on this device to be sent, 32 bytes in base64url: it comes with a page of the one who
   * is signed in and is kept nowhere, so that nobody else can read them.
   */
  readonly unsentKey?: string | undefined;
  /** What paper says of the page: its whole address and, where the page is somebody's own, the moment. */
  readonly printed?: { readonly address: string; readonly at?: Date | undefined } | undefined;
}

/** Files that every page asks `asset` for, besides its scripts. */
export const assetNames = {
  style: 'look.css',
  icon: 'mark.svg',
  fonts: ['onest-latin.woff2', 'onest-latin-ext.woff2'],
  touchIcon: 'icon-180.png',
} as const;

/** `--paper` of `tokens.css`, for what lies outside of the page. */
export const paper = { light: '#ffffff', dark: '#101a1b' } as const;
/** `--brand` of `tokens.css`. */
export const brandColour = '#0b5563';

/** A language's name in itself. */
export const languageNames: Readonly<Record<Lang, string>> = { az: 'azərbaycanca', en: 'English', ru: 'русский' };

const brandNames: Readonly<Record<Brand, string>> = {
  mygov: 'Mygov',
  biznes: 'Mygov',
  desk: 'Vahid',
  plan: 'Vahid',
  verify: 'Vahid',
};

/** The brand as it closes a page's title: “Mygov Biznes”, “Vahid, iş masası”; its part once only. */
function brandTitle({ brand, lang }: Frame, title: string): string {
  const part = texts[lang].brands[brand];
  if (!part || part === title) return brandNames[brand];
  return brandNames[brand] === 'Vahid' ? `Vahid, ${lower(part)}` : `${brandNames[brand]} ${part}`;
}

export interface PageProps {
  readonly frame: Frame;
  readonly title: string;
  /** True when the page shows errors of a form: its title then begins with “Səhv:”. */
  readonly error?: boolean | undefined;
  /** `page`: text between margins; `home`: a hero over the whole width; `panes`: the desk's three columns. */
  readonly layout?: 'page' | 'home' | 'panes' | undefined;
  readonly children?: ComponentChildren;
}

/** A full document, without its doctype; see `renderPage`. */
export function Page({ frame, title, error, layout = 'page', children }: PageProps): VNode {
  const { lang, brand, csrf } = frame;
  const words = texts[lang];
  const desk = brand === 'desk';
  // The main part is rendered first: the sprite above it then carries only the signs that are used.
  const main = drawWithin({ lang, csrf }, children);
  const mainClass = { page: 'wrap', home: 'home', panes: undefined }[layout];
  return (
    <html lang={lang}>
      <Head frame={frame} title={`${error ? words.error : ''}${title} – ${brandTitle(frame, title)}`} />
      <body class={desk ? 'desk' : undefined}>
        <Sprite used={signsIn(main)} scale={desk ? 1 : 2} />
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="head" data-unsent-key={frame.unsentKey}>
          <HeadLine frame={frame} />
          {layout === 'home' ? null : <Band />}
        </header>
        <PaperHead frame={frame} title={title} />
        <main id="main" class={mainClass} tabIndex={-1} dangerouslySetInnerHTML={{ __html: main }} />
        <Foot frame={frame} />
      </body>
    </html>
  );
}

/** The document as text, ready to be sent. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

function Head({ frame, title }: { frame: Frame; title: string }): VNode {
  const { asset } = frame;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {assetNames.fonts.map((font) => (
        <link key={font} rel="preload" href={asset(font)} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={asset(assetNames.style)} />
      <link rel="icon" href={asset(assetNames.icon)} />
      {frame.installable ? <Installable frame={frame} /> : null}
      {frame.scripts?.map((script) => (
        <script key={script} type="module" src={asset(script)} />
      ))}
    </head>
  );
}

/** What a browser needs to offer that the front be installed, and the colour around it. */
function Installable({ frame }: { frame: Frame }): VNode {
  return (
    <>
      <link rel="manifest" href={frame.href('/manifest.webmanifest')} />
      <link rel="apple-touch-icon" href={frame.asset(assetNames.touchIcon)} />
      {(['light', 'dark'] as const).map((scheme) => (
        <meta key={scheme} name="theme-color" content={paper[scheme]} media={`(prefers-color-scheme: ${scheme})`} />
      ))}
    </>
  );
}

function HeadLine({ frame }: { frame: Frame }): VNode {
  const words = texts[frame.lang];
  const brandPart = words.brands[frame.brand];
  return (
    <div class="wrap">
      <a class="name" href={frame.href(frame.home ?? '/')}>
        <Mark />
        <b>{brandNames[frame.brand]}</b>
        {brandPart ? (
          <>
            {' '}
            <span>{brandPart}</span>
          </>
        ) : null}
      </a>
      {frame.nav.length > 0 ? (
        <nav class="pages" aria-label={words.sections}>
          <Links links={frame.nav} />
        </nav>
      ) : null}
      <div class="side">
        <nav class="who" aria-label={words.account}>
          <Links links={frame.account} />
        </nav>
        <nav aria-label={words.languages}>
          <LanguageLinks lang={frame.lang} href={frame.languageHref} />
        </nav>
      </div>
    </div>
  );
}

/** What, where from and when, on paper only: a screen shows it around the page. */
function PaperHead({ frame, title }: { frame: Frame; title: string }): VNode | null {
  const { printed, lang, demo } = frame;
  if (!printed) return null;
  return (
    <div class="paperhead">
      <p>
        <b>{brandTitle(frame, title)}</b> {title}
        <br />
        {printed.address}
      </p>
      {printed.at ? <p>{formatDateTime(printed.at, lang)}</p> : null}
      {demo ? <p class="small">{texts[lang].demo}</p> : null}
    </div>
  );
}

function Links({ links }: { links: readonly FrameLink[] }): VNode {
  return (
    <>
      {links.map(({ href, label, current, key }) => (
        <>
          <a href={href} aria-current={current ? 'page' : undefined} data-key={key}>
            {label}
            {key ? (
              <>
                {' '}
                <kbd>{key}</kbd>
              </>
            ) : null}
          </a>{' '}
        </>
      ))}
    </>
  );
}

/** Links to the same page in the other languages. */
export function LanguageLinks({ lang, href }: { lang: Lang; href: (lang: Lang) => string }): VNode {
  return (
    <>
      {langs
        .filter((other) => other !== lang)
        .map((other) => (
          <>
            <a
              href={href(other)}
              lang={other}
              hreflang={other}
              aria-label={`${other.toUpperCase()}, ${languageNames[other]}`}
            >
              {other.toUpperCase()}
            </a>{' '}
          </>
        ))}
    </>
  );
}

function Foot({ frame }: { frame: Frame }): VNode {
  const words = texts[frame.lang];
  return (
    <footer class="foot">
      <div class="wrap">
        <Links links={frame.footer} />
        {frame.brand === 'desk' ? (
          // A single letter that acts must be possible to switch off (WCAG 2.1.4); only the script can, so it shows the button.
          <button type="button" class="plain" data-keys="" data-on={words.keysOn} data-off={words.keysOff} hidden>
            {words.keysOff}
          </button>
        ) : null}
        <p>{frame.demo ? `${words.platform} ${words.demo}` : words.platform}</p>
      </div>
    </footer>
  );
}
