/** Saves a file that the page created. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Leaves time for a browser that asks where to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
