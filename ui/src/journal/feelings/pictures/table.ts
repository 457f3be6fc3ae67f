/** The table of a picture: the same numbers, to be read, heard or taken elsewhere. */
export interface Table {
  caption: string;
  /** What a file of it is called. */
  name: string;
  columns: Column[];
  /** A number is written as it is; null is nothing. */
  rows: (string | number | null)[][];
}

export interface Column {
  name: string;
  /** Its cells are days (`2026-11-22`), to be shown as they are written here. */
  days?: boolean;
}

/** What a spreadsheet takes for a formula when a text begins with it (OWASP, “CSV injection”). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as RFC 4180 has it. A text that a spreadsheet would reckon with begins with an apostrophe instead. */
export function csv({ columns, rows }: Table): string {
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
