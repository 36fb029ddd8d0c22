/* One line above the page that tells what became of an answer; read aloud, and it takes no focus. */

let line: HTMLElement | undefined;

/** Says it, with what may be done about it. */
export function say(text: string, ...actions: readonly (HTMLElement | string)[]): void {
  if (!line) {
    line = document.createElement('div');
    line.className = 'wrap unsent';
    line.role = 'status';
    document.querySelector('main')?.before(line);
  }
  const said = document.createElement('p');
  said.textContent = text;
  const note = document.createElement('div');
  note.className = 'note stack';
  note.append(said);
  if (actions.length > 0) {
    const row = document.createElement('p');
    row.className = 'actions';
    row.append(...actions);
    note.append(row);
  }
  // A live region has to be there before it is filled.
  setTimeout(() => line?.replaceChildren(note));
}

/** Whoever has just pressed a button further down does not see it else. */
export function bringIntoView(): void {
  setTimeout(() => line?.scrollIntoView({ block: 'nearest' }));
}

export function unsay(): void {
  line?.replaceChildren();
}
