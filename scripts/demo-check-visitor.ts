import { chromium, type Browser, type Locator, type Page } from "playwright-core";

/** Somebody at the page, who uses it as a person would: by what is written on it. */
export type Visitor = {
  readonly page: Page;
  readonly resize: (size: { readonly width: number; readonly height: number }) => Promise<void>;
  readonly actAs: (name: string) => Promise<void>;
  readonly open: (conversation: string) => Promise<void>;
  readonly type: (command: string) => Promise<void>;
  readonly message: (says: RegExp) => Locator;
  readonly window: (title: string) => Locator;
};

export const sizes = { wide: { width: 1280, height: 700 }, narrow: { width: 390, height: 844 } } as const;

/** For anything that the page shows in the end: a machine under load is slow, and not wrong. */
const patience = 30_000;

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // Its sandbox cannot be had by root; it opens nothing but our own page on loopback.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });

/** Everything that a browser complains of. */
const watch = (page: Page, complaints: string[]): void => {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`the page threw: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} from ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What the page itself lets go when it is loaded again or closed is no fault; a server that is gone is refused, not aborted.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    complaints.push(`lost: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
};

/** On a narrow page the lists stand in drawers. */
const openDrawer = async (page: Page, summary: RegExp): Promise<void> => {
  const width = page.viewportSize()?.width ?? 0;
  if (width <= sizes.narrow.width) await page.locator("summary", { hasText: summary }).click();
};

const actAs = async (page: Page, name: string): Promise<void> => {
  await openDrawer(page, /^Acting as/);
  const people = page.getByRole("region", { name: "Act as" });
  await people.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("heading", { level: 1, name: `as ${name}` }).waitFor();
};

const open = async (page: Page, conversation: string): Promise<void> => {
  await openDrawer(page, /^In /);
  const list = page.getByRole("region", { name: "Conversations" });
  await list.getByRole("button", { name: new RegExp(`^${conversation}( \\d+ unread)?$`) }).click();
  await page.getByRole("heading", { level: 1, name: conversation }).waitFor();
};

export const visit = async (
  browser: Browser,
  url: string,
  complaints: string[],
): Promise<Visitor & { readonly leave: () => Promise<void> }> => {
  const context = await browser.newContext({ viewport: sizes.wide, locale: "en-GB" });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  watch(page, complaints);
  await page.goto(url);
  return {
    page,
    resize: (size) => page.setViewportSize(size),
    actAs: (name) => actAs(page, name),
    open: (conversation) => open(page, conversation),
    type: async (command) => {
      await page.getByRole("textbox", { name: /^Command to send/ }).fill(command);
      await page.keyboard.press("Enter");
    },
    message: (says) => page.getByRole("article").filter({ hasText: says }).last(),
    window: (title) => page.getByRole("dialog", { name: title }),
    leave: () => context.close(),
  };
};
