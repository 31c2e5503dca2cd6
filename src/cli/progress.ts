import type { CliContext } from "./terminal.ts";

const REDRAW_MILLISECONDS = 100;
/** Time left is a guess at first; it is shown when it means something. */
const SETTLED_MILLISECONDS = 1500;
const MEBIBYTE = 1024 * 1024;

/** One line on stderr that is drawn over and over and erased at the end; nothing at all without a terminal. */
export class Progress {
  readonly #context: CliContext;
  #label = "";
  #startedAt = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;

  constructor(context: CliContext) {
    this.#context = context;
  }

  /** Begins a step and shows it at once. */
  start(label: string): void {
    this.#label = label;
    this.#startedAt = this.#context.now();
    this.#drawnAt = Number.NEGATIVE_INFINITY;
    this.update(0, 0);
  }

  /** Bytes done of bytes to do. */
  update(done: number, total: number): void {
    this.#draw((elapsed) => progressText(this.#label, done, total, elapsed));
  }

  /** `text`: of the milliseconds since the step began. */
  #draw(textOf: (elapsed: number) => string): void {
    if (!this.#context.stderr.isTerminal) return;
    const now = this.#context.now();
    if (now - this.#drawnAt < REDRAW_MILLISECONDS) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const text = textOf(now - this.#startedAt);
    this.#context.stderr.write(`\r${text.slice(0, Math.max(0, this.#context.stderr.columns - 1))}\x1b[K`);
  }

  /** Things done, of nobody knows how many. */
  count(done: number, things: string): void {
    this.#draw((elapsed) => countText(this.#label, done, things, elapsed));
  }

  /** Makes room for other lines; the next update draws it again. */
  clear(): void {
    if (!this.#drawn) return;
    this.#context.stderr.write("\r\x1b[K");
    this.#drawn = false;
    this.#drawnAt = Number.NEGATIVE_INFINITY;
  }
}

function progressText(label: string, done: number, total: number, elapsed: number): string {
  if (total === 0) return `${label} ...`;
  const share = Math.min(1, done / total);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const rate = elapsed > 0 ? done / MEBIBYTE / (elapsed / 1000) : 0;
  const left =
    elapsed >= SETTLED_MILLISECONDS && share > 0 ? `, ${leftText((elapsed / share) * (1 - share))} left` : "";
  return `${label} ${percent} of ${sizeText(total)}, ${rate.toFixed(0)} MiB/s${left}`;
}

/** `100 MiB`, but `264 KiB`: a small file is not none. */
function sizeText(bytes: number): string {
  return bytes < MEBIBYTE ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MEBIBYTE).toFixed(0)} MiB`;
}

function countText(label: string, done: number, things: string, elapsed: number): string {
  if (done === 0) return `${label} ...`;
  const rate = elapsed >= SETTLED_MILLISECONDS ? `, ${grouped(Math.round(done / (elapsed / 1000)))}/s` : "";
  return `${label} ${grouped(done)} ${things}${rate}`;
}

/** `12,345`. */
function grouped(value: number): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function leftText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
