import type { ComponentChildren, VNode } from 'preact';
import { useWords } from './surroundings.tsx';

interface Look {
  /** `first` is filled and stands once on a page; `second` is quiet; `grave` refuses or removes. */
  readonly kind?: 'first' | 'second' | 'grave' | undefined;
  /** Key that presses it at the desk; shown on the button. */
  readonly press?: string | undefined;
  readonly children: ComponentChildren;
}

interface ButtonProps extends Look {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Address the form is sent to by this button, if not its own. */
  readonly formAction?: string | undefined;
}

function buttonClass(kind: Look['kind']): string {
  return kind && kind !== 'first' ? `button ${kind}` : 'button';
}

/** A button that submits its form. */
export function Button({ kind, press, name, value, formAction, children }: ButtonProps): VNode {
  return (
    <button
      class={buttonClass(kind)}
      name={name}
      value={name ? (value ?? '') : undefined}
      formaction={formAction}
      data-key={press}
    >
      {children}
      {press ? <kbd>{press}</kbd> : null}
    </button>
  );
}

/** A link that looks like a button: it leads to the next step. */
export function ButtonLink({ kind, press, href, children }: Look & { href: string }): VNode {
  return (
    <a class={buttonClass(kind)} href={href} data-key={press}>
      {children}
      {press ? <kbd>{press}</kbd> : null}
    </a>
  );
}

/** Buttons in a row, on a phone one below the other. */
export function Actions({ children }: { children: ComponentChildren }): VNode {
  return <p class="actions">{children}</p>;
}

/** The way back, first in the main part. */
export function Back({ href, children }: { href: string; children?: ComponentChildren }): VNode {
  const words = useWords();
  return (
    <a class="back" href={href}>
      <span>{children ?? words.back}</span>
    </a>
  );
}
