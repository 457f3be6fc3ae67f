/** Letters of no meaning in the shape of a text, to be drawn blurred: what is concealed is not on the page at all. */
export function veil(text: string): string {
  let at = 0;
  return text.replace(/\S/gu, () => 'aronesilturemad'[(at++ * 7) % 15] ?? 'o');
}
