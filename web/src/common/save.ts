/** Has the browser save a file that the page made. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser that asks where to save has the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
