import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../../cli/test-context.ts";
import { chromiumOnPath } from "./chromium.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCENARIOS = ["missing-scp", "bad-volume", "healthy"];
const PAGES = [...SCENARIOS, "missing-scp compared", "missing-scp redacted", "missing-scp by logs alone"];
const NOW = { now: "2026-10-12T06:00:00Z" };
const OPEN_ALL = "for (const details of document.querySelectorAll('details')) details.open = true";
const START_TIMEOUT = 120_000;

const browserPath = chromiumOnPath();
const isRequired = process.env["CI"] === "true";
if (browserPath === null && !isRequired) {
  process.stderr.write("The tests of the HTML page in a browser were left out: there is no chromium on the path.\n");
}

describe.skipIf(browserPath === null && !isRequired)("the page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "badnode-html-"));
  let browser: Browser;

  beforeAll(async () => {
    if (browserPath === null) throw new Error("there is no chromium on the path");
    const missingScp = join(SAMPLES, "missing-scp");
    const before = join(folder, "before.json");
    await badnode(
      ["diagnose", missingScp, "--until", "2026-09-20T12:00:00Z", "--format", "json", "--output", before],
      NOW,
    );
    for (const scenario of SCENARIOS) await write(scenario, ["diagnose", join(SAMPLES, scenario)]);
    await write("missing-scp compared", ["diagnose", missingScp, "--baseline", before]);
    await write("missing-scp redacted", ["diagnose", missingScp, "--redact"]);
    await write("missing-scp by logs alone", ["analyze", missingScp]);
    // Whoever runs as root, as in a container, has no sandbox.
    browser = await chromium.launch({ executablePath: browserPath, chromiumSandbox: false });
  }, START_TIMEOUT);

  async function write(name: string, command: readonly string[]): Promise<void> {
    await badnode([...command, "--format", "html", "--output", join(folder, `${name}.html`)], NOW);
  }

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What happened while the page was looked at. */
  interface Seen {
    readonly said: string[];
    readonly requested: string[];
  }

  async function opened(scenario: string, options: BrowserContextOptions): Promise<{ page: Page; seen: Seen }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const seen: Seen = { said: [], requested: [] };
    page.on("console", (message) => seen.said.push(message.text()));
    page.on("pageerror", (error) => seen.said.push(error.message));
    page.on("request", (request) => seen.requested.push(request.url()));
    await page.goto(pathToFileURL(join(folder, `${scenario}.html`)).href);
    return { page, seen };
  }

  describe.each(PAGES)("of samples/%s", (scenario) => {
    it.each([375, 1920])(
      "at %i px says nothing on the console, loads nothing, and does not scroll sideways",
      async (width) => {
        const { page, seen } = await opened(scenario, { viewport: { width, height: 900 } });
        await page.evaluate(OPEN_ALL);
        const scrolled = await page.evaluate<readonly number[]>(
          "window.scrollTo(10_000, 0); [window.scrollX, document.documentElement.scrollWidth]",
        );
        expect(scrolled).toEqual([0, width]);
        expect(seen).toEqual({ said: [], requested: [pathToFileURL(join(folder, `${scenario}.html`)).href] });
        await page.context().close();
      },
    );

    it.each(["light", "dark"] as const)("has nothing that axe finds fault with, in %s", async (colorScheme) => {
      // The page runs no script, not even this one, unless its policy is set aside.
      const { page } = await opened(scenario, {
        colorScheme,
        bypassCSP: true,
        viewport: { width: 1280, height: 900 },
      });
      await page.evaluate(OPEN_ALL);
      await page.addScriptTag({ content: AXE });
      const { violations } = await page.evaluate<AxeResults>("axe.run()");
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target)).slice(0, 3)])).toEqual(
        [],
      );
      await page.context().close();
    });
  });

  it("runs no script and takes no style but its own", async () => {
    const { page, seen } = await opened("healthy", {});
    await page.evaluate(`
      const add = (name, what) => document.body.append(Object.assign(document.createElement(name), what));
      add("script", { textContent: "document.title = 'taken over'" });
      add("style", { textContent: "body { display: none }" });
      add("img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" });
    `);
    expect(await page.title()).toBe("badnode report");
    expect(await page.evaluate("getComputedStyle(document.body).display")).toBe("block");
    expect(seen.said.filter((words) => words.includes("Content Security Policy"))).toHaveLength(3);
    await page.context().close();
  });

  it("opens every part by the keyboard", async () => {
    const { page } = await opened("healthy", { viewport: { width: 375, height: 900 } });
    const closed = await page.locator("details").count();
    expect(closed).toBeGreaterThan(1);
    const elements = await page.locator("a, summary, [tabindex='0']").count();
    for (let at = 0; at < elements * 2; at++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate<boolean>('document.activeElement.matches("details:not([open]) > summary")')) {
        await page.keyboard.press("Enter");
      }
    }
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await page.context().close();
  });

  it("scrolls a wide table by the keyboard in its own region", async () => {
    const { page } = await opened("missing-scp", { viewport: { width: 375, height: 900 } });
    const scrolling = page.getByRole("region", { name: "Failed and all backups, by owner and volume" });
    await scrolling.focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => page.evaluate<number>("document.querySelector('#matrix .scroll').scrollLeft"))
      .toBeGreaterThan(0);
    await page.context().close();
  });

  it("keeps the names of volumes in sight while their chart scrolls", async () => {
    const { page } = await opened("missing-scp", { viewport: { width: 375, height: 900 } });
    await page.evaluate("document.querySelector('#lanes .scroll').scrollLeft = 300");
    const [names, within] = await page.evaluate<readonly number[]>(
      "['.names', '.scroll'].map((part) => Math.round(document.querySelector(`#lanes ${part}`).getBoundingClientRect().left))",
    );
    expect(names).toBe((within ?? 0) + 1);
    await page.context().close();
  });

  it("has the names of volumes at the height of their lanes, however wide it is", async () => {
    for (const width of [375, 1280, 1920]) {
      const { page } = await opened("missing-scp", { viewport: { width, height: 900 } });
      const [names, plot] = await page.evaluate<readonly number[]>(
        "['names', 'plot'].map((part) => document.querySelector(`#lanes .${part}`).getBoundingClientRect().height)",
      );
      expect(Math.abs((names ?? 0) - (plot ?? 0))).toBeLessThan(0.5);
      await page.context().close();
    }
  });

  it("tells since when what is the matter, and how to mend it", async () => {
    const { page } = await opened("missing-scp compared", {});
    const firstOf = (selector: string): Promise<string> => page.locator(selector).first().innerText();
    expect(await firstOf("#comparison dd")).toMatch(/^HV03, bad then, bad since: 10 of 10 backups failed /);
    expect(await firstOf("#causes p")).toBe(
      "All three lack their service connection point, which the six nodes that pass have.",
    );
    expect(await page.locator("#chains h3").allInnerTexts()).toEqual(["HV03", "HV06", "HV08"]);
    await page.getByText("renamed HVNEW03 -> HV03").click();
    expect(await page.locator("#histories").getByText("record 21879, 2026-09-02 09:14:11Z").isVisible()).toBe(true);
    expect(await firstOf("#repairs pre")).toBe("Suspend-ClusterNode -Name HV03 -Cluster HVCL01 -Drain -Wait");
    await page.context().close();
  });

  it("prints, with what is closed on the screen", async () => {
    const { page } = await opened("missing-scp", { colorScheme: "dark" });
    const record = page.getByText("record 21879, 2026-09-02 09:14:11Z").first();
    expect(await record.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await record.isVisible()).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    await page.context().close();
  });
});
