/**
 * A text area speaks only of "\n". This gives an edited text the line endings of the one it came from: what was not touched keeps its
 * own, what is new takes the kind the text mostly has.
 */
export function withLineEndings(original: string, edited: string): string {
  if (!original.includes('\r')) return edited;
  const lines = original.split(/(\r\n|\r|\n)/);
  const plain = original.replace(/\r\n?/g, '\n');
  let head = 0;
  const shortest = Math.min(plain.length, edited.length);
  while (head < shortest && plain[head] === edited[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && plain[plain.length - 1 - tail] === edited[edited.length - 1 - tail]) tail += 1;
  const endings = lines.filter((_, index) => index % 2 === 1);
  const count = (text: string) => text.split('\n').length - 1;
  const before = count(plain.slice(0, head));
  const after = count(plain.slice(plain.length - tail));
  const usual = endings.filter((ending) => ending === '\r\n').length * 2 >= endings.length ? '\r\n' : '\n';
  const written = edited.split('\n');
  const text = written
    .map((part, index) => {
      if (index === written.length - 1) return part;
      if (index < before) return part + (endings[index] ?? usual);
      const fromEnd = written.length - 1 - index;
      return part + (fromEnd <= after ? (endings[endings.length - fromEnd] ?? usual) : usual);
    })
    .join('');
  // An old "\r" that came to stand before a new "\n" would be one ending with it.
  return text.replace(/\r\n?/g, '\n') === edited ? text : written.join(usual);
}

/** A long text in parts of about `size`, cut after a line where there is one. Joined they are the text. */
export function parts(text: string, size: number): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + size, text.length);
    if (end < text.length) {
      const line = text.lastIndexOf('\n', end - 1) + 1;
      if (line > at) end = line;
      // Never between the halves of one sign, or of one line ending.
      else if (/[\uDC00-\uDFFF\n]/.test(text[end] ?? '')) end += 1;
    }
    out.push(text.slice(at, end));
    at = end;
  }
  return out.length > 0 ? out : [''];
}
