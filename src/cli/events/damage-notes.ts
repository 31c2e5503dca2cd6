import { type Damage, describeDamage, type FoundLog, type LogAccount, type Remark } from "../../event-logs.ts";
import { visibleText } from "../../reporters/records/index.ts";
import { explanationLine, stackText } from "../failure-text.ts";
import { type OutputFile, openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import type { CliContext } from "../terminal.ts";

const SHOWN_DAMAGES = 3;

export interface DamageNotesOptions {
  /** Every damage and every remark. */
  readonly verbose: boolean;
  readonly debug: boolean;
  /** Where every damage is written to, one JSON object a line. */
  readonly reportPath: string | undefined;
  /** Real paths that must not be overwritten. */
  readonly inputs: readonly string[];
}

/** Says on standard error what is wrong with the logs, a few lines for each. */
export class DamageNotes {
  readonly #context: CliContext;
  readonly #progress: Progress;
  readonly #options: DamageNotesOptions;
  readonly #report: OutputFile | null;
  readonly #encoder = new TextEncoder();
  #ofThisLog = 0;

  constructor(context: CliContext, progress: Progress, options: DamageNotesOptions) {
    this.#context = context;
    this.#progress = progress;
    this.#options = options;
    this.#report = options.reportPath === undefined ? null : openOutputFile(options.reportPath, options.inputs);
  }

  damage(damage: Damage, log: Pick<FoundLog, "path">): void {
    this.#report?.write(this.#encoder.encode(`${damageJson(damage, log.path)}\n`));
    if (this.#options.verbose || this.#ofThisLog < SHOWN_DAMAGES) this.line(`${log.path}: ${describeDamage(damage)}`);
    this.#ofThisLog++;
  }

  remark(remark: Remark, log: Pick<FoundLog, "path">): void {
    if (this.#options.verbose) this.line(`${log.path}: ${remark.text} (offset ${remark.offset})`);
  }

  account(account: LogAccount): void {
    const hidden = this.#options.verbose ? 0 : this.#ofThisLog - SHOWN_DAMAGES;
    if (hidden > 0) {
      this.line(`${account.path}: ${hidden} more damages. --verbose lists all, --damage-report FILE writes them down.`);
    }
    if (account.problem !== null) this.#write(explanationLine(account.problem));
    if (account.defect !== null && this.#options.debug) this.#write(stackText(account.defect));
    this.#ofThisLog = 0;
  }

  /** One line of the program's own, made fit for a terminal. */
  line(text: string): void {
    this.#write(`badnode: ${visibleText(text)}\n`);
  }

  finish(): void {
    this.#report?.finish();
  }

  abandon(): void {
    this.#report?.abandon();
  }

  #write(text: string): void {
    this.#progress.clear();
    this.#context.stderr.write(text);
  }
}

function damageJson(damage: Damage, file: string): string {
  const { kind, offset, expected, found, recordId } = damage;
  return JSON.stringify({
    file,
    kind,
    offset,
    expected,
    found,
    recordId: recordId === undefined ? null : String(recordId),
  });
}
