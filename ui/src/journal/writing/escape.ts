/** Escape inside an element does this one thing, and nothing that the page around it would do. */
export function escape(does: () => void): (element: HTMLElement) => () => void {
  return (element) => {
    const onkeydown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      does();
    };
    element.addEventListener('keydown', onkeydown);
    return () => element.removeEventListener('keydown', onkeydown);
  };
}
