// What parsing gave for the texts that were asked about last: pages and values are asked about again
// and again, as they are read, written, compared and edited.

/** So many characters of texts are kept. */
const MOST = 1 << 22;

/** Results by the text that they are of; what was added first goes first. */
export class Remembered<Result> {
  private readonly results = new Map<string, Result>();
  private held = 0;

  /** The result of a text, worked out only where it is not known. */
  of(text: string, find: (text: string) => Result): Result {
    const known = this.results.get(text);
    if (known !== undefined) return known;
    const found = find(text);
    this.set(text, found);
    return found;
  }

  set(text: string, result: Result): void {
    if (!this.results.has(text)) this.held += text.length;
    this.results.set(text, result);
    for (const oldest of this.held > MOST ? this.results.keys() : []) {
      this.results.delete(oldest);
      this.held -= oldest.length;
      if (this.held <= MOST) break;
    }
  }
}
